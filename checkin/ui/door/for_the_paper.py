"""Who could not be saved, in sight below the answers until they are written down, or saved after all."""

from __future__ import annotations

from checkin.domain.admission import Reason, Verdict
from checkin.ui.parts.labels import PlainLabel

_AT_ONCE = (1, 4)
"""So many names have room in a low window, and in others; the next ones follow once these are written down."""

_LINES_OF_A_HIGH_WINDOW = 24


class ForThePaper(PlainLabel):
    """`door_for_the_paper`: the names, or codes. It is hidden while the answer says the only one."""

    def __init__(self) -> None:
        super().__init__(look="problem", wrap=True)
        self.setObjectName("door_for_the_paper")
        self._names: dict[str, str] = {}
        self._shown = 0
        self._told: frozenset[str] = frozenset()
        self.hide()

    def judge(self, verdict: Verdict) -> None:
        """Keep whom this verdict could not save, or take out whom it has saved."""
        who, name = _who(verdict)
        if verdict.reason is Reason.NOT_SAVED and name:
            # Who comes again goes on the paper once.
            self._names.setdefault(who, name)
        elif verdict.fact_id:
            self._names.pop(who, None)
        self.show_beside(verdict)

    def show_beside(self, verdict: Verdict | None) -> None:
        """Show everybody there is while this verdict is the answer, or none is."""
        is_told = verdict is not None and verdict.reason is Reason.NOT_SAVED and len(self._names) == 1
        is_high = self.window().height() >= _LINES_OF_A_HIGH_WINDOW * self.fontMetrics().height()
        names = list(self._names.values())
        self._shown = min(len(names), _AT_ONCE[is_high])
        more = len(names) - self._shown
        said = self.tr("Not saved, for the paper: {names}. Esc when they are written down.")
        if not is_high:
            said = self.tr("Not saved: {names} (+{count}). Esc: on paper") if more else self.tr("Not saved: {names}")
        elif more:
            said = self.tr("Not saved, for the paper: {names}, and {count} more. Esc when these are written down.")
        shown = " · ".join(f"\u2068{name}\u2069" for name in names[: self._shown])
        self.show_text(said.format(names=shown, count=more) if names and not is_told else "")

    def must_be_told(self) -> bool:
        """Whether somebody is here of whom nothing was said when this was asked the last time: the window closes."""
        before, self._told = self._told, frozenset(self._names)
        self.show_beside(None)
        return not self._told <= before

    def written_down(self) -> None:
        """Those in sight are on paper; the next ones come."""
        for who in list(self._names)[: self._shown]:
            del self._names[who]
        self.show_beside(None)


def _who(verdict: Verdict) -> tuple[str, str]:
    """By what somebody is known when they come again, and what goes on the paper. A walk-in who was not saved is made
    anew, and known by the name.
    """
    person = verdict.registrant
    if person is None:
        return verdict.raw, verdict.raw
    return (person.name if person.walk_in else person.id), person.name
