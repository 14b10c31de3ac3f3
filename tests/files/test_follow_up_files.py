"""The files of the follow-up lists, read back by other programs' readers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.follow_up import Contact, FollowUp, follow_ups
from checkin.domain.registrant import Answer, Details
from checkin.files import vcards
from checkin.files.follow_up_files import LEFT_OUT, contents, names_of
from tests.attendances import AFTER, FORMULAS, attendance, here, person


def files_of(found: Attendance) -> dict[str, bytes]:
    return contents(follow_ups(found, AFTER), found, AFTER)


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cards_of(content: bytes) -> list[vobject.base.Component]:
    return list(vobject.readComponents(content.decode()))


def test_a_row_has_what_a_letter_needs() -> None:
    details = {"given_name": "José", "family_name": "Núñez", "organisation": "Foro", "role": "Judge", "country": "Peru"}
    found = attendance([here(person("José Núñez", email="jose@foro.example", phone="+51 1", **details))])
    assert rows_of(files_of(found)["thank-you-room.csv"]) == [
        {
            "E-mail": "jose@foro.example",
            "Names": "José Núñez",
            "Given names": "José",
            "Family name": "Núñez",
            "Organisation": "Foro",
            "Role": "Judge",
            "Country": "Peru",
            "People": "1",
            "Attendance": "In person",
            "Event": "ImPACT Coalition",
            "Session": "Kick-off session",
            "Session date": "2024-05-10",
        }
    ]


def test_several_people_at_one_address_are_greeted_together() -> None:
    found = attendance(
        [
            here(person("Ann Otieno", given_name="Ann", family_name="Otieno", email="o@x.example", organisation="A")),
            here(person("Ben Kip", given_name="Ben", family_name="Kip", email="O@x.example", organisation="B")),
            here(person("Sumarni", email="s@x.example")),
            here(person("Dee Oduor", given_name="Dee", email="S@x.example", organisation="A")),
        ]
    )
    first, second = rows_of(files_of(found)["thank-you-room.csv"])
    assert (first["Names"], first["Given names"], first["Family name"]) == ("Ann Otieno, Ben Kip", "Ann, Ben", "")
    assert (first["Organisation"], first["People"]) == ("A; B", "2")
    assert (second["Names"], second["Given names"]) == ("Sumarni, Dee Oduor", "")
    cards = cards_of(files_of(found)["thank-you-room.vcf"])
    assert [card.fn.value for card in cards] == ["Ann Otieno", "Ben Kip", "Sumarni", "Dee Oduor"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_spreadsheet_calculates_nothing(formula: str) -> None:
    found = attendance([here(person(formula, email="a@x.example", organisation=formula))], event=formula)
    [row] = rows_of(files_of(found)["thank-you-room.csv"])
    assert row["Names"] == row["Organisation"] == row["Event"] == f"'{formula}"
    public = replace(found.presences[0].registrant.details, listed=Answer.YES)
    listed = replace(found.presences[0], registrant=replace(found.presences[0].registrant, details=public))
    [row] = rows_of(files_of(attendance([listed]))["public-participants.csv"])
    assert row == {"Full name": f"'{formula}", "Organisation": f"'{formula}", "Country": ""}


def test_who_was_left_out_stands_in_a_file_of_its_own_with_what_helps() -> None:
    found = attendance(
        [
            here(person("No Address", phone="+254 700 000 001")),
            here(person("Bad Address", email="anonymous", phone="+254 700 000 002")),
            Presence(person("Ann Otieno", email="home@x.example", phone="+254 700 000 003")),
            here(person("Ann Otieno", email="work@x.example")),
        ]
    )
    rows = [row for row in rows_of(files_of(found)[LEFT_OUT]) if row["List"] != "Public participants list"]
    assert [(row["List"], row["Full name"], row["E-mail"], row["Phone"]) for row in rows] == [
        ("Thank you (room)", "No Address", "", "+254 700 000 001"),
        ("Thank you (room)", "Bad Address", "anonymous", "+254 700 000 002"),
        ("Missed you", "Ann Otieno", "home@x.example", ""),
    ]
    assert rows[0]["Why"] == "has no e-mail address"


def test_without_anybody_left_out_there_is_no_file_of_them_and_every_list_is_there() -> None:
    files = files_of(attendance([]))
    assert set(files) == set(names_of(FollowUp)) - {LEFT_OUT}
    assert rows_of(files["missed-you.csv"]) == []
    assert files["missed-you.vcf"] == b""


def test_what_somebody_eats_or_needs_is_in_no_file() -> None:
    other = {"Dietary needs": "SECRET-DIET", "Access": "SECRET-ACCESS", "Comments": "SECRET-COMMENT"}
    people = [
        replace(
            made := person(f"Ann {place}", email=f"a{place}@x.example", other=other),
            details=replace(made.details, listed=Answer.YES, joining=joining),
            walk_in=place == 2,
        )
        for place, joining in enumerate((Answer.YES, Answer.KNOW_MORE, Answer.NO, Answer.NOT_SAID))
    ]
    files = files_of(attendance([here(people[0]), here(people[1]), here(people[2]), Presence(people[3])]))
    assert all(b"SECRET" not in content for content in files.values())
    assert b"Ann 3" in files["missed-you.csv"]


# -- vCard ---------------------------------------------------------------------------------------------------------


def card(details: Details) -> bytes:
    return vcards.cards([Contact(details)], "Thank you (room)")


def test_a_card_is_read_by_another_program() -> None:
    details = Details(
        "Nguyễn Văn; A, B\\C",
        "Văn; A",
        "Nguyễn, B\\C",
        email="a@x.example",
        organisation="Réseau; Justice, Sahel",
        role="Judge\nand more",
        country="Viet Nam",
        phone="+84 1",
    )
    [read] = cards_of(card(details))
    assert read.fn.value == details.name
    assert (read.n.value.family, read.n.value.given) == (details.family_name, details.given_name)
    assert read.org.value == [details.organisation]
    assert (read.title.value, read.email.value, read.tel.value) == (details.role, details.email, details.phone)
    assert read.adr.value.country == "Viet Nam"
    assert read.categories.value == ["Thank you (room)"]
    read.validate()


def test_a_name_in_one_piece_is_shown_as_it_is() -> None:
    [read] = cards_of(card(Details("Sumarni")))
    assert (read.fn.value, read.n.value.family, read.n.value.given) == ("Sumarni", "", "Sumarni")


def test_a_name_cannot_begin_a_line_of_its_own() -> None:
    evil = "Ann\r\nEND:VCARD\r\nBEGIN:VCARD\nEMAIL:evil@x.example"
    cards = cards_of(card(Details(evil, organisation=evil, email="ann@x.example")))
    assert len(cards) == 1
    assert cards[0].email.value == "ann@x.example"


@settings(max_examples=150)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=200))
def test_any_text_comes_back_and_no_line_is_too_long_nor_a_letter_parted(text: str) -> None:
    content = card(Details(f"Ann {text}", organisation=text))
    assert content.endswith(b"END:VCARD\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        line.decode()
        assert not set(line) & set(range(32))
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert [line.partition(":")[0] for line in unfolded[:4]] == ["BEGIN", "VERSION", "N", "FN"]


def test_a_long_name_in_any_script_is_folded_and_comes_back() -> None:
    for name in ("Maria-Antonia " * 20, "محمد عبد الرحمن " * 20, "李伟" * 100, "👩‍👩‍👧‍👦 Ann " * 20):
        content = card(Details(name.strip()))
        assert max(map(len, content.split(b"\r\n"))) <= 75
        assert cards_of(content)[0].fn.value == name.strip()
