"""The words of a door at which nobody stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from checkin.ui.parts.faces import READY_OUT, Face
from checkin.ui.parts.wording import Words

translate = QCoreApplication.translate


def ready_to(*, leaving: bool, closed: bool = False) -> tuple[Words, Face | None]:
    """What the door says while nobody is there, and how that looks: people come in, or go out, or the session was
    closed and the door asks first.
    """
    if leaving:
        return Words(
            translate("Verdict", "Ready — people go out"), "", translate("Verdict", "Shift+F10: let people in again")
        ), READY_OUT
    if closed:
        return Words(
            translate("Verdict", "Session is closed"),
            "",
            translate("Verdict", "Scan all the same: the door asks first"),
        ), None
    return Words(
        translate("Verdict", "Ready to scan"), "", translate("Verdict", "Scan a badge, or type 3 letters of a name")
    ), None
