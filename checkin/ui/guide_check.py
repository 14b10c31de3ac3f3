"""The guide's page that says what loading the list will do, before anything is written."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from checkin.domain.lists import Change, Plan
from checkin.ui.field_titles import field_titles, in_words
from checkin.ui.labels import PlainLabel
from checkin.ui.scrolling import scrolled_column

_SHOWN = 500
"""Lines of changed and of missing people: nobody reads more of them, and the numbers above count everyone."""


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
            "skipped": len(plan.skipped),
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
        for skipped in plan.skipped:
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
