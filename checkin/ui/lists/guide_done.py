"""The guide's last page: what was done, and what to do before the doors open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from checkin.services.lists import Imported
from checkin.ui.lists.take_back import TakeBack
from checkin.ui.parts.labels import PlainLabel
from checkin.ui.parts.scrolling import scrolled_column


class DonePage(QWidget):
    """What was done, and what to do before the doors open."""

    def __init__(self) -> None:
        super().__init__()
        self._said = PlainLabel(look="good", wrap=True)
        self._said.setObjectName("guide_done")
        column = scrolled_column(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._title = PlainLabel(look="title", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._said)
        self.last = TakeBack("guide_done")
        column.addWidget(self.last)
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
        self._title.setText(self.tr("The list is loaded"))
        self._said.setText(
            self.tr("People added: {added} · changed: {changed} · as before: {unchanged}. Everyone has a code.").format(
                added=len(plan.added), changed=len(plan.changed), unchanged=len(plan.unchanged)
            )
        )

    def forget(self) -> None:
        """The list that was loaded is taken back."""
        self._title.setText(self.tr("The list is taken back"))
        self._said.setText("")
