"""The design that is being changed: one face of it, one element chosen, and every change undone and redone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from checkin.badges.arranging import rounded
from checkin.badges.design import Back, Box, Design, Element
from checkin.badges.design_values import LARGEST_SIDE

NOTHING = -1


def _within_reach(box: Box) -> Box:
    """The box no further away and no larger than a design file may have it."""
    x, y = (max(-LARGEST_SIDE, min(LARGEST_SIDE, place)) for place in box[:2])
    width, height = (min(LARGEST_SIDE, length) for length in box[2:])
    return x, y, width, height


class _Change(QUndoCommand):
    """From one design to another; changes of one kind that follow each other (typing, a held key) are one."""

    def __init__(self, hand: DesignInHand, before: Design, after: Design, kind: str, run: int) -> None:
        super().__init__()
        self._hand, self._before, self.after = hand, before, after
        self._chosen = hand.chosen
        self._key = (kind, run)
        self._kind = kind

    def id(self) -> int:
        return 1 if self._kind else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other._key != self._key:  # noqa: SLF001 - its own kind
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        self._hand.show(self.after)

    def undo(self) -> None:
        self._hand.show(self._before, self._chosen)


class DesignInHand(QObject):
    """`changed`: the design is another one. `picked`: another element or face is in hand."""

    changed = Signal()
    picked = Signal()

    def __init__(self, design: Design, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.design = design
        self.behind = False
        self.chosen = NOTHING
        self.steps = QUndoStack(self)
        self._run = 0

    # -- what is in hand -------------------------------------------------------------------------------------------

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements of the face that is seen, the last one on top."""
        return self.design.behind if self.behind else self.design.elements

    @property
    def element(self) -> Element | None:
        """The element that is chosen."""
        return self.elements[self.chosen] if 0 <= self.chosen < len(self.elements) else None

    @property
    def others(self) -> list[Box]:
        """The boxes of all elements of this face but the chosen one."""
        return [element.box for place, element in enumerate(self.elements) if place != self.chosen]

    def pick(self, place: int) -> None:
        """Choose an element by its place, or `NOTHING`."""
        place = place if 0 <= place < len(self.elements) else NOTHING
        if place != self.chosen:
            self.chosen = place
            self._run += 1
            self.picked.emit()

    def pick_next(self, step: int) -> None:
        """Choose the next element, or with -1 the one before."""
        if self.elements:
            before = self.chosen if self.chosen != NOTHING else (-1 if step > 0 else 0)
            self.pick((before + step) % len(self.elements))

    def turn(self, *, behind: bool) -> None:
        """Look at the other face."""
        if behind != self.behind:
            self.behind, self.chosen = behind, NOTHING
            self._run += 1
            self.picked.emit()
            self.changed.emit()

    # -- changes ---------------------------------------------------------------------------------------------------

    def change_design(self, kind: str = "", **what: Any) -> None:
        """Change the design's own values. Changes of the same kind in a row are undone together."""
        after = replace(self.design, **what)
        if after != self.design:
            self.steps.push(_Change(self, self.design, after, kind, self._run))

    def change(self, kind: str = "", **what: Any) -> None:
        """Change values of the chosen element."""
        element = self.element
        if element is not None:
            if "box" in what:
                what["box"] = _within_reach(what["box"])
            changed = cast("Element", replace(cast("Any", element), **what))
            self._put((*self.elements[: self.chosen], changed, *self.elements[self.chosen + 1 :]), kind)

    def take_over(self, other: Design) -> None:
        """Have all of another design; whose id this one has stays as it is."""
        self.pick(NOTHING)
        self.steps.push(_Change(self, self.design, replace(other, id=self.design.id), "", self._run))

    def end_run(self) -> None:
        """What comes now is undone on its own."""
        self._run += 1

    def nudge(self, dx: float = 0, dy: float = 0, *, wider: float = 0, higher: float = 0) -> None:
        """Move the chosen element, or make it larger, by millimetres."""
        if self.element is not None:
            x, y, width, height = self.element.box
            wide, high = max(width and 0.5, width + wider), max(height and 0.5, height + higher)
            self.change("nudge", box=rounded((x + dx, y + dy, wide, high)))

    def add(self, element: Element) -> None:
        """Put a new element on top, and choose it."""
        place = len(self.elements)
        self.end_run()
        self._put((*self.elements, element))
        self.pick(place)

    def remove(self) -> None:
        """Take the chosen element away."""
        if self.element is not None:
            self._put(self.elements[: self.chosen] + self.elements[self.chosen + 1 :])
            self.pick(NOTHING)

    def double(self) -> None:
        """Put a second one of the chosen element beside it."""
        element = self.element
        if element is not None:
            x, y, width, height = element.box
            self.add(cast("Element", replace(cast("Any", element), box=rounded((x + 2, y + 2, width, height)))))

    def lift(self, step: int) -> None:
        """Bring the chosen element further up (1) or down (-1) among those that lie over each other."""
        to = self.chosen + step
        if self.element is None or not 0 <= to < len(self.elements):
            return
        order = list(self.elements)
        order.insert(to, order.pop(self.chosen))
        self._put(order)
        self.pick(to)

    def _put(self, elements: Iterable[Element], kind: str = "") -> None:
        elements = tuple(elements)
        if self.behind:
            self.change_design(kind, behind=elements, back=Back.OWN)
        else:
            self.change_design(kind, elements=elements)

    def show(self, design: Design, chosen: int | None = None) -> None:
        """Have this design from now on, as a step of undo or redo."""
        self.design = design
        if self.behind and design.back is not Back.OWN:
            self.behind = False
        if chosen is not None:
            self.chosen = chosen
        if self.chosen >= len(self.elements):
            self.chosen = NOTHING
        self.picked.emit()
        self.changed.emit()
