"""The table of registrants: a model over light rows, filtered by text and state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from checkin.domain.names import fold
from checkin.domain.registrant import Answer, Mode, Status
from checkin.domain.session import Session
from checkin.services.overview import Line
from checkin.ui.parts.wording import clock

Index = QModelIndex | QPersistentModelIndex


_EDITED = ("name", "organisation", "country")
"""The fields of the first columns, which are corrected in the table itself."""


class RegistrantsModel(QAbstractTableModel):
    """Rows of `overview.Line`. The filter keeps a list of row numbers; a hundred thousand rows cost one pass.

    `edited` carries the registrant's id, the field and the new text; the table shows it once it is written.
    """

    edited = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._keys: list[str] = []
        self._shown: list[int] = []
        self._session: Session | None = None
        self._text = ""
        self._state = ""

    # -- content -------------------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[Line], keys: list[str], session: Session) -> None:
        """Show other lines; `keys` are their folded texts (`line_key`), made off the window's thread."""
        same = [line.id for line in lines] == [line.id for line in self._lines]
        self._session = session
        if same and self._filtered(lines, keys) == self._shown:
            # The usual change is one person's state: the selection and the scroll position stay.
            self._lines, self._keys = lines, keys
            if self._shown:
                self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._lines, self._keys = lines, keys
        self._shown = self._filtered(lines, keys)
        self.endResetModel()

    def set_filter(self, text: str, state: str) -> None:
        """Show the lines that hold every word of `text` and are in `state` ("", "in", "expected", "walk_in", …)."""
        self._text, self._state = text, state
        self.beginResetModel()
        self._shown = self._filtered(self._lines, self._keys)
        self.endResetModel()

    def _filtered(self, lines: Sequence[Line], keys: Sequence[str]) -> list[int]:
        wanted = fold(self._text).split()
        is_in = _STATES[self._state]
        return [
            row
            for row, (line, key) in enumerate(zip(lines, keys, strict=True))
            if is_in(line) and all(word in key for word in wanted)
        ]

    def line(self, row: int) -> Line:
        """The line in a row as it is shown."""
        return self._lines[self._shown[row]]

    def row_of_name(self, name: str) -> int:
        """The first shown row with a name, -1 when not shown."""
        return next((row for row, at in enumerate(self._shown) if self._lines[at].name == name), -1)

    def row_of(self, registrant_id: str) -> int:
        """The shown row of a registrant, -1 when not shown."""
        return next((row for row, at in enumerate(self._shown) if self._lines[at].id == registrant_id), -1)

    @property
    def total(self) -> int:
        """How many lines there are without the filter."""
        return len(self._lines)

    # -- Qt ------------------------------------------------------------------------------------------------------

    def titles(self) -> list[str]:
        """The headings of the columns."""
        return [
            self.tr("Name"),
            self.tr("Organisation"),
            self.tr("Country"),
            self.tr("Takes part"),
            self.tr("Joining"),
            self.tr("Badge"),
            self.tr("State"),
        ]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles()[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.line(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._text_of(line, index.column())
        if role == Qt.ItemDataRole.EditRole and index.column() < len(_EDITED):
            return getattr(line, _EDITED[index.column()])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = index.isValid() and index.column() < len(_EDITED)
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if editable else super().flags(index)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or index.column() >= len(_EDITED):
            return False
        line, field, text = self.line(index.row()), _EDITED[index.column()], str(value).strip()
        if text != getattr(line, field):
            self.edited.emit(line.id, field, text)
        return True

    def _text_of(self, line: Line, column: int) -> str:  # noqa: PLR0911 - one column each
        match column:
            case 0:
                return line.name or line.email or "—"
            case 1:
                return line.organisation
            case 2:
                return line.country
            case 3:
                return self._modes()[line.mode]
            case 4:
                return self._answers()[line.joining]
            case 5:
                return " · ".join(filter(None, (line.slot, self.tr("printed") if line.badge_printed else "")))
            case _:
                return self._state_of(line)

    def _state_of(self, line: Line) -> str:
        if line.entry is not None and line.entry.left_at is not None and self._session is not None:
            return self.tr("Left {time}").format(time=clock(line.entry.left_at, self._session))
        if line.entry is not None and self._session is not None:
            when = clock(line.entry.at, self._session)
            text = self.tr("Walk-in {time}") if line.walk_in else self.tr("In {time}")
            return text.format(time=when)
        return self._statuses()[line.status]

    def _modes(self) -> dict[str, str]:
        return {
            Mode.ROOM: self.tr("in the room"),
            Mode.ONLINE: self.tr("online"),
            Mode.CANNOT_COME: self.tr("cannot come"),
            Mode.NOT_SAID: "",
        }

    def _answers(self) -> dict[str, str]:
        return {
            Answer.YES: self.tr("yes"),
            Answer.NO: self.tr("no"),
            Answer.KNOW_MORE: self.tr("to know more"),
            Answer.NOT_SAID: "",
        }

    def _statuses(self) -> dict[str, str]:
        return {
            Status.CONFIRMED: self.tr("Expected"),
            Status.PENDING: self.tr("Not confirmed"),
            Status.WAITLISTED: self.tr("On the waiting list"),
            Status.CANCELLED: self.tr("Cancelled"),
        }


class RegistrantsTable(QTableView):
    """The view of that model: one person is chosen at a time, and the first columns are corrected in it."""

    def __init__(self, model: RegistrantsModel) -> None:
        super().__init__()
        self.setObjectName("registrants_table")
        self.setAccessibleName(self.tr("Registrants"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        # Tab goes on to the person; the arrow keys go from cell to cell.
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() * 2)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: the letters of a scan would open one person after another. The filter is there for searching."""


def line_key(line: Line) -> str:
    """The folded text in which the filter looks for words."""
    return fold(f"{line.name} {line.organisation} {line.email} {line.country} {line.slot}")


_STATES: dict[str, Callable[[Line], bool]] = {
    "": lambda _line: True,
    "in": lambda line: line.entry is not None,
    "expected": lambda line: line.entry is None and line.status != Status.CANCELLED,
    "walk_in": lambda line: line.walk_in,
    "no_badge": lambda line: not line.badge_printed,
    "not_confirmed": lambda line: line.status != Status.CONFIRMED,
}
