"""A sheet of badges of one's own: its measures, and a picture of the page that grows with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QDoubleSpinBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from checkin.badges.stock import Stock, checked, forget_own, keep_own, stocks
from checkin.domain.errors import DeskError
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.dialog_size import fit
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import foot_below, scrolled_column
from checkin.ui.parts.wording import sentence

_PICTURE = QSize(220, 300)


class _Page(QWidget):
    """The page with its badges, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet_picture")
        self.setMinimumSize(_PICTURE)
        self._stock: Stock | None = None

    def show_stock(self, stock: Stock, words: str) -> None:
        self._stock = stock
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        stock = self._stock
        if stock is None or stock.page_width <= 0 or stock.page_height <= 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(2, 2, -2, -2)
        scale = min(room.width() / stock.page_width, room.height() / stock.page_height)
        wide, high = stock.page_width * scale, stock.page_height * scale
        painter.translate(room.center().x() - wide / 2, room.center().y() - high / 2)
        painter.setPen(QPen(QColor("#8090A0"), 1))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(QRectF(0, 0, wide, high))
        painter.setPen(QPen(QColor("#0B5CAD"), 1))
        painter.setBrush(QColor("#DCE9F7"))
        for cell in stock.cells:
            painter.drawRect(QRectF(cell.x * scale, cell.y * scale, cell.width * scale, cell.height * scale))


class SheetForm(QDialog):
    """`sheet_form`. `then` is given the name of the sheet that was kept, or "" when one was forgotten."""

    def __init__(self, stock: Stock, parent: QWidget, then: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_form")
        self.setWindowTitle(self.tr("A sheet of your own"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        is_own = stock.name not in stocks()
        self.name = QLineEdit(stock.name if is_own else self.tr("{name}, measured").format(name=stock.name))
        self.name.setMaxLength(80)
        self._known = stock.name if is_own else ""
        self.lengths: dict[str, QDoubleSpinBox] = {}
        self.counts: dict[str, QSpinBox] = {}
        self._page = _Page()
        self._problem = PlainLabel(look="problem", wrap=True)
        self._problem.setObjectName("sheet_problem")
        self.keep = named_button("sheet_keep", self.tr("Keep   Ctrl+Enter"), self._keep, look="primary")
        self.forget = named_button("sheet_forget", self.tr("Forget this sheet"), self._forget)
        self.forget.setVisible(is_own)
        cancel = named_button("sheet_cancel", self.tr("Cancel   Esc"), self.reject)
        self.keep.setShortcut("Ctrl+Return")
        for button in (self.keep, self.forget, cancel):
            button.setAutoDefault(False)
        self._lay_out(stock, ButtonRow(self.keep, self.forget, cancel))
        self.name.textChanged.connect(self._show)
        self._show()

    def _lay_out(self, stock: Stock, buttons: QWidget) -> None:
        words = QWidget()
        column = scrolled_column(words)
        column.setContentsMargins(24, 20, 12, 12)
        column.setSpacing(6)
        column.addWidget(PlainLabel(self.tr("A sheet of your own"), look="title", wrap=True))
        hint = self.tr("Measure with a ruler, in millimetres, from the paper's left and top edges.")
        column.addWidget(PlainLabel(hint, look="quiet", wrap=True))
        self._row(column, "name", self.tr("Name"), self.name)
        for what, title in self._titles().items():
            value = getattr(stock, what)
            field: QSpinBox | QDoubleSpinBox
            if isinstance(value, int):
                field = self.counts[what] = QSpinBox(minimum=1, maximum=100, value=value)
            else:
                least = 0.0 if what in {"left", "top"} else 1.0
                field = QDoubleSpinBox(minimum=least, maximum=2000.0, decimals=2, singleStep=0.5, value=value)
                field.setSuffix(self.tr(" mm"))
                self.lengths[what] = field
            field.setAlignment(Qt.AlignmentFlag.AlignCenter)
            field.valueChanged.connect(self._show)
            self._row(column, what, title, field)
        column.addStretch(1)
        above = QWidget()
        row = QHBoxLayout(above)
        row.setContentsMargins(0, 0, 24, 0)
        row.addWidget(words, 3)
        row.addWidget(self._page, 2)
        foot_below(self, above, self._problem, buttons)
        metrics = self.fontMetrics()
        wanted = QSize(_PICTURE.width() + metrics.averageCharWidth() * 70, metrics.lineSpacing() * 34)
        fit(self, wanted)

    def _titles(self) -> dict[str, str]:
        return {
            "page_width": self.tr("Width of the page"),
            "page_height": self.tr("Height of the page"),
            "width": self.tr("Width of a badge"),
            "height": self.tr("Height of a badge"),
            "columns": self.tr("Badges side by side"),
            "rows": self.tr("Badges one below the other"),
            "left": self.tr("From the left edge to the first badge"),
            "top": self.tr("From the top edge to the first badge"),
            "step_x": self.tr("From the left of one badge to the left of the next"),
            "step_y": self.tr("From the top of one badge to the top of the next"),
        }

    def _row(self, column: QVBoxLayout, name: str, title: str, field: QWidget) -> None:
        field.setObjectName(f"sheet_{name}")
        field.setAccessibleName(title)
        label = PlainLabel(title, look="quiet", wrap=True)
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)

    def stock(self) -> Stock:
        """The sheet as it is filled in; it may be none that can be."""
        lengths = {what: field.value() for what, field in self.lengths.items()}
        columns, rows = (self.counts[what].value() for what in ("columns", "rows"))
        return Stock(name=self.name.text(), columns=columns, rows=rows, **lengths)

    def _show(self, *_: object) -> None:
        if len(self.lengths) + len(self.counts) + 1 < len(fields(Stock)):
            return
        stock = self.stock()
        try:
            checked(stock)
        except DeskError as problem:
            self._problem.show_text(sentence(problem))
        else:
            self._problem.hide()
        self.keep.setEnabled(self._problem.isHidden())
        self._page.show_stock(stock, self.tr("The page with its badges: {count}").format(count=len(stock.cells)))

    def _keep(self) -> None:
        stock = replace(self.stock(), name=" ".join(self.name.text().split()))
        try:
            keep_own(stock)
        except DeskError as problem:
            self._problem.show_text(sentence(problem))
            return
        if self._known and self._known != stock.name:
            forget_own(self._known)
        self.accept()
        self._then(stock.name)

    def _forget(self) -> None:
        forget_own(self._known)
        self.accept()
        self._then("")
