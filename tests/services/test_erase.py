"""Who is erased is gone from every byte of the event's folder; every count stays; no list brings them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import exc

from checkin.domain.admission import Reason
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.registrant import ERASED, Answer, Details, Registrant
from checkin.domain.search import Hit
from checkin.services import (
    attendance,
    check,
    copies,
    desk,
    door_notes,
    erase,
    list_undo,
    lists,
    online,
    overview,
    prints,
    same_people,
    shifts,
)
from checkin.services.place import Place
from checkin.storage import erasing, registrants
from checkin.storage.event_file import EventFile, open_event
from checkin.storage.search import Searcher
from tests.services.conftest import NOW, later

NAME, MAIL, PHONE, FIRM = "Zephyrine Quackenbush", "office@khrc.example", "+254 712 000 777", "Xylograph Trust"
SECOND_NAME = "Zefirina Kwakenbusz"
HEADINGS = "Full name,Email address,Organisation,Phone,Ticket code,Diet\n"
ROW = f"{NAME},{MAIL},{FIRM},{PHONE},TICKET-ZQ-778899,Oatmeal-allergy\n"
OTHERS = "Wanjiru Kamau,wanjiru@ubuntu.example,Ubuntu,,T-1,\n李伟,li@pku.example,PKU,,T-2,\n"
SECRETS = [
    NAME,
    "Zephyrine",
    "Quackenbush",
    "zz@khrc.example",
    PHONE,
    FIRM,
    SECOND_NAME,
    "TICKET-ZQ-778899",
    "ticketzq778899",
]
SECRETS += ["Oatmeal-allergy", "the-tall-one", "left it at the Sarova", "by word of the chair", "zqalias"]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The list with the person to be erased, their colleague at the same address, and others."""
    path = tmp_path.with_name(f"{tmp_path.name}-lists") / f"{NAME}.csv"
    path.parent.mkdir()
    path.write_text(HEADINGS + ROW + f"Odile Marchetti,{MAIL},Chamber,,T-3,\n" + OTHERS, encoding="utf-8")
    return path


REPORT = """Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)
Zephyrine Quackenbush,office@khrc.example,05/10/2024 12:31:00 PM,05/10/2024 01:00:00 PM,29
zqalias,,05/10/2024 01:05:00 PM,05/10/2024 01:50:00 PM,45
Odile Marchetti,office@khrc.example,05/10/2024 12:31:00 PM,05/10/2024 01:30:00 PM,59
Wanjiru Kamau,wanjiru@ubuntu.example,05/10/2024 12:31:00 PM,05/10/2024 01:55:00 PM,84
Somebody Else,,05/10/2024 12:31:00 PM,05/10/2024 01:55:00 PM,84
"""


@pytest.fixture
def person(file: EventFile, door: Place, source: Path) -> Registrant:
    """Somebody of whom the event knows everything that it can know."""
    desk.admit_code(file, "TICKET-ZQ-778899", door, later(-60))  # before the list came: a scan that led to nobody
    lists.load(file, lists.read(source), door.session.id, NOW)
    newer = source.with_name("newer.csv")
    newer.write_text(source.read_text().replace(FIRM, f"{FIRM} International"), encoding="utf-8")
    lists.load(file, lists.read(newer), door.session.id, NOW)
    who = erase.find(file, NAME)
    found, _ = overview.person(file, who)
    other = overview.add_registrant(file, Details(SECOND_NAME, email="zz@khrc.example"), door, NOW)
    same_people.unite(file, who, other.id, door, NOW)
    overview.correct_field(file, who, "role", "the-tall-one", door, NOW)
    door_notes.keep(file, who, "the-tall-one needs a ramp", door, NOW)
    prints.printed(file, [who], door, NOW, f"{NAME}.pdf", "by word of the chair")
    after = prints.replace_badge(file, who, "left it at the Sarova", door, NOW)
    assert desk.admit_code(file, after.own_code, door, later(10)).reason is Reason.WELCOME_NOTE
    desk.admit_code(file, found.own_code, door, later(20))
    shifts.tell_next(file, f"{NAME} comes late", door, later(30))
    report = source.with_name(f"meeting with {NAME}.csv")
    report.write_text(REPORT, encoding="utf-8")
    online.load(file, online.read([report], door.session), door, NOW)
    for item in online.review(file, door.session).items:
        if item.entry.name in {NAME, "zqalias"}:
            online.accept(file, item.entry.key, who, door, NOW)
        elif item.entry.name == "Odile Marchetti":
            online.accept(file, item.entry.key, erase.find(file, "Odile Marchetti"), door, NOW)
    file.back_up()
    return after


def every_byte(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the event's folder, with the copies, each with its bytes. The event must not be open."""
    for found in sorted(path.parent.rglob("*")):
        if found.is_file():
            yield found.name, found.read_bytes()


def found_in(path: Path, secrets: list[str]) -> list[tuple[str, str]]:
    """Which secret stands in which file, in UTF-8 or UTF-16, in whatever case of ASCII."""
    return [
        (name, secret)
        for name, content in every_byte(path)
        for secret in secrets
        for code in ("utf-8", "utf-16-le", "utf-16-be")
        if secret.encode(code).lower() in content.lower()
    ]


def figures(file: EventFile) -> list[dict[str, object]]:
    """All counts of the attendance, and its arrivals and minutes online."""
    found = attendance.attendance(file)
    minutes = sorted(round(one.online.minutes, 3) for one in found.presences if one.online is not None)
    return [attendance.reconciliation(found), {"arrivals": found.arrivals, "minutes": minutes}]


def words_of_the_index(file: EventFile) -> set[str]:
    return {row[0] for row in file._raw.execute("SELECT term FROM search_word")}


def test_the_test_finds_what_is_to_go(file: EventFile, person: Registrant) -> None:
    path = file.path
    assert check.check(file) == []
    file.close()
    assert {secret for _, secret in found_in(path, [*SECRETS, person.own_code])} >= set(SECRETS) - {"Quackenbush"}


def test_no_byte_of_the_folder_knows_who_was_erased_and_every_count_stays(
    file: EventFile, door: Place, person: Registrant
) -> None:
    before = figures(file)
    with file.reading() as tx:
        secrets = [*SECRETS, *erasing.codes(tx, [person.id])]
    done = erase.erase_person(file, person.id, door, later(60))
    assert (done.people, done.clean) == (1, True)
    assert done.connections == 2
    assert figures(file) == before
    assert check.check(file) == []
    assert not {word for word in words_of_the_index(file) if "quack" in word or "zeph" in word or "zef" in word}
    path = file.path
    file.close()
    assert found_in(path, secrets) == []
    with closing(open_event(path)) as again:
        assert check.check(again) == []
        assert figures(again) == before


def test_with_the_file_open_elsewhere_the_log_and_the_pages_are_clean_too(
    file: EventFile, door: Place, person: Registrant
) -> None:
    with closing(open_event(file.path)) as other:
        with other.reading() as tx:
            assert len(registrants.everyone(tx)) == 4
        assert erase.erase_person(file, person.id, door, later(60)).clean
        with other.reading() as tx:
            assert [one.name for one in registrants.everyone(tx)] == ["Odile Marchetti", "Wanjiru Kamau", "李伟"]
        assert desk.admit_code(other, "T-1", door, later(70)).reason is Reason.WELCOME
    path = file.path
    file.close()
    assert found_in(path, SECRETS) == []


def test_while_another_program_reads_it_is_erased_and_cleaned_at_the_next_opening(
    file: EventFile, door: Place, person: Registrant
) -> None:
    file._raw.execute("PRAGMA busy_timeout=50")
    with closing(open_event(file.path)) as other, other.reading() as tx:
        registrants.everyone(tx)
        assert not erase.erase_person(file, person.id, door, later(60)).clean
        assert "not finished" in check.check(file)[-1]
    assert copies.finish(file)
    assert check.check(file) == []
    path = file.path
    file.close()
    assert found_in(path, SECRETS) == []


def test_a_badge_of_theirs_is_answered_without_a_name_and_without_its_code(
    file: EventFile, door: Place, person: Registrant
) -> None:
    erase.erase_person(file, person.id, door, later(60))
    for code in (person.own_code, "TICKET-ZQ-778899", "ticket-zq-778899"):
        verdict = desk.admit_code(file, code, door, later(100))
        assert (verdict.reason, verdict.registrant, verdict.raw) == (Reason.ERASED, None, "")
    assert desk.admit_code(file, new_code(), door, later(100)).reason is Reason.NOT_FOUND
    path = file.path
    file.close()
    assert found_in(path, [person.own_code, "TICKET-ZQ-778899"]) == []


def test_a_colleague_with_the_same_address_keeps_everything(file: EventFile, door: Place, person: Registrant) -> None:
    erase.erase_person(file, person.id, door, later(60))
    colleague, _ = overview.person(file, erase.find(file, "Odile Marchetti"))
    assert colleague.details.email == MAIL
    online_now = {one.registrant.name: one.online for one in attendance.attendance(file).presences}
    seen = online_now["Odile Marchetti"]
    assert seen is not None
    assert round(seen.minutes) == 59


def test_the_list_does_not_bring_them_back_and_says_so(
    file: EventFile, door: Place, person: Registrant, source: Path
) -> None:
    erase.erase_person(file, person.id, door, later(60))
    source.write_text(source.read_text() + f"Zeph Q.,{'zz@khrc.example'},New firm,,,\n", encoding="utf-8")
    plan = lists.apply(file, lists.plan(file, lists.read(source)), door.session.id, NOW).plan
    account = lists.account(plan)
    assert account["rows"] == account["people"] + account["merged"] + len(account["skipped"])
    assert [(row.row, row.why[:30]) for row in plan.skipped] == [(2, "This person was erased from th")]
    # Somebody with an address of theirs and another name comes in, and is told.
    assert [one.details.name for one in plan.added] == ["Zeph Q."]
    assert [doubt.why[:42] for doubt in plan.doubtful if doubt.kind == "erased"] == [
        "Zeph Q. has the address of a person who wa"
    ]
    assert figures(file)[0]["registered"] == 5


def test_a_new_report_of_the_meeting_leaves_them_out(
    file: EventFile, door: Place, person: Registrant, source: Path
) -> None:
    erase.erase_person(file, person.id, door, later(60))
    before = figures(file)
    again = source.with_name("again.csv")
    again.write_text(REPORT + "Late Guest,,05/10/2024 12:35:00 PM,05/10/2024 01:55:00 PM,80\n", encoding="utf-8")
    loaded = online.load(file, online.read([again], door.session), door, NOW)
    assert "people who were erased from the event are left out (rows: 1)" in loaded.warnings[0]
    assert figures(file) == before
    assert check.check(file) == []


def test_their_connections_go_also_where_the_words_of_their_name_stand_in_another_order(
    file: EventFile, door: Place, person: Registrant, source: Path
) -> None:
    again = source.with_name("again.csv")
    others = ("QUACKENBUSH Zephyrine (she/her) - KHRC", "Zephyrine", "Kamau Wanjiru")
    rows = "".join(f"{name},,05/10/2024 12:35:00 PM,05/10/2024 01:55:00 PM,80\n" for name in others)
    again.write_text(REPORT.splitlines()[0] + f"\n{rows}", encoding="utf-8")
    online.load(file, online.read([again], door.session), door, NOW)
    erase.erase_person(file, person.id, door, later(60))
    left = {item.entry.name for item in online.review(file, door.session).items}
    assert not [name for name in left if "QUACKENBUSH" in name]
    assert {"Zephyrine", "Kamau Wanjiru"} <= left
    file.close()
    assert found_in(file.path, ["quackenbush"]) == []


def test_by_hand_they_can_come_back(file: EventFile, door: Place, person: Registrant, source: Path) -> None:
    erase.erase_person(file, person.id, door, later(60))
    back = overview.add_registrant(file, Details(NAME, email=MAIL), door, NOW)
    plan = lists.apply(file, lists.plan(file, lists.read(source)), door.session.id, NOW).plan
    assert back.id in plan.rows
    assert not plan.added


def test_nothing_is_done_with_somebody_who_was_erased(file: EventFile, door: Place, person: Registrant) -> None:
    other = erase.find(file, "Wanjiru Kamau")
    erase.erase_person(file, person.id, door, later(60))
    for deed in (
        lambda: erase.erase_person(file, person.id, door, NOW),
        lambda: overview.correct_field(file, person.id, "name", NAME, door, NOW),
        lambda: same_people.unite(file, other, person.id, door, NOW),
        lambda: same_people.part(file, person.id, door, NOW),
        lambda: prints.replace_badge(file, person.id, "lost", door, NOW),
        lambda: erase.find(file, NAME),
        lambda: erase.find(file, ERASED),
    ):
        with pytest.raises(DeskError):
            deed()
    assert person.id not in {one.id for one in prints.for_badges(file, door)}
    with file.reading() as tx:
        found: list[Hit] = Searcher().find(tx, "Zephyrine", door.session.id)
    assert found == []


def test_the_list_that_brought_them_can_still_be_taken_back(file: EventFile, door: Place, person: Registrant) -> None:
    erase.erase_person(file, person.id, door, later(60))
    before = figures(file)[0]
    last = list_undo.last_list(file)
    assert last is not None
    list_undo.take_back(file, last.id, NOW)
    assert check.check(file) == []
    assert figures(file)[0] == before


def test_facts_are_never_changed_but_by_an_erasure_and_then_only_emptied(
    file: EventFile, door: Place, person: Registrant
) -> None:
    for order in ("raw = ''", "note = ''", "at = 'x'", "kind = 'undone'"):
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            file._raw.execute(f"UPDATE fact SET {order}")  # noqa: S608
    for order in ("note = 'x'", "at = '2024-01-01'", "registrant_id = NULL", "raw = 'x'", "lifts = 'x'", "seq = -seq"):
        with pytest.raises((exc.IntegrityError, sqlite3.IntegrityError)):
            _while_erasing(file, f"UPDATE fact SET {order}")  # noqa: S608
    with pytest.raises((exc.IntegrityError, sqlite3.IntegrityError)):
        _while_erasing(file, "DELETE FROM fact")
    assert file._raw.execute("SELECT count(*) FROM erasing").fetchone() == (0,)


def _while_erasing(file: EventFile, order: str) -> None:
    with file.tx() as tx:
        erasing.begin(tx)
        tx.exec_driver_sql(order)


# -- everybody ---------------------------------------------------------------------------------------------------------


AFTER = NOW + timedelta(days=30)


def test_before_its_end_no_event_is_erased(file: EventFile, door: Place, person: Registrant) -> None:
    with pytest.raises(DeskError, match="has not ended yet"):
        erase.erase_everybody(file, door, NOW)
    assert check.check(file) == []


def test_of_an_event_that_was_erased_the_counts_stay_and_nothing_else(
    file: EventFile, door: Place, person: Registrant, source: Path
) -> None:
    walk_in = Details("Njeri Wachira", organisation="Ubuntu", joining=Answer.YES)
    desk.walk_in(file, walk_in, door, later(90))
    desk.admit_code(file, "garbled-unknown-text", door, later(95))
    file.back_up()
    before = figures(file)
    with file.reading() as tx:
        own = [code for one in registrants.everyone(tx) for code in one.codes]
    assert before[0]["walk_ins"] == 1
    nobody = replace(door, operator="")  # Who erases stands in the journal.
    done = erase.erase_everybody(file, nobody, AFTER)
    assert done.clean
    assert done.people == 6
    assert figures(file) == before
    assert check.check(file) == []
    for refused in (
        lambda: lists.load(file, lists.read(source), door.session.id, AFTER),
        lambda: online.load(file, (), door, AFTER),
        lambda: erase.erase_everybody(file, door, AFTER),
    ):
        with pytest.raises(DeskError):
            refused()
    assert desk.admit_code(file, own[0], nobody, AFTER).reason is Reason.ERASED
    assert words_of_the_index(file) == set()
    after, path = figures(file), file.path
    file.close()
    others = [
        "Wanjiru",
        "Kamau",
        "李伟",
        "wanjiru@",
        "Njeri",
        "Wachira",
        "Odile",
        "Marchetti",
        "Ubuntu",
        "Somebody Else",
    ]
    assert found_in(path, [*SECRETS, *own, *others, "Amina", "garbled-unknown-text"]) == []
    with closing(open_event(path)) as again:
        assert figures(again) == after
