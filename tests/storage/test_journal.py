"""The journal in the file: facts come back as they were written, and the door's table follows them."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import exc

from checkin.domain.errors import DeskError
from checkin.domain.journal import Fact, FactKind, Method, stays
from checkin.domain.session import Event
from checkin.services import check, desk, overview, prints
from checkin.services.place import Place
from checkin.storage import event_file, journal, registrants, sessions
from checkin.storage.event_file import EventFile
from checkin.storage.journal import Stands
from tests.storage.conftest import SESSION
from tests.storage.twenty import NOW, TWENTY

SECOND = replace(SESSION, id="s2", name="Second session")
PLACES = [
    Place(session, station, sessions=(SESSION, SECOND)) for session in (SESSION, SECOND) for station in ("A", "B")
]
FULL = Fact(
    "f1", FactKind.REFUSED, "s1", NOW + timedelta(microseconds=1), 180, TWENTY[0].id, "Door A", "Amina", Method.SEARCH,
    "cancelled", "raw 李 \x00 text", "f0", "name, email",
)  # fmt: skip


def all_facts(event: EventFile) -> list[Fact]:
    with event.reading() as tx:
        return list(journal.facts(tx))


def test_a_fact_comes_back_as_it_was_written(event: EventFile) -> None:
    bare = Fact("f2", FactKind.UNDONE, "s1", NOW)
    with event.tx() as tx:
        journal.record(tx, FULL)
        journal.record(tx, bare)
    assert all_facts(event) == [FULL, bare]
    with event.reading() as tx:
        assert list(journal.facts(tx, TWENTY[0].id)) == [FULL]


def test_facts_come_in_the_order_of_writing_whatever_the_clock_said(event: EventFile) -> None:
    with event.tx() as tx:
        for number, minutes in enumerate((0, 60, -600, 5)):
            journal.record(tx, Fact(f"f{number}", FactKind.REFUSED, "s1", NOW + timedelta(minutes=minutes)))
    assert [fact.id for fact in all_facts(event)] == ["f0", "f1", "f2", "f3"]


def test_the_same_fact_cannot_be_written_twice(event: EventFile) -> None:
    with event.tx() as tx:
        journal.record(tx, FULL)
    with pytest.raises((exc.IntegrityError, sqlite3.IntegrityError)), event.tx() as tx:
        journal.record(tx, replace(FULL, note="again"))
    assert all_facts(event) == [FULL]


def test_an_undo_lifts_the_fact_it_names_and_no_other(event: EventFile) -> None:
    with event.tx() as tx:
        for number in (0, 1):
            journal.record(tx, Fact(f"in{number}", FactKind.ADMITTED, "s1", NOW, registrant_id=TWENTY[number].id))
        for number, lifts in enumerate(("in1", "in1", "nobody", None)):
            # Whose undo it is does not matter: the fact that it names is lifted.
            undo = Fact(f"undo{number}", FactKind.UNDONE, "s1", NOW, registrant_id=TWENTY[0].id, lifts=lifts)
            journal.record(tx, undo)
        assert journal.standing(tx) == {("s1", TWENTY[0].id): Stands("in0", "in0", is_out=False, guests=0)}
    assert check.check(event) == []


deeds = st.tuples(
    st.sampled_from(["code", "name", "leave", "undo", "undo last", "walk in", "unknown"]),
    st.integers(0, 3),
    st.sampled_from(PLACES),
)


class Room:
    """The account of who came and who has gone, which the file must agree with: of each stay, in and out in turn."""

    def __init__(self) -> None:
        self.stays: dict[tuple[str, str], list[str]] = {}

    def is_in(self, who: tuple[str, str]) -> bool:
        return self.stays.get(who, ["out"])[-1] == "in"

    def go(self, who: tuple[str, str], how: str) -> None:
        self.stays.setdefault(who, []).append(how)

    def undo(self, who: tuple[str, str]) -> None:
        self.stays[who].pop()
        if not self.stays[who]:
            del self.stays[who]


@settings(max_examples=80)
@given(st.lists(deeds, max_size=30))
def test_whatever_the_doors_do_the_table_is_the_fold_of_the_journal(done: list[tuple[str, int, Place]]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(event_file.create(Path(folder) / "e.checkin")) as event:
        with event.tx() as tx:
            sessions.add_event(tx, Event("e1", "ImPACT", (SESSION, SECOND)), NOW)
            registrants.add(tx, TWENTY[:4], "s1", NOW)
        room = Room()
        for step, (deed, number, place) in enumerate(done):
            _do(event, deed, number, place, step, room)
            with event.reading() as tx:
                table = journal.standing(tx)
                folded = stays(journal.facts(tx))
            assert table == {
                where: Stands(stay.entered.id, stay.last.id, stay.is_out, stay.guests) for where, stay in folded.items()
            }
            assert {where: not one.is_out for where, one in table.items()} == {
                where: room.is_in(where) for where in room.stays
            }
        assert check.check(event) == []


def _do(  # noqa: C901 - one deed each
    event: EventFile, deed: str, number: int, place: Place, step: int, room: Room
) -> None:
    """Do a deed, ten seconds after the last one, and keep the account."""
    one, now, session = TWENTY[number], NOW + timedelta(seconds=10 * step), place.session.id
    here = (session, one.id)
    before = len(all_facts(event))
    try:
        match deed:
            case "code" | "name":
                admit = desk.admit_code if deed == "code" else desk.admit_registrant
                verdict = admit(event, one.own_code if deed == "code" else one.id, place, now)
                may = not room.is_in(here) and (session == "s1" or here in room.stays)
                assert (verdict.kind.value == "welcome") is may
                assert (verdict.reason.value == "came_back") is (may and here in room.stays)
                if may:
                    room.go(here, "in")
            case "leave":
                verdict = desk.leave(event, one.id, place, now)
                assert (verdict.reason.value == "left") is room.is_in(here)
                if room.is_in(here):
                    room.go(here, "out")
            case "undo":
                room.undo((session, desk.undo(event, one.id, place, now).registrant.id))
            case "undo last":
                room.undo((session, desk.undo_last(event, place, now).registrant.id))
            case "walk in":
                room.go((session, desk.walk_in(event, one.details, place, now).registrant.id), "in")
            case _:
                assert desk.admit_code(event, "nobody's", place, now).reason.value == "not_found"
    except DeskError:
        assert deed.startswith("undo")
        assert len(all_facts(event)) == before
    else:
        assert len(all_facts(event)) == before + 1


def test_a_correction_and_a_printed_badge_leave_the_table_alone(event: EventFile) -> None:
    place = PLACES[0]
    desk.admit_code(event, TWENTY[0].own_code, place, NOW)
    prints.printed(event, [one.id for one in TWENTY], place, NOW)
    overview.correct(event, TWENTY[1].id, replace(TWENTY[1].details, name="Another Name"), place, NOW)
    with event.reading() as tx:
        assert set(journal.standing(tx)) == {("s1", TWENTY[0].id)}
