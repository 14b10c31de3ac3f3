"""What the door says of joining the coalition, where the organiser has chosen that it says it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from checkin.domain.admission import KIND_OF_REASON, Reason, Verdict, VerdictKind
from checkin.domain.registrant import Answer
from checkin.ui.parts.wording import shown_as

translate = QCoreApplication.translate


def interest(verdict: Verdict) -> str:
    """Who is welcomed and wants to join, or to know more, is told apart; whoever said no or nothing is just welcome."""
    reason, person = shown_as(verdict), verdict.registrant
    if person is None or KIND_OF_REASON[reason] is not VerdictKind.WELCOME or reason in {Reason.CAME_BACK, Reason.LEFT}:
        return ""
    said = {
        Answer.YES: translate("Verdict", "Wants to join the coalition"),
        Answer.KNOW_MORE: translate("Verdict", "Wants to know more about the coalition"),
    }
    return said.get(person.details.joining, "")
