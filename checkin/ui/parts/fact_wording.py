"""How a fact of the journal is told: in one word among the last arrivals, and as a line of a person's history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from checkin.domain.admission import Reason
from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.session import Session
from checkin.ui.parts import wording

translate = QCoreApplication.translate

_SECOND_SCANS = {Reason.ALREADY_IN, Reason.DOUBLE_READ, Reason.LEFT_BEFORE}


def chip(fact: Fact) -> tuple[str, str]:
    """The chip of a line in the last arrivals: its words and the name of its colours in the theme."""
    match fact.kind:
        case FactKind.UNDONE:
            return translate("Arrival", "Undone"), "chip_stop"
        case FactKind.LEFT:
            return translate("Arrival", "Left"), "chip_walk_in"
        case FactKind.REFUSED if fact.reason in _SECOND_SCANS:
            return translate("Arrival", "2nd scan"), "chip_again"
        case FactKind.REFUSED:
            return translate("Arrival", "Stopped"), "chip_stop"
        case _:
            return _chip_of_who_came(fact)


def _chip_of_who_came(fact: Fact) -> tuple[str, str]:
    if fact.method is Method.WALK_IN:
        return translate("Arrival", "Walk-in"), "chip_walk_in"
    if fact.reason == Reason.CAME_BACK:
        return translate("Arrival", "Back"), "chip_in"
    return translate("Arrival", "In", "checked in"), "chip_in"


def deed(fact: Fact, sessions: Sequence[Session]) -> str:
    """A line of a person's history, on the clock of its session; of several sessions it says in which."""
    session = next((one for one in sessions if one.id == fact.session_id), sessions[0])
    said = session.name if len(sessions) > 1 else ""
    what = translate("History", "Scanned again") if fact.reason in _SECOND_SCANS else _what(fact)
    if fact.kind is FactKind.ADMITTED and fact.note:
        what = translate("History", "{what}: “{why}”").format(what=what, why=fact.note)
    camera = translate("History", "camera") if fact.method is Method.CAMERA else ""
    where = " · ".join(part for part in (said, fact.station, camera, fact.operator) if part)
    when = f"{wording.day(fact.at, session)} {wording.clock(fact.at, session, seconds=True)}"
    return translate("History", "{when} — {what} ({where})").format(when=when, what=what, where=where)


def _what(fact: Fact) -> str:
    return {
        FactKind.ADMITTED: translate("History", "Came back")
        if fact.reason == Reason.CAME_BACK
        else translate("History", "Checked in"),
        FactKind.LEFT: translate("History", "Left"),
        FactKind.GUESTS: translate("History", "Guests with them: {guests}").format(guests=fact.guests),
        FactKind.UNDONE: translate("History", "Check-in undone"),
        FactKind.UNITED: translate("History", "United with another entry"),
        FactKind.PARTED: translate("History", "Parted from another entry"),
        FactKind.CORRECTED: translate("History", "Corrected: {note}").format(note=fact.note),
        FactKind.BADGE_PRINTED: _printed(fact),
        FactKind.BADGE_SPOILED: translate("History", "The badge did not come out"),
        FactKind.BADGE_REPLACED: translate("History", "New badge, the old one no longer counts: {why}").format(
            why=fact.reason
        ),
        FactKind.RACKED: translate("History", "The badge lies in the rack: {slot}").format(slot=fact.note)
        if fact.note
        else translate("History", "The badge no longer lies in the rack"),
        FactKind.NOTED: translate("History", "Note at the door: “{note}”").format(note=fact.note),
        FactKind.TESTED: translate("History", "Scanner tried"),
        FactKind.DESK_CHECKED: translate("History", "Checked before the shift: {note}").format(note=fact.note),
        FactKind.SHIFT_BEGAN: translate("History", "Shift begun"),
        FactKind.SHIFT_ENDED: translate("History", "Shift ended"),
        FactKind.SHIFT_NOTE: translate("History", "Said to the next shift: “{note}”").format(note=fact.note),
        FactKind.ONLINE_MATCHED: translate("History", "Recognised online"),
        FactKind.ONLINE_IGNORED: translate("History", "Online: left aside"),
        FactKind.ONLINE_LIFTED: translate("History", "Online: taken back"),
        FactKind.ERASED: translate("History", "Erased"),
        FactKind.EVENT_ERASED: translate("History", "The event was erased"),
        FactKind.ERASURE_PLANNED: translate("History", "A date of erasure was set"),
        FactKind.CLOSED: translate("History", "The session was closed"),
        FactKind.OPENED_AGAIN: translate("History", "The session was opened again"),
        FactKind.EXPORTED: translate("History", "The attendance file was written"),
        FactKind.COPIED: translate("History", "A copy of the event was kept elsewhere"),
        FactKind.REFUSED: translate("History", "Not let in: {reason}").format(reason=_reason(fact)),
    }[fact.kind]


def _printed(fact: Fact) -> str:
    if fact.reason:
        return translate("History", "Badge printed once more: {why}").format(why=fact.reason)
    return translate("History", "Badge printed")


def _reason(fact: Fact) -> str:
    if fact.kind is not FactKind.REFUSED:
        return ""  # Another kind of fact has a reason in a person's own words.
    if fact.reason == Reason.DIFFERENT_PERSON:
        return translate("History", "somebody else came with this code")
    return why_not(Reason(fact.reason)) if fact.reason else ""


def why_not(reason: Reason) -> str:
    """The first line of a refusal, told afterwards: without the seats and the hour, which may have changed since."""
    without_figures = {
        Reason.FULL: translate("History", "Room was full"),
        Reason.TOO_EARLY: translate("History", "Check-in was not open yet"),
    }
    return without_figures.get(reason) or wording.heads()[reason]
