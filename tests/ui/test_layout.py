"""Large text, long words, the other writing direction: nothing that has to be read is cut.

Lists, tables and lines that end in "…" may be shorter than their text. Everything else gets the room it asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, QSize, Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDateEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin.badges.stock import stock_named
from checkin.domain.admission import Found, Reason, Verdict
from checkin.domain.closing import Step
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details
from checkin.printing.printers import Job, JobState
from checkin.scanning.camera import CameraState
from checkin.services import closing as services_closing
from checkin.services import demo, desk, erasure_date, events, sessions
from checkin.storage.event_file import open_event
from checkin.ui.badges.rack_form import RackForm
from checkin.ui.desk.sessions_dialog import SessionsDialog
from checkin.ui.lists.guide import Guide
from checkin.ui.parts.labels import ElidedLabel, FittedLabel
from checkin.ui.parts.theme import DARK, LIGHT
from checkin.ui.people.erase_form import EraseButton
from checkin.ui.printers.badge_printing import badges_order
from checkin.ui.printers.came_out import CameOut
from checkin.ui.printers.print_dialog import Chosen
from checkin.ui.printers.print_jobs import Sent, Stage
from tests.ui.hands import KICK_OFF, PEOPLE, Door, every_widget, make_event, open_window

SMALL = (1366, 768)
WAMBUI = Details("Wambui", other={"Number of guests": "2"})


class Longer(QTranslator):
    """Every string 40 % longer, as some languages are."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        if not source or source.startswith(("QT_", "Ctrl+")):
            return source
        extra = max(1, round(len(source) * 0.4))
        return source.replace("%n", str(n)) + " " + ("ÄÖ éñß"[: min(6, extra)] * (extra // 6 + 1))[:extra].strip()

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@contextmanager
def longer_words() -> Iterator[None]:
    app = QApplication.instance()
    assert app is not None
    longer = Longer()
    app.installTranslator(longer)
    try:
        yield
    finally:
        app.removeTranslator(longer)


@contextmanager
def right_to_left() -> Iterator[None]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# -- the states of the window ------------------------------------------------------------------------------------


def walk_in(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()


def load(door: Door, steps: int) -> None:
    guide = door.pages.load_list()
    if steps > 0:
        guide.list.take(demo.LIST)
        door.qtbot.waitUntil(guide.columns.isVisible)
    if steps > 1:
        guide._on_next()
        door.qtbot.waitUntil(guide.check.isVisible)
    if steps > 2:
        guide._on_next()
        door.qtbot.waitUntil(guide.done.isVisible)


def person(door: Door) -> None:
    door.window.open_page(door.pages.registrants)
    door.settle()
    table = door.pages.registrants.table
    table.setCurrentIndex(table.model().index(0, 0))


def on_the_list_already(door: Door) -> None:
    door.press(Qt.Key.Key_F4)
    door.type("Mary Wambui")
    door.press(Qt.Key.Key_Return, "\r", control=True)
    door.settle()


def online(door: Door) -> None:
    door.window.open_page(door.window.page_online)
    report = door.station.path.parent / "participants.csv"
    times = "05/10/2024 12:31:00 PM,05/10/2024 01:50:00 PM,79"
    names = ("Mary Wambui", "Maria-Antonia " * 20, "Galaxy A12", "محمد علي")
    rows = "\n".join(f"{name},,{times}" for name in names)
    report.write_text(f"Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\n{rows}\n", "utf-8")
    door.pages.online.loading.load_files([report])
    door.settle()


def erase_one(door: Door) -> None:
    person(door)
    door.settle()
    door.find(EraseButton, "person_erase").click()
    door.settle()


def not_saved(door: Door) -> None:
    problem = DeskError("The disk is full.", "Free some space on the disk of {folder}, then try again.", folder="/data")
    for name in ("José Álvarez Núñez", "Mary Wambui Njoroge", "Mary Wambui Njuguna"):
        who = door.registrant(name)
        door.station.judged.emit(Verdict(Reason.NOT_SAVED, door.clock(), "Door A", who, problem=problem))


def saved_after_all(door: Door) -> None:
    not_saved(door)
    who = door.registrant("Wanjiru Kamau")
    door.station.judged.emit(Verdict(Reason.WELCOME, door.clock(), "Door A", who, "f1", found=Found(who)))


def let_in_anyway(door: Door) -> None:
    full = replace(door.station.place.session, seats=1)
    door.station.set_rules(full, lambda: None, print)
    for name in ("Wanjiru Kamau", "Mary Wambui Njoroge"):
        door.scan(door.code(name))
    door.press(Qt.Key.Key_F7)


def last_check_ins(door: Door) -> None:
    for name in ("Wanjiru Kamau", "Mary Wambui Njoroge"):
        door.scan(door.code(name))
    door.press(Qt.Key.Key_F8, shift=True)
    door.settle()


def one_more_session(door: Door) -> None:
    door.pages.show_sessions()
    door.find(SessionsDialog, "sessions_dialog").add.click()


def another_session(door: Door) -> None:
    facts = replace(KICK_OFF, name="Online discussion of small states " * 4, starts=KICK_OFF.starts - timedelta(days=9))
    first = door.station.place.session
    with closing(open_event(door.station.path)) as event:
        session = sessions.add_session(event, facts, first)
        door.station.serve(events.the_event(event), session)


def follow_up_lists(door: Door) -> None:
    door.window.open_page(door.pages.attendance)
    door.settle()
    door.pages.attendance.show_follow_ups()


def printing(door: Door) -> None:
    """A run on a printer that does not exist: the queue says so, and the dialog that there is no print system."""
    page = door.pages.badges
    door.window.open_page(page)
    door.settle()
    assert page._run is not None
    page._printing._print(page._run.sheets, Chosen("Brother QL-820NWB at the door", ""))
    door.settle()
    page._printing._ask(page._run.sheets, {"": 1})
    door.settle()


def one_badge(door: Door) -> None:
    page = door.pages.badges
    door.window.open_page(page)
    door.settle()
    assert page._run is not None
    page._printing._ask(replace(page._run.sheets, people=page._run.sheets.people[-1:]), {"": 1})
    door.settle()


def broken_off(door: Door) -> None:
    page = door.pages.badges
    door.window.open_page(page)
    door.settle()
    assert page._run is not None
    sheets = replace(page._run.sheets, stock=stock_named("A7"))
    order = badges_order(sheets, "Brother QL-820NWB at the door", "Badges: {count}")
    job = Job(7, JobState.CANCELLED, has_begun=True, sheets=2)
    CameOut(Sent(1, order, Stage.CANCELLED, job=job), page, lambda _sheets: None).open()
    door.settle()


def lost_badge(door: Door) -> None:
    person(door)
    door.settle()
    door.pages.registrants.person._badge._ask_why()
    door.pages.registrants.person._badge._replace()
    door.settle()


def badge_lists(door: Door) -> None:
    door.window.open_page(door.pages.badges)
    door.settle()
    door.pages.badges.forms.show_lists()
    door.settle()


def send_ahead(door: Door) -> None:
    door.window.open_page(door.pages.badges)
    door.settle()
    door.pages.badges.forms.show_send_ahead()
    door.settle()


def used_places(door: Door) -> None:
    door.window.open_page(door.pages.badges)
    door.settle()
    door.pages.badges.run_choice.ask_places()


def rack(door: Door) -> None:
    door.window.open_page(door.pages.badges)
    door.settle()
    door.pages.badges.forms.show_rack()
    door.settle()
    door.find(RackForm, "rack_form")._give()
    door.settle()
    door.find(RackForm, "rack_form").anew.click()
    door.settle()


def poster(door: Door) -> None:
    door.window.open_page(door.pages.badges)
    door.settle()
    door.pages.badges.forms.show_poster()
    door.settle()


def own_sheet(door: Door) -> None:
    door.window.open_page(door.pages.badges)
    door.settle()
    door.pages.badges.show_own_sheet()
    door.settle()


def adjusting(door: Door) -> None:
    door.window.open_page(door.pages.badges)
    door.settle()
    door.pages.badges.show_adjusting()
    door.settle()


def camera(door: Door, state: CameraState) -> None:
    door.desk.scanners.use_camera("/dev/video99")
    assert door.desk.scanners.camera is not None
    door.desk.scanners.camera._set(state)
    door.desk.scanners.camera._again.stop()


def attendance_choice(door: Door) -> None:
    door.window.open_page(door.pages.attendance)
    door.settle()
    door.pages.attendance.show_choice()
    door.settle()


def goodbye(door: Door) -> None:
    door.station.set_rules(replace(door.station.place.session, exits=True), lambda: None, print)
    door.settle()
    door.press(Qt.Key.Key_F10, shift=True)
    door.scan(door.code("Wanjiru Kamau"))


def welcome_back(door: Door) -> None:
    door.press(Qt.Key.Key_F10, shift=True)
    door.clock.go_on(minutes=9)
    door.scan(door.code("Wanjiru Kamau"))


def pictures(door: Door) -> None:
    online(door)
    door.scan(door.code("Wanjiru Kamau"))
    door.window.open_page(door.window.page_attendance)


def closing_guide(door: Door) -> None:
    with closing(open_event(door.station.path)) as event:
        desk.walk_in(event, Details("Maria-Antonia " * 19, organisation="KHRC"), door.station.place, door.clock())
        desk.admit_code(event, new_code(), door.station.place, door.clock())
    door.pages.closing.show()


def closing_left(door: Door) -> None:
    closing_guide(door)
    door.settle()
    door.pages.closing.page.wants_step.emit(Step.EXPORT)


def closed_door(door: Door) -> None:
    with closing(open_event(door.station.path)) as event:
        services_closing.close(event, (), None, door.station.place, door.clock(), "Maria-Antonia Nakashima")
    door.station.refresh()
    door.settle()
    door.scan(door.code("Ольга Фёдорова"))


def closed_session(door: Door) -> None:
    closing_guide(door)
    door.settle()
    door.pages.closing.page.steps.setCurrentRow(7)


def erasing_is_due(door: Door) -> None:
    with closing(open_event(door.station.path)) as event:
        erasure_date.plan(event, date(2024, 8, 8), door.station.place, door.clock())
    door.clock.now += timedelta(days=100)
    door.pages.closing.ask()
    door.window.open_page(door.pages.registrants)


STATES: dict[str, Callable[[Door], Any]] = {
    "ready": lambda door: None,
    "welcome": lambda door: door.scan(door.code("Wanjiru Kamau")),
    "already in": lambda door: (
        [door.scan(door.code("Wanjiru Kamau")), door.clock.go_on(minutes=20)] and door.scan(door.code("Wanjiru Kamau"))
    ),
    "not on the list": lambda door: door.scan(new_code()),
    "long name": lambda door: door.scan(door.code("Maria-Antonia " * 19 + "Maria-Antonia")),
    "look-alikes": lambda door: door.look_for("mary wambui"),
    "nobody": lambda door: door.look_for("zzzz"),
    "walk-in": walk_in,
    "on the list already": on_the_list_already,
    "let in anyway": let_in_anyway,
    "not saved": not_saved,
    "not saved, and the next one is": saved_after_all,
    "last check-ins": last_check_ins,
    "locked": lambda door: door.pages.shift.lock(),
    "hand-over": lambda door: door.pages.shift.show_card(),
    "camera": lambda door: camera(door, CameraState.ON),
    "camera in use elsewhere": lambda door: camera(door, CameraState.BUSY),
    "no camera": lambda door: door.desk.scanners.use_camera(""),
    "scanner check": lambda door: door.desk.check.open(),
    "scanner examined": lambda door: door.desk.check.open().heard_whole("CHECKIN-" + "Jä" * 40),
    "what guests read": lambda door: door.pages.guests.ask(),
    "check before the shift": lambda door: door.pages.show_desk_check(),
    "practice": lambda door: door.pages.practice.begin(),
    "rules": lambda door: door.pages.show_rules(),
    "sessions": lambda door: door.pages.show_sessions(),
    "one more session": one_more_session,
    "follow-up lists": follow_up_lists,
    "attendance choice": attendance_choice,
    "registrants": lambda door: door.window.open_page(door.pages.registrants),
    "person": person,
    "erase": erase_one,
    "badges": lambda door: door.window.open_page(door.pages.badges),
    "printing": printing,
    "one badge": one_badge,
    "broken off": broken_off,
    "badge lists": badge_lists,
    "send ahead": send_ahead,
    "poster": poster,
    "rack": rack,
    "used places": used_places,
    "own sheet": own_sheet,
    "adjusting": adjusting,
    "badges at check-in": lambda door: door.pages.door_printing.ask(),
    "lost badge": lost_badge,
    "attendance": lambda door: door.window.open_page(door.pages.attendance),
    "online": online,
    "attendance in the room and online": pictures,
    "list": lambda door: load(door, 0),
    "columns": lambda door: load(door, 1),
    "check": lambda door: load(door, 2),
    "done": lambda door: load(door, 3),
    "with guests": lambda door: door.scan(door.code("Wambui")),
    "keys of the door": lambda door: door.pages._help("show_keys"),
    "goodbye": goodbye,
    "welcome back": welcome_back,
    "another session": another_session,
    "closing": closing_guide,
    "closing, something is mended": closing_left,
    "the door of a closed session": closed_door,
    "a closed session": closed_session,
    "the erasing is due": erasing_is_due,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_event(tmp_path / "kick-off.checkin", [*PEOPLE, Details("Maria-Antonia " * 20), WAMBUI])


@pytest.fixture(autouse=True)
def _no_print_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none"))


def laid_out(door: Door) -> None:
    for _ in range(5):
        door.settle()
        QCoreApplication.sendPostedEvents()


# -- the walker ----------------------------------------------------------------------------------------------------


def cut(window: QWidget) -> list[str]:
    """What a person would see cut off: texts without the room they need, and whatever lies outside its parent."""
    return [
        f"{type(widget).__name__} {widget.objectName()} {_text(widget)[:40]!r}: {problem}"
        for widget in every_widget(window)
        if widget.isVisible() and widget.width() > 0
        for problem in (_too_small(widget) or _outside(widget),)
        if problem
    ]


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def _too_small(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and not widget.pixmap().isNull():
        return _compare(widget, widget.pixmap().deviceIndependentSize().toSize())
    if isinstance(widget, ElidedLabel) or not _text(widget):
        return ""
    if isinstance(widget, QLabel):
        needed = widget.minimumSizeHint().width() if widget.wordWrap() else widget.sizeHint().width()
        height = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        return _compare(widget, QSize(needed, height))
    if isinstance(widget, FittedLabel):
        layout, pitch = widget._fitted(widget.width())
        return _compare(widget, QSize(0, round(layout.lineCount() * pitch)))
    if isinstance(widget, QAbstractButton) and widget.parentWidget() is not None and _has_words(widget):
        return _compare(widget, widget.sizeHint())
    return ""


def _has_words(widget: QAbstractButton) -> bool:
    return bool(widget.text().strip()) and widget.objectName() != "qt_toolbar_ext_button"


def _compare(widget: QWidget, needed: QSize) -> str:
    have = widget.size()
    if have.width() + 1 < needed.width() or have.height() + 1 < needed.height():
        return f"has {have.width()}×{have.height()}, needs {needed.width()}×{needed.height()}"
    return ""


def _outside(widget: QWidget) -> str:
    """A widget that reaches out of what it lies in is cut there. Below a scroll area only its width counts."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or not isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
        return ""
    if isinstance(parent, QAbstractSpinBox) or isinstance(widget.parentWidget().parentWidget(), QAbstractSpinBox):
        return ""
    here = QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())
    while parent is not None and not parent.isWindow():
        around = QRect(parent.mapTo(widget.window(), QPoint(0, 0)), parent.size())
        scrolls = isinstance(parent.parentWidget(), QScrollArea)
        if here.left() < around.left() - 1 or here.right() > around.right() + 1:
            return f"reaches out of {type(parent).__name__} {parent.objectName()} sideways"
        if scrolls or "Table" in type(parent.parentWidget()).__name__ or "List" in type(parent.parentWidget()).__name__:
            return ""
        if here.top() < around.top() - 1 or here.bottom() > around.bottom() + 1:
            return f"reaches out of {type(parent).__name__} {parent.objectName()}"
        parent = parent.parentWidget()
    return ""


# -- the tests -----------------------------------------------------------------------------------------------------


def every_state_in_turn(door: Door) -> dict[str, list[str]]:
    """What is cut in each of the states, one after the other in the same window."""
    found = {}
    for name, go in STATES.items():
        door.window.open_page(door.page)
        for _ in range(2):
            door.press(Qt.Key.Key_Escape)
        go(door)
        laid_out(door)
        found[name] = cut(door.window)
        if door.pages.shift.is_locked:
            door.press(Qt.Key.Key_Return, "\r", control=True)
            assert not door.pages.shift.is_locked
        door.pages.practice.leave()
        for dialog in door.window.findChildren(QDialog):
            dialog.reject()
        if guides := door.window.findChildren(Guide):
            guides[-1]._on_cancel()
            door.settle()
    return {name: problems for name, problems in found.items() if problems}


def test_nothing_is_cut_at_ordinary_size(qtbot: QtBot, path: Path) -> None:
    with open_window(qtbot, path, size=SMALL) as door:
        assert every_state_in_turn(door) == {}


def test_nothing_is_cut_at_twice_the_text_size(qtbot: QtBot, path: Path) -> None:
    with open_window(qtbot, path, size=SMALL, text_size=200, theme=DARK) as door:
        assert every_state_in_turn(door) == {}
        assert door.window.size() == QSize(*SMALL)


def test_nothing_is_cut_when_words_are_two_fifths_longer(qtbot: QtBot, path: Path) -> None:
    with longer_words(), open_window(qtbot, path, size=SMALL) as door:
        assert "ÄÖ" in door.page.field.placeholderText()
        assert every_state_in_turn(door) == {}


def test_nothing_is_cut_from_right_to_left(qtbot: QtBot, path: Path) -> None:
    with right_to_left(), open_window(qtbot, path, size=SMALL) as door:
        assert every_state_in_turn(door) == {}


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("words", ["as they are", "longer"])
def test_the_pages_without_an_event_are_not_cut(qtbot: QtBot, path: Path, text_size: int, words: str) -> None:
    odd = longer_words() if words == "longer" else right_to_left()
    with odd, open_window(qtbot, None, text_size=text_size) as door:
        assert door.desk.welcome is not None
        door.desk.welcome.show_recent([str(path)])
        QCoreApplication.processEvents()
        assert cut(door.window) == []
        door.pages.new_event(door.desk.show_welcome, door.desk.open)
        QCoreApplication.processEvents()
        assert cut(door.window) == []


def test_from_right_to_left_times_and_dates_keep_their_order(qtbot: QtBot, path: Path) -> None:
    with right_to_left(), open_window(qtbot, path, size=SMALL) as door:
        door.pages.show_rules()
        assert door.find(QTimeEdit, "rules_opens_at").text() == "12:00"
        door.find(QDialog, "session_rules").reject()
        one_more_session(door)
        assert door.find(QDateEdit, "new_date").text() == "11 May 2024"
        assert door.find(QTimeEdit, "new_starts").text() == "12:30"


def test_from_right_to_left_the_pages_are_mirrored(qtbot: QtBot, path: Path) -> None:
    with right_to_left(), open_window(qtbot, path) as door:
        door.scan(door.code("Wanjiru Kamau"))
        panel = door.page.verdict
        assert panel._sign.x() > panel._head.x()
        assert door.page.column.x() < panel.mapTo(door.page, QPoint(0, 0)).x()
        assert door.frame._rail.x() > door.window.width() / 2
        # The newest minute is at the end of the reading direction: on the left, and the bar of this scan with it.
        bars = door.page.column._bars.grab().toImage()
        accent = LIGHT.accent.lower()
        coloured = [x for x in range(bars.width()) if bars.pixelColor(x, bars.height() - 2).name() == accent]
        assert coloured
        assert max(coloured) < bars.width() / 2


def test_the_window_can_be_as_small_as_a_netbook_and_fits_its_pages_at_ordinary_size(door: Door) -> None:
    least = door.window.minimumSize()
    assert least.width() <= 1024
    assert least.height() <= 520  # of 600, where the task bar and the title bar have the rest
    needed = door.window.centralWidget().minimumSizeHint()
    assert needed.width() <= least.width()
    assert needed.height() <= least.height()


def test_a_large_screen_shows_more_arrivals_and_nothing_is_cut(qtbot: QtBot, path: Path) -> None:
    with open_window(qtbot, path, size=(1920, 1080)) as door:
        for name in list(door.people()):
            door.scan(door.code(name))
        laid_out(door)
        assert door.page.column._recent.count() == 8
        assert cut(door.window) == []


def test_text_size_and_colours_change_while_the_window_is_open(qtbot: QtBot, path: Path) -> None:
    with open_window(qtbot, path, size=SMALL) as door:
        menu = door.desk.pages()._menu
        menu.theme_chosen.emit("dark")
        menu.size_chosen.emit(200)
        for state in ("welcome", "look-alikes", "registrants", "badges"):
            STATES[state](door)
            laid_out(door)
            assert cut(door.window) == []
        assert door.window.grab().toImage().pixelColor(door.window.width() - 3, 3).name() == DARK.background.lower()
        menu.size_chosen.emit(100)
        menu.theme_chosen.emit("light")
        laid_out(door)
        assert cut(door.window) == []


def test_a_dialog_leaves_room_for_its_title_bar_where_the_window_has_none(qtbot: QtBot, path: Path) -> None:
    with open_window(qtbot, path, size=(1024, 600)) as door:
        screen = door.window.screen().size()
        door.window.resize(screen)
        door.pages._help("turn_whole")
        assert door.window.isFullScreen()
        door.pages.show_rules()
        dialog = door.find(QDialog, "session_rules")
        bar = dialog.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        assert dialog.height() <= door.window.height() - 2 * bar
