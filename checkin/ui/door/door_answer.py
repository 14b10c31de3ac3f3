"""What the door answers, and how long it stands: a verdict, an undo, what did not work."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from checkin.domain.admission import Reason, Verdict
from checkin.domain.errors import DeskError
from checkin.domain.session import Session
from checkin.ui.door.for_the_paper import ForThePaper
from checkin.ui.door.verdict_panel import VerdictPanel
from checkin.ui.parts.faces import ELSEWHERE, FACES, UNDONE, Face
from checkin.ui.parts.joining_words import interest
from checkin.ui.parts.wording import Words, sentence, shown_as, undone_in_words, with_keys, words

if TYPE_CHECKING:  # The services come after the first paint.
    from checkin.services.desk import Undone
    from checkin.services.overview import DoorView
    from checkin.ui.door.verdict_over import VerdictOver

_AWAY_MS = 1000

_SLOW_MS = 700
"""What takes longer than this is seen to take long: another program has the file, or a long list is being loaded."""

STAYS_MS = 8000
"""A verdict stays this long, or until the next one; it is in the last arrivals afterwards."""


class DoorAnswer(QObject):
    """Puts the words on the panel. `gone` says that their time is over, `alarmed` whether something stands there that
    could not be saved: a name that stays until someone has written it down and pressed Esc; `slow` that an answer takes
    long.
    """

    gone = Signal()
    alarmed = Signal(bool)
    slow = Signal()

    def __init__(self, panel: VerdictPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._over: VerdictOver | None = None
        self.paper = ForThePaper()
        self._bad_reads = 0
        self._closed = self._leaving = self._waits = self._is_away = self._shows_joining = False
        self.stays = False
        self.fade = QTimer(self, singleShot=True, interval=STAYS_MS)
        self.fade.timeout.connect(self.gone)
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._say_slow)
        # Between two windows of this program there is a moment without one.
        self.away = QTimer(self, singleShot=True, interval=_AWAY_MS)
        self.away.timeout.connect(lambda: self._went_away(away=True))
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101 - there are widgets
        app.applicationStateChanged.connect(self._app_is)

    def judge(self, verdict: Verdict, session: Session, now: datetime) -> None:
        """Answer with a verdict."""
        self.paper.judge(verdict)
        self._bad_reads = self._bad_reads + 1 if verdict.reason is Reason.BAD_READ else 0
        said = words(verdict, session, now)
        if self._shows_joining:
            said = replace(said, detail="\n".join(line for line in (said.detail, interest(verdict)) if line))
        said = with_keys(said, verdict, session, self._bad_reads)
        self._show(said, FACES[shown_as(verdict)], stays=verdict.reason is Reason.NOT_SAVED)
        # The trial badge is scanned for the sheet that is open.
        dialog = QApplication.activeModalWidget()
        if dialog is not None and verdict.reason is not Reason.TRIAL:
            if self._over is None:
                self._over = import_module("checkin.ui.door.verdict_over").VerdictOver(self._panel)
            self._over.show_over(dialog, said, FACES[shown_as(verdict)])

    def expect(self) -> None:
        """Somebody is being looked up and saved: should it take long, the answer to the one before goes."""
        self._slow.start()

    def _say_slow(self) -> None:
        self.paper.show_beside(None)
        self._show(
            Words(self.tr("One moment"), "", self.tr("Not saved yet. Keep them here until the answer comes.")), None
        )
        self.hold()
        self.slow.emit()

    def undo(self, undone: Undone) -> None:
        """Say what was undone."""
        self.paper.show_beside(None)
        self._show(undone_in_words(undone), UNDONE)

    def tell(self, problem: DeskError) -> None:
        """Say what did not work."""
        self.paper.show_beside(None)
        self._show(Words(self.tr("That did not work"), "", sentence(problem)), None)

    def wait(self, *, leaving: bool) -> None:
        """Say that the next one may come: the door waits for people who come in, or go out."""
        self.hold()
        self._slow.stop()
        self._alarm(on=False)
        self.paper.show_beside(None)
        self._waits, self._leaving = True, leaving
        self._show_waiting()

    def _show_waiting(self) -> None:
        if self._is_away:
            elsewhere = Words(self.tr("Click here"), "", self.tr("Scans are going to another window"))
            self._panel.show_words(elsewhere, ELSEWHERE)
        else:
            self._panel.show_ready(leaving=self._leaving, closed=self._closed)

    def _app_is(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.away.stop()
            self._went_away(away=False)
        else:
            self.away.start()

    def _went_away(self, *, away: bool) -> None:
        """The keys go elsewhere, or are back. An answer stays: a camera or a serial scanner is heard all the same."""
        if away is not self._is_away:
            self._is_away = away
            if self._waits:
                self._show_waiting()

    def show_view(self, view: DoorView) -> None:
        """Say from now on that the session was closed, or that it is open again; not over an answer. The next welcome
        shows who wants to join the coalition where the organiser has chosen so.
        """
        self._shows_joining = view.joining.shown
        if view.closed is not self._closed:
            self._closed = view.closed
            if self._waits:
                self._show_waiting()

    def hold(self) -> None:
        """Something else is shown: the answer does not go by itself."""
        self.fade.stop()
        if self._over is not None:
            self._over.hide()

    def _show(self, said: Words, face: Face | None, *, stays: bool = False) -> None:
        self._waits = False
        self._slow.stop()
        self._panel.show_words(said, face)
        self._panel.announce()
        self.hold()
        self._alarm(on=stays)
        if not stays:
            self.fade.start()

    def _alarm(self, *, on: bool) -> None:
        if on is not self.stays:
            self.stays = on
            self.alarmed.emit(on)
