"""The guide's page that shows which column was taken as what, and lets it be changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.errors import DeskError
from checkin.files.column_choice import FIELDS, JOINED
from checkin.files.registrant_list import ListPreview, SheetPreview
from checkin.settings import columns_of, remember_columns
from checkin.ui.parts.field_titles import field_titles
from checkin.ui.parts.labels import PlainLabel, plain_tooltip
from checkin.ui.parts.plain_choice import ScrolledChoice
from checkin.ui.parts.wording import sentence

_KEEP, _LEAVE_OUT = "", "-"
"""What a column that is no field becomes: kept as it is, or not imported."""

_TOGETHER = " + "
"""Between the headings of one field in two columns."""


_FEWEST_LETTERS = 14
"""As much of a heading and of a cell is seen at least."""


class ColumnsPage(QWidget):
    """Which column was taken as what, with the first rows; each can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._preview: ListPreview | None = None
        self._choices: list[QComboBox] = []
        self._guessed: tuple[str, ...] = ()
        self._intro = PlainLabel(look="quiet", wrap=True)
        self._notices = PlainLabel(look="notice", wrap=True)
        self.sheet = QComboBox()
        self.sheet.setObjectName("guide_sheet")
        self.sheet.setAccessibleName(self.tr("Sheet of the workbook"))
        self.sheet.currentIndexChanged.connect(self._show_sheet)
        self.table = QTableWidget()
        self.table.setObjectName("guide_columns")
        self.table.setAccessibleName(self.tr("Columns of the list"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Else Tab goes round in the table, and nobody without a mouse gets out of it.
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Which column is what?"), look="title", wrap=True), 1)
        head.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._intro)
        column.addWidget(self._notices)
        column.addWidget(self.table, 1)

    def show_preview(self, path: Path, preview: ListPreview) -> None:
        """Show what a file seems to hold."""
        self._path, self._preview = path, preview
        self.sheet.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.sheet.clear()
        for sheet in preview.sheets:
            self.sheet.addItem(sheet.sheet)
        self.sheet.setCurrentIndex(preview.chosen)
        self.sheet.blockSignals(False)  # noqa: FBT003
        self.sheet.setVisible(len(preview.sheets) > 1)
        self._show_sheet()

    def _shown(self) -> SheetPreview | None:
        if self._preview is None or self.sheet.currentIndex() < 0:
            return None
        return self._preview.sheets[self.sheet.currentIndex()]

    def _show_sheet(self) -> None:
        sheet = self._shown()
        if sheet is None or self._preview is None:
            return
        rows = self.tr("%n row(s)", "", sheet.rows)
        self._intro.setText(
            self.tr(
                "{file}: {rows}. Change what was taken wrongly; what is not used is kept and exported again."
            ).format(file=self._preview.file, rows=rows)
        )
        self._fill(sheet)
        notices = [*self._preview.notices, *([sentence(sheet.problem)] if sheet.problem else [])]
        notices += [sheet.notice] if sheet.notice else []
        if self._recall(sheet):
            notices.append(self.tr("The columns are taken as you said for a list with the same headings."))
        self._notices.show_text("\n".join(notices))

    def _recall(self, sheet: SheetPreview) -> bool:
        """Take the columns as a person has corrected them before; whether there was such a correction."""
        known = columns_of(sheet.headings) if sheet.named else None
        if known is None or not {*known} <= {_KEEP, _LEAVE_OUT, *FIELDS}:
            return False
        for choice, word in zip(self._choices, known, strict=True):
            choice.setCurrentIndex(choice.findData(word))
        return True

    def remember(self) -> None:
        """Remember what was corrected for the next list with the same headings, or that nothing is any more."""
        sheet = self._shown()
        # Numbered columns are the same in any list without headings.
        if sheet is not None and sheet.named:
            now = [str(choice.currentData()) for choice in self._choices]
            remember_columns(sheet.headings, None if tuple(now) == self._guessed else now)

    def _fill(self, sheet: SheetPreview) -> None:
        examples = [row for _, row in sheet.first_rows[:3]]
        self.table.clear()
        self.table.setRowCount(len(sheet.headings))
        self.table.setColumnCount(2 + len(examples))
        first_rows = [self.tr("Row {number}").format(number=number) for number, _ in sheet.first_rows[:3]]
        self.table.setHorizontalHeaderLabels([self.tr("Your column"), self.tr("is used as"), *first_rows])
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._choices, self._guessed = [], ()
        for row, (heading, field) in enumerate(zip(sheet.headings, sheet.fields, strict=True)):
            title = _cell(heading)
            title.setToolTip(plain_tooltip(heading))
            self.table.setItem(row, 0, title)
            choice = self._choice(heading, field)
            choice.setObjectName(f"guide_column_{row + 1}")
            self._choices.append(choice)
            self._guessed = (*self._guessed, str(choice.currentData()))
            self.table.setCellWidget(row, 1, choice)
            for place, example in enumerate(examples):
                self.table.setItem(row, 2 + place, _cell(example[row] if row < len(example) else ""))
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.6))
        header = self.table.horizontalHeader()
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        # With large text the table scrolls sideways instead: of «2024…» nobody can tell what a column is.
        header.setMinimumSectionSize(_FEWEST_LETTERS * self.fontMetrics().averageCharWidth())
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _choice(self, heading: str, field: str) -> QComboBox:
        choice = ScrolledChoice()
        choice.setAccessibleName(self.tr("{heading} is used as").format(heading=heading))
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.addItem(self.tr("(kept as it is)"), _KEEP)
        choice.addItem(self.tr("(not imported)"), _LEAVE_OUT)
        titles = field_titles()
        for name in FIELDS:
            choice.addItem(titles[name], name)
        choice.setCurrentIndex(max(0, choice.findData(field)))
        return choice

    def answer(self) -> tuple[Path, Mapping[str, str] | None, str | None, list[str]]:
        """The file, the fields whose columns were changed (field → headings joined with " + ", "" for none), the sheet
        if there are several, and the headings that are not to be imported. Raises DeskError where two columns are taken
        as a field that has only one.
        """
        sheet = self._shown()
        if sheet is None or self._preview is None:
            return self._path, None, None, []
        now = [str(choice.currentData()) for choice in self._choices]
        guessed, chosen = _by_field(sheet.headings, sheet.fields), _by_field(sheet.headings, now)
        columns: dict[str, str] = {}
        for name in FIELDS:
            headings = chosen.get(name, [])
            if headings == guessed.get(name, []):
                continue
            if len(headings) > 1 and not _may_be_joined(name, sheet) and not {*headings} <= {*guessed.get(name, [])}:
                raise _too_many(field_titles()[name], headings)
            columns[name] = _TOGETHER.join(headings)
        several = len(self._preview.sheets) > 1
        leave_out = [heading for heading, word in zip(sheet.headings, now, strict=True) if word == _LEAVE_OUT]
        return self._path, columns or None, sheet.sheet if several else None, leave_out


def _may_be_joined(field: str, sheet: SheetPreview) -> bool:
    # Where no headings say so, the halves of a name are its parts in any order.
    return field in JOINED or (field == "name" and not sheet.named)


def _by_field(headings: Sequence[str], fields: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for heading, field in zip(headings, fields, strict=True):
        found.setdefault(field, []).append(heading)
    return found


def _too_many(title: str, headings: Sequence[str]) -> DeskError:
    return DeskError(
        "“{one}” and “{other}” cannot both be used as “{field}”.",
        "Choose one of them; the other can be kept as it is.",
        one=headings[0],
        other=headings[1],
        field=title,
    )


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(" ".join(text.split()))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
