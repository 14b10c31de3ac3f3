"""What an organiser has chosen about joining the coalition, for every door of the event."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Joining:
    """Whether a walk-in is `asked`, and whether the door's welcome shows (`shown`) who wants to join or to know more:
    whoever stands at the door could read it too, so that it is shown only where somebody has chosen so.
    """

    asked: bool = True
    shown: bool = False
