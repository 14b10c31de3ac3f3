"""One step of closing a session: what was found, what it is mended with, and that it is in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from checkin.domain.closing import Finding, Found, Stands, Step, StepFound
from checkin.domain.session import Session
from checkin.ui.after import closing_words
from checkin.ui.after.erasure_days import ErasureDays
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel

_FINDING = Qt.ItemDataRole.UserRole
_MOST_LINES = 500
"""A list of thousands is read in a file, not here, and would keep the window waiting."""

_MOST = 100
"""The list takes the room; where there is none, what stands below it moves up."""


class ClosingStep(QFrame):
    """Signals say what was asked for: a person's id, two ids that are one person or two, a place where something is
    mended (`wants_step`), and that the lines of the step were looked at, or (False) were not.
    """

    wants_person = Signal(str)
    is_one = Signal(str, str)
    are_two = Signal(str, str)
    wants_step = Signal(object)
    looked_at = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("closing_step")
        self.setProperty("look", "card")
        self._found: StepFound | None = None
        self._title = PlainLabel(look="head", wrap=True)
        self._title.setObjectName("closing_step_title")
        self._why = PlainLabel(look="quiet", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName("closing_findings")
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(self.fontMetrics().height() * 5)
        self.list.itemActivated.connect(lambda _item: self._show_person())
        self.list.currentRowChanged.connect(self._enable)
        self.erasure = ErasureDays()
        self.person = named_button("closing_person", self.tr("Show this person"), self._show_person)
        self.one = named_button("closing_one", self.tr("They are one person"), lambda: self._pair(self.is_one.emit))
        self.two = named_button("closing_two", self.tr("They are two people"), lambda: self._pair(self.are_two.emit))
        self.go = named_button("closing_go", "", self._go)
        self.good = named_button("closing_good", self.tr("It is in order   Ctrl+Enter"), self.say_good)
        self.good.setAccessibleName(self.tr("It is in order"))
        for button in (self.person, self.one, self.two, self.go, self.good):
            button.setAutoDefault(False)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 12, 18, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addWidget(self.list, _MOST)
        buttons = ButtonRow(self.person, self.one, self.two, self.go, self.good)
        for part in (self.erasure, buttons):
            column.addWidget(part)
        column.addStretch(1)

    # -- what is shown -------------------------------------------------------------------------------------------

    def show_step(self, found: StepFound, session: Session) -> None:
        """Show a step; the line that was chosen stays chosen."""
        row = self.list.currentRow() if self._found is not None and self._found.step is found.step else 0
        self._found = found
        self._title.setText(closing_words.title(found.step))
        self._why.setText(closing_words.why(found.step))
        self._fill(found.findings, session, found.stands)
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        step = found.step
        of_people = step in {Step.STOPPED, Step.SAME_PEOPLE, Step.WALK_INS, Step.BADGES} and self.list.count() > 0
        self.person.setVisible(of_people)
        for button in (self.one, self.two):
            button.setVisible(step is Step.SAME_PEOPLE and self.list.count() > 0)
        self._say_go(step)
        is_chosen_here = step is Step.ERASURE and found.findings[0].found is not Found.ERASED
        self.list.setHidden(is_chosen_here)
        self.erasure.setVisible(is_chosen_here)
        self.good.setVisible(bool(found.to_look_at))
        self.good.setText(self._says_good(found))
        self.good.setAccessibleName(self.good.text().removesuffix("   Ctrl+Enter"))
        self._enable()

    def _says_good(self, found: StepFound) -> str:
        if found.stands is Stands.LOOKED_AT:
            return self.tr("Look at it again")
        if found.step in {Step.EXPORT, Step.COPY}:
            return self.tr("Not needed   Ctrl+Enter")
        return self.tr("It is in order   Ctrl+Enter")

    def _fill(self, findings: Sequence[Finding], session: Session, stands: Stands) -> None:
        self.list.clear()
        for finding in findings[:_MOST_LINES]:
            is_open = not finding.is_good and stands is Stands.OPEN
            item = QListWidgetItem(f"{'●' if is_open else '✓'}  {closing_words.line(finding, session)}")
            item.setData(_FINDING, finding)
            self.list.addItem(item)
        more = len(findings) - _MOST_LINES
        if not findings:
            self._add_line(f"✓  {self.tr('Nothing was found that has to be looked at.')}")
        elif more > 0:
            self._add_line(self.tr("… and {count} more").format(count=more))

    def _add_line(self, text: str) -> None:
        line = QListWidgetItem(text)
        line.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(line)

    def _say_go(self, step: Step) -> None:
        titles = {
            Step.BADGES: self.tr("Who has a badge…"),
            Step.ONLINE: self.tr("Go to those online"),
            Step.EXPORT: self.tr("Go to the attendance file"),
            Step.COPY: self.tr("Keep a copy…"),
            Step.ERASURE: self.tr("Keep this day"),
        }
        self.go.setVisible(step in titles)
        self.go.setText(titles.get(step, ""))
        self.go.setAccessibleName(titles.get(step, self.go.objectName()))

    # -- what is asked for -----------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Finding | None:
        """The line that is chosen."""
        row = self.list.currentRow()
        finding: Finding | None = self.list.item(row).data(_FINDING) if row >= 0 else None
        return finding

    def _enable(self) -> None:
        chosen = self.chosen
        self.person.setEnabled(chosen is not None and bool(chosen.who))
        for button in (self.one, self.two):
            button.setEnabled(chosen is not None and len(chosen.who) > 1)

    def _show_person(self) -> None:
        if (chosen := self.chosen) is not None and chosen.who:
            self.wants_person.emit(chosen.who[-1])

    def _pair(self, say: Callable[[str, str], None]) -> None:
        if (chosen := self.chosen) is not None and len(chosen.who) > 1:
            say(*chosen.who)

    def _go(self) -> None:
        if self._found is not None:
            self.wants_step.emit(self._found.step)

    def say_good(self) -> None:
        """Say that somebody has looked at every line of the step, or take it back."""
        if self._found is not None and self._found.to_look_at:
            self.looked_at.emit(self._found.to_look_at, self._found.is_open)
