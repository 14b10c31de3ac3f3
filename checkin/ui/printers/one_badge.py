"""One badge for one person, as chosen for this door."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication

from checkin import settings
from checkin.badges.fields import session_facts
from checkin.badges.layout import Layout
from checkin.badges.library import design_named, for_stock
from checkin.badges.photos import Photos
from checkin.badges.sheets import Sheets, as_pdf
from checkin.badges.stock import STANDARD, all_stocks, stock_named
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Registrant
from checkin.ui.printers.printing import Order
from checkin.ui.station import Station


def sheets(station: Station, person: Registrant, chosen: settings.AtCheckIn) -> Sheets:
    """The person's badge on the stock of this door. A design or a stock that is there no longer gives way to the usual
    one: somebody waits for this badge.
    """
    stock = all_stocks().get(chosen.stock) or stock_named(STANDARD)
    try:
        design = design_named(chosen.design) if chosen.design else for_stock(stock)[0]
    except DeskError:
        design = for_stock(stock)[0]
    whole = station.whole_event
    folder = settings.photos(whole.id)
    photos = Photos(folder) if folder is not None else None
    layout = Layout(profile=settings.profile(chosen.printer, stock.name))
    facts = session_facts(whole, station.place.session)
    return Sheets((person,), design, stock, whole.name, facts, photos, layout)


def order(station: Station, person: Registrant, chosen: settings.AtCheckIn, why: str = "") -> Order:
    """What to send to the printer of this door."""
    badge = sheets(station, person, chosen)
    title = QCoreApplication.translate("Printing", "Badge of {name}").format(name=person.name)
    page = (badge.stock.page_width, badge.stock.page_height)
    return Order(title, (person.id,), chosen.printer, page, partial(as_pdf, badge), why)
