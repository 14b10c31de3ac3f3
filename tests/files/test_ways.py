"""How people take part, told by their ticket or by a yes below a heading that names one way; never guessed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from checkin.domain.lists import RegistrantList
from checkin.domain.registrant import Mode
from checkin.services import lists

ROOM, ONLINE, OPEN, NOT = Mode.ROOM, Mode.ONLINE, Mode.NOT_SAID, Mode.CANNOT_COME
NAMES = ("Ann Lee", "Bo Li", "Cy Doe", "Dee Roe", "Eva Poe")


def read(folder: Path, headings: list[str], *answers: tuple[str, ...]) -> RegistrantList:
    path = folder / "list.csv"
    rows = [(name, f"{name[0]}@x.example", *cells) for name, cells in zip(NAMES, answers, strict=False)]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["Name", "Email", *headings], *rows])
    return lists.read(path)


def modes(source: RegistrantList) -> list[Mode]:
    return [person.details.mode for person in source.people]


@pytest.mark.parametrize(
    ("heading", "online", "room"),
    [
        ("Ticket", "Online access", "In-person ticket"),
        ("Registration Type", "Virtual Attendee", "In person"),
        ("Tipo de entrada", "Entrada virtual", "Entrada presencial"),
        ("Type de billet", "Billet en ligne", "Billet sur place"),
        ("Tipo de ingresso", "Ingresso online", "Ingresso presencial"),
        ("Ticketart", "Online-Ticket", "Präsenzticket"),
        ("نوع التذكرة", "تذكرة عبر الإنترنت", "تذكرة حضورية"),
        ("Aina ya tiketi", "Tiketi ya mtandaoni", "Tiketi ya ana kwa ana"),
        ("票种", "线上票", "现场票"),
        ("Тип билета", "Онлайн-билет", "Очное участие"),
    ],
)
def test_a_ticket_says_how_its_holder_takes_part(tmp_path: Path, heading: str, online: str, room: str) -> None:
    source = read(tmp_path, [heading], (online,), (room,), ("",), ("Standard",))
    assert modes(source) == [ONLINE, ROOM, OPEN, OPEN]
    assert [person.details.category for person in source.people] == [online, room, "", "Standard"]
    assert any(online in notice and room in notice for notice in source.notices)


@pytest.mark.parametrize(
    "ticket",
    [
        *("In-person + online access", "Hybrid ticket", "Online media", "Zoom workshop ticket", "Teams ticket (5)"),
        *("Digital ticket", "Physical ticket", "Digital rights", "General admission", "Online early bird"),
    ],
)
def test_a_ticket_that_may_mean_something_else_says_nothing(tmp_path: Path, ticket: str) -> None:
    source = read(tmp_path, ["Ticket type"], *[(ticket,)] * 4)
    assert modes(source) == [OPEN] * 4
    assert not source.notices


def test_what_somebody_has_answered_counts_before_the_ticket(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        ["Ticket", "How will you attend?"],
        *(("Online access", "In person"), ("Online access", ""), ("In-person ticket", "Online")),
    )
    assert modes(source) == [ROOM, ONLINE, ONLINE]


@pytest.mark.parametrize(
    ("heading", "yes", "no", "way"),
    [
        ("Will you attend in person?", "Yes", "No", ROOM),
        ("In-person attendance (Yes/No)", "Yes", "No", ROOM),
        ("Will you join via Zoom?", "Y", "N", ONLINE),
        ("Online", "x", "", ONLINE),
        ("How will you attend? [Zoom]", "Y", "N", ONLINE),
        ("Participerez-vous en présentiel ?", "Oui", "Non", ROOM),
        ("¿Asistirá en persona?", "Sí", "No", ROOM),
        ("¿Participará en línea?", "Sí", "No", ONLINE),
        ("Participará presencialmente?", "Sim", "Não", ROOM),
        ("هل ستحضر شخصيا؟", "نعم", "لا", ROOM),
        ("Utahudhuria ana kwa ana?", "Ndiyo", "Hapana", ROOM),
        ("您会亲自到场吗？", "是", "否", ROOM),
        ("Вы придёте лично?", "Да", "Нет", ROOM),
        ("Nehmen Sie persönlich teil?", "Ja", "Nein", ROOM),
    ],
)
def test_a_yes_below_one_way_is_that_way_and_a_no_is_no_other(
    tmp_path: Path, heading: str, yes: str, no: str, way: Mode
) -> None:
    source = read(tmp_path, [heading], (yes,), (no,), (yes,), (no,), (yes,))
    assert modes(source) == [way, OPEN, way, OPEN, way]
    if no:
        assert source.people[1].details.other == {heading: no}


def test_a_column_for_each_option(tmp_path: Path) -> None:
    headings = [f"How will you attend? [{way}]" for way in ("In person", "Zoom", "I cannot come")]
    source = read(tmp_path, headings, ("Y", "", ""), ("", "Y", ""), ("", "", "Y"), ("Y", "Y", ""), ("", "", ""))
    assert modes(source) == [ROOM, ONLINE, NOT, OPEN, OPEN]


@pytest.mark.parametrize(
    "heading",
    [
        *("Are you attending in person or online?", "Do you have Zoom?", "Zoom account", "Online presence"),
        *("Have you attended online before?", "Will you attend the online workshop on Friday?", "Remote worker"),
    ],
)
def test_a_yes_that_may_mean_something_else_says_nothing(tmp_path: Path, heading: str) -> None:
    assert modes(read(tmp_path, [heading], *[("Yes",), ("No",)] * 2)) == [OPEN] * 4


def test_a_no_to_one_way_is_not_that_somebody_cannot_come(tmp_path: Path) -> None:
    source = read(tmp_path, ["Will you attend?"], *[("Yes",), ("No",)] * 2)
    assert modes(source) == [OPEN, NOT] * 2
