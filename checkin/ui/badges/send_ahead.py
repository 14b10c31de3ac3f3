"""Sending codes ahead: pictures, tickets and the table for mail merge into a folder, with a ticket to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from checkin.badges import preflight, sending
from checkin.badges.preflight import Finding
from checkin.badges.sheets import page_image
from checkin.badges.tickets import ticket_run
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.services import prints
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import beside, foot_below, scrolled_column
from checkin.ui.parts.waiting import Waiting
from checkin.ui.parts.wording import sentence, session_facts
from checkin.ui.station import Station

_PICTURE = QSize(240, 338)
"""Pixels of the ticket that is shown: the size of a small phone."""


_NAMED, _LONGEST_HERE = 3, 40
"""People who are named in a sentence, and letters of their names."""


@dataclass(frozen=True, slots=True)
class _Written:
    folder: Path
    count: int
    missing: tuple[Finding, ...]


class SendAhead(QDialog):
    """`send_ahead`. A bare Enter may be a scanner's and writes nothing. Closed while it writes, it stops that."""

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("send_ahead")
        self.setWindowTitle(self.tr("Send codes ahead"))
        self._station = station
        self._people: Sequence[Registrant] = ()
        self._count = PlainLabel(wrap=True)
        self._count.setObjectName("send_ahead_count")
        self.tickets = self._tick("send_ahead_tickets", self.tr("A ticket for each person: a PDF that fills a phone"))
        self.pictures = self._tick("send_ahead_pictures", self.tr("The code alone as a picture (PNG)"))
        self._picture = PlainLabel()
        self._picture.setObjectName("send_ahead_picture")
        self._picture.setAccessibleName(self.tr("A ticket as it will be sent"))
        self._picture.setFixedSize(_PICTURE)
        self._waiting = Waiting("send_ahead")
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("send_ahead_done")
        self._notice = PlainLabel(look="notice", wrap=True)
        self._notice.setObjectName("send_ahead_notice")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("send_ahead_problem")
        for label in (self._done, self._notice, self._problem):
            label.hide()
        self.write = named_button("send_ahead_write", self.tr("Choose a folder and write…"), self._ask, look="primary")
        self._close = named_button("send_ahead_close", self.tr("Close   Esc"), self.reject)
        for button in (self.write, self._close):
            button.setAutoDefault(False)
        self._lay_out()
        self.write.setEnabled(False)
        station.read(prints.for_badges, self._show, self._tell)

    def _tick(self, name: str, words: str) -> FoldingCheckBox:
        tick = FoldingCheckBox(words)
        tick.setObjectName(name)
        tick.setChecked(True)
        return tick

    def _lay_out(self) -> None:
        session = self._station.place.session
        words = QWidget()
        column = scrolled_column(words)
        column.setContentsMargins(24, 20, 12, 12)
        column.setSpacing(10)
        column.addWidget(PlainLabel(session.name, look="title", wrap=True))
        column.addWidget(PlainLabel(session_facts(session), look="quiet", wrap=True))
        column.addWidget(self._count)
        for tick in (self.tickets, self.pictures):
            column.addWidget(tick)
        table = self.tr(
            "Beside them goes {table}: each person's name, address and files, for a mail program. Nothing is sent from "
            "here. Files of an earlier time are replaced."
        ).format(table=sending.TABLE)
        column.addWidget(PlainLabel(table, look="quiet", wrap=True))
        column.addStretch(1)
        answers = (self._waiting, self._problem, self._done, self._notice)
        foot_below(self, beside(words, self._picture), *answers, ButtonRow(self.write, self._close))
        metrics = self.fontMetrics()
        wanted = QSize(_PICTURE.width() + metrics.averageCharWidth() * 66, max(460, metrics.height() * 24))
        fit(self, wanted)

    def _show(self, people: list[Registrant]) -> None:
        self._people = [person for person in people if person.own_code]
        without = sum(1 for person in self._people if not person.details.email)
        lines = [self.tr("People with a code: {count}").format(count=len(self._people))]
        if without:
            lines.append(self.tr("Without an e-mail address: {count}").format(count=without))
        self._count.setText("\n".join(lines))
        self.write.setEnabled(bool(self._people))
        if self._people:
            run = replace(ticket_run(self._station.whole_event, self._station.place.session), people=(self._people[0],))
            ratio = self.devicePixelRatioF()
            dots = 25.4 * _PICTURE.width() * ratio / run.stock.page_width
            picture = QPixmap.fromImage(page_image(run, 0, dots))
            picture.setDevicePixelRatio(ratio)
            self._picture.setPixmap(picture)

    # -- writing -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder for the codes"))
        if folder:
            self.write_to(Path(folder))

    def write_to(self, folder: Path) -> None:
        """Write what is ticked into a folder, off the window's thread."""
        station, people = self._station, self._people
        for label in (self._done, self._notice, self._problem):
            label.hide()
        run = ticket_run(station.whole_event, station.place.session)
        kinds = [sending.PICTURE] if self.pictures.isChecked() else []
        if self.tickets.isChecked():
            kinds.append(sending.ticket(run))
        if not kinds:
            self._problem.show_text(self.tr("Nothing is ticked: choose tickets, pictures or both."))
            return
        self.write.setEnabled(False)
        stop = self._waiting.begin(self.tr("Writing…"))

        def progress(done: int, total: int) -> None:
            if station.stopping.is_set():  # The window closes: it does not wait for ten thousand tickets.
                stop.set()
            self._waiting.progress(done, total)

        wanted = tuple(people) if self.tickets.isChecked() else ()

        def task(_event: EventFile, _place: Place, _now: datetime) -> _Written:
            count = sending.write_codes(people, folder, kinds, progress=progress, stop=stop)
            return _Written(folder, count, tuple(preflight.missing_letters(replace(run, people=wanted))))

        station.work(task, self._written, self._tell, self._stopped)

    def _end(self) -> None:
        self._waiting.end()
        self.write.setEnabled(True)

    def _written(self, done: _Written) -> None:
        self._end()
        text = self.tr("Written for {count} people: {folder}").format(count=done.count, folder=done.folder)
        self._done.show_text(text)
        names = [finding.person.name[:_LONGEST_HERE] for finding in done.missing[:_NAMED] if finding.person is not None]
        if names:
            letters = self.tr("Tickets with letters that no font here has: {count}, such as that of {names}")
            self._notice.show_text(letters.format(count=len(done.missing), names=", ".join(names)))

    def _stopped(self) -> None:
        self._end()
        self._problem.show_text(self.tr("Stopped: nothing is written."))

    def _tell(self, problem: DeskError) -> None:
        self._end()
        self._problem.show_text(sentence(problem))

    def reject(self) -> None:
        self._waiting.stop.set()
        super().reject()
