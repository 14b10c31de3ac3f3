"""A note on a person is written beside their details, and said at the door before anything else."""

from __future__ import annotations

from PySide6.QtCore import Qt

from checkin.ui.people.door_note import DoorNote
from tests.ui.hands import Door

WANJIRU = "Wanjiru Kamau"


def write_note(door: Door, name: str, note: str) -> DoorNote:
    door.window.open_page(door.pages.registrants)
    door.pages.registrants.person.show_person(door.registrant(name).id)
    door.pages.registrants.person.show()
    door.settle()
    line = door.find(DoorNote, "person_door_note")
    line.setFocus()
    line.selectAll()
    door.type(note)
    door.pause()
    door.press(Qt.Key.Key_Return, "\r")
    door.settle()
    return line


def test_a_note_is_said_at_the_door_before_anything_else(door: Door) -> None:
    line = write_note(door, WANJIRU, "Speaker: front row")
    assert line.text() == "Speaker: front row"
    history = door.pages.registrants.person._history
    assert "Note at the door: “Speaker: front row”" in history.item(0).text()
    door.scan(door.code(WANJIRU))
    assert door.verdict == "Come in — one thing first. Wanjiru Kamau. Speaker: front row"
    door.clock.go_on(seconds=2)
    door.scan(door.code(WANJIRU))
    assert door.verdict == ("Come in — one thing first. Wanjiru Kamau. Speaker: front row. Scanned once — all good")


def test_the_note_of_the_next_person_is_their_own(door: Door) -> None:
    line = write_note(door, WANJIRU, "Speaker: front row")
    write_note(door, "Li Wei 李伟", "Give the headset")
    door.pages.registrants.person.show_person(door.registrant(WANJIRU).id)
    door.settle()
    assert line.text() == "Speaker: front row"
    door.pages.registrants.person.show_new()
    assert (line.text(), line.isEnabled()) == ("", False)


def test_a_scan_while_a_note_is_written_leaves_it(door: Door) -> None:
    line = write_note(door, WANJIRU, "")
    line.setFocus()
    door.type("Speaker")
    door.scan(door.code("Li Wei 李伟"))
    assert door.is_in("Li Wei 李伟")
    assert line.text() == "Speaker"
