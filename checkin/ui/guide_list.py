"""The guide's pages about the list: which file, which column is what, what it will do, what it did."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.lists import Plan
from checkin.files.column_choice import FIELDS
from checkin.files.registrant_list import ListPreview, SheetPreview
from checkin.services.lists import Imported
from checkin.ui.labels import PlainLabel
from checkin.ui.wording import sentence

_KEEP, _LEAVE_OUT = "", "-"
"""What a column that is no field becomes: kept as it is, or not imported."""


class ListPage(QWidget):
    """Which file: choose it or drop it here. `chosen` carries the path."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.choose = QPushButton(self.tr("Choose the list…"))
        self.choose.setObjectName("guide_choose_list")
        self.choose.setAccessibleName(self.tr("Choose the list"))
        self.choose.setProperty("look", "primary")
        self.choose.clicked.connect(self._ask)
        area = QFrame()
        area.setProperty("look", "card")
        inside = QVBoxLayout(area)
        inside.setContentsMargins(36, 36, 36, 36)
        inside.setSpacing(14)
        inside.addStretch(1)
        drop = PlainLabel(self.tr("Drop the registrant list here, or"), look="head")
        inside.addWidget(drop, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        kinds = PlainLabel(
            self.tr(
                "As your registration tool exports it: Excel, CSV or OpenDocument, from Google or Microsoft Forms, "
                "Eventbrite, Zoom, Indico, pretix, Luma and others."
            ),
            look="quiet",
            wrap=True,
        )
        kinds.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(kinds)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(PlainLabel(self.tr("Who has registered?"), look="title", wrap=True))
        column.addWidget(area, 1)

    def take(self, path: Path) -> None:
        """Go on with this file."""
        self.chosen.emit(path)

    def _ask(self) -> None:
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods)")
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose the list"), "", f"{kinds};;{self.tr('All files (*)')}"
        )
        if name:
            self.take(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take(paths[0])


class ColumnsPage(QWidget):
    """Which column was taken as what, with the first rows; each can be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path()
        self._preview: ListPreview | None = None
        self._choices: list[QComboBox] = []
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
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
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

    def _titles(self) -> dict[str, str]:
        return {
            "name": self.tr("Full name"),
            "given_name": self.tr("Given name"),
            "family_name": self.tr("Family name"),
            "email": self.tr("E-mail"),
            "organisation": self.tr("Organisation"),
            "role": self.tr("Role"),
            "country": self.tr("Country"),
            "phone": self.tr("Phone"),
            "category": self.tr("Category or ticket"),
            "status": self.tr("Status of the registration"),
            "mode": self.tr("In the room or online"),
            "joining": self.tr("Joining the coalition"),
            "listed": self.tr("May be listed"),
            "registered_at": self.tr("Registered at"),
            "code": self.tr("Code of the other tool"),
        }

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
        notices = [*self._preview.notices, *([sentence(sheet.problem)] if sheet.problem else [])]
        self._notices.show_text("\n".join(notices))
        self._fill(sheet)

    def _fill(self, sheet: SheetPreview) -> None:
        examples = [row for _, row in sheet.first_rows[:3]]
        self.table.clear()
        self.table.setRowCount(len(sheet.headings))
        self.table.setColumnCount(2 + len(examples))
        first_rows = [self.tr("Row {number}").format(number=number) for number, _ in sheet.first_rows[:3]]
        self.table.setHorizontalHeaderLabels([self.tr("Your column"), self.tr("is used as"), *first_rows])
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self._choices = []
        for row, (heading, field) in enumerate(zip(sheet.headings, sheet.fields, strict=True)):
            title = _cell(heading)
            title.setToolTip(html.escape(heading))
            self.table.setItem(row, 0, title)
            choice = self._choice(heading, field)
            self._choices.append(choice)
            self.table.setCellWidget(row, 1, choice)
            for place, example in enumerate(examples):
                self.table.setItem(row, 2 + place, _cell(example[row] if row < len(example) else ""))
        self.table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.6))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _choice(self, heading: str, field: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(self.tr("{heading} is used as").format(heading=heading))
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        choice.addItem(self.tr("(kept as it is)"), _KEEP)
        choice.addItem(self.tr("(not imported)"), _LEAVE_OUT)
        titles = self._titles()
        for name in FIELDS:
            choice.addItem(titles[name], name)
        choice.setCurrentIndex(max(0, choice.findData(field)))
        return choice

    def answer(self) -> tuple[Path, Mapping[str, str] | None, str | None, list[str]]:
        """The file, the fields whose column was changed (field → heading, "" for none), the sheet if there are several,
        and the headings that are not to be imported.
        """
        sheet = self._shown()
        if sheet is None or self._preview is None:
            return self._path, None, None, []
        columns: dict[str, str] = {}
        leave_out: list[str] = []
        for heading, guessed, choice in zip(sheet.headings, sheet.fields, self._choices, strict=True):
            now = choice.currentData()
            if now == _LEAVE_OUT:
                leave_out.append(heading)
            if now != guessed:
                if guessed:
                    columns.setdefault(guessed, "")
                if now not in {_KEEP, _LEAVE_OUT}:
                    columns[now] = heading
        several = len(self._preview.sheets) > 1
        return self._path, columns or None, sheet.sheet if several else None, leave_out


class CheckPage(QWidget):
    """What loading the list will do, before anything is written."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = {name: PlainLabel("0", look="number") for name in self._titles()}
        row = QHBoxLayout()
        row.setSpacing(12)
        for name, title in self._titles().items():
            card = QFrame()
            card.setProperty("look", "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(16, 10, 16, 10)
            self._numbers[name].setObjectName(f"guide_{name}")
            self._numbers[name].setAccessibleName(title)
            inside.addWidget(self._numbers[name])
            inside.addWidget(PlainLabel(title, look="quiet", wrap=True))
            row.addWidget(card, 1)
        self._sum = PlainLabel(look="head", wrap=True)
        self._sum.setObjectName("guide_sum")
        self._rows = QListWidget()
        self._rows.setObjectName("guide_rows")
        self._rows.setAccessibleName(self.tr("Rows to look at"))
        self._rows.setWordWrap(True)
        self._rows_title = PlainLabel(self.tr("Rows to look at"), look="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("This is what will happen"), look="title", wrap=True))
        column.addLayout(row)
        column.addWidget(self._sum)
        column.addWidget(self._rows_title)
        column.addWidget(self._rows, 1)

    def _titles(self) -> dict[str, str]:
        return {
            "added": self.tr("new people"),
            "changed": self.tr("people changed"),
            "unchanged": self.tr("people as before"),
            "merged": self.tr("rows merged"),
            "skipped": self.tr("rows skipped"),
            "doubtful": self.tr("possible doubles"),
        }

    def show_plan(self, plan: Plan) -> None:
        """Show the plan in numbers, and each row that is not simply a person with its reason."""
        counts = {
            "added": len(plan.added),
            "changed": len(plan.changed),
            "unchanged": len(plan.unchanged),
            "merged": len(plan.merged),
            "skipped": len(plan.source.skipped),
            "doubtful": len(plan.doubtful),
        }
        for name, count in counts.items():
            self._numbers[name].setText(str(count))
        self._sum.setText(
            self.tr("Rows {rows} = people {people} + merged {merged} + skipped {skipped}").format(
                rows=plan.source.rows, people=plan.people, merged=counts["merged"], skipped=counts["skipped"]
            )
        )
        self._rows.clear()
        for skipped in plan.source.skipped:
            self._rows.addItem(self.tr("Row {row} skipped: {why}").format(row=skipped.row, why=skipped.why))
        for merged in plan.merged:
            self._rows.addItem(
                self.tr("Row {row} merged into row {into}: {why}").format(
                    row=merged.row, into=merged.into, why=merged.why
                )
            )
        for doubt in plan.doubtful:
            rows = ", ".join(map(str, doubt.rows))
            self._rows.addItem(self.tr("Rows {rows} stay apart: {why}").format(rows=rows, why=doubt.why))
        for notice in plan.source.notices:
            self._rows.addItem(notice)
        self._rows.setVisible(self._rows.count() > 0)
        self._rows_title.setVisible(self._rows.count() > 0)


class DonePage(QWidget):
    """What was done, and what to do before the doors open."""

    def __init__(self) -> None:
        super().__init__()
        self._said = PlainLabel(look="good", wrap=True)
        self._said.setObjectName("guide_done")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(PlainLabel(self.tr("The list is loaded"), look="title", wrap=True))
        column.addWidget(self._said)
        column.addWidget(PlainLabel(self.tr("Before the doors open:"), look="head"))
        for line in (
            self.tr("Print the badges, or send people their codes: each person with a code saves half a minute."),
            self.tr("Scan one badge at the door to see that the scanner types here; F8 undoes it."),
            self.tr("Plug in the power. Every arrival is saved on this laptop; no network is needed."),
        ):
            column.addWidget(PlainLabel(f"•  {line}", wrap=True))
        column.addStretch(1)

    def show_done(self, imported: Imported) -> None:
        """Say how many people are on the list now."""
        plan = imported.plan
        self._said.setText(
            self.tr("People added: {added} · changed: {changed} · as before: {unchanged}. Everyone has a code.").format(
                added=len(plan.added), changed=len(plan.changed), unchanged=len(plan.unchanged)
            )
        )


def _cell(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(" ".join(text.split()))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
