"""Sessions in a row: who came to which of them, each person once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.registrant import Registrant


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One person, and how they stand in each session; None where they were not expected and did not come."""

    registrant: Registrant
    presences: tuple[Presence | None, ...]

    @property
    def attended(self) -> int:
        """To how many sessions the person came, in the room or online."""
        return sum(presence is not None and presence.attended for presence in self.presences)


@dataclass(frozen=True, slots=True)
class SessionMatrix:
    """The sessions in the order of time, and everyone of any of them, in the order in which they are met."""

    sessions: tuple[Attendance, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def came(self) -> tuple[int, ...]:
        """How many people came to each session, in the room or online."""
        return tuple(
            sum((presence := row.presences[place]) is not None and presence.attended for row in self.rows)
            for place in range(len(self.sessions))
        )

    @property
    def adds_up(self) -> bool:
        """Whether each column comes to what its session says, and the columns and the rows to the same sum."""
        told = tuple(one.figures.in_room + one.figures.online + one.figures.both for one in self.sessions)
        return self.came == told and sum(told) == sum(row.attended for row in self.rows)

    @property
    def at_least_one(self) -> int:
        """How many people came to any session."""
        return sum(row.attended > 0 for row in self.rows)

    @property
    def more_than_one(self) -> int:
        """How many people came to two sessions or more."""
        return sum(row.attended > 1 for row in self.rows)


def session_matrix(sessions: Sequence[Attendance]) -> SessionMatrix:
    """Put the attendances of the sessions of one event side by side."""
    people: dict[str, Registrant] = {}
    stands: list[dict[str, Presence]] = []
    for attendance in sessions:
        stands.append({presence.registrant.id: presence for presence in attendance.presences})
        for presence in attendance.presences:
            people.setdefault(presence.registrant.id, presence.registrant)
    rows = (MatrixRow(person, tuple(there.get(who) for there in stands)) for who, person in people.items())
    return SessionMatrix(tuple(sessions), tuple(rows))
