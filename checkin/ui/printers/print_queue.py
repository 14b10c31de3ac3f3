"""The print queue: every job that was sent from here, what became of it, and what can be done about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QInputDialog, QListWidget, QListWidgetItem, QVBoxLayout

from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.printers.came_out import CameOut
from checkin.ui.printers.print_jobs import Sent, Stage
from checkin.ui.printers.print_wording import job_words, reasons
from checkin.ui.printers.printing import Printing

_KEY = Qt.ItemDataRole.UserRole
_ROWS = 4
_LOW = 26
"""Lines of text: in a window that is no higher, the queue is one line, and only shown while it says something new."""


class PrintQueue(QFrame):
    """`print_queue`: nothing is shown while nothing was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("print_queue")
        self._printing: Printing | None = None
        self._list = QListWidget()
        self._list.setObjectName("print_queue_jobs")
        self._list.setAccessibleName(self.tr("Print queue"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # a long line ends in "…"
        self._list.currentRowChanged.connect(lambda _row: self._offer())
        self.retry = named_button("print_queue_retry", self.tr("Let it go on"), self._on_retry)
        self.cancel = named_button("print_queue_cancel", self.tr("Cancel"), self._on_cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._title = PlainLabel(self.tr("Print queue"), look="quiet")
        column.addWidget(self._title)
        column.addWidget(self._list)
        column.addWidget(ButtonRow(self.retry, self.cancel))
        self.hide()

    def watch(self, printing: Printing) -> None:
        """Show this queue from now on."""
        self._printing = printing
        printing.changed.connect(self._show)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _is_low(self) -> bool:
        return self.window().height() < _LOW * self.fontMetrics().lineSpacing()

    def _fit(self) -> None:
        rows = 1 if self._is_low() else max(1, min(_ROWS, self._list.count()))
        self._title.setVisible(not self._is_low())
        self._list.setFixedHeight(rows * (2 * self.fontMetrics().lineSpacing() + 8) + 8)

    def _chosen(self) -> Sent | None:
        if self._printing is None or self._list.currentRow() < 0:
            return None
        key = self._list.currentItem().data(_KEY)
        return next((sent for sent in self._printing.jobs if sent.key == key), None)

    def _show(self) -> None:
        if self._printing is None:
            return
        chosen = self._chosen()
        jobs = self._printing.jobs
        self._list.clear()
        for sent in jobs:
            item = QListWidgetItem(f"{job_words(sent)}\n{sent.order.title} → {sent.order.printer}")
            item.setData(_KEY, sent.key)
            item.setSizeHint(QSize(0, 2 * self.fontMetrics().lineSpacing() + 8))
            self._list.addItem(item)
            if chosen is not None and sent.key == chosen.key:
                self._list.setCurrentItem(item)
        if self._list.currentRow() < 0 and jobs:
            needing = [row for row, sent in enumerate(jobs) if sent.needs_a_hand]
            self._list.setCurrentRow(needing[0] if needing else 0)
        self._fit()
        telling = any(sent.needs_a_hand or not sent.is_over for sent in jobs)
        self.setVisible(telling if self._is_low() else bool(jobs))
        self._offer()

    def _offer(self) -> None:
        sent = self._chosen()
        again = sent is not None and sent.is_over
        self.retry.setEnabled(sent is not None and sent.stage is not Stage.WAITS)
        unclear = sent is not None and sent.is_unclear
        if unclear:
            self.retry.setText(self.tr("Say what came out…"))
        else:
            self.retry.setText(self.tr("Print it again") if again else self.tr("Let it go on"))
        # What nobody has answered for stays in sight.
        self.cancel.setEnabled(sent is not None and sent.stage is not Stage.WAITS and not unclear)
        self.cancel.setText(self.tr("Remove from this list") if again else self.tr("Cancel"))
        for button in (self.retry, self.cancel):
            button.setAccessibleName(button.text())

    def _on_retry(self) -> None:
        sent = self._chosen()
        if sent is None or self._printing is None:
            return
        if sent.is_unclear:
            CameOut(sent, self, partial(self._printing.came_out, sent.key)).open()
        elif sent.stage is Stage.PRINTED and sent.order.people:
            self._ask_why(self._printing, sent)
        else:
            self._printing.retry(sent.key)

    def _ask_why(self, printing: Printing, sent: Sent) -> None:
        """A badge that came out is printed again for a reason only."""

        def again(why: str) -> None:
            if why.strip():
                printing.retry(sent.key, why.strip())

        dialog = QInputDialog(self)
        dialog.setObjectName("print_queue_why")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Print it again"))
        dialog.setLabelText(self.tr("These badges came out. Why once more?"))
        dialog.setComboBoxItems(["", *reasons()])
        dialog.setComboBoxEditable(True)
        dialog.setOkButtonText(self.tr("Print"))
        dialog.setCancelButtonText(self.tr("Cancel"))
        dialog.textValueSelected.connect(again)
        dialog.open()

    def _on_cancel(self) -> None:
        sent = self._chosen()
        if sent is not None and self._printing is not None:
            self._printing.cancel(sent.key)
