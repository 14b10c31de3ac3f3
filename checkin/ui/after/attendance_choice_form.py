"""The form for what goes into the attendance file: its columns, whose contacts, and what follows in the report."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QListWidget, QListWidgetItem, QWidget

from checkin.domain.attendance import Attendance
from checkin.domain.attendance_choice import Choice, Pages
from checkin.domain.errors import DeskError
from checkin.files.attendance_rows import headings
from checkin.services import attendance
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import open_at
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station


class AttendanceChoiceForm(QDialog):
    """`attendance_choice_form`. A bare Enter may be a scanner's and keeps nothing."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("attendance_choice_form")
        self.setWindowTitle(self.tr("What goes into the attendance file"))
        self._station = station
        self._kept = Choice()
        self.columns = QListWidget()
        self.columns.setObjectName("choice_columns")
        self.columns.setAccessibleName(self.tr("Columns of the attendance file"))
        self.columns.setMinimumHeight(self.fontMetrics().height() * 12)
        self.columns.setSpacing(2)
        self.columns.itemChanged.connect(self._say)
        self.only_agreed = FoldingCheckBox(self.tr("E-mail and phone only of people who said yes to being written to"))
        self.only_agreed.setObjectName("choice_only_agreed")
        self.only_agreed.toggled.connect(self._say)
        self.pages = QComboBox()
        self.pages.setObjectName("choice_pages")
        self.pages.setAccessibleName(self.tr("After the figures in the PDF report"))
        self.pages.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for pages, words in self._pages_in_words().items():
            self.pages.addItem(words, pages.value)
        self._said = PlainLabel(look="quiet", wrap=True)
        self._said.setObjectName("choice_said")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.hide()
        self._people: tuple[int, int, int] = (0, 0, 0)
        self._keep = named_button("choice_keep", self.tr("Keep   Ctrl+Enter"), self._on_keep, look="primary")
        cancel = named_button("choice_cancel", self.tr("Cancel   Esc"), self.reject)
        for button in (self._keep, cancel):
            button.setAutoDefault(False)
        self._lay_out(ButtonRow(self._keep, cancel))
        open_at(self, 76, 38)
        self._keep.setEnabled(False)
        station.read(_look, self._show, self._tell)

    def _pages_in_words(self) -> dict[Pages, str]:
        return {
            Pages.EVERYONE: self.tr("Everyone, by name (for the desk)"),
            Pages.AGREED: self.tr("Those who came and agreed to be listed (to be handed on)"),
            Pages.SIGNATURES: self.tr("Lines to sign on"),
            Pages.NONE: self.tr("Nothing: the figures alone"),
        }

    def _lay_out(self, buttons: QWidget) -> None:
        column = scrolled_column(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("What goes into the attendance file"), look="title", wrap=True))
        kept = self.tr("Kept in the event file: every laptop that has it makes the same file.")
        column.addWidget(PlainLabel(kept, look="quiet", wrap=True))
        column.addWidget(PlainLabel(self.tr("Columns of the workbook and the CSV"), look="head", wrap=True))
        column.addWidget(self.columns, 1)
        column.addWidget(self.only_agreed)
        column.addWidget(self._said)
        title = PlainLabel(self.tr("After the figures in the PDF report"), look="head", wrap=True)
        title.setBuddy(self.pages)
        for part in (title, self.pages, self._problem, buttons):
            column.addWidget(part)

    def _show(self, answer: tuple[Attendance, Choice]) -> None:
        found, self._kept = answer
        details = [one.registrant.details for one in found.presences]
        strict = Choice(only_agreed=True)
        mails = [one for one in details if one.email]
        self._people = (len(details), len(mails), sum(not strict.withholds(one) for one in mails))
        for heading in headings(found):
            item = QListWidgetItem(heading)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            left_out = heading in self._kept.left_out
            item.setCheckState(Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked)
            self.columns.addItem(item)
        self.columns.setCurrentRow(0)
        self.only_agreed.setChecked(self._kept.only_agreed)
        self.pages.setCurrentIndex(self.pages.findData(self._kept.pages.value))
        self._keep.setEnabled(True)
        self._say()

    def choice(self) -> Choice:
        """What is chosen here. A column that this session does not have now stays as it was."""
        items = [self.columns.item(row) for row in range(self.columns.count())]
        here = {item.text() for item in items}
        unticked = {item.text() for item in items if item.checkState() is Qt.CheckState.Unchecked}
        left_out = (self._kept.left_out - here) | unticked
        return Choice(frozenset(left_out), self.only_agreed.isChecked(), Pages(self.pages.currentData()))

    def _say(self) -> None:
        choice = self.choice()
        people, mails, agreed = self._people
        if "E-mail" in choice.left_out:
            mails = 0
        elif choice.only_agreed:
            mails = agreed
        words = self.tr("People in the file: {people} · e-mail addresses: {mails}")
        self._said.setText(words.format(people=people, mails=mails))

    def _on_keep(self) -> None:
        choice = self.choice()
        ticks = (self.columns.item(row).checkState() for row in range(self.columns.count()))
        if Qt.CheckState.Checked not in ticks:
            self._problem.show_text(self.tr("No column is ticked: choose at least one."))
            return

        def keep(event: EventFile, _place: Place, _now: datetime) -> None:
            attendance.keep_choice(event, choice)

        self._station.write(keep, lambda _none: self.accept(), self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._keep.isEnabled():
                self._on_keep()
        else:
            super().keyPressEvent(event)

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))


def _look(event: EventFile, place: Place) -> tuple[Attendance, Choice]:
    return attendance.attendance(event, place.session.id), attendance.choice_of(event)
