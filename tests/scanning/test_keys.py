"""A scanner that types, seen key by key: every field gets back what it held, at any speed and with any prefix."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTime
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin.app import field_behind
from checkin.domain.calibration import TEXT, Learned, Stroke
from checkin.domain.code import ALPHABET, LENGTH, check_letters, is_own_code, new_code
from checkin.scanning.burst import FINGERS, HICCUP
from checkin.scanning.examination import examine
from checkin.scanning.keys import PAUSE, SUFFIX, KeyScanner
from tests.scanning.layouts import typed

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Keyboard(QWidget):
    """A window with one of each kind of widget, and hands that know the time of every key."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.other = QLineEdit(), QLineEdit()
        self.button, self.box, self.choice = QPushButton("Save"), QCheckBox("Yes"), QComboBox()
        self.editable = QComboBox(editable=True)
        self.choice.addItems(["Africa", "Jamaica", "Kenya"])
        self.editable.addItems(["Africa/Nairobi", "Europe/Paris"])
        column = QVBoxLayout(self)
        for widget in (self.field, self.other, self.button, self.box, self.choice, self.editable):
            column.addWidget(widget)
        self.scanner = KeyScanner(self, platform="xcb", behind=field_behind)
        self.scans: list[str] = []
        self.by_keys: list[str] = []
        self.scanner.scanned.connect(self._on_scan)
        self.entered = 0
        self.field.returnPressed.connect(self._on_enter)
        self.pressed = 0
        self.button.clicked.connect(self._on_press)
        self.at = 1_000_000

    def _on_scan(self, text: str, by_keys: str) -> None:
        self.scans.append(text)
        self.by_keys.append(by_keys)

    def _on_enter(self) -> None:
        self.entered += 1

    def _on_press(self) -> None:
        self.pressed += 1

    def key(
        self,
        key: Qt.Key,
        text: str = "",
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        held: bool = False,
        place: int = 0,
    ) -> None:
        self.to(QApplication.focusWidget() or self, key, text, modifiers, held=held, place=place)

    def to(
        self,
        widget: QWidget,
        key: Qt.Key,
        text: str,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        held: bool = False,
        place: int = 0,
    ) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, place, 0, 0, text, held)
            event.setTimestamp(self.at)
            QCoreApplication.sendEvent(widget, event)

    def letters(self, text: str, each: float) -> None:
        for sign in text:
            self.key(Qt.Key(ord(sign.upper())) if sign.isascii() else Qt.Key.Key_unknown, sign)
            self.at += round(each * 1000)

    def places(self, code: str, texts: Sequence[str], each: float = 0.005) -> None:
        """A code on the places of a US keyboard, where the layout makes other texts of it."""
        for sign, text in zip(code, texts, strict=True):
            shift = Qt.KeyboardModifier.ShiftModifier if sign.isupper() else Qt.KeyboardModifier.NoModifier
            self.key(Qt.Key.Key_unknown, text, shift, place=place_of(sign))
            self.at += round(each * 1000)

    def scan(self, text: str, end: Qt.Key | None = ENTER, each: float = 0.005) -> None:
        self.at += 2000
        self.letters(text, each)
        if end is not None:
            self.key(end, "\t" if end == TAB else "\r")
        self.at += 2000


def place_of(sign: str) -> int:
    """The X11 number of the key that types a letter or digit on a US keyboard."""
    rows = (("1234567890", 10), ("qwertyuiop", 24), ("asdfghjkl", 38), ("zxcvbnm", 52))
    return next(first + row.index(sign.lower()) for row, first in rows if sign.lower() in row)


@pytest.fixture
def keyboard(qtbot: QtBot, qapp: QApplication) -> Iterator[Keyboard]:
    keyboard = Keyboard()
    qtbot.addWidget(keyboard)
    qapp.installEventFilter(keyboard.scanner)
    with qtbot.waitActive(keyboard):
        keyboard.show()
        keyboard.activateWindow()
    keyboard.field.setFocus()
    yield keyboard
    qapp.removeEventFilter(keyboard.scanner)


# -- codes of ours -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("each", [0.0, 0.005, 0.034, 0.060, 0.120, 0.249])
@pytest.mark.parametrize("end", [ENTER, TAB, None])
def test_a_code_is_read_at_every_speed_and_leaves_nothing(keyboard: Keyboard, each: float, end: Qt.Key | None) -> None:
    keyboard.field.setText("Ana")
    keyboard.field.setCursorPosition(1)
    code = new_code()
    keyboard.scan(code, end, each)
    assert keyboard.scans == [code]
    assert keyboard.field.text() == "Ana"
    assert keyboard.field.cursorPosition() == 1
    assert keyboard.entered == 0
    assert keyboard.field.hasFocus()


@pytest.mark.parametrize("prefix", ["]Q1", "]", "~~~", "*", "0123"])
@pytest.mark.parametrize("each", [0.005, 0.060])
def test_a_prefix_is_part_of_the_scan_and_leaves_nothing(keyboard: Keyboard, prefix: str, each: float) -> None:
    code = new_code()
    keyboard.scan(prefix + code, each=each)
    assert keyboard.scans == [prefix + code]
    assert keyboard.field.text() == ""


@pytest.mark.parametrize("make", [str.lower, str.swapcase, str.title])
def test_caps_lock_and_shift_do_no_harm(keyboard: Keyboard, make: Callable[[str], str]) -> None:
    code = new_code()
    keyboard.scan(make(code))
    assert [scan.upper() for scan in keyboard.scans] == [code]
    assert keyboard.field.text() == ""


def test_a_pause_in_the_middle_is_two_halves_and_no_code(keyboard: Keyboard) -> None:
    code = new_code()
    keyboard.letters(code[:8], 0.005)
    keyboard.at += round(PAUSE * 1000) + 50
    keyboard.letters(code[8:], 0.005)
    assert keyboard.scans == []
    assert keyboard.field.text() == code


def test_a_code_typed_by_hand_is_taken_as_a_scan(keyboard: Keyboard) -> None:
    code = new_code()
    keyboard.scan(code, None, 0.2)
    assert keyboard.scans == [code]


@pytest.mark.parametrize("gap", [0.07, 0.1, 0.2])
def test_what_was_typed_just_before_stays_and_only_the_scan_goes(keyboard: Keyboard, gap: float) -> None:
    keyboard.letters("Achieng", 0.12)
    keyboard.at += round(gap * 1000) - 120
    code = new_code()
    keyboard.letters(code, 0.005)
    assert keyboard.scans == [code]
    assert keyboard.field.text() == "Achieng"


def test_typing_goes_on_where_it_was(keyboard: Keyboard) -> None:
    keyboard.letters("Achi", 0.12)
    keyboard.letters(new_code(), 0.005)
    keyboard.key(ENTER, "\r")
    keyboard.at += 500
    keyboard.letters("eng", 0.12)
    assert keyboard.field.text() == "Achieng"
    assert keyboard.entered == 0


def test_the_focus_may_move_while_the_scanner_types(keyboard: Keyboard) -> None:
    code = new_code()
    keyboard.field.setText("one")
    keyboard.other.setText("two")
    keyboard.letters(code[:5], 0.005)
    keyboard.other.setFocus()
    keyboard.letters(code[5:], 0.005)
    assert keyboard.scans == [code]
    assert (keyboard.field.text(), keyboard.other.text()) == ("one", "two")


def test_a_field_that_is_gone_since_does_no_harm(keyboard: Keyboard) -> None:
    import shiboken6  # noqa: PLC0415

    code = new_code()
    keyboard.letters(code[:5], 0.005)
    keyboard.other.setFocus()
    shiboken6.delete(keyboard.field)
    keyboard.letters(code[5:], 0.005)
    assert keyboard.scans == [code]


def test_a_hundred_codes_in_a_row_are_a_hundred_scans(keyboard: Keyboard) -> None:
    codes = [new_code() for _ in range(100)]
    for code in codes:
        keyboard.letters(code, 0.004)
        keyboard.key(ENTER, "\r")
        keyboard.at += 350
    assert keyboard.scans == codes
    assert keyboard.field.text() == ""
    assert keyboard.entered == 0


# -- codes that are in the keys and not in the text -----------------------------------------------------------------

ARABIC = str.maketrans("bcdfghjklnprstvx", "لؤيبلاتنمىحقسفرء")


@pytest.mark.parametrize("each", [0.005, 0.060, 0.120])
@pytest.mark.parametrize("make", [str.upper, str.lower])
@pytest.mark.parametrize("end", [ENTER, TAB, None])
def test_a_code_is_read_from_the_keys_where_the_layout_writes_another_script(
    keyboard: Keyboard, each: float, make: Callable[[str], str], end: Qt.Key | None
) -> None:
    keyboard.field.setText("Ana")
    code = new_code()
    keyboard.places(make(code), code.lower().translate(ARABIC), each)
    if end is not None:
        keyboard.key(end, "\r")
    assert [by_keys.upper() for by_keys in keyboard.by_keys] == [code]
    assert keyboard.field.text() == "Ana"
    assert keyboard.entered == 0


def test_a_key_that_types_nothing_yet_is_a_key_of_the_code(keyboard: Keyboard) -> None:
    code = new_code()
    keyboard.places(code, ["" if place % 3 else "я" for place in range(len(code))])
    assert keyboard.by_keys == [code]
    assert keyboard.field.text() == ""


@pytest.mark.parametrize("each", [0.005, 0.06, 0.12, 0.24])
@pytest.mark.parametrize("end", [ENTER, None])
def test_a_ligature_that_comes_without_a_key_is_a_key_of_the_code(
    keyboard: Keyboard, each: float, end: Qt.Key | None
) -> None:
    """As Qt gives the Arabic lam-alef to fields with input methods; it carries no time."""
    body = "BGTBGTBGTBGT"
    code = f"JC{body}{check_letters(body)}"
    ligatures = {"B": "لآ", "G": "لأ", "T": "لإ"}
    keyboard.field.setText("آنا")
    for sign in code:
        if sign in ligatures:
            commit = QInputMethodEvent()
            commit.setCommitString(ligatures[sign])
            QCoreApplication.sendEvent(keyboard.field, commit)
            keyboard.at += round(each * 1000)
        else:
            keyboard.places(sign, ["ت"], each)
    if end is not None:
        keyboard.key(end, "\r")
    assert keyboard.by_keys == [code]
    assert keyboard.entered == 0
    assert keyboard.field.text() == "آنا"


def test_a_name_that_an_input_method_writes_stays(keyboard: Keyboard) -> None:
    for text in ("阮", "文", "لا", "王小明"):
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QCoreApplication.sendEvent(keyboard.field, commit)
    assert keyboard.field.text() == "阮文لا王小明"
    assert keyboard.scans == []


def test_a_fast_burst_tells_both_its_text_and_its_keys(keyboard: Keyboard) -> None:
    keyboard.places("EB1234", ["E", "B", "&", "é", '"', "'"])
    keyboard.key(ENTER, "\r")
    assert (keyboard.scans, keyboard.by_keys) == (["EB&é\"'"], ["EB1234"])


def test_without_numbers_of_keys_only_the_text_is_told(keyboard: Keyboard) -> None:
    keyboard.scan("EB-1234 5678")
    assert (keyboard.scans, keyboard.by_keys) == (["EB-1234 5678"], [""])


# -- codes of other tools, and halves -------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [ENTER, TAB, None])
@pytest.mark.parametrize("each", [0.005, 0.060])
@pytest.mark.parametrize("prefix", ["", "]Q1", "]C0"])
def test_a_code_on_the_list_is_a_scan_also_slow_or_without_an_end(
    keyboard: Keyboard, qtbot: QtBot, end: Qt.Key | None, each: float, prefix: str
) -> None:
    keyboard.scanner.known = frozenset({"eb-1234 5678"})
    keyboard.field.setText("Ana")
    keyboard.letters(prefix + "EB-1234 5678", each)
    if end is not None:
        keyboard.key(end, "\r")
    qtbot.waitUntil(lambda: keyboard.scans == [prefix + "EB-1234 5678"])
    assert keyboard.field.text() == "Ana"
    assert keyboard.entered == 0


def test_typing_what_the_list_calls_a_code_is_no_scan(keyboard: Keyboard) -> None:
    keyboard.scanner.known = frozenset({"wanjiru", "kamau1", "4711"})
    for text, each in (("wanjiru", 0.06), ("kamau1", 0.13), ("4711", 0.06)):
        keyboard.at += 2000
        keyboard.letters(text, each)
        keyboard.key(ENTER, "\r")
    assert keyboard.scans == []
    assert keyboard.entered == 3


@pytest.mark.parametrize("each", [0.005, 0.060, 0.2])
@pytest.mark.parametrize("end", [ENTER, TAB])
def test_half_a_code_is_a_scan_that_could_not_be_read_at_every_speed(
    keyboard: Keyboard, each: float, end: Qt.Key
) -> None:
    code = new_code()
    keyboard.field.setText("Ana")
    keyboard.letters(code[:9], each)
    keyboard.key(end, "\r")
    assert keyboard.scans == [code[:9]]
    assert keyboard.field.text() == "Ana"
    assert keyboard.field.hasFocus()


@pytest.mark.parametrize("each", [0.005, 0.030, 0.060])
def test_half_a_code_without_an_end_is_told_once_the_scanner_is_silent(
    keyboard: Keyboard, qtbot: QtBot, each: float
) -> None:
    code = new_code()
    keyboard.letters("Ana", 0.12)
    keyboard.letters(code[:9], each)
    qtbot.waitUntil(lambda: keyboard.scans == [code[:9]])
    assert keyboard.field.text() == "Ana"


def test_a_code_that_is_typed_by_hand_may_pause(keyboard: Keyboard) -> None:
    code = new_code()
    keyboard.letters(code[:9], 0.09)
    for _ in range(3):
        keyboard.scanner._fell_silent()
    assert keyboard.scans == []
    assert keyboard.field.text() == code[:9]


def test_a_busy_window_is_no_silence_of_the_scanner(keyboard: Keyboard) -> None:
    """The second half of the keys waits behind the timer where the window was busy."""
    code = new_code()
    keyboard.letters(code[:9], 0.005)
    keyboard.scanner._fell_silent()
    keyboard.letters(code[9:], 0.005)
    assert keyboard.scans == [code]


@pytest.mark.parametrize(
    ("make", "each", "end"),
    [
        *((str.upper, 0.005, end) for end in (ENTER, TAB, None)),
        *((str.lower, 0.06, end) for end in (ENTER, TAB, None)),
        *((str.upper, 0.12, end) for end in (ENTER, TAB)),
    ],
)
def test_half_a_code_is_known_by_its_keys_where_the_layout_writes_another_script(
    keyboard: Keyboard, qtbot: QtBot, make: Callable[[str], str], each: float, end: Qt.Key | None
) -> None:
    half = make(new_code()[:11])
    keyboard.field.setText("Ana")
    keyboard.places(half, [chr(0x430 + place_of(sign) - 24) for sign in half], each)
    if end is not None:
        keyboard.key(end, "\r")
    qtbot.waitUntil(lambda: keyboard.by_keys == [half])
    assert keyboard.field.text() == "Ana"
    assert keyboard.entered == 0


def test_half_a_code_as_slow_as_fingers_and_without_an_end_stays_typed(keyboard: Keyboard) -> None:
    half = new_code()[:11]
    text = "".join(chr(0x430 + place_of(sign) - 24) for sign in half)
    keyboard.places(half, list(text), 0.12)
    for _ in range(3):
        keyboard.scanner._fell_silent()
    assert (keyboard.scans, keyboard.by_keys) == ([], [])
    assert keyboard.field.text() == text


def test_a_name_on_the_keys_of_a_code_is_a_name(keyboard: Keyboard) -> None:
    """Осипов lies on JCBGJD, and many an Arabic name on nothing but the keys of codes."""
    for text, keys in (("осипов", "jcbgjd"), ("الياسمين", "hgdhsldk")):
        keyboard.at += 2000
        keyboard.field.clear()
        keyboard.places(keys, text, 0.11)
        keyboard.key(ENTER, "\r")
        assert keyboard.field.text() == text
    assert keyboard.scans == []
    assert keyboard.entered == 2


@pytest.mark.parametrize("ends", [1, 2])
def test_enter_in_the_time_of_a_slow_scanner_is_not_as_old_as_fingers_are(keyboard: Keyboard, ends: int) -> None:
    """Whatever such a scanner sends that is no code: its Enter, or two of them, choose nobody."""
    keyboard.letters("EB-100ÄÖ", 0.09)
    for _ in range(ends):
        keyboard.key(ENTER, "\r")
        assert keyboard.scanner.last_key_age() == 0
        keyboard.at += 5
    keyboard.at += 300
    keyboard.key(ENTER, "\r")
    assert keyboard.scanner.last_key_age() > PAUSE


@pytest.mark.parametrize("arrow", [Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_an_arrow_before_enter_is_of_fingers_however_fast_they_type(keyboard: Keyboard, arrow: Qt.Key) -> None:
    keyboard.letters("mary wambui", 0.05)
    keyboard.at += 60
    keyboard.key(arrow, "")
    keyboard.at += 90
    keyboard.key(ENTER, "\r")
    assert keyboard.scanner.last_key_age() > 0.1


# -- other scans ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["https://bit.ly/ImPACT-form", "EB-1234 5678", "1234567890", "JCBDFG", "ÄÖÜß-4711"])
@pytest.mark.parametrize("end", [ENTER, TAB])
def test_a_fast_burst_that_ends_is_a_scan_whatever_it_holds(keyboard: Keyboard, text: str, end: Qt.Key) -> None:
    keyboard.field.setText("Ana")
    keyboard.scan(text, end)
    assert keyboard.scans == [text]
    assert keyboard.field.text() == "Ana"
    assert keyboard.field.hasFocus()
    assert keyboard.entered == 0


def test_a_line_feed_ends_a_scan_too(keyboard: Keyboard) -> None:
    keyboard.letters("JCBDFGHJK", 0.005)
    keyboard.key(Qt.Key.Key_unknown, "\n")
    assert keyboard.scans == ["JCBDFGHJK"]
    assert keyboard.field.text() == ""


def test_a_burst_just_after_typing_takes_only_its_own_letters(keyboard: Keyboard) -> None:
    keyboard.letters("Ana", 0.12)
    keyboard.letters("EB-12345678", 0.005)
    keyboard.key(ENTER, "\r")
    assert keyboard.scans == ["EB-12345678"]
    assert keyboard.field.text() == "Ana"


def test_fingers_are_never_a_scan(keyboard: Keyboard) -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(40):
        keyboard.field.clear()
        keyboard.at += 2000
        for sign in "wanjiru kamau":
            keyboard.letters(sign, chance.uniform(0.045, 0.3))
        keyboard.key(ENTER, "\r")
        assert keyboard.field.text() == "wanjiru kamau"
    assert keyboard.scans == []
    assert keyboard.entered == 40


def test_a_few_fast_letters_are_never_a_scan(keyboard: Keyboard) -> None:
    keyboard.scan("alvar")
    assert keyboard.scans == []
    assert keyboard.field.text() == "alvar"
    assert keyboard.entered == 1


def test_a_key_that_is_held_down_is_never_a_scan(keyboard: Keyboard) -> None:
    for _ in range(30):
        keyboard.key(Qt.Key.Key_A, "a", held=True)
        keyboard.at += 30
    keyboard.key(ENTER, "\r")
    assert keyboard.scans == []
    assert keyboard.entered == 1


def test_keys_that_waited_for_a_busy_window_are_fingers_all_the_same(keyboard: Keyboard) -> None:
    """The system tells when a key was pressed; that counts, not when the window came to look at it."""
    keyboard.letters("wanjiru", 0.15)
    keyboard.key(ENTER, "\r")
    assert keyboard.scans == []
    assert keyboard.entered == 1
    assert keyboard.scanner.last_key_age() == pytest.approx(0.15)


def test_the_age_of_the_last_letter_is_told_at_the_time_of_enter(keyboard: Keyboard) -> None:
    keyboard.letters("ana", 0.2)
    keyboard.at += 300
    keyboard.key(Qt.Key.Key_Down)
    keyboard.at += 500
    keyboard.key(ENTER, "\r")
    assert keyboard.scanner.last_key_age() == pytest.approx(1.0)


def test_enter_after_a_scan_is_swallowed_only_as_long_as_it_may_be_the_scanners(keyboard: Keyboard) -> None:
    keyboard.letters(new_code(), 0.005)
    keyboard.at += round(SUFFIX * 1000) - 50
    keyboard.key(ENTER, "\r")
    assert keyboard.entered == 0
    keyboard.at += 200
    keyboard.key(ENTER, "\r")
    assert keyboard.entered == 1


def test_control_keys_in_a_burst_are_not_part_of_it(keyboard: Keyboard) -> None:
    code = new_code()
    keyboard.letters(code[:8], 0.005)
    keyboard.key(Qt.Key.Key_BracketRight, "\x1d", Qt.KeyboardModifier.ControlModifier)
    keyboard.letters(code[8:], 0.005)
    assert keyboard.scans == [code]


@pytest.mark.parametrize("key", [Qt.Key.Key_V, Qt.Key.Key_A, Qt.Key.Key_X, Qt.Key.Key_L, Qt.Key.Key_BracketRight])
def test_a_control_character_amid_a_scan_does_nothing(keyboard: Keyboard, qtbot: QtBot, key: Qt.Key) -> None:
    QApplication.clipboard().setText("pasted")
    pressed: list[int] = []
    shortcut = QShortcut(QKeySequence(Qt.KeyboardModifier.ControlModifier | key), keyboard)
    shortcut.activated.connect(lambda: pressed.append(1))
    control = Qt.KeyboardModifier.ControlModifier
    keyboard.field.setText("Ana")
    keyboard.letters("EB-12", 0.005)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, control, "")
    override.setTimestamp(keyboard.at)
    override.ignore()
    QCoreApplication.sendEvent(keyboard.field, override)
    assert override.isAccepted()
    keyboard.key(key, "", control)
    keyboard.letters("345678", 0.005)
    keyboard.key(ENTER, "\r")
    assert keyboard.scans == ["EB-12345678"]
    assert keyboard.field.text() == "Ana"
    assert pressed == []


def test_fingers_have_their_control_keys(keyboard: Keyboard) -> None:
    QApplication.clipboard().setText(" Otieno")
    keyboard.letters("Ana", 0.12)
    keyboard.at += 200
    keyboard.key(Qt.Key.Key_V, "", Qt.KeyboardModifier.ControlModifier)
    assert keyboard.field.text() == "Ana Otieno"


# -- other widgets -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["JC", "a b c d e f", "  spaces  all over  "])
def test_a_scan_never_presses_a_button_or_ticks_a_box(keyboard: Keyboard, text: str) -> None:
    code = text if text != "JC" else new_code()
    for widget in (keyboard.button, keyboard.box):
        widget.setFocus()
        keyboard.scan("x" + code)
    assert len(keyboard.scans) == 2
    assert keyboard.pressed == 0
    assert not keyboard.box.isChecked()


def test_a_slow_scanners_code_that_nobody_has_is_told_also_when_a_button_has_the_focus(keyboard: Keyboard) -> None:
    keyboard.button.setFocus()
    keyboard.scan("EB-99912345", each=0.06)
    assert keyboard.scans == ["EB-99912345"]
    keyboard.scan("wanjiru", each=0.06)
    assert keyboard.scans == ["EB-99912345"]
    assert keyboard.pressed == 0


def test_the_space_bar_presses_and_ticks(keyboard: Keyboard) -> None:
    for widget in (keyboard.button, keyboard.box):
        widget.setFocus()
        keyboard.at += 1000
        keyboard.key(Qt.Key.Key_Space, " ")
    assert keyboard.pressed == 1
    assert keyboard.box.isChecked()


def test_a_scan_leaves_a_choice_as_it_was(keyboard: Keyboard) -> None:
    keyboard.choice.setFocus()
    keyboard.scan("kenya" + new_code())
    assert keyboard.choice.currentText() == "Africa"
    keyboard.editable.setFocus()
    keyboard.scan(new_code())
    assert keyboard.editable.currentText() == "Africa/Nairobi"
    assert len(keyboard.scans) == 2


def test_a_scan_under_the_suggestions_of_a_field_leaves_what_was_typed(keyboard: Keyboard, qtbot: QtBot) -> None:
    choice = keyboard.editable
    choice.setFocus()
    choice.clearEditText()
    completer = choice.completer()
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    keyboard.letters("Afr", 0.15)
    qtbot.waitUntil(completer.popup().isVisible)
    keyboard.scanner._menu = QApplication.activePopupWidget
    keyboard.at += 1000
    for sign in (code := new_code()):
        keyboard.to(QApplication.activePopupWidget() or choice, Qt.Key(ord(sign)), sign)
        keyboard.at += 5
    assert keyboard.scans == [code]
    assert choice.currentText() == "Afr"


def test_a_scan_leaves_a_number_and_a_time_as_they_were(keyboard: Keyboard) -> None:
    seats, begins = QSpinBox(maximum=9999), QTimeEdit(QTime(12, 30))
    for widget in (seats, begins):
        keyboard.layout().addWidget(widget)
        widget.setFocus()
        keyboard.scan("0123" + new_code())
    assert seats.value() == 0
    assert begins.time() == QTime(12, 30)
    assert len(keyboard.scans) == 2


def test_the_limits_stand_apart() -> None:
    assert FINGERS < 0.05 < HICCUP < PAUSE
    assert all(is_own_code(new_code()) for _ in range(50))
    assert not set(ALPHABET) & set("AEIOUYZQWM")


# -- what the test code has taught ----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [ENTER, TAB, None])
@pytest.mark.parametrize("told", [True, False])
def test_a_scanner_set_to_another_keyboard_is_read_once_it_was_learned(
    keyboard: Keyboard, end: Qt.Key | None, told: bool
) -> None:
    """A scanner set to a French keyboard, on a laptop set to an English one; the keys told, or not."""
    keyboard.scanner.learned = examine(typed(TEXT, "us", scanner="fr", told=told)).learned
    keyboard.scanner.known = frozenset({"az-1900"})
    for code in (new_code(), new_code().lower(), "AZ-1900"):
        keyboard.field.setText("Ana")
        keyboard.at += 2000
        for stroke in typed(code, "us", scanner="fr", told=told):
            shift = Qt.KeyboardModifier.ShiftModifier if stroke.us.isupper() else Qt.KeyboardModifier.NoModifier
            place = place_of(stroke.us) if stroke.us.isalnum() else 0
            keyboard.key(Qt.Key.Key_unknown, stroke.sign, shift, place=place if code != "AZ-1900" else 0)
            keyboard.at += 5
        if end is not None:
            keyboard.key(end, "\r")
        if code != "AZ-1900":
            assert code.upper() in (keyboard.scans[-1].upper(), keyboard.by_keys[-1].upper())
            assert keyboard.field.text() == "Ana"


def test_the_learned_suffix_goes_with_the_code_and_the_next_letter_stays(keyboard: Keyboard) -> None:
    keyboard.scanner.learned = Learned(prefix="*", suffix="#$")
    code = new_code()
    keyboard.scan(f"*{code}#$", None)
    keyboard.scan(f"*{code}#$", ENTER)
    assert [scan.upper()[1:] for scan in keyboard.scans] == [code, code]
    assert (keyboard.field.text(), keyboard.entered) == ("", 0)
    keyboard.letters("#Ana", 0.13)
    assert keyboard.field.text() == "#Ana"


def test_another_tools_code_is_known_without_the_learned_prefix(keyboard: Keyboard) -> None:
    keyboard.scanner.learned = Learned(prefix="~")
    keyboard.scanner.known = frozenset({"eb-1234 5678"})
    keyboard.scan("~EB-1234 5678", each=0.06)
    assert (keyboard.scans, keyboard.by_keys) == (["~EB-1234 5678"], ["EB-1234 5678"])


def test_eot_ends_a_scan(keyboard: Keyboard) -> None:
    keyboard.letters("EB-1234 5678", 0.005)
    keyboard.key(Qt.Key.Key_D, "\x04", Qt.KeyboardModifier.ControlModifier)
    assert keyboard.scans == ["EB-1234 5678"]
    assert keyboard.field.text() == ""


# -- while somebody listens -----------------------------------------------------------------------------------------


def test_while_somebody_listens_every_key_goes_there_and_nowhere_else(keyboard: Keyboard) -> None:
    heard: list[Stroke] = []
    keyboard.scanner.listener = heard.append
    shortcut = QShortcut(QKeySequence("Ctrl+J"), keyboard)
    opened: list[int] = []
    shortcut.activated.connect(lambda: opened.append(1))
    keyboard.scan(new_code())
    keyboard.scan("EB-1234", TAB)
    keyboard.key(Qt.Key.Key_J, "\x0a", Qt.KeyboardModifier.ControlModifier)
    keyboard.key(Qt.Key.Key_Space, " ")
    assert [stroke.name for stroke in heard if stroke.name] == ["Enter", "Tab", "Ctrl+J"]
    assert len(heard) == LENGTH + 1 + len("EB-1234") + 1 + 2
    assert (keyboard.scans, keyboard.field.text(), keyboard.entered, opened) == ([], "", 0, [])
    assert keyboard.field.hasFocus()
    # Function keys and Esc are for fingers.
    keyboard.key(Qt.Key.Key_F5)
    assert len(heard) == LENGTH + 1 + len("EB-1234") + 1 + 2
    keyboard.scanner.listener = None
    code = new_code()
    keyboard.scan(code)
    assert keyboard.scans == [code]
