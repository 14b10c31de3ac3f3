"""The printers and the jobs that were sent to them: on a worker of their own, so that nobody waits for a printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from checkin.domain.errors import DeskError
from checkin.printing import printers, transport
from checkin.printing.printers import GoneError, Job, JobState, Printer
from checkin.printing.transport import NoAnswerError
from checkin.services import prints
from checkin.ui.background import Background
from checkin.ui.printers.print_jobs import Order, Sent, Stage
from checkin.ui.station import Station

_LOOK_MS = 1000
"""How often the print system is asked what became of the jobs, while there are any."""

_KEPT = 50
"""Jobs that are over and still stand in the queue."""


_Seen = tuple[int, Job | None, Printer | None, DeskError | None]
"""The key of a job, what became of it (None: it is not known), its printer, and what is wrong."""


class Printing(QObject):
    """The queue of this laptop. `changed` is emitted on the window's thread whenever a job is another than before."""

    changed = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self._station = station
        self._worker = Background("printer", self)
        self._lookout = Background("printers", self)
        self._keys = count(1)
        self._jobs: dict[int, Sent] = {}
        self._asking = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)

    @property
    def jobs(self) -> tuple[Sent, ...]:
        """The jobs, the newest first."""
        return tuple(reversed(self._jobs.values()))

    @property
    def has_own_way(self) -> bool:
        """Whether jobs can be sent and watched from here: not on Windows."""
        return transport.server() is not None

    def under_way(self, people: Iterable[str]) -> set[str]:
        """Those of the people for whom something was sent that may come out, or may have come out already."""
        open_jobs = [sent for sent in self._jobs.values() if sent.stage in {Stage.WAITS, Stage.SENT, Stage.UNKNOWN}]
        return set(people) & {person for sent in open_jobs for person in sent.order.people}

    def look_up(self, then: Callable[[tuple[Printer, ...]], None], failed: Callable[[DeskError], None]) -> None:
        """Ask which printers there are."""
        self._lookout.run(lambda: printers.printers(_server()), then, failed)

    # -- a job ---------------------------------------------------------------------------------------------------

    def send(self, order: Order) -> None:
        """Paint and send; the queue tells what becomes of it."""
        self._go(Sent(next(self._keys), order))

    def _go(self, sent: Sent) -> None:
        self._put(sent)

        def work() -> int:
            order = sent.order
            pdf = order.paint()
            return printers.send(_server(), order.printer, pdf, order.title, order.page, order.sides)

        self._worker.run(work, partial(self._taken, sent.key), partial(self._not_taken, sent.key))

    def _taken(self, key: int, number: int) -> None:
        sent = self._change(key, stage=Stage.SENT, number=number)
        if sent is None:
            return
        order = sent.order
        where = f"{order.printer} · {number}"
        if order.people:
            self._station.write(
                lambda event, place, now: prints.printed(event, order.people, place, now, where, order.why),
                lambda facts: self._recorded(key, tuple(facts)),
            )
        self._look.start()
        self.look()

    def _recorded(self, key: int, facts: tuple[str, ...]) -> None:
        sent = self._change(key, facts=facts)
        if sent is not None and sent.stage in {Stage.CANCELLED, Stage.FAILED} and not sent.is_unclear:
            self._spoil(sent, sent.facts)

    def _not_taken(self, key: int, problem: DeskError) -> None:
        stage = Stage.UNKNOWN if isinstance(problem, NoAnswerError) else Stage.FAILED
        self._change(key, stage=stage, problem=problem)

    def _put(self, sent: Sent) -> None:
        self._jobs[sent.key] = sent
        over = [key for key, one in self._jobs.items() if one.is_over and not one.needs_a_hand]
        for key in over[:-_KEPT]:
            del self._jobs[key]
        self.changed.emit()

    def _change(self, key: int, **what: object) -> Sent | None:
        if key not in self._jobs:
            return None
        before = self._jobs[key]
        after = self._jobs[key] = replace(before, **what)  # type: ignore[arg-type]
        if after != before:
            self.changed.emit()
        return after

    # -- what becomes of it ---------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask the print system once what became of the jobs that it has."""
        open_jobs = [sent for sent in self._jobs.values() if sent.stage is Stage.SENT]
        if not open_jobs or self._station.stopping.is_set():
            self._look.stop()
        elif not self._asking:
            self._asking = True
            self._lookout.run(partial(_look_at, open_jobs), self._seen, self._unseen)

    def _seen(self, seen: list[_Seen]) -> None:
        self._asking = False
        for key, job, printer, problem in seen:
            sent = self._jobs.get(key)
            if sent is None or sent.stage is not Stage.SENT:
                continue
            stage = _stage(job)
            after = self._change(key, stage=stage, job=_known(sent.job, job), printer=printer, problem=problem)
            if after is not None and stage in {Stage.CANCELLED, Stage.FAILED} and not after.is_unclear:
                self._spoil(after, after.facts)

    def _unseen(self, problem: DeskError) -> None:
        self._asking = False
        for sent in list(self._jobs.values()):
            if sent.stage is Stage.SENT:
                self._change(sent.key, problem=problem)

    def _spoil(self, sent: Sent, facts: tuple[str, ...]) -> None:
        """These badges did not come out: whoever waits for one is on the list again."""
        self._change(sent.key, facts=())
        if facts:
            self._station.write(lambda event, place, now: prints.spoiled(event, facts, place, now), lambda _none: None)

    # -- by hand -------------------------------------------------------------------------------------------------

    def retry(self, key: int, why: str = "") -> None:
        """Let a job go on: release it, or its printer; send it once more when nothing of it can go on, and it is clear
        what came out (`came_out`). `why` is said for one that came out.
        """
        sent = self._jobs.get(key)
        if sent is None or sent.stage is Stage.WAITS or sent.is_unclear:
            return
        if sent.is_over:
            del self._jobs[key]
            self._go(Sent(next(self._keys), replace(sent.order, why=why or sent.order.why)))
            return
        self._lookout.run(partial(_let_go_on, sent), lambda _none: self.look(), partial(self._hand_failed, key))

    def cancel(self, key: int) -> None:
        """Take a job back; one that is over, or of which nothing is known, leaves the queue."""
        sent = self._jobs.get(key)
        if sent is None:
            return
        if sent.is_over:
            del self._jobs[key]
            self.changed.emit()
        elif sent.stage is Stage.SENT:
            self._lookout.run(partial(_cancel, sent.number), lambda _none: self.look(), partial(self._hand_failed, key))

    def came_out(self, key: int, leaves: int) -> None:
        """Take somebody's word for it that so many sheets of a job came out, the first ones: the badges on the others
        were not printed, and are what is printed when it is sent again.
        """
        sent = self._jobs.get(key)
        if sent is None or not sent.is_unclear:
            return
        order, out = sent.order, frozenset[str]().union(*(leaf.people for leaf in sent.order.leaves[:leaves]))
        if sent.facts:
            self._spoil(sent, tuple(fact for who, fact in zip(order.people, sent.facts, strict=True) if who not in out))
        elif out:
            people = tuple(who for who in order.people if who in out)
            self._station.write(
                lambda event, place, now: prints.printed(event, people, place, now, order.printer, order.why),
                lambda _facts: None,
            )
        left = frozenset(order.people) - out
        if not left:
            self._change(key, stage=Stage.PRINTED, problem=None)
            return
        stage = Stage.CANCELLED if sent.stage is Stage.UNKNOWN else sent.stage
        rest = order.rest(left) if out and order.rest is not None else order
        self._change(key, stage=stage, problem=None, order=rest)

    def _hand_failed(self, key: int, problem: DeskError) -> None:
        self._change(key, problem=problem)
        self.look()


def printing_of(station: Station) -> Printing:
    """The queue of a station, made when it is first asked for; its workers end with the station's."""
    found = station.findChildren(Printing)
    return found[0] if found else Printing(station)


def _server() -> transport.Server:
    found = transport.server()
    if found is None:
        raise DeskError("Windows has a print system of its own.", "Print with the system's dialog.")
    return found


def _stage(job: Job | None) -> Stage:
    if job is None:
        # The print system has forgotten it: it may have come out, and then nothing is to be printed a second time.
        return Stage.UNKNOWN
    over = {JobState.COMPLETED: Stage.PRINTED, JobState.CANCELLED: Stage.CANCELLED, JobState.ABORTED: Stage.FAILED}
    return over.get(job.state, Stage.SENT)


def _known(before: Job | None, now: Job | None) -> Job | None:
    """A job, and that it had begun once: of a printer that is taken away the print system forgets that."""
    if before is None or now is None:
        return now or before
    return replace(now, has_begun=now.has_begun or before.has_begun, sheets=max(now.sheets, before.sheets))


def _look_at(sent: list[Sent]) -> list[_Seen]:
    at = _server()
    known: dict[str, Printer] = {}
    found: list[_Seen] = []
    for one in sent:
        job: Job | None = None
        problem: DeskError | None = None
        try:
            job = printers.job(at, one.number)
            if one.order.printer not in known and not job.state.is_over:
                known[one.order.printer] = printers.printer(at, one.order.printer)
        except GoneError as trouble:
            problem = trouble
        found.append((one.key, job, known.get(one.order.printer), problem))
    return found


def _let_go_on(sent: Sent) -> None:
    at = _server()
    if sent.job is not None and sent.job.state is JobState.HELD:
        printers.release(at, sent.number)
    if printers.printer(at, sent.order.printer).is_stopped:
        printers.resume(at, sent.order.printer)


def _cancel(number: int) -> None:
    printers.cancel(_server(), number)
