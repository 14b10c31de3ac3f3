"""The hand-over card in words: what happened in a shift, part by part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from checkin.domain.journal import Method
from checkin.domain.session import Session
from checkin.domain.shift import Handover, Line
from checkin.ui.parts.fact_wording import why_not
from checkin.ui.parts.wording import clock

translate = QCoreApplication.translate

Part = tuple[str, Sequence[str]]
"""A head and the lines below it."""


def title(card: Handover) -> str:
    """What stands over the card."""
    who = card.shift.operator
    if not who:
        return translate("Handover", "This shift at {station}").format(station=card.station)
    return translate("Handover", "Shift of {who} at {station}").format(who=who, station=card.station)


def parts(card: Handover, session: Session) -> list[Part]:
    """The parts of the card that have anything to say; times on the session's clock."""
    since = card.shift.began_at
    until = clock(card.until, session)
    hours = f"{clock(since, session)}–{until}" if since else translate("Handover", "until {time}").format(time=until)
    said = [
        ("", [f"{session.name} · {hours}"]),
        (translate("Handover", "Said by the shift before"), list(card.shift.told)),
        (translate("Handover", "Came in"), _came(card)),
        (translate("Handover", "To be settled"), _lines(card.open_questions, session)),
        (translate("Handover", "Let in anyway"), _lines(card.let_in_anyway, session)),
        (translate("Handover", "Notes"), _lines(card.notes, session)),
        (translate("Handover", "Not a welcome"), _refused(card)),
    ]
    return [part for part in said if part[1]]


def as_text(card: Handover, session: Session) -> str:
    """The card as plain text."""
    lines = [title(card)]
    for head, below in parts(card, session):
        lines += ["", head] if head else []
        lines += [f"  {line}" if head else line for line in below]
    return "\n".join(lines) + "\n"


def _came(card: Handover) -> list[str]:
    ways: Mapping[Method, str] = {
        Method.SCAN: translate("Handover", "by badge {count}"),
        Method.CAMERA: translate("Handover", "by camera {count}"),
        Method.SEARCH: translate("Handover", "by name {count}"),
        Method.WALK_IN: translate("Handover", "walk-ins {count}"),
    }
    found = [words.format(count=card.came[way]) for way, words in ways.items() if card.came.get(way)]
    whole = translate("Handover", "together {count}").format(count=sum(card.came.values()))
    undone = [translate("Handover", "undone {count}").format(count=card.undone)] if card.undone else []
    return [" · ".join([whole, *found, *undone])]


def _refused(card: Handover) -> list[str]:
    return [f"{why_not(reason)}: {count}" for reason, count in sorted(card.refused.items(), key=lambda item: -item[1])]


def _lines(lines: Sequence[Line], session: Session) -> list[str]:
    return [
        " · ".join(
            part
            for part in (
                clock(line.at, session),
                line.who,
                why_not(line.reason) if line.reason else "",
                line.note,
            )
            if part
        )
        for line in lines
    ]
