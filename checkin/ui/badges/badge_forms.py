"""What can be done with badges beside printing them, each in a form of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from checkin.ui.badges.badge_lists import BadgeLists
from checkin.ui.badges.poster_form import PosterForm
from checkin.ui.badges.rack_form import RackForm
from checkin.ui.badges.send_ahead import SendAhead
from checkin.ui.parts.buttons import named_button
from checkin.ui.parts.folding import ButtonRow
from checkin.ui.station import Station


class BadgeForms(QWidget):
    """The buttons that open them. `wants_person` carries the id of a registrant who was chosen there, `racked`
    says that people have got slots in the rack.
    """

    wants_person = Signal(str)
    racked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._station: Station | None = None
        lists = named_button("badges_lists", self.tr("Who has a badge…"), self.show_lists)
        rack = named_button("badges_rack", self.tr("Rack…"), self.show_rack)
        ahead = named_button("badges_ahead", self.tr("Send codes ahead…"), self.show_send_ahead)
        poster = named_button("badges_poster", self.tr("Poster…"), self.show_poster)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(ButtonRow(lists, rack))
        column.addWidget(ButtonRow(ahead, poster))

    def attach(self, station: Station) -> None:
        """Serve this station from now on."""
        self._station = station

    def show_lists(self) -> None:
        """Show who has a badge, and who has none."""
        if self._station is not None:
            lists = BadgeLists(self._station, self)
            lists.wanted.connect(self.wants_person)
            lists.open()

    def show_rack(self) -> None:
        """Open the form that gives slots in boxes."""
        if self._station is not None:
            form = RackForm(self._station, self)
            form.given.connect(self.racked)
            form.open()

    def show_send_ahead(self) -> None:
        """Open the form that writes everybody's code into a folder."""
        if self._station is not None:
            SendAhead(self._station, self).open()

    def show_poster(self) -> None:
        """Open the form for the poster."""
        if self._station is not None:
            PosterForm(self._station, self).open()
