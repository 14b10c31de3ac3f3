"""The guide's page that says what loading the list will do, before anything is written."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from checkin.domain.lists import Plan
from checkin.ui.lists.plan_tree import PlanTree
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column


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
        self.rows = PlanTree()
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("This is what will happen"), look="title", wrap=True))
        column.addLayout(row)
        column.addWidget(self._sum)
        column.addWidget(self.rows, 1)
        self.rows.setMinimumHeight(self.fontMetrics().height() * 9)

    def _titles(self) -> dict[str, str]:
        return {
            "added": self.tr("new people"),
            "changed": self.tr("people changed"),
            "unchanged": self.tr("people as before"),
            "merged": self.tr("rows merged"),
            "skipped": self.tr("rows skipped"),
            "missing": self.tr("not on this list"),
            "doubtful": self.tr("to look at"),
        }

    def show_plan(self, plan: Plan) -> None:
        """Show a plan in numbers, and person by person."""
        self.show_numbers(plan)
        self.rows.show_plan(plan)
        self.rows.setVisible(not self.rows.empty)

    def show_numbers(self, plan: Plan) -> None:
        """Show what the plan comes to with what was chosen."""
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
