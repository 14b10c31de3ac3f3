"""A second session in the same event: its people, its own counts, and what stays apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.admission import Reason
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Session
from checkin.services import attendance, check, desk, events, overview, sessions
from checkin.services.desk import Place
from checkin.storage.event_file import EventFile
from tests.services.conftest import FACTS, NOW, later

DAY_2 = replace(
    FACTS, name="Day 2", starts=FACTS.starts + timedelta(days=1), ends=FACTS.ends + timedelta(days=1), room="CR-4"
)


def counts(file: EventFile) -> list[tuple[str, int, int, int]]:
    return [(one.session.name, one.registered, one.walk_ins, one.came) for one in sessions.sittings(file)]


def at(file: EventFile, session: Session) -> Place:
    return events.place_of(events.the_event(file), "Door A", session.id)


def test_a_session_of_its_own_begins_with_nobody(file: EventFile, three: list[Registrant]) -> None:
    added = sessions.add_session(file, DAY_2)
    assert counts(file) == [("Kick-off session", 3, 0, 0), ("Day 2", 0, 0, 0)]
    place = at(file, added)
    assert desk.admit_code(file, three[0].own_code, place, NOW).reason is Reason.OTHER_SESSION
    assert desk.add_to_session(file, three[0].id, place, NOW).reason is Reason.WELCOME
    assert counts(file) == [("Kick-off session", 3, 0, 0), ("Day 2", 1, 0, 1)]
    assert check.check(file) == []


def test_a_session_for_the_same_people_expects_all_of_them_also_who_walked_in(
    file: EventFile, door: Place, three: list[Registrant]
) -> None:
    newcomer = desk.walk_in(file, Details("Njeri Wachira"), door, NOW).registrant
    assert newcomer is not None
    desk.admit_code(file, three[0].own_code, door, later(1))
    added = sessions.add_session(file, DAY_2, door.session)
    # Who walked in on the first day is on the list of the second.
    assert counts(file) == [("Kick-off session", 3, 1, 2), ("Day 2", 4, 0, 0)]
    place = at(file, added)
    assert desk.admit_code(file, newcomer.own_code, place, later(9)).reason is Reason.WELCOME
    assert desk.admit_code(file, three[2].own_code, place, later(9)).reason is Reason.CANCELLED
    second = desk.walk_in(file, Details("Odd Coincidence"), place, later(9)).registrant
    assert second is not None
    assert counts(file) == [("Kick-off session", 3, 1, 2), ("Day 2", 4, 1, 2)]
    figures = attendance.attendance(file, added.id).figures
    assert (figures.registered, figures.walk_ins, figures.in_room, figures.no_show, figures.cancelled) == (
        4, 1, 2, 2, 1,
    )  # fmt: skip
    assert check.check(file) == []
    assert [line.walk_in for line in overview.lines(file, place)] == [False, False, False, False, True]


def test_two_sessions_have_two_names(file: EventFile) -> None:
    with pytest.raises(DeskError, match="There is a session KICK-OFF session already"):
        sessions.add_session(file, replace(DAY_2, name="KICK-OFF session"))
    assert len(events.the_event(file).sessions) == 1


def test_what_cannot_be_a_session_leaves_nothing_behind(file: EventFile) -> None:
    with pytest.raises(DeskError, match="ends before it starts"):
        sessions.add_session(file, replace(DAY_2, ends=DAY_2.starts))
    assert len(events.the_event(file).sessions) == 1


def test_a_door_that_opened_the_event_before_the_session_was_added_knows_whose_people_they_are(
    file: EventFile, door: Place
) -> None:
    """Two programs at one file: the list of the other session came meanwhile."""
    added = sessions.add_session(file, DAY_2)
    person = overview.add_registrant(file, Details("Li Wei"), at(file, added), NOW)
    verdict = desk.admit_code(file, person.own_code, door, NOW)
    assert verdict.reason is Reason.OTHER_SESSION
    assert verdict.found is not None
    assert verdict.found.other_session == added
