"""What is wrong with badges before they are printed, as a list to click through and mend."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from checkin.badges.preflight import Finding, FindingKind

_ID = Qt.ItemDataRole.UserRole
_SHOWN = 500
_LONGEST_HERE = 40
"""Letters of a name in a line: enough to know whose badge it is."""


class Findings(QListWidget):
    """`badges_findings`. `wanted` carries the id of the person whose line was chosen."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("badges_findings")
        self.setAccessibleName(self.tr("Look at these badges before printing"))
        self.setWordWrap(True)
        self.itemActivated.connect(self._chosen)
        self.itemClicked.connect(self._chosen)
        self.setFixedHeight(self.fontMetrics().height() * 6)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found; nothing at all where all is well."""
        self.clear()
        for finding in findings[:_SHOWN]:
            item = QListWidgetItem(self._sentence(finding))
            item.setData(_ID, finding.person.id if finding.person is not None else "")
            self.addItem(item)
        if len(findings) > _SHOWN:
            self.addItem(self.tr("… and {count} more").format(count=len(findings) - _SHOWN))
        self.setVisible(bool(findings))

    def _sentence(self, finding: Finding) -> str:
        name = finding.person.name if finding.person is not None else ""
        name = name if len(name) <= _LONGEST_HERE else f"{name[:_LONGEST_HERE]}…"
        return {
            FindingKind.SMALL: self.tr("{name}: long, and printed small"),
            FindingKind.LETTERS: self.tr("{name}: no font here has {what}"),
            FindingKind.MARKS: self.tr("{name}: more than {what} marks on one letter; the others are left out"),
            FindingKind.NO_NAME: self.tr("{name}: has no name; the badge gets a line to write on"),
            FindingKind.EMPTY: self.tr("{name}: without {what}"),
            FindingKind.NO_FIELD: self.tr("The design asks for {what}, which this list does not have"),
            FindingKind.NO_FOLDER: self.tr("The design shows photos: choose the folder that they are in"),
            FindingKind.NO_PHOTO: self.tr("{name}: no photo in the folder (PNG or JPEG)"),
            FindingKind.SAME_PHOTO: self.tr("{name}: has the same photo as somebody else, {what}"),
            FindingKind.BAD_PHOTO: self.tr("{name}: the photo {what} is damaged, too large or no picture"),
            FindingKind.OUTSIDE: self.tr("Something reaches over the edge of the badge, and is cut there"),
            FindingKind.LONG_CODE: self.tr("{name}: the code would have to say more than a QR code holds"),
            FindingKind.COVERED_CODE: self.tr("Something lies over the code or its white edge"),
            FindingKind.FINE_CODE: self.tr("The codes are fine ({what} mm a square): good scanners only"),
            FindingKind.TOO_FINE_CODE: self.tr("The codes are too fine ({what} mm a square, 0.5 mm is the least)"),
            FindingKind.SAME_CODE: self.tr("{name}: has the same code as another badge"),
            FindingKind.UNREADABLE: self.tr("{name}: the printed code cannot be read"),
        }[finding.kind].format(name=name, what=finding.what)

    def _chosen(self, item: QListWidgetItem) -> None:
        if item.data(_ID):
            self.wanted.emit(item.data(_ID))
