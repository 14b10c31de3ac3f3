"""Printers and jobs: who is there and in what state, send a job, see what becomes of it, cancel it, let it go on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from urllib.parse import quote

from checkin.domain.errors import DeskError
from checkin.printing import ipp
from checkin.printing.ipp import Answer, Attribute, Group, Kind, Operation
from checkin.printing.transport import Server, ask, user


class GoneError(DeskError):
    """The print system does not know the printer or the job, or no longer."""


class JobState(IntEnum):
    """The states of a job (RFC 8011 §5.3.7)."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self in {JobState.CANCELLED, JobState.ABORTED, JobState.COMPLETED}


class Trouble(StrEnum):
    """Why a printer does not print; the order is that in which they are told."""

    REJECTING = "rejecting"
    PAPER = "paper"
    JAM = "jam"
    COVER = "cover"
    INK = "ink"
    OFFLINE = "offline"
    PAUSED = "paused"
    STOPPED = "stopped"


_WORDS: dict[str, Trouble] = {
    "media-empty": Trouble.PAPER,
    "media-needed": Trouble.PAPER,
    "media-jam": Trouble.JAM,
    "cover-open": Trouble.COVER,
    "door-open": Trouble.COVER,
    "interlock-open": Trouble.COVER,
    "toner-empty": Trouble.INK,
    "marker-supply-empty": Trouble.INK,
    "developer-empty": Trouble.INK,
    "offline": Trouble.OFFLINE,
    "shutdown": Trouble.OFFLINE,
    "timed-out": Trouble.OFFLINE,
    "connecting-to-device": Trouble.OFFLINE,
    "paused": Trouble.PAUSED,
    "moving-to-paused": Trouble.PAUSED,
}
"""Keywords of printer-state-reasons (RFC 8011 §5.4.12), without their -error, -warning or -report."""

_STOPPED_PRINTER = 5


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer as its print system describes it. `message` is in the words of its driver."""

    name: str
    title: str = ""
    place: str = ""
    message: str = ""
    accepts: bool = True
    is_stopped: bool = False
    is_default: bool = False
    reasons: tuple[str, ...] = ()

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Why it does not print, the nearest reason first; empty when all is well."""
        found = {
            _WORDS[word]
            for reason in self.reasons
            if not reason.endswith("-report") and (word := reason.removesuffix("-error").removesuffix("-warning"))
            if word in _WORDS
        }
        if not self.accepts:
            found.add(Trouble.REJECTING)
        if self.is_stopped and not found:
            found.add(Trouble.STOPPED)
        return tuple(trouble for trouble in Trouble if trouble in found)


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a print system has taken. `has_begun`: it went to its printer, and some of it may have come out;
    `sheets` is how many the printer says, 0 where it does not count.
    """

    id: int
    state: JobState
    reasons: tuple[str, ...] = ()
    message: str = ""
    has_begun: bool = False
    sheets: int = 0


class Sides(StrEnum):
    """On which sides of the paper, and at which edge it is turned (RFC 8011 §5.2.8)."""

    ONE = "one-sided"
    LONG_EDGE = "two-sided-long-edge"
    SHORT_EDGE = "two-sided-short-edge"


_PRINTER_ATTRIBUTES = (
    "printer-name", "printer-info", "printer-location", "printer-state", "printer-state-reasons",
    "printer-state-message", "printer-is-accepting-jobs",
)  # fmt: skip
_NOTHING_FOUND = 0x0406
_NOT_POSSIBLE = 0x0404
_NOT_ALLOWED = frozenset({0x0401, 0x0402, 0x0403})
_NOT_ACCEPTING = 0x0506


def printers(at: Server) -> tuple[Printer, ...]:
    """All printers, the default one first. Raises DeskError."""
    asked: tuple[Attribute, ...] = (("requested-attributes", Kind.KEYWORD, _PRINTER_ATTRIBUTES), _user())
    answer = ask(at, "/", ipp.question(Operation.GET_PRINTERS, asked))
    if answer.status == _NOTHING_FOUND:
        return ()  # CUPS says so when it has no printer at all.
    _demand(answer)
    default = ask(
        at, "/", ipp.question(Operation.GET_DEFAULT, [("requested-attributes", Kind.KEYWORD, "printer-name")])
    )
    usual = next((group.text("printer-name") for group in default.of(ipp.PRINTER)), "") if default.succeeded else ""
    found = [_printer(group, usual) for group in answer.of(ipp.PRINTER) if group.text("printer-name")]
    return tuple(sorted(found, key=lambda printer: (not printer.is_default, printer.name.casefold())))


def printer(at: Server, name: str) -> Printer:
    """One printer as it is now. Raises DeskError, also when it is gone."""
    asked: tuple[Attribute, ...] = (_to(name), _user(), ("requested-attributes", Kind.KEYWORD, _PRINTER_ATTRIBUTES))
    answer = ask(at, _path(name), ipp.question(Operation.GET_PRINTER_ATTRIBUTES, asked))
    _demand(answer, name)
    return next((_printer(group, "") for group in answer.of(ipp.PRINTER)), Printer(name))


def _printer(group: Group, usual: str) -> Printer:
    name = group.text("printer-name")
    return Printer(
        name,
        group.text("printer-info") or name,
        group.text("printer-location"),
        group.text("printer-state-message"),
        accepts=bool(group.number("printer-is-accepting-jobs", 1)),
        is_stopped=group.number("printer-state") == _STOPPED_PRINTER,
        is_default=name == usual,
        reasons=tuple(reason for reason in group.texts("printer-state-reasons") if reason != "none"),
    )


def send(at: Server, name: str, pdf: bytes, title: str, page: tuple[float, float], sides: Sides = Sides.ONE) -> int:
    """Send a PDF whose pages have this size (mm) to a printer, to be printed in actual size: the id of the job that the
    print system has taken. With two `sides` every second page is the back of the one before; with one no printer puts a
    second sheet of labels on the back of the first, whatever it is set to.
    Raises DeskError; NoAnswerError when nobody knows whether it was taken.
    """
    asked: tuple[Attribute, ...] = (
        _to(name), _user(), ("job-name", Kind.NAME, title[:80]),
        ("document-format", Kind.MIME_TYPE, "application/pdf"),
    )  # fmt: skip
    wanted: tuple[Attribute, ...] = (
        ("media", Kind.KEYWORD, _media(*page)),
        ("print-scaling", Kind.KEYWORD, "none"),
        ("fit-to-page", Kind.BOOLEAN, False),
        ("sides", Kind.KEYWORD, sides.value),
    )
    answer = ask(at, _path(name), ipp.question(Operation.PRINT_JOB, asked, wanted), pdf)
    _demand(answer, name)
    number = next((group.number("job-id") for group in answer.of(ipp.JOB)), 0)
    if number <= 0:
        raise DeskError("{printer} took the badges without a word.", "Look at the printer.", printer=name)
    return number


_KNOWN_PAGES = {
    (210.0, 297.0): "iso_a4_210x297mm",
    (215.9, 279.4): "na_letter_8.5x11in",
    (297.0, 420.0): "iso_a3_297x420mm",
}


def _media(width: float, height: float) -> str:
    """The self-describing name of a page (PWG 5101.1)."""
    return _KNOWN_PAGES.get((width, height), f"custom_badge_{width:g}x{height:g}mm")


def job(at: Server, number: int) -> Job:
    """A job as it is now. Raises DeskError, also when the print system has forgotten it."""
    wanted = (
        "job-state", "job-state-reasons", "job-printer-state-message", "time-at-processing",
        "job-media-sheets-completed",
    )  # fmt: skip
    answer = _about_job(at, Operation.GET_JOB_ATTRIBUTES, number, ("requested-attributes", Kind.KEYWORD, wanted))
    group = next(iter(answer.of(ipp.JOB)), Group(ipp.JOB, {}))
    state = group.number("job-state")
    if state not in {*map(int, JobState)}:
        raise DeskError("The print system does not say what became of the job.", "Look at the printer.")
    message = group.text("job-printer-state-message")
    # The time has no value while it has not begun (RFC 8011 §5.3.14.2).
    has_begun = group.number("time-at-processing") > 0
    sheets = max(0, group.number("job-media-sheets-completed"))
    return Job(number, JobState(state), group.texts("job-state-reasons"), message, has_begun, sheets)


def cancel(at: Server, number: int) -> None:
    """Take a job back. Raises DeskError when that is not possible."""
    _about_job(at, Operation.CANCEL_JOB, number)


def release(at: Server, number: int) -> None:
    """Let a job that is held go on. Raises DeskError."""
    _about_job(at, Operation.RELEASE_JOB, number)


def resume(at: Server, name: str) -> None:
    """Let a printer that was stopped go on. Raises DeskError."""
    asked: tuple[Attribute, ...] = (_to(name), _user())
    _demand(ask(at, "/admin/", ipp.question(Operation.RESUME_PRINTER, asked)), name)


def _about_job(at: Server, operation: Operation, number: int, *asked: Attribute) -> Answer:
    which: list[Attribute] = [("job-uri", Kind.URI, f"ipp://localhost/jobs/{number}"), _user()]
    answer = ask(at, "/jobs/", ipp.question(operation, [*which, *asked]))
    _demand(answer)
    return answer


def _user() -> Attribute:
    return ("requesting-user-name", Kind.NAME, user())


def _path(name: str) -> str:
    return f"/printers/{quote(name, safe='')}"


def _to(name: str) -> Attribute:
    return ("printer-uri", Kind.URI, f"ipp://localhost{_path(name)}")


def _demand(answer: Answer, name: str = "") -> None:
    """Say in a sentence what was refused."""
    if answer.succeeded:
        return
    if answer.status == _NOT_ACCEPTING:
        raise DeskError(
            "{printer} takes no jobs at the moment.",
            "Let it accept jobs again in the system's list of printers, or choose another one.",
            printer=name,
        )
    if answer.status == _NOTHING_FOUND and name:
        raise GoneError("The printer {printer} is gone.", "Switch it on, or choose another one.", printer=name)
    if answer.status == _NOTHING_FOUND:
        raise GoneError("The print system no longer knows this job.", "Look at the printer what came out of it.")
    if answer.status == _NOT_POSSIBLE:
        raise DeskError("That is not possible: the job is over.", "Look at the printer what came out of it.")
    if answer.status in _NOT_ALLOWED:
        raise DeskError(
            "The print system allows that to its administrators only.", "Do it in the system's list of printers."
        )
    words = answer.message or f"IPP {answer.status:#06x}"
    raise DeskError("The print system refused: {message}", "Choose another printer, or save a PDF.", message=words)
