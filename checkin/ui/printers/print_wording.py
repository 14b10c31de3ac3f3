"""Printers and jobs in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from checkin.printing.printers import Printer, Trouble
from checkin.ui.parts.wording import sentence
from checkin.ui.printers.print_jobs import Sent, Stage


def trouble_words(trouble: Trouble) -> str:
    """What is wrong with a printer, in two or three words."""
    return {
        Trouble.REJECTING: QCoreApplication.translate("Printing", "not taking jobs"),
        Trouble.PAPER: QCoreApplication.translate("Printing", "out of paper"),
        Trouble.JAM: QCoreApplication.translate("Printing", "jammed"),
        Trouble.COVER: QCoreApplication.translate("Printing", "its cover is open"),
        Trouble.INK: QCoreApplication.translate("Printing", "out of ink"),
        Trouble.OFFLINE: QCoreApplication.translate("Printing", "not reachable"),
        Trouble.PAUSED: QCoreApplication.translate("Printing", "paused"),
        Trouble.STOPPED: QCoreApplication.translate("Printing", "stopped"),
    }[trouble]


def printer_words(printer: Printer) -> str:
    """The state of a printer: what is wrong with it and its driver's own words, or that it is ready."""
    if not printer.troubles:
        return QCoreApplication.translate("Printing", "ready")
    words = ", ".join(trouble_words(trouble) for trouble in printer.troubles)
    return f"{words} ({printer.message})" if printer.message else words


def job_words(sent: Sent) -> str:
    """How far a job is."""
    if sent.problem is not None:
        return sentence(sent.problem)
    if sent.stage is Stage.SENT:
        return _on_the_printer(sent)
    if sent.is_unclear:
        return _broken_off(sent)
    return {
        Stage.WAITS: QCoreApplication.translate("Printing", "on its way to the printer"),
        Stage.PRINTED: QCoreApplication.translate("Printing", "printed"),
        Stage.CANCELLED: QCoreApplication.translate("Printing", "cancelled"),
        Stage.FAILED: QCoreApplication.translate("Printing", "not printed: the printer gave up"),
        Stage.UNKNOWN: QCoreApplication.translate("Printing", "look at the printer what came out"),
    }[sent.stage]


def _broken_off(sent: Sent) -> str:
    return {
        Stage.CANCELLED: QCoreApplication.translate("Printing", "cancelled when it had begun: say what came out"),
        Stage.FAILED: QCoreApplication.translate("Printing", "the printer gave up midway: say what came out"),
        Stage.UNKNOWN: QCoreApplication.translate("Printing", "look at the printer what came out, and say it here"),
    }[sent.stage]


def _on_the_printer(sent: Sent) -> str:
    if sent.printer is not None and sent.printer.troubles:
        return QCoreApplication.translate("Printing", "waits, because {printer} is {trouble}").format(
            printer=sent.order.printer, trouble=printer_words(sent.printer)
        )
    if sent.needs_a_hand:
        return QCoreApplication.translate("Printing", "held by the printer")
    return QCoreApplication.translate("Printing", "with the printer")


def reasons() -> list[str]:
    """Why somebody usually gets a second badge."""
    translate = QCoreApplication.translate
    return [
        translate("Printing", "Did not come out well"),
        translate("Printing", "The name was corrected"),
        translate("Printing", "Lost, found unfit, given away"),
    ]
