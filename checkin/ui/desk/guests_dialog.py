"""What guests read in front of the door: the registration link, the languages, the greeting, and on which screen."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.guest_words import WORDS
from checkin.domain.session import Event
from checkin.services import guests
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import foot_below, scrolled_part
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station


class GuestsDialog(QDialog):
    """`guests_dialog`. `kept` carries the chosen screen ("" for whichever the door is not on) and whether guests are
    greeted by name. A bare Enter may be a scanner's and keeps nothing.
    """

    kept = Signal(str, bool)

    def __init__(self, station: Station, screen: str, parent: QWidget, *, greeting: bool) -> None:
        super().__init__(parent)
        self.setObjectName("guests_dialog")
        self.setWindowTitle(self.tr("What guests read"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station = station
        self.link = QLineEdit(station.whole_event.registration_link)
        self.link.setObjectName("guests_link")
        self.link.setAccessibleName(self.tr("Registration link"))
        self.link.setPlaceholderText("bit.ly/ImPACT-form")
        self.languages = {code: self._language(code, words.own_name) for code, words in WORDS.items()}
        self.greeting = FoldingCheckBox(self.tr("Greet whoever was just let in by name"))
        self.greeting.setObjectName("guests_greeting")
        self.greeting.setChecked(greeting)
        self.screen_of = self._screens(screen)
        self._problem = PlainLabel(look="problem", wrap=True)
        keep = named_button("guests_keep", self.tr("Keep   Ctrl+Enter"), self._save, "primary")
        cancel = named_button("guests_cancel", self.tr("Cancel   Esc"), self.reject)
        for button in (keep, cancel):
            button.setAutoDefault(False)
        self._lay_out(ButtonRow(keep, cancel))
        self._problem.show_text("")
        open_at(self, 64, 30)

    def _language(self, code: str, own_name: str) -> FoldingCheckBox:
        box = FoldingCheckBox(own_name)
        box.setObjectName(f"guests_language_{code}")
        box.setChecked(code in self._station.whole_event.languages)
        return box

    def _screens(self, chosen: str) -> QComboBox:
        screens = QComboBox()
        screens.setObjectName("guests_screen")
        screens.setAccessibleName(self.tr("Screen of the window for guests"))
        screens.addItem(self.tr("Whichever the door is not on"), "")
        for screen in QGuiApplication.screens():
            size = screen.size()
            screens.addItem(f"{screen.name()} · {size.width()} × {size.height()}", screen.name())
        screens.setCurrentIndex(max(0, screens.findData(chosen)))
        return screens

    def _lay_out(self, buttons: QWidget) -> None:
        above, column = scrolled_part()
        link = PlainLabel(self.tr("Link to the registration form; guests see it as a QR code"), wrap=True)
        link.setBuddy(self.link)
        screen = PlainLabel(self.tr("Screen"), wrap=True)
        screen.setBuddy(self.screen_of)
        say = PlainLabel(self.tr("Languages, shown in turn"), wrap=True)
        privacy = PlainLabel(self.tr("Without it the window says welcome and no name."), look="quiet", wrap=True)
        parts = (link, self.link, say, *self.languages.values(), self.greeting, privacy, screen, self.screen_of)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        foot_below(self, above, self._problem, buttons)

    def _save(self) -> None:
        link, chosen = self.link.text(), [code for code, box in self.languages.items() if box.isChecked()]

        def keep(event: EventFile, place: Place, now: datetime) -> Event:
            return guests.keep(event, link, chosen, place, now)

        self._station.write(keep, self._saved, self._tell)

    def _saved(self, event: Event) -> None:
        self._station.whole_event = event
        self.kept.emit(self.screen_of.currentData(), self.greeting.isChecked())
        self.accept()

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))
        self.link.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save()
            return
        super().keyPressEvent(event)
