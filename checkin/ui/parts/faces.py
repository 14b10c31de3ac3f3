"""How each verdict looks and sounds: colour, shape, sound, in one table; a test shows that none is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checkin.domain.admission import Reason
from checkin.ui.parts import theme


class Shape(Enum):
    """The drawn sign of a verdict: it tells the answers apart without colour."""

    FRAME = "frame"
    TICK = "tick"
    TWICE = "twice"
    CROSS = "cross"
    AGAIN = "again"
    BACK = "back"
    ASK = "ask"
    NOTE = "note"
    RETURN = "return"
    OUT = "out"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Face:
    """How a reason looks and sounds. `colours` is (background, text), None for the neutral panel; `sound` names a file
    of `resources/sounds`; `urgent` interrupts a screen reader.
    """

    shape: Shape
    colours: tuple[str, str] | None
    sound: str
    urgent: bool = False


_COME_IN = Face(Shape.TICK, theme.COME_IN, "come_in")
_STOP = Face(Shape.CROSS, theme.STOP, "stop", urgent=True)
_AGAIN = Face(Shape.AGAIN, None, "unreadable")

FACES: dict[Reason, Face] = {
    Reason.WELCOME: _COME_IN,
    Reason.WELCOME_NOTE: Face(Shape.NOTE, theme.COME_IN, "come_in_with_note"),
    Reason.GROUP: Face(Shape.PEOPLE, theme.COME_IN, "come_in"),
    Reason.CAME_BACK: Face(Shape.RETURN, theme.COME_IN, "come_in"),
    Reason.ALREADY_IN: Face(Shape.TWICE, theme.ALREADY, "already_in"),
    # One scan read twice keeps the welcome on the panel: nothing new, and never amber.
    Reason.DOUBLE_READ: Face(Shape.TICK, theme.COME_IN, ""),
    Reason.NOT_FOUND: _STOP,
    Reason.FOREIGN_CODE: _AGAIN,
    Reason.BAD_READ: _AGAIN,
    Reason.CANCELLED: _STOP,
    Reason.NOT_CONFIRMED: _STOP,
    Reason.REPLACED_BADGE: _STOP,
    Reason.ERASED: _STOP,
    Reason.OTHER_SESSION: _STOP,
    Reason.TOO_EARLY: _STOP,
    Reason.OVER: _STOP,
    Reason.CLOSED: _STOP,
    Reason.DIFFERENT_PERSON: Face(Shape.ASK, theme.STOP, "stop", urgent=True),
    Reason.FULL: _STOP,
    Reason.REAL_BADGE: _STOP,
    Reason.PRACTICE_BADGE: _AGAIN,
    Reason.TRIAL: Face(Shape.FRAME, None, "unreadable"),
    Reason.LEFT: Face(Shape.OUT, None, "left"),
    # One reading more of who has left says nothing new.
    Reason.LEFT_BEFORE: Face(Shape.OUT, None, ""),
    Reason.NOT_INSIDE: _STOP,
    Reason.NOT_SAVED: Face(Shape.CROSS, theme.STOP, "not_saved", urgent=True),
}


UNDONE = Face(Shape.BACK, None, "")
"""How an undo looks: neutral, and with a shape of its own."""

ELSEWHERE = Face(Shape.ASK, None, "")
"""How the door looks while another program's window has the keys."""

READY_OUT = Face(Shape.OUT, None, "")
"""How the door looks that waits for people who go out."""
