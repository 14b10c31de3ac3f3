"""Notes at the door: facts, of which the newest stands; the door says it; the check compares it with the journal."""

from __future__ import annotations

import pytest

from checkin.domain.admission import Reason
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.domain.registrant import Registrant
from checkin.services import check, desk, door_notes
from checkin.services.place import Place
from checkin.storage import journal
from checkin.storage.event_file import EventFile
from tests.services.conftest import NOW, later


def test_the_newest_note_stands_and_every_note_is_a_fact(file: EventFile, door: Place, three: list[Registrant]) -> None:
    wanjiru = three[0].id
    for note in ("Speaker: front row", "  Speaker: front row ", "Give the\x00 headset", ""):
        door_notes.keep(file, wanjiru, note, door, NOW)
    door_notes.keep(file, three[1].id, "Ask for the visa letter", door, NOW)
    with file.reading() as tx:
        facts = [(fact.kind, fact.note, fact.operator) for fact in journal.facts(tx, wanjiru)]
    assert facts == [(FactKind.NOTED, note, "Amina") for note in ("Speaker: front row", "Give the headset", "")]
    assert door_notes.note_of(file, wanjiru) == ""
    assert door_notes.note_of(file, three[1].id) == "Ask for the visa letter"
    assert check.check(file) == []


def test_who_has_a_note_comes_in_with_one_thing_first(file: EventFile, door: Place, three: list[Registrant]) -> None:
    door_notes.keep(file, three[0].id, "Speaker: front row", door, NOW)
    verdict = desk.admit_code(file, three[0].own_code, door, NOW)
    assert (verdict.reason, verdict.kind) == (Reason.WELCOME_NOTE, "welcome")
    assert verdict.found is not None
    assert verdict.found.note == "Speaker: front row"
    again = desk.admit_code(file, three[0].own_code, door, later(2))
    assert again.reason is Reason.DOUBLE_READ
    assert desk.undo(file, three[0].id, door, later(3)).registrant.id == three[0].id
    assert desk.admit_registrant(file, three[0].id, door, later(4)).reason is Reason.WELCOME_NOTE
    assert check.check(file) == []


def test_who_is_let_in_anyway_has_the_note_too(file: EventFile, door: Place, three: list[Registrant]) -> None:
    door_notes.keep(file, three[2].id, "Panel at 13:00", door, NOW)
    assert desk.admit_registrant(file, three[2].id, door, NOW).reason is Reason.CANCELLED
    assert desk.let_in(file, three[2].id, "Organiser said yes", door, NOW).reason is Reason.WELCOME_NOTE


def test_a_note_on_nobody_and_a_reason_of_nothing_are_refused(file: EventFile, door: Place) -> None:
    with pytest.raises(DeskError, match="no longer on the list"):
        door_notes.keep(file, "nobody", "Note", door, NOW)
    with pytest.raises(DeskError, match="no reason given"):
        desk.let_in(file, "nobody", " \x00 ", door, NOW)


def test_a_table_of_notes_that_differs_from_the_journal_is_told(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    door_notes.keep(file, three[0].id, "Speaker: front row", door, NOW)
    with file.tx() as tx:
        tx.exec_driver_sql("UPDATE door_note SET note = 'Nobody'")
    assert check.check(file) == ["The notes at the door differ from the journal."]
