"""The desk's menu at the foot of the rail: other events, the door's name, colours, text size, sounds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from checkin.settings import Settings

_LOCKS = (0, 2, 5, 10, 30)
_SIZES = (80, 100, 125, 150, 200)


class DeskMenu(QToolButton):
    """`desk_menu`. Signals say what was asked for; the application does it and remembers it."""

    other_events = Signal()
    sessions = Signal()
    rules = Signal()
    erase = Signal()
    scanner_check = Signal()
    station_named = Signal(str)
    theme_chosen = Signal(str)
    size_chosen = Signal(int)
    sounds_switched = Signal(bool)
    lock_chosen = Signal(int)
    arrivals_hidden = Signal(bool)

    def __init__(self, remembered: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._station = remembered.station
        self.setObjectName("desk_menu")
        self.hide()  # Until it stands on the rail.
        self.setText(self.tr("Desk"))
        self.setAccessibleName(self.tr("Desk: events, door, look"))
        self.setProperty("look", "page")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.addAction(self.tr("Other events…")).triggered.connect(self.other_events)
        menu.addAction(self.tr("Sessions of this event…   Shift+F2")).triggered.connect(self.sessions)
        menu.addAction(self.tr("Name of this door…")).triggered.connect(self._ask_name)
        menu.addAction(self.tr("Seats, hours and online link…")).triggered.connect(self.rules)
        self._erase = menu.addAction(self.tr("Erase everybody of this event…"))
        self._erase.triggered.connect(self.erase)
        menu.addAction(self.tr("Scanner check…   F9")).triggered.connect(self.scanner_check)
        menu.addSeparator()
        self._add_themes(menu, remembered.theme)
        self._add_sizes(menu, remembered.text_size)
        self._add_locks(menu, remembered.lock_after)
        arrivals = menu.addAction(self.tr("Hide names in the last arrivals"))
        arrivals.setCheckable(True)
        arrivals.setChecked(remembered.hide_arrivals)
        arrivals.toggled.connect(self.arrivals_hidden)
        sounds = menu.addAction(self.tr("Sounds"))
        sounds.setCheckable(True)
        sounds.setChecked(remembered.sounds)
        sounds.toggled.connect(self.sounds_switched)
        self.setMenu(menu)

    def say_erasure(self, day: str) -> None:
        """Say beside the erasing when it is to be, "" for at no time."""
        said = self.tr("Erase everybody of this event…   from {day} on").format(day=day)
        self._erase.setText(said if day else self.tr("Erase everybody of this event…"))

    def offer(self, title: str, deed: Callable[[], None]) -> None:
        """Put one more deed among those of the door."""
        action = QAction(title, self)
        action.triggered.connect(deed)
        menu = self.menu()
        menu.insertAction(next(one for one in menu.actions() if one.isSeparator()), action)

    def _add_themes(self, menu: QMenu, chosen: str) -> None:
        themes = menu.addMenu(self.tr("Colours"))
        group = QActionGroup(self)
        for name, title in (
            ("system", self.tr("As the desktop")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            action = _choice(group, title, chosen=name == chosen)
            action.triggered.connect(lambda _on, name=name: self.theme_chosen.emit(name))
            themes.addAction(action)

    def _add_sizes(self, menu: QMenu, chosen: int) -> None:
        sizes = menu.addMenu(self.tr("Text size"))
        group = QActionGroup(self)
        for size in _SIZES:
            action = _choice(group, self.tr("{size} %").format(size=size), chosen=size == chosen)
            action.triggered.connect(lambda _on, size=size: self.size_chosen.emit(size))
            sizes.addAction(action)

    def _add_locks(self, menu: QMenu, chosen: int) -> None:
        locks = menu.addMenu(self.tr("Lock by itself"))
        group = QActionGroup(self)
        for minutes in sorted({*_LOCKS, chosen}):
            title = (
                self.tr("After {minutes} min without a key").format(minutes=minutes) if minutes else self.tr("Never")
            )
            action = _choice(group, title, chosen=minutes == chosen)
            action.triggered.connect(lambda _on, minutes=minutes: self.lock_chosen.emit(minutes))
            locks.addAction(action)

    def _ask_name(self) -> None:
        ask = QInputDialog(self.window())
        ask.setObjectName("door_name")
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.setWindowTitle(self.tr("Name of this door"))
        ask.setLabelText(self.tr("Facts written from now on carry this name:"))
        ask.setTextValue(self._station)
        ask.textValueSelected.connect(self._name)
        ask.open()

    def _name(self, name: str) -> None:
        if name.strip():
            self._station = name.strip()[:60]
            self.station_named.emit(self._station)


def _choice(group: QActionGroup, title: str, *, chosen: bool) -> QAction:
    action = QAction(title, group)
    action.setCheckable(True)
    action.setChecked(chosen)
    return action
