"""The rack: in which order printed badges lie in boxes, seen before anybody gets a slot."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from checkin.domain.badge_order import Order
from checkin.domain.errors import DeskError
from checkin.domain.rack import MOST, USUAL, Box
from checkin.domain.registrant import Registrant
from checkin.services import rack
from checkin.services.place import Place
from checkin.services.rack import Plan
from checkin.storage.event_file import EventFile
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.plain_choice import PlainChoice
from checkin.ui.parts.scrolling import foot_below, scrolled_column
from checkin.ui.parts.wording import sentence
from checkin.ui.station import Station

_ROWS_SHOWN = 6


class RackForm(QDialog):
    """`rack_form`. `given` says that people have got slots. A bare Enter may be a scanner's and gives none."""

    given = Signal()

    def __init__(self, station: Station, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("rack_form")
        self.setWindowTitle(self.tr("Rack for printed badges"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._station = station
        self.order = PlainChoice("rack_order", self.tr("Order in the boxes"))
        for order, title in (
            (Order.NAME, self.tr("By name")),
            (Order.ORGANISATION, self.tr("By organisation")),
            (Order.ROLE, self.tr("By role")),
            (Order.LIST, self.tr("As on the list")),
        ):
            self.order.addItem(title, order)
        self.per_box = QSpinBox(minimum=1, maximum=MOST, value=USUAL)
        self.per_box.setObjectName("rack_per_box")
        self.per_box.setAccessibleName(self.tr("Badges in a box"))
        self.per_box.setKeyboardTracking(False)
        self.per_box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.anew = FoldingCheckBox(self.tr("Give all slots anew, from A-1 on"))
        self.anew.setObjectName("rack_anew")
        self.anew.hide()
        self._sort_again = PlainLabel(
            self.tr("Badges that are printed or lie in boxes have to be printed or sorted again."),
            look="notice",
            wrap=True,
        )
        self._count = PlainLabel(look="head", wrap=True)
        self._count.setObjectName("rack_count")
        self._done = PlainLabel(look="good", wrap=True)
        self._done.setObjectName("rack_done")
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("rack_problem")
        for label in (self._sort_again, self._done, self._problem):
            label.hide()
        self.boxes = self._table()
        self.give = named_button("rack_give", self.tr("Give slots   Ctrl+Enter"), self._give, look="primary")
        close = named_button("rack_close", self.tr("Close   Esc"), self.reject)
        for button in (self.give, close):
            button.setAutoDefault(False)
        self.give.setEnabled(False)
        self._lay_out(ButtonRow(self.give, close))
        station.read(lambda event, _place: rack.plan(event), self._begin, self._tell)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setObjectName("rack_boxes")
        table.setAccessibleName(self.tr("What lies in each box"))
        table.setHorizontalHeaderLabels([self.tr("Box"), self.tr("Badges"), self.tr("First"), self.tr("Last")])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        for column, mode in enumerate(("ResizeToContents", "ResizeToContents", "Stretch", "Stretch")):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode[mode])
        table.setMinimumHeight(table.fontMetrics().lineSpacing() * _ROWS_SHOWN)
        return table

    def _lay_out(self, buttons: QWidget) -> None:
        choices = QWidget()
        column = scrolled_column(choices)
        column.setContentsMargins(24, 20, 24, 4)
        column.setSpacing(10)
        words = self.tr(
            "Badges that are printed ahead lie in boxes. Each person gets a slot such as C-14: it is printed on the "
            "badge, stands in the list, and the door says it when they come. Whoever has a slot keeps it."
        )
        column.addWidget(PlainLabel(words, wrap=True))
        for title, part in ((self.tr("&Order in the boxes"), self.order), (self.tr("&Badges in a box"), self.per_box)):
            label = PlainLabel(title, look="quiet")
            label.setBuddy(part)
            column.addWidget(label)
            column.addWidget(part)
        for below in (self.anew, self._sort_again, self._count, self.boxes):
            column.addWidget(below)
        column.setStretchFactor(self.boxes, 1)
        foot_below(self, choices, self._problem, self._done, buttons)
        metrics = self.fontMetrics()
        fit(self, QSize(metrics.averageCharWidth() * 90, metrics.height() * 36))

    # -- what is chosen ------------------------------------------------------------------------------------------

    def _begin(self, plan: Plan) -> None:
        """Start where the last time has ended."""
        self.order.setCurrentIndex(self.order.findData(plan.order))
        self._start_at(plan)
        self.order.currentIndexChanged.connect(self._look)
        self.per_box.valueChanged.connect(self._look)
        self.anew.clicked.connect(self._look)
        self.order.setFocus()

    def _start_at(self, plan: Plan) -> None:
        """Show the boxes as they are."""
        with QSignalBlocker(self.per_box):
            self.per_box.setValue(plan.per_box)
        self._show(plan)

    def _asked(self) -> tuple[Order, int | None, bool]:
        """Order, badges in a box (None: as they are) and whether all is given anew."""
        anew = self.anew.isChecked()
        return Order(self.order.currentData()), self.per_box.value() if self.per_box.isEnabled() else None, anew

    def _look(self) -> None:
        """Look anew what would be given."""
        anew = self.anew.isChecked()
        self._sort_again.setVisible(anew)
        self.per_box.setEnabled(anew or self.anew.isHidden())
        self._done.hide()
        self._problem.hide()
        order, per_box, anew = self._asked()
        self._station.read(lambda event, _place: rack.plan(event, order, per_box, anew=anew), self._show, self._tell)

    def _show(self, plan: Plan) -> None:
        if plan.kept and self.anew.isHidden():
            self.anew.show()
            self.per_box.setEnabled(False)
        self.give.setEnabled(bool(plan.new))
        lines = [self.tr("New slots: {count}").format(count=len(plan.new))]
        if plan.kept:
            lines.append(self.tr("Slots that stay: {count}").format(count=plan.kept))
        self._count.setText(" · ".join(lines))
        self._fill(plan.boxes)

    def _fill(self, boxes: tuple[Box, ...]) -> None:
        self.boxes.setRowCount(len(boxes))
        for row, box in enumerate(boxes):
            for column, text in enumerate((box.letters, str(box.badges), _lies(box.first), _lies(box.last))):
                self.boxes.setItem(row, column, QTableWidgetItem(text))

    # -- giving --------------------------------------------------------------------------------------------------

    def _give(self) -> None:
        if not self.give.isEnabled():
            return
        self.give.setEnabled(False)
        self._problem.hide()
        order, per_box, anew = self._asked()

        def give(event: EventFile, place: Place, now: datetime) -> Plan:
            return rack.give(event, place, now, order, per_box, anew=anew)

        self._station.write(give, self._have_got, self._refused)

    def _have_got(self, plan: Plan) -> None:
        self.anew.setChecked(False)
        self._look()
        text = self.tr("Slots given: {count}. Printed by rack slot, the badges come out as they lie.")
        self._done.show_text(text.format(count=len(plan.new)))
        self.given.emit()

    def _refused(self, problem: DeskError) -> None:
        """Another station may have given slots meanwhile: look how the boxes are now."""
        self._tell(problem)
        self._station.read(lambda event, _place: rack.plan(event), self._start_at, self._tell)

    def _tell(self, problem: DeskError) -> None:
        self._problem.show_text(sentence(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._give()
            return
        super().keyPressEvent(event)


def _lies(person: Registrant) -> str:
    return f"{person.slot} · {person.name}"
