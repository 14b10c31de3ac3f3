"""The rule of the door: one row for each reason, and the order of the questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from checkin.domain.admission import (
    DOUBLE_READ,
    KIND_OF_REASON,
    Entry,
    Found,
    Reason,
    Verdict,
    VerdictKind,
    decide,
)
from checkin.domain.code import Kind, Reading, read
from checkin.domain.harmless_codes import TRIAL_CODE, practice_code
from checkin.domain.next_step import NEXT_STEP, NextStep
from checkin.domain.registrant import Details, Registrant, Status
from checkin.domain.session import PRACTICE, Session

NOW = datetime(2024, 5, 10, 9, 31, tzinfo=UTC)
OTHER = Session("s2", "Day 2", NOW, NOW + timedelta(hours=1), "Africa/Nairobi")
KICK_OFF = Session("s1", "Kick-off", NOW, NOW + timedelta(hours=1), "Africa/Nairobi")
NINE = replace(KICK_OFF, seats=9)
OWN, DAMAGED, LINK, TICKET = (Reading(kind.value, kind, kind.value) for kind in Kind)
KNOWN = Found(Registrant("r1", Details("Wanjiru Kamau")))
IN = Entry("f1", NOW - timedelta(minutes=13), "Door B")


def person(status: Status = Status.CONFIRMED, **more: object) -> Found:
    return replace(KNOWN, registrant=Registrant("r1", Details("Wanjiru Kamau", status=status)), **more)


OUT = replace(IN, left_at=NOW - timedelta(minutes=3), left_by="Door B")
GROUP = Found(Registrant("r1", Details("Wambui", other={"Number of guests": "2"})))
JUST_IN = Entry("f1", NOW - timedelta(seconds=2), "Door A")
CASES = [
    (Reason.WELCOME, OWN, KNOWN, {}),
    (Reason.WELCOME, TICKET, KNOWN, {}),
    (Reason.WELCOME, LINK, KNOWN, {}),  # a ticket of another tool may well be a link
    (Reason.WELCOME, DAMAGED, KNOWN, {}),  # what is on the list is nobody's damaged code
    (Reason.WELCOME, None, KNOWN, {}),
    (Reason.WELCOME, OWN, KNOWN, {"inside": 119, "seats": 120}),
    (Reason.WELCOME_NOTE, OWN, person(note="Speaker: front row"), {}),
    (Reason.WELCOME_NOTE, None, person(note="Speaker: front row"), {}),
    (Reason.FULL, None, person(note="Speaker: front row"), {"inside": 9, "seats": 9}),
    (Reason.ALREADY_IN, OWN, person(entry=IN, note="Speaker: front row"), {}),
    (Reason.ALREADY_IN, OWN, person(entry=IN), {}),
    (Reason.ALREADY_IN, None, person(entry=JUST_IN), {}),  # chosen by name: no scanner read twice
    (Reason.ALREADY_IN, OWN, person(entry=replace(JUST_IN, station="Door B")), {}),
    (Reason.ALREADY_IN, OWN, person(entry=replace(JUST_IN, at=NOW - DOUBLE_READ)), {}),
    (Reason.DOUBLE_READ, OWN, person(entry=JUST_IN), {}),
    (Reason.DOUBLE_READ, TICKET, person(entry=JUST_IN), {}),
    (Reason.GROUP, OWN, GROUP, {}),
    (Reason.GROUP, None, GROUP, {}),
    (Reason.WELCOME_NOTE, OWN, replace(GROUP, note="Speaker: front row"), {}),
    (Reason.CAME_BACK, OWN, replace(GROUP, entry=OUT), {}),
    (Reason.CAME_BACK, OWN, person(entry=OUT), {}),
    (Reason.CAME_BACK, None, person(entry=OUT, note="Speaker: front row"), {}),
    (Reason.CAME_BACK, OWN, person(Status.CANCELLED, entry=OUT), {"closes_at": NOW}),  # was let in before
    (Reason.REPLACED_BADGE, OWN, person(entry=OUT, replaced_at=NOW), {}),
    (Reason.REPLACED_BADGE, OWN, person(entry=IN, replaced_at=NOW), {}),  # lost, and found by somebody else
    (Reason.REPLACED_BADGE, OWN, person(entry=JUST_IN, replaced_at=NOW), {}),
    (Reason.FULL, OWN, person(entry=OUT), {"inside": 9, "seats": 9}),
    (Reason.LEFT_BEFORE, OWN, person(entry=replace(OUT, left_at=NOW - timedelta(seconds=2), left_by="Door A")), {}),
    (Reason.CAME_BACK, None, person(entry=replace(OUT, left_at=NOW, left_by="Door A")), {}),
    (Reason.LEFT, OWN, person(entry=IN), {"leaving": True}),
    (Reason.LEFT, None, person(entry=JUST_IN), {"leaving": True}),
    (Reason.LEFT, OWN, person(entry=IN, replaced_at=NOW), {"leaving": True}),  # an old badge keeps nobody inside
    (Reason.DOUBLE_READ, OWN, person(entry=JUST_IN), {"leaving": True}),  # a double read is not a leave
    (Reason.LEFT_BEFORE, OWN, person(entry=OUT), {"leaving": True}),
    (Reason.NOT_INSIDE, OWN, KNOWN, {"leaving": True}),
    (Reason.NOT_INSIDE, None, person(Status.CANCELLED), {"leaving": True}),
    (Reason.NOT_FOUND, OWN, None, {"leaving": True}),
    (Reason.BAD_READ, DAMAGED, None, {"leaving": True}),
    (Reason.NOT_FOUND, OWN, None, {}),
    (Reason.NOT_FOUND, TICKET, None, {}),
    (Reason.NOT_FOUND, None, None, {}),
    (Reason.ERASED, OWN, None, {"erased": True}),
    (Reason.ERASED, LINK, None, {"erased": True}),
    (Reason.FOREIGN_CODE, LINK, None, {}),
    (Reason.REAL_BADGE, OWN, None, {"id": PRACTICE}),
    (Reason.REAL_BADGE, TICKET, None, {"id": PRACTICE}),
    (Reason.FOREIGN_CODE, LINK, None, {"id": PRACTICE}),
    (Reason.WELCOME, OWN, KNOWN, {"id": PRACTICE}),
    (Reason.PRACTICE_BADGE, read(practice_code(3)), None, {}),
    (Reason.PRACTICE_BADGE, read(practice_code(65_535).lower()), None, {"id": PRACTICE}),
    (Reason.TRIAL, read(TRIAL_CODE), None, {}),
    (Reason.TRIAL, read("]Q1" + TRIAL_CODE.lower()), None, {"id": PRACTICE}),
    (Reason.BAD_READ, DAMAGED, None, {}),
    (Reason.CANCELLED, OWN, person(Status.CANCELLED), {}),
    (Reason.NOT_CONFIRMED, OWN, person(Status.PENDING), {}),
    (Reason.NOT_CONFIRMED, None, person(Status.WAITLISTED), {}),
    (Reason.REPLACED_BADGE, OWN, person(replaced_at=NOW), {}),
    (Reason.OTHER_SESSION, OWN, person(other_session=OTHER), {}),
    (Reason.WELCOME, OWN, KNOWN, {"opens_at": NOW, "closes_at": NOW + timedelta(seconds=1)}),
    (Reason.TOO_EARLY, OWN, KNOWN, {"opens_at": NOW + timedelta(seconds=1)}),
    (Reason.TOO_EARLY, None, KNOWN, {"opens_at": NOW + timedelta(days=1), "inside": 9, "seats": 9}),
    (Reason.OVER, OWN, KNOWN, {"closes_at": NOW}),
    (Reason.CLOSED, OWN, person(session_closed=True), {}),
    (Reason.CLOSED, None, person(note="Speaker: front row", session_closed=True), {"closes_at": NOW}),
    (Reason.CANCELLED, OWN, person(Status.CANCELLED, session_closed=True), {}),
    (Reason.ALREADY_IN, OWN, person(entry=IN, session_closed=True), {}),
    (Reason.CAME_BACK, OWN, person(entry=OUT, session_closed=True), {}),
    (Reason.LEFT, OWN, person(entry=IN, session_closed=True), {"leaving": True}),
    (Reason.OVER, None, KNOWN, {"closes_at": NOW - timedelta(days=1), "inside": 9, "seats": 9}),
    (Reason.ALREADY_IN, OWN, person(entry=IN), {"closes_at": NOW}),
    (Reason.FULL, OWN, KNOWN, {"inside": 120, "seats": 120}),
    (Reason.FULL, None, KNOWN, {"inside": 125, "seats": 120}),
]


@pytest.mark.parametrize(("reason", "reading", "found", "room"), CASES)
def test_the_table_of_cases(reason: Reason, reading: Reading | None, found: Found | None, room: dict[str, Any]) -> None:
    asked = {name: value for name, value in room.items() if name in {"inside", "erased", "leaving"}}
    rules = {name: value for name, value in room.items() if name not in asked}
    rule = partial(decide, reading, found, now=NOW, station="Door A")
    assert rule(session=replace(KICK_OFF, **rules), **{"inside": 0, **asked}) is reason


def test_every_reason_has_a_case_but_that_of_the_disk_and_the_one_that_a_volunteer_gives() -> None:
    assert {reason for reason, *_ in CASES} == set(Reason) - {Reason.NOT_SAVED, Reason.DIFFERENT_PERSON}


def test_every_reason_has_a_next_step_and_every_step_a_reason() -> None:
    assert set(NEXT_STEP) == set(Reason)
    assert set(NEXT_STEP.values()) == set(NextStep)


ORDER = [
    (Reason.REPLACED_BADGE, {"replaced_at": NOW}),
    (Reason.ALREADY_IN, {"entry": IN}),
    (Reason.CANCELLED, {"registrant": person(Status.CANCELLED).registrant}),
    (Reason.OTHER_SESSION, {"other_session": OTHER}),
]


def test_the_questions_are_asked_in_their_order() -> None:
    """With everything wrong at once the first answer counts; take it away and the next one shows."""
    for place, (reason, _) in enumerate(ORDER):
        found = KNOWN
        for _, wrong in ORDER[place:]:
            found = replace(found, **wrong)
        assert decide(OWN, found, now=NOW, station="Door A", inside=9, session=NINE) is reason
    assert decide(OWN, KNOWN, now=NOW, station="Door A", inside=9, session=NINE) is Reason.FULL


def test_a_full_room_stops_nobody_who_is_in_already() -> None:
    assert decide(OWN, person(entry=IN), now=NOW, station="Door A", inside=9, session=NINE) is Reason.ALREADY_IN


def test_a_clock_that_was_set_back_makes_no_double_read_of_an_hour() -> None:
    ahead = person(entry=replace(JUST_IN, at=NOW + timedelta(hours=1)))
    assert decide(OWN, ahead, now=NOW, station="Door A", inside=0, session=KICK_OFF) is Reason.ALREADY_IN


def test_every_reason_has_one_kind_and_every_kind_a_reason() -> None:
    assert set(KIND_OF_REASON) == set(Reason)
    assert set(KIND_OF_REASON.values()) == set(VerdictKind)
    for reason in Reason:
        assert Verdict(reason, NOW, "Door A").kind is KIND_OF_REASON[reason]


def test_only_welcome_lets_a_person_in_anew() -> None:
    welcomes = [reason for reason in Reason if KIND_OF_REASON[reason] is VerdictKind.WELCOME]
    assert welcomes == [Reason.WELCOME, Reason.WELCOME_NOTE, Reason.GROUP, Reason.CAME_BACK]
