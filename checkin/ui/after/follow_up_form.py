"""The form for the follow-up lists: how many are on each, why some are not, and the folder that they go to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from checkin.domain.errors import DeskError
from checkin.domain.follow_up import FollowUp, FollowUpList, Why
from checkin.services import follow_up
from checkin.services.follow_up import FollowUps
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import foot_below, scrolled_part
from checkin.ui.parts.wording import sentence, session_facts
from checkin.ui.station import Station


class FollowUpForm(QDialog):
    """`follow_up_form`. A bare Enter may be a scanner's and writes nothing."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("follow_up_form")
        self.setWindowTitle(self.tr("Follow-up lists"))
        self._station = station
        self._found: FollowUps | None = None
        self._folder: Path | None = None
        self._warning = self._label("follow_up_warning", "problem")
        self._problem = self._label("follow_up_problem", "problem")
        self._done = self._label("follow_up_done", "good")
        self.ticks = {which: self._tick(f"follow_up_{which}", title) for which, title in self._titles().items()}
        self._counts = {which: self._label(f"follow_up_{which}_count", "quiet") for which in FollowUp}
        self.only_agreed = self._tick(
            "follow_up_only_agreed", self.tr("Only people who said yes to being written to"), ticked=False
        )
        self.forms = {
            "csv": self._tick("follow_up_csv", self.tr("CSV for mail merge, one row for each address")),
            "vcf": self._tick("follow_up_vcf", self.tr("vCard for an address book, one card for each person")),
        }
        self.only_agreed.toggled.connect(self.refresh)
        self._write = named_button("follow_up_write", self.tr("Choose a folder and write…"), self._ask, look="primary")
        self._replace = named_button("follow_up_replace", self.tr("Replace these files"), self._on_replace)
        self._replace.hide()
        close = named_button("follow_up_close", self.tr("Close   Esc"), self.reject)
        for button in (self._write, self._replace, close):
            button.setAutoDefault(False)
        self._lay_out(ButtonRow(self._write, self._replace, close))
        self._fit()
        self.refresh()

    def _label(self, name: str, look: str) -> PlainLabel:
        label = PlainLabel(look=look, wrap=True)
        label.setObjectName(name)
        label.setVisible(look == "quiet")
        return label

    def _tick(self, name: str, words: str, *, ticked: bool = True) -> QCheckBox:
        tick = FoldingCheckBox(words)
        tick.setObjectName(name)
        tick.setChecked(ticked)
        return tick

    def _titles(self) -> dict[FollowUp, str]:
        return {
            FollowUp.THANK_YOU_ROOM: self.tr("Thank you (in the room)"),
            FollowUp.THANK_YOU_ONLINE: self.tr("Thank you (online)"),
            FollowUp.MISSED_YOU: self.tr("Missed you"),
            FollowUp.JOINING: self.tr("Wants to join the coalition"),
            FollowUp.KNOW_MORE: self.tr("Wants to know more"),
            FollowUp.NEW_CONTACTS: self.tr("New contacts: walk-ins and newcomers online"),
            FollowUp.PUBLIC: self.tr("Public list of participants: name, organisation, country"),
        }

    def _lay_out(self, buttons: QWidget) -> None:
        session = self._station.place.session
        above, column = scrolled_part()
        column.addWidget(PlainLabel(session.name, look="title", wrap=True))
        column.addWidget(PlainLabel(session_facts(session), look="quiet", wrap=True))
        column.addWidget(self._warning)
        for which, tick in self.ticks.items():
            one = QVBoxLayout()
            one.setSpacing(1)
            one.addWidget(tick)
            one.addWidget(self._counts[which])
            self._counts[which].setIndent(round(1.9 * self.fontMetrics().height()))
            column.addLayout(one)
        column.addWidget(PlainLabel(self.tr("What is written"), look="head"))
        for choice in (self.only_agreed, *self.forms.values()):
            column.addWidget(choice)
        column.addWidget(
            PlainLabel(
                self.tr(
                    "Who is left out stands in a file of its own, with the reason. No list holds what somebody eats, "
                    "needs or wrote in a comment."
                ),
                look="quiet",
                wrap=True,
            )
        )
        column.addStretch(1)
        foot_below(self, above, self._problem, self._done, buttons)

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * 84, metrics.height() * 44)
        fit(self, wanted)

    # -- who is on the lists -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count anew."""
        only_agreed, now = self.only_agreed.isChecked(), self._station.clock()
        self._forget_answer()
        self._write.setEnabled(False)
        self._station.read(
            lambda event, place: follow_up.lists(event, now, place.session.id, only_agreed=only_agreed),
            self._show,
            self._tell,
        )

    def _show(self, found: FollowUps) -> None:
        self._found = found
        self._write.setEnabled(True)
        for one in found.lists:
            self._counts[one.which].setText("\n".join(self._words(one)))
            self._counts[one.which].setAccessibleName(self._counts[one.which].text())
        self._warning.show_text("\n".join(self._warnings(found)))

    def _words(self, one: FollowUpList) -> list[str]:
        if one.which is FollowUp.PUBLIC:
            lines = [self.tr("People: {people}").format(people=len(one.people))]
        else:
            lines = [
                self.tr("Addresses: {rows} · people: {people}").format(rows=len(one.letters), people=len(one.people))
            ]
        numbers = Counter(left.why for left in one.left_out)
        lines += [words.format(count=numbers[why]) for why, words in self._reasons().items() if numbers[why]]
        return lines

    def _reasons(self) -> dict[Why, str]:
        return {
            Why.NO_ADDRESS: self.tr("Not on it, for want of an e-mail address: {count}"),
            Why.UNREADABLE_ADDRESS: self.tr("Not on it, because the e-mail address cannot be one: {count}"),
            Why.REFUSED: self.tr("Not on it, because they said no to being written to: {count}"),
            Why.NOT_AGREED: self.tr("Not on it, because they have not said yes to being written to: {count}"),
            Why.MAY_HAVE_COME: self.tr("Not on it, because they may have come under another entry: {count}"),
            Why.NOT_DECIDED: self.tr("Not on it, because they may be on the list already: {count}"),
            Why.NOT_LISTED: self.tr("Not on it, because they have not agreed to be listed: {count}"),
            Why.NO_NAME: self.tr("Not on it, for want of a name: {count}"),
        }

    def _warnings(self, found: FollowUps) -> list[str]:
        lines = []
        if not found.has_ended:
            lines.append(self.tr("The session has not ended: nobody has been missed yet."))
        if number := found.may_have_been_online:
            lines.append(
                self.tr(
                    "No report of the online meeting has been loaded. Of those under “Missed you” {count} may have "
                    "been online."
                ).format(count=number)
            )
        if number := found.undecided_online:
            lines.append(
                self.tr("On the page Online it is not decided yet who {count} people are.").format(count=number)
            )
        return lines

    # -- writing -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder for the lists"))
        if folder:
            self.write_to(Path(folder))

    def _on_replace(self) -> None:
        if self._folder is not None:
            self.write_to(self._folder, replace=True)

    def write_to(self, folder: Path, *, replace: bool = False) -> None:
        """Write what is ticked into a folder. Where files of the same names are there, it is asked first."""
        found = self._found
        if found is None:
            return
        self._forget_answer()
        self._folder = folder
        wanted = [which for which, tick in self.ticks.items() if tick.isChecked()]
        kinds = [kind for kind, tick in self.forms.items() if tick.isChecked()]
        if not wanted or not kinds:
            self._problem.show_text(self.tr("Nothing is ticked: choose a list, and CSV or vCard."))
            return

        def write() -> list[Path] | None:
            if not replace and follow_up.already_there(folder, wanted, kinds):
                return None
            return follow_up.write(found, folder, wanted, kinds, replace=replace)

        self._station.work(lambda _event, _place, _now: write(), self._written, self._tell)

    def _written(self, files: list[Path] | None) -> None:
        if files is None:
            self._problem.show_text(
                self.tr("In this folder there are lists already: {folder}").format(folder=self._folder)
            )
            self._replace.show()
            self._replace.setFocus()
        else:
            self._done.show_text(
                self.tr("Files written: {count} in {folder}").format(count=len(files), folder=self._folder)
            )

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))

    def _forget_answer(self) -> None:
        for part in (self._problem, self._done, self._replace):
            part.hide()
