"""The guide's pages about the list: which file, what it will do, what it did."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin.domain.lists import Change, Plan
from checkin.services.lists import Imported
from checkin.ui.field_titles import field_titles, in_words
from checkin.ui.labels import PlainLabel
from checkin.ui.scrolling import scrolled_column

_SHOWN = 500
"""Lines of changed and of missing people: nobody reads more of them, and the numbers above count everyone."""


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
        self.paste = QPushButton(self.tr("Paste a copied table"))
        self.paste.setObjectName("guide_paste")
        self.paste.setAccessibleName(self.paste.text())
        self.paste.setToolTip(self.tr("Select the rows with their headings in a spreadsheet program, and copy them."))
        self.paste.setShortcut(QKeySequence(QKeySequence.StandardKey.Paste))
        self.paste.clicked.connect(self._paste)
        # Gone with this page: what was copied is about people.
        self._pasted = TemporaryDirectory(prefix="checkin-")
        self.destroyed.connect(self._pasted.cleanup)
        area = QFrame()
        area.setProperty("look", "card")
        inside = QVBoxLayout(area)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(14)
        inside.addStretch(1)
        drop = PlainLabel(self.tr("Drop the registrant list here, or"), look="head")
        inside.addWidget(drop, 0, Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.paste)
        buttons.addStretch(1)
        inside.addLayout(buttons)
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

    def _paste(self) -> None:
        """Read what was copied as any other text file: a copied part of a sheet is rows with tabs between the cells."""
        path = Path(self._pasted.name) / self.tr("Copied table")
        path.write_text(QGuiApplication.clipboard().text(), encoding="utf-8", errors="replace", newline="")
        self.take(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take(paths[0])


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
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("This is what will happen"), look="title", wrap=True))
        column.addLayout(row)
        column.addWidget(self._sum)
        column.addWidget(self._rows_title)
        column.addWidget(self._rows, 1)
        self._rows.setMinimumHeight(self.fontMetrics().height() * 5)

    def _titles(self) -> dict[str, str]:
        return {
            "added": self.tr("new people"),
            "changed": self.tr("people changed"),
            "unchanged": self.tr("people as before"),
            "merged": self.tr("rows merged"),
            "skipped": self.tr("rows skipped"),
            "missing": self.tr("not on this list"),
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
            "missing": len(plan.missing),
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
        for change in plan.changed[:_SHOWN]:
            self._rows.addItem(self._change(change))
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
            self._rows.addItem(self.tr("Please look at row {rows}: {why}").format(rows=rows, why=doubt.why))
        for notice in plan.source.notices:
            self._rows.addItem(notice)
        for registrant in plan.missing[:_SHOWN]:
            self._rows.addItem(self.tr("{name} is not on this list, and stays.").format(name=registrant.name))
        self._rows.setVisible(self._rows.count() > 0)
        self._rows_title.setVisible(self._rows.count() > 0)

    def _change(self, change: Change) -> str:
        """One person's change, field by field, as "Name. Country: Kenya → Uganda · Phone: — → 0700"."""
        titles = field_titles()
        parts = []
        for name in change.fields:
            if name == "codes":
                parts.append(self.tr("one code or more is new"))
            elif name == "other":
                parts.append(self.tr("other columns"))
            else:
                old, new = (getattr(person.details, name) for person in (change.before, change.registrant))
                parts.append(
                    self.tr("{field}: {old} → {new}").format(field=titles[name], old=in_words(old), new=in_words(new))
                )
        return self.tr("{name} changes. {changes}").format(name=change.before.name, changes=" · ".join(parts))


class DonePage(QWidget):
    """What was done, and what to do before the doors open."""

    def __init__(self) -> None:
        super().__init__()
        self._said = PlainLabel(look="good", wrap=True)
        self._said.setObjectName("guide_done")
        column = scrolled_column(self)
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
