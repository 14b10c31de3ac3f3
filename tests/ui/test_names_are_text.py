"""A name is text, whatever it looks like: no markup is obeyed, no formula counted, and nothing is lost."""

from __future__ import annotations

import io
from pathlib import Path

from PySide6.QtCore import QBuffer, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMessageBox,
    QStyleOptionViewItem,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin.domain.names import clean
from checkin.domain.registrant import Details
from checkin.services import demo
from checkin.ui.lists.guide import Guide
from checkin.ui.parts.labels import FittedLabel
from tests.ui.hands import Door, every_widget, make_event, open_window

MARKUP = "<img src='file:///etc/hostname'><b>Bold</b> &amp; <h1>huge</h1>"
NAMES = {
    "markup": MARKUP,
    "formula": '=HYPERLINK("http://x.example","Click")',
    "ampersand": "Rosa & Daughters R&D",
    "percent": "100 %n %1 {name} {0}",
    "arabic": "فاطمة الزهراء بنت محمد",
    "mixed": "Ali علي (لجنة) R2-D2",
    "emoji": "Ana 👩🏽‍⚖️ Pérez",
    "long": "Wolfeschlegelsteinhausenbergerdorff" * 8 + " von und zu",
    "long words": " ".join(["Maria-Antonia"] * 22),
    "one letter": "O",
    "zalgo": "Z̷̛͎a̶̧l̵̨g̷͠o̸",
}


def painted(widget: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def ink(widget: QWidget) -> int:
    """How many colours a widget is painted in: one is an empty one."""
    image = QImage.fromData(painted(widget))
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)})


def test_a_name_is_the_same_text_on_every_page(qtbot: QtBot, tmp_path: Path) -> None:
    people = [Details(name, organisation=name, email=f"p{row}@x.example") for row, name in enumerate(NAMES.values())]
    with open_window(qtbot, make_event(tmp_path / "names.checkin", people)) as door:
        stored = [one.registrant.name for one in door.everyone()]
        assert stored == [clean(name) for name in NAMES.values()]
        registrants, badges = door.pages.registrants, door.pages.badges
        for row, name in enumerate(stored):
            door.window.open_page(door.page)
            door.scan(door.code(name))
            assert door.page.verdict._name.text() == name
            assert door.verdict == f"Welcome — come in. {name}. {name}"
            assert door.page.column._recent.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == f"{name}, In"
            assert ink(door.page) > 10
            door.look_for(f"p{row}@x")
            assert door.page.hits.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith(name)
            assert ink(door.page.hits) > 10
            door.window.open_page(registrants)
            door.settle()
            assert registrants.model.data(registrants.model.index(row, 0)) == name
            registrants.table.selectRow(row)
            door.settle()
            assert registrants.person._title.text() == name
            assert door.find(QLineEdit, "person_name").text() == name
            painted(door.window)
            no_rich_text(door.window)
        for page in (badges, door.pages.attendance):
            door.window.open_page(page)
            door.settle()
            painted(door.window)
            no_rich_text(door.window)
        assert not badges.sheets.picture.pixmap().isNull()


def test_characters_that_nobody_sees_do_not_reach_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    nasty = "\u202eEvil\u202c \x00Na\x07me\u200b\r\nSecond\u2028line"
    path = make_event(tmp_path / "names.checkin", [Details(nasty, organisation=nasty)])
    with open_window(qtbot, path) as door:
        door.scan(door.registrant("Evil Name Second line").own_code)
        assert door.verdict == "Welcome — come in. Evil Name Second line. Evil Name Second line"


def test_markup_in_a_name_is_painted_letter_by_letter(door: Door) -> None:
    """If any label read it as markup, the name in angle brackets would vanish from the picture."""
    from checkin.ui.parts.labels import ElidedLabel, PlainLabel  # noqa: PLC0415

    for make in (PlainLabel, lambda: FittedLabel(20, 10, 2), ElidedLabel):
        pictures = []
        for text in ("<b>i</b>", "i"):
            label = make()
            door.qtbot.addWidget(label)
            set_text = getattr(label, "set_text", None) or getattr(label, "set_whole", None) or label.setText
            label.resize(400, 80)
            label.show()
            set_text(text)
            pictures.append(painted(label))
        assert pictures[0] != pictures[1]
        assert len(pictures[0]) > len(pictures[1])


def no_rich_text(window: QWidget) -> None:
    for label in every_widget(window, QLabel):
        assert isinstance(label, QLabel)
        assert label.textFormat() is Qt.TextFormat.PlainText, (label.objectName(), label.text())
        assert not label.openExternalLinks()
    assert every_widget(window, (QMessageBox, QTextEdit)) == []
    for widget in every_widget(window):
        # Qt reads a tooltip as markup if it looks like it: so either it cannot, or every sign of it is written out.
        tip = widget.toolTip().removeprefix("<span>").removesuffix("</span>")
        assert "<" not in tip, (widget, tip)


def test_towers_of_marks_stay_in_the_line_of_their_own_name(qtbot: QtBot, tmp_path: Path) -> None:
    name = "Ann Z" + "\u0300" * 80 + "q" + "\u0323" * 60
    with open_window(qtbot, make_event(tmp_path / "towers.checkin", [Details(name)])) as door:
        door.look_for("ann")
        hits = door.find(QListView, "door_hits")
        assert outside(hits, QRect(50, 250, 600, 110)) == set()
        door.scan(door.code(name))
        door.settle()
        assert outside(door.find(QListView, "door_recent"), QRect(50, 250, 300, 60)) == set()


def outside(view: QListView, line: QRect) -> set[int]:
    """The colours that the first line of a list leaves outside its own place."""
    picture = QImage(700, 600, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    option = QStyleOptionViewItem()
    option.font, option.rect = view.font(), line  # type: ignore[attr-defined]
    painter = QPainter(picture)
    view.itemDelegate().paint(painter, option, view.model().index(0, 0))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(line, Qt.GlobalColor.transparent)
    painter.end()
    return {picture.pixel(x, y) for x in range(0, 700, 2) for y in range(600)} - {0}


def test_every_label_of_every_page_is_plain_text(qtbot: QtBot, door: Door) -> None:
    guide = door.pages.load_list()
    guide.list.take(demo.LIST)
    qtbot.waitUntil(guide.columns.isVisible)
    no_rich_text(door.window)


def test_every_label_of_the_welcome_page_and_the_new_event_is_plain_text(qtbot: QtBot) -> None:
    with open_window(qtbot, None) as door:
        no_rich_text(door.window)
        door.pages.new_event(door.desk.show_welcome, door.desk.open)
        assert door.window.findChild(Guide) is not None
        no_rich_text(door.window)


def test_a_heading_with_markup_is_shown_as_it_is_in_the_guide(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    heading = "R&D <img src='file:///etc/hostname'> 'quoted'"
    file = tmp_path / "list.csv"
    file.write_text(f'Full name,E-mail,"{heading}"\nAna,ana@x.example,<b>x</b>\n', encoding="utf-8")
    guide = door.pages.load_list()
    guide.list.take(file)
    qtbot.waitUntil(guide.columns.isVisible)
    row = next(row for row in range(3) if "R&D" in guide.columns.table.item(row, 0).text())
    assert guide.columns.table.item(row, 0).text() == heading
    tip = guide.columns.table.item(row, 0).toolTip()
    assert "<img" not in tip
    assert tip == "<span>R&amp;D &lt;img src=&#x27;file:///etc/hostname&#x27;&gt; &#x27;quoted&#x27;</span>"
    no_rich_text(door.window)


def test_an_event_name_with_markup_is_text_in_the_head_and_its_tooltip(qtbot: QtBot, door: Door) -> None:
    label = door.frame._head.event_name
    label.set_whole(MARKUP * 5)
    assert label.toolTip().startswith("<span>")
    assert "<img" not in label.toolTip()
    assert "&lt;img" in label.toolTip()
    label.set_whole("Short & good")
    assert label.toolTip() == ""
    assert label.text() == "Short & good"


def test_no_button_carries_data(door: Door) -> None:
    """An ampersand in a button's text would be taken for its shortcut, so no name ever stands on one."""
    door.scan(door.code("Wanjiru Kamau"))
    for widget in every_widget(door.window, QAbstractButton):
        assert isinstance(widget, QAbstractButton)
        assert not any(name.split()[0] in widget.text() for name in door.people()), widget.text()


def test_recent_events_with_an_ampersand_are_listed_as_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "R&D <b>.checkin")
    with open_window(qtbot, None) as door:
        assert door.desk.welcome is not None
        door.desk.welcome.show_recent([str(path)])
        recent = door.find(QListWidget, "welcome_recent")
        assert recent.item(0).text() == f"R&D <b> — {tmp_path}"


def test_the_export_keeps_a_formula_as_text(qtbot: QtBot, tmp_path: Path) -> None:
    path = make_event(tmp_path / "names.checkin", [Details("=1+1", organisation="@cmd")])
    with open_window(qtbot, path) as door:
        door.pages.attendance.export_to(tmp_path / "out.csv")
        door.settle()
        line = io.StringIO((tmp_path / "out.csv").read_text(encoding="utf-8-sig")).read()
        assert "'=1+1" in line
