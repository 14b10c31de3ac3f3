"""What a run of badges is made of: for whom, in which order, on which places of the first sheet, how it is cut."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from checkin.badges.layout import Layout, in_words, used_after
from checkin.badges.sheets import Sheets
from checkin.badges.stock import Stock
from checkin.domain.badge_order import Order
from checkin.services.prints import ForWhom
from checkin.ui.badges.badge_run import Run
from checkin.ui.badges.used_places import UsedPlaces
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow, FoldingCheckBox, FoldingRadioButton
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.plain_choice import PlainChoice


class RunChoice(QWidget):
    """`changed` is emitted whenever something else is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stock: Stock | None = None
        self._used: frozenset[int] = frozenset()
        self._whom = {
            ForWhom.ALL: self._who("badges_all", self.tr("Everyone")),
            ForWhom.NOT_PRINTED: self._who("badges_not_printed", self.tr("Only those without a printed badge")),
            ForWhom.HERE: self._who(
                "badges_here_not_printed", self.tr("Only those who are in without a printed badge")
            ),
        }
        self._whom[ForWhom.ALL].setChecked(True)
        self.order = PlainChoice("badges_order", self.tr("Order"))
        for order, title in (
            (Order.LIST, self.tr("As on the list")),
            (Order.NAME, self.tr("By name")),
            (Order.ORGANISATION, self.tr("By organisation")),
            (Order.ROLE, self.tr("By role")),
            (Order.SLOT, self.tr("By rack slot")),
        ):
            self.order.addItem(title, order)
        self.order.currentIndexChanged.connect(self.changed)
        self.cut_stack = FoldingCheckBox(self.tr("Cut as a stack: the piles lie in order, one upon another"))
        self.cut_stack.setObjectName("badges_cut_stack")
        self.cut_stack.clicked.connect(self.changed)
        self.over_the_top = FoldingCheckBox(self.tr("Sheets are turned over their top edge, like a notepad's"))
        self.over_the_top.setObjectName("badges_over_the_top")
        self.over_the_top.clicked.connect(self.changed)
        self.over_the_top.hide()
        self._places = ButtonRow(named_button("badges_used", self.tr("Used places…"), self.ask_places))
        self._said = PlainLabel(look="quiet", wrap=True)
        self._said.setObjectName("badges_used_said")
        self._said.hide()
        self._lay_out()

    def _who(self, name: str, words: str) -> FoldingRadioButton:
        choice = FoldingRadioButton(words)
        choice.setObjectName(name)
        choice.clicked.connect(self.changed)
        return choice

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(PlainLabel(self.tr("For whom"), look="quiet"))
        for who in self._whom.values():
            column.addWidget(who)
        label = PlainLabel(self.tr("&Order"), look="quiet")
        label.setBuddy(self.order)
        for part in (label, self.order, self.cut_stack, self.over_the_top, self._places, self._said):
            column.addWidget(part)

    # -- what is chosen ------------------------------------------------------------------------------------------

    def for_whom(self) -> ForWhom:
        """Whom the run is for."""
        return next(which for which, choice in self._whom.items() if choice.isChecked())

    def in_order(self) -> Order:
        """In which order they come out."""
        return Order(self.order.currentData())  # Qt keeps the word only.

    def choose(self, order: Order) -> None:
        """Let them come out in another order."""
        self.order.setCurrentIndex(self.order.findData(order))

    def layout_on(self, stock: Stock) -> Layout:
        """How the run lies on its sheets."""
        return Layout(
            self._used,
            cut_stack=self.cut_stack.isChecked(),
            marks=stock.is_plain,
            over_the_top=self.over_the_top.isChecked(),
        )

    def turning(self, sheets: Sheets) -> str:
        """How to turn the paper, for a design with a back; "" for others, which are not asked about it."""
        self.over_the_top.setVisible(sheets.design.two_sided)
        if not sheets.design.two_sided:
            return ""
        if sheets.layout.over_the_top:
            return self.tr("This design has a back: print on both sides, and turn sheets over their top edge.")
        return self.tr("This design has a back: print on both sides, and turn sheets like the pages of a book.")

    def printed(self, run: Run | None) -> None:
        """A run went to a printer: whoever has said which places are used goes on with what its last sheet has left."""
        if self._used and run is not None:
            sheets = run.sheets
            self._keep(used_after(sheets.layout, len(sheets.people), len(sheets.stock.cells)))

    def offer(self, stock: Stock) -> None:
        """Other sheets are in the printer: of those none has a used place yet."""
        if stock == self._stock:
            return
        self._stock = stock
        one_by_one = len(stock.cells) == 1
        self._places.setVisible(not one_by_one)
        self.cut_stack.setVisible(not one_by_one)
        self._use(frozenset())

    def ask_places(self) -> None:
        """Ask which places of the first sheet are used."""
        if self._stock is not None:
            dialog = UsedPlaces(self._stock, self._used, self)
            dialog.kept.connect(self._keep)
            dialog.open()

    def _keep(self, used: frozenset[int]) -> None:
        self._use(used)
        self.changed.emit()

    def _use(self, used: frozenset[int]) -> None:
        self._used = used
        text = self.tr("Used on the first sheet: {places}").format(places=in_words(used))
        self._said.show_text(text if used else "")
