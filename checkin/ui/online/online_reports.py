"""The reports that were loaded for a session: what each says, what was doubtful in it, and a way to take it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from checkin.domain.session import Session
from checkin.storage.online import StoredReport
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column

_DOUBTS_SHOWN = 20
_HIGHEST = 260


class OnlineReports(QWidget):
    """`button` shows and hides the list. `unwanted` carries the id of a report that is to be taken out."""

    unwanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("online_reports")
        self.setAccessibleName(self.tr("Loaded reports"))
        self.setMaximumHeight(_HIGHEST)
        self._reports: Sequence[StoredReport] = ()
        self.button = named_button("online_reports_button", self.tr("Reports"))
        self.button.setCheckable(True)
        self.button.setToolTip(self.tr("Which reports were loaded, and what was doubtful in them"))
        self.button.toggled.connect(self.setVisible)
        self._column = scrolled_column(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_reports(self, reports: Sequence[StoredReport], session: Session) -> None:
        """List these reports of the session."""
        self.button.setText(self.tr("Reports ({count})").format(count=len(reports)))
        self.button.setAccessibleName(self.button.text())
        self.button.setEnabled(bool(reports))
        if not reports:
            self.button.setChecked(False)
        if reports == self._reports:
            return
        self._reports = reports
        _clear(self._column)
        for number, report in enumerate(reports, 1):
            self._column.addWidget(self._card(number, report, session))
        self._column.addStretch(1)

    def _card(self, number: int, report: StoredReport, session: Session) -> QWidget:
        card = QFrame()
        card.setProperty("look", "card")
        card.setObjectName(f"online_report_{number}")
        card.setAccessibleName(report.file)
        said = QVBoxLayout()
        said.addWidget(PlainLabel(report.file, look="head", wrap=True))
        said.addWidget(PlainLabel(self._facts(report, session), look="quiet", wrap=True))
        for doubt in report.doubts[:_DOUBTS_SHOWN]:
            text = self.tr("Row {row}: {why}").format(row=doubt.row, why=doubt.why)
            said.addWidget(PlainLabel(text, wrap=True))
        more = len(report.doubts) - _DOUBTS_SHOWN
        if more > 0:
            said.addWidget(PlainLabel(self.tr("… and {count} more").format(count=more), look="quiet"))
        out = named_button(f"online_report_out_{number}", self.tr("Take out"))
        out.setAccessibleName(self.tr("Take {file} out").format(file=report.file))
        out.setToolTip(
            self.tr("Whoever is in no other report was not online. What was decided counts again with the same report.")
        )
        out.clicked.connect(lambda: self.unwanted.emit(report.id))
        row = QHBoxLayout(card)
        row.addLayout(said, 1)
        row.addWidget(out)
        return card

    def _facts(self, report: StoredReport, session: Session) -> str:
        facts = [report.topic] if report.topic else []
        if report.starts is not None and report.ends is not None:
            starts, ends = session.local(report.starts), session.local(report.ends)
            facts.append(
                self.tr("{starts} to {ends}").format(starts=f"{starts:%Y-%m-%d %H:%M}", ends=f"{ends:%Y-%m-%d %H:%M}")
            )
        facts.append(self.tr("{count} rows").format(count=report.rows))
        facts.append(self.tr("{count} doubtful").format(count=len(report.doubts)))
        return " · ".join(facts)


def _clear(column: QBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
