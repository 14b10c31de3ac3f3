"""Practice is a file of invented guests: no list of real people comes into it, and no session that looks real."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.services import events, first_list, lists, practice, sessions
from checkin.storage.event_file import EventFile, open_event
from tests.services.conftest import FACTS, NOW


@pytest.fixture
def practised(tmp_path: Path) -> Iterator[EventFile]:
    with closing(open_event(practice.make(tmp_path, events.new_session(FACTS), NOW))) as file:
        yield file


@pytest.fixture
def real(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Name,Ticket code\nWanjiru Kamau,EB-1234-5678\n", encoding="utf-8")
    return path


def test_a_real_list_does_not_come_into_practice(practised: EventFile, real: Path) -> None:
    before = events.how_many_registrants(practised)
    session = events.the_event(practised).sessions[0]
    with pytest.raises(DeskError, match="The guests of practice are invented") as raised:
        lists.plan(practised, lists.read(real))
    assert raised.value.remedy == "Leave practice (F12), and do it at the real door."
    with pytest.raises(DeskError, match="The guests of practice are invented"):
        lists.load(practised, lists.read(real), session.id, NOW)
    with pytest.raises(DeskError, match="The guests of practice are invented"):
        first_list.load_file(practised, real, session.id, NOW)
    assert events.how_many_registrants(practised) == before


def test_practice_has_no_session_that_looks_like_a_real_one(practised: EventFile) -> None:
    with pytest.raises(DeskError, match="The guests of practice are invented"):
        sessions.add_session(practised, FACTS)
    event = events.the_event(practised)
    assert [session.is_practice for session in event.sessions] == [True]
    assert event.is_practice
