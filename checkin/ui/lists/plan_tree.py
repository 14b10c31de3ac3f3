"""What a list will do, person by person: ticked or not, with a question where somebody has to say who is who."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from unicodedata import bidirectional

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTreeWidget, QTreeWidgetItem

from checkin.domain.lists import Change, Choices, Doubtful, DoubtKey, Overruled, Plan
from checkin.domain.registrant import Registrant
from checkin.ui.parts.field_titles import field_titles, in_words
from checkin.ui.parts.plain_choice import ScrolledChoice
from checkin.ui.parts.wrapped_lines import WrappedLines

_SHOWN = 500
"""Lines of one kind: nobody reads more of them, and the numbers above count everyone."""

_READ_AT_ONCE = 5
"""Questions with all whom they are about, before the page is full of them."""

_ANSWERS_AT_ONCE = 4
"""Answers that are made between two looks at the keys: a few milliseconds, on an old laptop too."""

_BETWEEN_ANSWERS_MS = 20

_ROW = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked

T = TypeVar("T")


class PlanTree(QTreeWidget):
    """`changed` says that something was ticked, unticked or answered: `choices` has it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("guide_rows")
        self.setAccessibleName(self.tr("What will happen, person by person"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        WrappedLines(self)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._plan: Plan | None = None
        self._people: list[tuple[QTreeWidgetItem, frozenset[int]]] = []
        self._desk: tuple[QTreeWidgetItem, frozenset[int]] | None = None
        self._answers: dict[DoubtKey, QComboBox] = {}
        self._unanswered: list[tuple[QTreeWidgetItem, Doubtful]] = []
        self._answering = QTimer(self, interval=_BETWEEN_ANSWERS_MS)
        # Not while the list is being loaded, when nobody answers and there is other work.
        self._answering.timeout.connect(lambda: self._make_answers() if self.isEnabled() else None)
        self.itemChanged.connect(self._item_changed)

    # -- showing -------------------------------------------------------------------------------------------------

    def show_plan(self, plan: Plan) -> None:
        """Show a plan that nobody has chosen anything about yet."""
        with QSignalBlocker(self):
            self._plan = plan
            self.clear()
            self._people, self._desk, self._answers, self._unanswered = [], None, {}, []
            self._questions([doubt for doubt in plan.doubtful if doubt.asks])
            told = [doubt for doubt in plan.doubtful if not doubt.asks]
            self._lines(self.tr("Please look ({count})"), told, self._why, expanded=True)
            self._changes(plan.changed)
            self._corrected(plan.overruled)
            self._new(plan.added)
            self._lines(self.tr("Not on this list, and stay ({count})"), plan.missing, _known_as)
            self._lines(
                self.tr("Rows merged ({count})"),
                plan.merged,
                lambda row: self.tr("Row {row} is merged into row {into}: {why}").format(
                    row=row.row, into=row.into, why=row.why
                ),
            )
            self._lines(
                self.tr("Rows skipped ({count})"),
                plan.skipped,
                lambda row: self.tr("Row {row} is skipped: {why}").format(row=row.row, why=row.why),
            )
            for notice in plan.source.notices:
                self.addTopLevelItem(_item(notice))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say of any single row."""
        return self.topLevelItemCount() == 0

    def _group(self, title: str, count: int, *, ticked: bool | None = None) -> QTreeWidgetItem:
        group = _item(title.format(count=count), ticked=ticked)
        if ticked is not None:
            group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        self.addTopLevelItem(group)
        return group

    def _some(self, group: QTreeWidgetItem, everything: Sequence[T], *, ticked: bool | None = None) -> Iterable[T]:
        """Those that are shown; below them one line stands for all others, with a tick as theirs have one."""
        yield from everything[:_SHOWN]
        if len(everything) > _SHOWN:
            more = self.tr("… and {count} more").format(count=len(everything) - _SHOWN)
            group.addChild(_item(more, ticked=ticked))

    def _lines(self, title: str, everything: Sequence[T], text: Callable[[T], str], *, expanded: bool = False) -> None:
        if everything:
            group = self._group(title, len(everything))
            for one in self._some(group, everything):
                group.addChild(_item(text(one)))
            group.setExpanded(expanded)

    def _why(self, doubt: Doubtful) -> str:
        line = self.tr("Rows {rows}: {why}") if len(doubt.rows) > 1 else self.tr("Row {rows}: {why}")
        return line.format(rows=", ".join(map(str, doubt.rows)), why=doubt.why)

    def _questions(self, doubts: Sequence[Doubtful]) -> None:
        if not doubts:
            return
        group = self._group(self.tr("One person, or different people? ({count})"), len(doubts))
        for doubt in self._some(group, doubts):
            item = _item(self._why(doubt))
            group.addChild(item)
            for party in doubt.parties:
                where = (
                    self.tr("Row {row}").format(row=party.row)
                    if party.row
                    else self.tr("In the event, not on this list")
                )
                told = (where, party.name, party.email, party.organisation, party.more)
                item.addChild(_item(_dotted(told)))
            item.setExpanded(len(doubts) <= _READ_AT_ONCE)
            if doubt.parties:
                self._unanswered.append((item, doubt))
        group.setExpanded(True)
        self._make_answers()
        self._answering.start()

    def _make_answers(self) -> None:
        """Give some more questions what they are answered with; all of them at once would hold the window."""
        some, self._unanswered = self._unanswered[:_ANSWERS_AT_ONCE], self._unanswered[_ANSWERS_AT_ONCE:]
        for item, doubt in some:
            self.setItemWidget(item, 1, self._answer(len(self._answers), doubt))
        if not self._unanswered:
            self._answering.stop()

    def _answer(self, number: int, doubt: Doubtful) -> QComboBox:
        answer = ScrolledChoice()
        answer.setObjectName(f"guide_answer_{number}")
        answer.setAccessibleName(doubt.why)
        for title, value in (
            (self.tr("Ask again next time"), None),
            (self.tr("One person"), True),
            (self.tr("Different people"), False),
        ):
            answer.addItem(title, value)
        answer.currentIndexChanged.connect(self.changed)
        self._answers[doubt.key] = answer
        return answer

    def _changes(self, changes: Sequence[Change]) -> None:
        if not changes:
            return
        group = self._group(self.tr("Changed ({count})"), len(changes), ticked=True)
        for change in self._some(group, changes, ticked=True):
            item = self._person(change.before, ticked=True)
            group.addChild(item)
            for text in self._fields(change):
                item.addChild(_item(text))
            item.setExpanded(True)
        group.setExpanded(True)
        self._people.append((group, self._rows(change.registrant for change in changes[_SHOWN:])))

    def _fields(self, change: Change) -> Iterable[str]:
        titles = field_titles()
        for name in change.fields:
            if name == "codes":
                yield self.tr("New codes: {codes}").format(codes=", ".join(change.new_codes))
                continue
            old, new = (getattr(person.details, name) for person in (change.before, change.registrant))
            if name == "other":
                for title in new:
                    if old.get(title, "") != new[title]:
                        yield self._difference(title, old.get(title, ""), new[title])
            else:
                yield self._difference(titles[name], old, new)

    def _difference(self, title: str, old: object, new: object) -> str:
        return self.tr("{field}: {old} → {new}").format(field=title, old=in_words(old), new=in_words(new))

    def _corrected(self, overruled: Sequence[Overruled]) -> None:
        if not overruled:
            return
        titles = field_titles()
        group = self._group(
            self.tr("Corrected at the desk ({count}): the desk is right unless ticked"), len(overruled), ticked=False
        )
        for seen in self._some(group, overruled, ticked=False):
            item = self._person(seen.registrant, ticked=False)
            group.addChild(item)
            for name, (kept, told) in seen.fields.items():
                if kept != told and name != "other":
                    item.addChild(_item(self._difference(titles[name], kept, told)))
            item.setExpanded(True)
        self._desk = group, frozenset(seen.row for seen in overruled[_SHOWN:])

    def _new(self, added: Sequence[Registrant]) -> None:
        if not added:
            return
        group = self._group(self.tr("New ({count})"), len(added), ticked=True)
        for registrant in self._some(group, added, ticked=True):
            group.addChild(self._person(registrant, ticked=True))
        self._people.append((group, self._rows(added[_SHOWN:])))

    def _person(self, registrant: Registrant, *, ticked: bool) -> QTreeWidgetItem:
        row = self._plan.rows.get(registrant.id, 0) if self._plan is not None else 0
        item = _item(_known_as(registrant), ticked=ticked)
        item.setData(0, _ROW, row)
        return item

    def _rows(self, people: Iterable[Registrant]) -> frozenset[int]:
        rows = self._plan.rows if self._plan is not None else {}
        return frozenset(rows[registrant.id] for registrant in people)

    # -- choosing ------------------------------------------------------------------------------------------------

    def _item_changed(self, item: QTreeWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            self.changed.emit()

    def choices(self) -> Choices:
        """What is ticked and answered now."""
        leave: set[int] = set()
        for group, others in self._people:
            leave |= _marked(group, others, _OFF)
        take = _marked(*self._desk, _ON) if self._desk is not None else frozenset()
        answers = {key: box.currentData() for key, box in self._answers.items() if box.currentData() is not None}
        return Choices(frozenset(leave), take, answers)


def _known_as(registrant: Registrant) -> str:
    details = registrant.details
    return _dotted(dict.fromkeys((registrant.name, details.organisation, details.email)))


def _dotted(told: Iterable[str]) -> str:
    """What is told of a person in one line. Each part is kept by itself where one of them runs from right to left, or
    a telephone number would stand on the other side of an Arabic name.
    """
    parts = [*filter(None, told)]
    if any(bidirectional(sign) in {"R", "AL"} for part in parts for sign in part):
        parts = [f"\u2068{part}\u2069" for part in parts]
    return " · ".join(parts)


def _marked(group: QTreeWidgetItem, others: frozenset[int], state: Qt.CheckState) -> frozenset[int]:
    """The rows of those below a heading whose tick is so; `others` are those for whom its last line stands."""
    items = [item for at in range(group.childCount()) if (item := group.child(at)) is not None]
    rows = frozenset(item.data(0, _ROW) for item in items if item.checkState(0) is state) - {None}
    return rows | others if others and items[-1].checkState(0) is state else rows


def _item(text: str, *, ticked: bool | None = None) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text])
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    if ticked is not None:
        flags |= Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags)
        item.setCheckState(0, _ON if ticked else _OFF)
    else:
        item.setFlags(flags)
    return item
