"""The printers and the jobs that were sent to them: on a worker of their own, so that nobody waits for a printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from checkin.domain.errors import DeskError
from checkin.printing import printers, transport
from checkin.printing.printers import GoneError, Job, JobState, Printer
from checkin.printing.transport import NoAnswerError
from checkin.services import prints
from checkin.ui.background import Background
from checkin.ui.station import Station

_LOOK_MS = 1000
"""How often the print system is asked what became of the jobs, while there are any."""

_KEPT = 50
"""Jobs that are over and still stand in the queue."""


_Seen = tuple[int, Job | None, Printer | None, DeskError | None]
"""The key of a job, what became of it (None: it is not known), its printer, and what is wrong."""


class Stage(Enum):
    """How far a job is."""

    WAITS = auto()
    """It is painted or on its way."""

    SENT = auto()
    """The print system has it; `Sent.job` says what became of it so far."""

    PRINTED = auto()
    CANCELLED = auto()

    FAILED = auto()
    """`Sent.problem` says why; nothing of it came out."""

    UNKNOWN = auto()
    """Nobody knows whether it was taken: it is never sent again without asking."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to print: a title, for whom, on which printer, the size of the page in mm, how to paint it (on a worker),
    why once more, and whether on both sides of the paper. An order for nobody is a test sheet or a poster.
    """

    title: str
    people: tuple[str, ...]
    printer: str
    page: tuple[float, float]
    paint: Callable[[], bytes] = field(compare=False)
    why: str = ""
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A job in the queue."""

    key: int
    order: Order
    stage: Stage = Stage.WAITS
    number: int = 0
    facts: tuple[str, ...] = ()
    job: Job | None = None
    printer: Printer | None = None
    problem: DeskError | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it by itself."""
        return self.stage not in {Stage.WAITS, Stage.SENT}

    @property
    def needs_a_hand(self) -> bool:
        """Whether somebody has to look at the printer, or to say what shall become of the job."""
        if self.stage in {Stage.FAILED, Stage.UNKNOWN}:
            return True
        held = self.job is not None and self.job.state in {JobState.HELD, JobState.STOPPED}
        return self.stage is Stage.SENT and (held or bool(self.printer and self.printer.troubles))


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
            return printers.send(_server(), order.printer, pdf, order.title, order.page, two_sided=order.two_sided)

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
        if sent is not None and sent.stage in {Stage.CANCELLED, Stage.FAILED}:
            self._spoil(sent)

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
            after = self._change(key, stage=stage, job=job or sent.job, printer=printer, problem=problem)
            if after is not None and stage in {Stage.CANCELLED, Stage.FAILED}:
                self._spoil(after)

    def _unseen(self, problem: DeskError) -> None:
        self._asking = False
        for sent in list(self._jobs.values()):
            if sent.stage is Stage.SENT:
                self._change(sent.key, problem=problem)

    def _spoil(self, sent: Sent) -> None:
        """These badges did not come out: whoever waits for one is on the list again."""
        if sent.facts:
            self._change(sent.key, facts=())
            self._station.write(
                lambda event, place, now: prints.spoiled(event, sent.facts, place, now), lambda _none: None
            )

    # -- by hand -------------------------------------------------------------------------------------------------

    def retry(self, key: int, why: str = "") -> None:
        """Let a job go on: release it, or its printer; send it once more when nothing of it can go on. `why` is said
        for one that came out.
        """
        sent = self._jobs.get(key)
        if sent is None or sent.stage is Stage.WAITS:
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
