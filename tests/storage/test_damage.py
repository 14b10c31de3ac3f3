"""A worn-out disk: whatever byte it changes, the desk hears one sentence, and the file is never overwritten."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from checkin.domain.errors import DeskError
from checkin.services import attendance, check, desk, events, overview, prints
from checkin.services.place import Place
from checkin.storage import backups, wholeness
from checkin.storage.event_file import EventFile, open_event
from checkin.storage.search import Searcher
from tests.storage.twenty import NOW, TWENTY, code


@pytest.fixture
def busy(event: EventFile, place: Place) -> Path:
    """An event in which everything has happened that can be recorded, closed."""
    for number in range(12):
        desk.admit_code(event, code(number), place, NOW)
    desk.undo(event, TWENTY[3].id, place, NOW)
    desk.admit_code(event, "https://shorturl.at/behVW", place, NOW)
    desk.admit_registrant(event, TWENTY[13].id, place, NOW)
    prints.printed(event, [TWENTY[0].id], place, NOW)
    event.close()
    return event.path


def use(event: EventFile) -> list[Callable[[], Any]]:
    """The deeds of a day, one by one, as far as the file lets them."""
    place = events.place_of(events.the_event(event), "Door B")

    def search() -> None:
        with event.reading() as tx:
            Searcher().find(tx, "amina haki", place.session.id)

    return [
        lambda: place.session.local(NOW),
        lambda: overview.people(event, place.session.id),
        lambda: overview.lines(event, place),
        lambda: overview.door_view(event, place, NOW),
        lambda: [overview.person(event, person.id) for person in TWENTY[:4]],
        lambda: [desk.admit_code(event, code(number), place, NOW) for number in (0, 3, 15)],
        lambda: desk.walk_in(event, TWENTY[0].details, place, NOW),
        lambda: desk.undo_last(event, place, NOW),
        search,
        lambda: attendance.reconciliation(attendance.attendance(event)),
        event.back_up,
    ]


def test_a_byte_changed_anywhere_is_a_sentence_or_found_by_the_check_or_does_no_harm(busy: Path) -> None:
    content = busy.read_bytes()
    chance = random.Random(20240510)  # noqa: S311 - nothing secret
    outcomes = set()
    for _ in range(100):
        spoilt = bytearray(content)
        place = chance.randrange(len(content))
        spoilt[place] ^= chance.randrange(1, 256)
        busy.write_bytes(spoilt)
        try:
            event = open_event(busy)
        except DeskError as refused:
            outcomes.add("refused" if "\n" not in str(refused) else "more than a sentence")
            assert busy.read_bytes() == spoilt
            continue
        with closing(event):
            try:
                found = check.check(event)
                outcomes.add("found" if found else "harmless")
                deeds = use(event)
            except DeskError as damaged:
                outcomes.add("damaged" if "damaged" in str(damaged) else str(damaged))
                continue
            for deed in deeds:
                # A DeskError is an answer; any other exception fails the test.
                with suppress(DeskError):
                    deed()
    assert {"found", "harmless"} <= outcomes <= {"found", "harmless", "refused", "damaged"}


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.8])
def test_a_file_that_was_cut_off_is_called_damaged(share: float, busy: Path) -> None:
    content = busy.read_bytes()
    busy.write_bytes(content[: int(len(content) * share)])
    try:
        with closing(open_event(busy)) as event:
            said = check.check(event)
    except DeskError as refused:
        said = [str(refused)]
    assert "damaged" in said[0]


SPOILT = [
    ("UPDATE registrant SET status = 'confirmXd' WHERE number = 5", "registrant"),
    ("UPDATE registrant SET other = '{\"half' WHERE number = 5", "registrant"),
    ("UPDATE registrant SET name = CAST(name AS BLOB) WHERE number = 5", "registrant"),
    ("UPDATE registrant SET name = CAST(x'ff41' AS TEXT) WHERE number = 5", "registrant"),
    ("UPDATE registrant SET walk_in = 7 WHERE number = 5", "registrant"),
    ("UPDATE session SET timezone = 'Africa/NaiXobi'", "session"),
    ("UPDATE session SET starts_at = '2024-05-10T09:30:00k000000+00:00'", "session"),
    ("UPDATE session SET seats = 'many'", "session"),
    ("UPDATE code SET replaced_at = 'yesterday'", "code"),
    ("DROP TRIGGER fact_is_never_changed; UPDATE fact SET kind = 'admXtted'", "the tables"),
]


@pytest.mark.parametrize(("order", "where"), SPOILT)
def test_a_value_that_cannot_be_is_found_by_the_check_and_is_a_sentence_elsewhere(
    order: str, where: str, busy: Path
) -> None:
    with closing(open_event(busy)) as event:
        event._raw.executescript(order)
        [problem] = check.check(event)
        assert where in problem
        for deed in use(event) if "session" not in order else []:
            with suppress(DeskError):
                deed()


def test_a_spoilt_value_met_at_the_door_is_not_saved_and_never_a_crash(busy: Path, place: Place) -> None:
    with closing(open_event(busy)) as event:
        event._raw.execute("UPDATE registrant SET status = 'confirmXd' WHERE id = ?", (TWENTY[15].id,))
        verdict = desk.admit_code(event, code(15), place, NOW)
        assert (verdict.reason.value, verdict.registrant) == ("not_saved", None)
        assert "damaged" in str(verdict.problem)
        assert desk.admit_code(event, code(16), place, NOW).reason.value == "welcome"


def test_a_bug_is_not_called_damage(event: EventFile) -> None:
    with pytest.raises(ZeroDivisionError), event.tx():
        _ = 1 / 0
    with pytest.raises(ValueError, match="a slip"), event.reading():
        raise ValueError("a slip")


def test_the_newest_copy_is_named_when_the_file_is_damaged(busy: Path) -> None:
    with closing(open_event(busy)) as event:
        copy = event.back_up()
        event._raw.execute("UPDATE session SET timezone = 'Africa/NaiXobi'")
        [problem] = check.check(event)
        assert str(copy) in problem
    content = bytearray(busy.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    busy.write_bytes(content)
    with pytest.raises(DeskError, match="damaged") as refused:
        open_event(busy)
    assert str(copy) in str(refused.value)
    assert busy.read_bytes() == content
    with closing(open_event(copy)) as whole:
        assert check.check(whole) == []
        assert backups.copies(busy) == [copy]


def test_the_check_says_what_is_wrong_in_a_few_words(event: EventFile) -> None:
    event._raw.execute("PRAGMA foreign_keys=OFF")
    event._raw.execute("DELETE FROM registrant WHERE number = 20")
    assert wholeness.problem(event._raw) == "foreign keys"
    event._raw.execute("DELETE FROM event")
    assert "foreign keys" in check.check(event)[0]
