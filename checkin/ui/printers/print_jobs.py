"""What is sent to printers, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from checkin.domain.errors import DeskError
from checkin.printing.printers import Job, JobState, Printer, Sides


class Stage(Enum):
    """How far a job is."""

    WAITS = auto()
    """It is painted or on its way."""

    SENT = auto()
    """The print system has it; `Sent.job` says what became of it so far."""

    PRINTED = auto()
    CANCELLED = auto()

    FAILED = auto()
    """`Sent.problem` says why, where it was not taken at all; a printer that gave up may have printed some of it."""

    UNKNOWN = auto()
    """Nobody knows whether it was taken: it is never sent again without asking."""


class Leaf(NamedTuple):
    """A sheet of paper: whose badges lie on it, and the name of the last of them."""

    people: frozenset[str]
    last: str


@dataclass(frozen=True, slots=True)
class Order:
    """What to print: a title, for whom, on which printer, the size of the page in mm, how to paint it (on a worker),
    why once more, and on which sides of the paper. An order for nobody is a test sheet or a poster. `leaves` are
    the sheets in the order in which they come out; `rest` makes the order for some of the people.
    """

    title: str
    people: tuple[str, ...]
    printer: str
    page: tuple[float, float]
    paint: Callable[[], bytes] = field(compare=False)
    why: str = ""
    sides: Sides = Sides.ONE
    leaves: tuple[Leaf, ...] = ()
    rest: Callable[[frozenset[str]], Order] | None = field(default=None, compare=False)


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
    def is_unclear(self) -> bool:
        """Whether badges of it may have come out, and somebody has to say which."""
        if not self.order.leaves:
            return False
        broken_off = self.stage in {Stage.CANCELLED, Stage.FAILED} and bool(self.facts)
        return self.stage is Stage.UNKNOWN or (broken_off and self.job is not None and self.job.has_begun)

    @property
    def needs_a_hand(self) -> bool:
        """Whether somebody has to look at the printer, or to say what shall become of the job."""
        if self.stage in {Stage.FAILED, Stage.UNKNOWN} or self.is_unclear:
            return True
        held = self.job is not None and self.job.state in {JobState.HELD, JobState.STOPPED}
        lost = self.problem is not None  # The print system does not say what becomes of it.
        return self.stage is Stage.SENT and (held or lost or bool(self.printer and self.printer.troubles))
