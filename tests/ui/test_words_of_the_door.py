"""The words of every state of the door, row by row, with colour, shape, sound and what a screen reader is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from checkin.domain.admission import Entry, Found, Reason, Verdict
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind, Method
from checkin.domain.next_step import NEXT_STEP, NextStep
from checkin.domain.registrant import Details, Registrant, Status
from checkin.domain.session import Session
from checkin.ui.parts import theme
from checkin.ui.parts.faces import FACES, Shape
from checkin.ui.parts.fact_wording import why_not
from checkin.ui.parts.ready_words import ready_to
from checkin.ui.parts.wording import Words, shown_as, with_keys, words
from tests.ui.hands import NOW, Clock, Door, make_event, open_window
from tests.ui.test_layout import cut, laid_out

SESSION = Session("s", "Kick-off", NOW, NOW + timedelta(minutes=90), "Africa/Nairobi", "CR-8", 120)
SESSION = replace(SESSION, opens_at=NOW - timedelta(minutes=20))
OTHER = Session("o", "Day 2", NOW, NOW + timedelta(minutes=90), "Africa/Nairobi", "CR-4")
WAMBUI = Registrant("r", Details("Wambui", organisation="KHRC", other={"Guests": "2"}))
KAMAU = Registrant("r", Details("Wanjiru Kamau", organisation="Mzalendo Trust"))
FOUND = Found(KAMAU)
INSIDE = replace(FOUND, entry=Entry("f", NOW - timedelta(minutes=13), "Door B"))
GONE = replace(FOUND, entry=Entry("f", NOW - timedelta(minutes=70), "Door B", NOW + timedelta(minutes=42), "Door A"))
TEAL, AMBER, RED, NEUTRAL = theme.COME_IN, theme.ALREADY, theme.STOP, None


@dataclass(frozen=True)
class Row:
    """One row: what is said, how it looks and sounds, and whether a screen reader is interrupted for it."""

    reason: Reason
    said: Words
    colours: tuple[str, str] | None
    shape: Shape
    sound: str
    step: NextStep
    found: Found | None = FOUND
    raw: str = ""
    bad_reads: int = 0
    urgent: bool = False


def stop(reason: Reason, said: Words, step: NextStep, found: Found | None = FOUND) -> Row:
    return Row(reason, said, RED, Shape.CROSS, "stop", step, found, urgent=True)


def again(said: Words, raw: str, reason: Reason = Reason.FOREIGN_CODE, bad_reads: int = 0) -> Row:
    step = NextStep.SCAN_AGAIN if reason is Reason.BAD_READ else NextStep.SEARCH_OR_WALK_IN
    return Row(reason, said, NEUTRAL, Shape.AGAIN, "unreadable", step, None, raw, bad_reads)


NAME, NOT_OURS = "Wanjiru Kamau", "That is not one of our badges"
BY_NAME = "F3 Search by name"
ROWS = {
    "welcome": Row(
        Reason.WELCOME,
        Words("Welcome — come in", NAME, "Mzalendo Trust"),
        TEAL,
        Shape.TICK,
        "come_in",
        NextStep.NEXT_PERSON,
    ),
    "with a note": Row(
        Reason.WELCOME_NOTE,
        Words("Come in — one thing first", NAME, "", "Give headset"),
        TEAL,
        Shape.NOTE,
        "come_in_with_note",
        NextStep.NEXT_PERSON,
        replace(FOUND, note="Give headset"),
    ),
    "already in": Row(
        Reason.ALREADY_IN,
        Words(
            "Already checked in", NAME, "12:07 at Door B, 13 min ago. Same person? Let them in.\nF6 Different person"
        ),
        AMBER,
        Shape.TWICE,
        "already_in",
        NextStep.DIFFERENT_PERSON,
        INSIDE,
    ),
    "read twice": Row(
        Reason.DOUBLE_READ,
        Words("Welcome — come in", NAME, "Mzalendo Trust\nScanned once — all good"),
        TEAL,
        Shape.TICK,
        "",
        NextStep.NEXT_PERSON,
        INSIDE,
    ),
    "read twice, with a note": Row(
        Reason.DOUBLE_READ,
        Words("Come in — one thing first", NAME, "Scanned once — all good", "Give headset"),
        TEAL,
        Shape.NOTE,
        "",
        NextStep.NEXT_PERSON,
        replace(INSIDE, note="Give headset"),
    ),
    "came back": Row(
        Reason.CAME_BACK,
        Words("Welcome back", NAME, "left 13:02"),
        TEAL,
        Shape.RETURN,
        "come_in",
        NextStep.NEXT_PERSON,
        GONE,
    ),
    "other session": stop(
        Reason.OTHER_SESSION,
        Words("Registered for another session", NAME, "Day 2, CR-4\nF4 Add to this session"),
        NextStep.ADD_TO_SESSION,
        replace(FOUND, other_session=OTHER),
    ),
    "other session without a room": stop(
        Reason.OTHER_SESSION,
        Words("Registered for another session", NAME, "Day 2\nF4 Add to this session"),
        NextStep.ADD_TO_SESSION,
        replace(FOUND, other_session=replace(OTHER, room="")),
    ),
    "not found": stop(
        Reason.NOT_FOUND,
        Words("Not on this list", "", f"{BY_NAME} · F4 Add as walk-in"),
        NextStep.SEARCH_OR_WALK_IN,
        None,
    ),
    "cancelled": stop(
        Reason.CANCELLED,
        Words("Registration was cancelled", NAME, "Ask the organiser.\nF4 Add as walk-in"),
        NextStep.ADD_AS_WALK_IN,
    ),
    "replaced badge": stop(
        Reason.REPLACED_BADGE,
        Words("Old badge", NAME, "A new badge was printed at 12:05. Check the name, then F5 Check in by name"),
        NextStep.CHECK_IN_BY_NAME,
        replace(FOUND, replaced_at=NOW - timedelta(minutes=15)),
    ),
    "replaced badge of who is in": stop(
        Reason.REPLACED_BADGE,
        Words(
            "Old badge",
            NAME,
            "A new badge was printed at 12:05, and this person is in since 12:07. Ask who stands here, then F5 Check in"
            " by name",
        ),
        NextStep.CHECK_IN_BY_NAME,
        replace(INSIDE, replaced_at=NOW - timedelta(minutes=15)),
    ),
    "bad read": again(Words("Could not read that — scan again", "", "Hold still, 10–20 cm"), "JC", Reason.BAD_READ, 2),
    "third bad read": again(
        Words("Could not read that — scan again", "", "Hold still, 10–20 cm\nF9 Scanner help"), "JC", Reason.BAD_READ, 3
    ),
    "web link": again(Words(NOT_OURS, "", f"It looks like a web link\n{BY_NAME}"), "https://bit.ly/x"),
    "boarding pass": again(
        Words(NOT_OURS, "", f"It looks like a boarding pass\n{BY_NAME}"),
        "M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 100",
    ),
    "contact card": again(Words(NOT_OURS, "", f"It looks like a contact card\n{BY_NAME}"), "BEGIN:VCARD"),
    "Wi-Fi": again(Words(NOT_OURS, "", f"It looks like a Wi-Fi code\n{BY_NAME}"), "WIFI:S:hall;T:WPA;P:x;;"),
    "something else": again(Words(NOT_OURS, "", f"It is a code for something else\n{BY_NAME}"), "tel:+254700000000"),
    "full": stop(
        Reason.FULL,
        Words("Room is full (120)", NAME, "Ask the session lead.\nF7 Let in anyway"),
        NextStep.LET_IN_ANYWAY,
    ),
    "group": Row(
        Reason.GROUP,
        Words("Wambui + 2 guests", "", "How many are here?", nameless="Welcome — with guests"),
        TEAL,
        Shape.PEOPLE,
        "come_in",
        NextStep.NEXT_PERSON,
        Found(WAMBUI),
    ),
    "too early": stop(
        Reason.TOO_EARLY, Words("Check-in opens 12:00", NAME, "F7 Check in anyway"), NextStep.LET_IN_ANYWAY
    ),
    "over": stop(Reason.OVER, Words("Session has ended", NAME, "F7 Check in anyway"), NextStep.LET_IN_ANYWAY),
    "not saved": Row(
        Reason.NOT_SAVED,
        Words(
            "STOP — not saved",
            NAME,
            "The disk is full. Write this name on paper: Wanjiru Kamau. Call the organiser. Free some space.",
        ),
        RED,
        Shape.CROSS,
        "not_saved",
        NextStep.WRITE_ON_PAPER,
        urgent=True,
    ),
}


def verdict_of(row: Row) -> Verdict:
    person = row.found.registrant if row.found else None
    at, station = (row.found.entry.at, row.found.entry.station) if row.found and row.found.entry else (NOW, "Door A")
    problem = DeskError("The disk is full.", "Free some space.") if row.reason is Reason.NOT_SAVED else None
    return Verdict(row.reason, at, station, person, raw=row.raw, found=row.found, problem=problem)


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_each_state_has_its_words_colour_shape_sound_and_next_step(row: Row) -> None:
    verdict = verdict_of(row)
    said = with_keys(words(verdict, SESSION, NOW), verdict, SESSION, row.bad_reads)
    face = FACES[shown_as(verdict)]
    assert said == row.said
    assert (face.colours, face.shape, face.urgent) == (row.colours, row.shape, row.urgent)
    assert FACES[row.reason].sound == row.sound
    assert NEXT_STEP[row.reason] is row.step
    assert not row.raw or row.raw not in said.head + said.detail


def test_a_time_of_another_day_says_the_day() -> None:
    tomorrow = replace(SESSION, opens_at=NOW + timedelta(days=1))
    assert words(Verdict(Reason.TOO_EARLY, NOW, "Door A"), tomorrow, NOW).head == "Check-in opens Sat 11 May 12:20"
    for row, said in (("already in", "Thu 9 May 12:07 at Door B."), ("replaced badge", "printed at Thu 9 May 12:05.")):
        found = ROWS[row].found
        assert found is not None
        entry = found.entry and replace(found.entry, at=found.entry.at - timedelta(days=1))
        replaced_at = found.replaced_at and found.replaced_at - timedelta(days=1)
        before = replace(ROWS[row], found=replace(found, entry=entry, replaced_at=replaced_at))
        assert said in words(verdict_of(before), SESSION, NOW).detail


@pytest.mark.parametrize("reason", Reason)
def test_a_refusal_that_is_told_afterwards_has_no_hole_where_a_figure_stood(reason: Reason) -> None:
    told = why_not(reason)
    assert told.strip()
    assert not set(told) & set("{}()")


def test_one_guest_is_said_in_the_singular() -> None:
    found = Found(replace(WAMBUI, details=replace(WAMBUI.details, other={"Guests": "1"})))
    verdict = Verdict(Reason.GROUP, NOW, "Door A", found.registrant, found=found)
    assert words(verdict, SESSION, NOW).head == "Wambui + 1 guest"


def test_while_the_door_is_locked_no_head_says_a_name(door: Door) -> None:
    door.page.lock(locked=True)
    door.station.judged.emit(verdict_of(ROWS["group"]))
    assert door.verdict == "Welcome — with guests. Names are hidden while the door is locked."


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_words_of_no_state_are_cut_whatever_stood_there_before(
    qtbot: QtBot, tmp_path: Path, text_size: int
) -> None:
    with open_window(qtbot, make_event(tmp_path / "e.checkin"), text_size=text_size) as door:
        for name, row in ROWS.items():
            door.station.judged.emit(verdict_of(row))
            laid_out(door)
            assert cut(door.window) == [], name


# -- at the door ---------------------------------------------------------------------------------------------------


def test_three_codes_in_a_row_that_cannot_be_read_point_at_the_scanner_check(door: Door) -> None:
    half = door.code("Li Wei 李伟")[:9]
    for _ in range(2):
        door.scan(half)
        assert door.verdict.endswith("Hold still, 10–20 cm")
    door.scan(door.code("Li Wei 李伟"))
    for _ in range(2):
        door.scan(half)
        assert door.verdict.endswith("Hold still, 10–20 cm")
    door.scan(half)
    assert door.verdict == "Could not read that — scan again. Hold still, 10–20 cm. F9 Scanner help"
    door.press(Qt.Key.Key_F9)
    assert door.frame.pages.currentWidget() is door.desk.check.open()


def cancelled(tmp_path: Path) -> Path:
    people = [Details("Wanjiru Kamau", status=Status.CANCELLED), Details("Li Wei 李伟")]
    return make_event(tmp_path / "e.checkin", people)


def test_whose_registration_was_cancelled_comes_in_as_a_walk_in_with_one_key(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, cancelled(tmp_path)) as door:
        door.scan(door.code(NAME))
        assert door.verdict == f"Registration was cancelled. {NAME}. Ask the organiser. F4 Add as walk-in"
        door.press(Qt.Key.Key_F4)
        door.press(Qt.Key.Key_Escape)
        door.settle()
        assert not door.shows_form
        fact = door.facts()[-1]
        assert (fact.kind, fact.method, fact.reason) == (FactKind.ADMITTED, Method.WALK_IN, "cancelled")
        assert len(door.everyone()) == 2  # nobody stands there twice
        door.scan(door.code(NAME))
        assert door.verdict.endswith("Scanned once — all good")
        door.press(Qt.Key.Key_F8)
        door.settle()
        assert not door.is_in(NAME)
        door.scan(door.code(NAME))
        assert door.verdict.startswith("Registration was cancelled.")


def test_f4_means_a_new_walk_in_once_the_answer_has_gone(qtbot: QtBot, tmp_path: Path) -> None:
    with open_window(qtbot, cancelled(tmp_path), clock=Clock()) as door:
        door.page.answer.fade.setInterval(20)
        door.scan(door.code(NAME))
        door.qtbot.waitUntil(lambda: door.verdict.startswith("Ready to scan"))
        door.press(Qt.Key.Key_F4)
        assert door.shows_form
        assert not door.is_in(NAME)


def test_what_could_not_be_saved_has_the_page_for_itself_until_it_is_answered(door: Door) -> None:
    column = door.page.column
    door.station.judged.emit(verdict_of(ROWS["not saved"]))
    assert not column.isVisible()
    door.press(Qt.Key.Key_Escape)
    assert column.isVisible()


def test_the_door_that_waits_is_neutral_with_a_frame_and_no_sound() -> None:
    said, face = ready_to(leaving=False)
    assert said == Words("Ready to scan", "", "Scan a badge, or type 3 letters of a name")
    assert face is None
