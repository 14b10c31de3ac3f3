"""One badge for one person, as chosen for this door."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from checkin import settings
from checkin.badges.design import Design
from checkin.badges.fields import session_facts
from checkin.badges.layout import Layout
from checkin.badges.library import designs, for_stock, read_own
from checkin.badges.photos import Photos
from checkin.badges.sheets import Sheets
from checkin.badges.stock import STANDARD, all_stocks, stock_named
from checkin.domain.registrant import Registrant
from checkin.services.badge_designs import own_designs
from checkin.storage.event_file import EventFile
from checkin.ui.printers.badge_printing import badges_order
from checkin.ui.printers.print_jobs import Order
from checkin.ui.station import Station


def own_design(event: EventFile, design_id: str) -> Design | None:
    """The event's own design of this id; None for one that ships, and where none is there that can be read."""
    if not design_id or design_id in designs():
        return None
    text = own_designs(event).get(design_id)
    found, _ = read_own({design_id: text} if text else {})
    return found[0] if found else None


def at_the_desk(event_id: str) -> settings.AtCheckIn:
    """How a badge is printed that somebody asks for: as at check-in where badges are printed there, else on the sheet
    and with the design of the event's other badges.
    """
    chosen = settings.at_check_in()
    if chosen.when != "off":
        return chosen
    stock, design = settings.badge_run(event_id)
    return replace(chosen, stock=stock or chosen.stock, design=design or chosen.design)


def sheets(station: Station, person: Registrant, chosen: settings.AtCheckIn, own: Design | None = None) -> Sheets:
    """The person's badge on the stock of this door, with the event's `own_design` where that was chosen. A design or a
    stock that is there no longer gives way to the usual one: somebody waits for this badge.
    """
    stock = all_stocks().get(chosen.stock) or stock_named(STANDARD)
    design = own or designs().get(chosen.design) or for_stock(stock)[0]
    whole = station.whole_event
    folder = settings.photos(whole.id)
    photos = Photos(folder) if folder is not None else None
    layout = Layout(profile=settings.profile(chosen.printer, stock.name))
    facts = session_facts(whole, station.place.session)
    return Sheets((person,), design, stock, whole.name, facts, photos, layout)


def order(station: Station, person: Registrant, chosen: settings.AtCheckIn, own: Design | None) -> Order:
    """What to send to the printer of this door."""
    badge = sheets(station, person, chosen, own)
    title = QCoreApplication.translate("Printing", "Badge of {name}").format(name=person.name)
    return badges_order(badge, chosen.printer, title)
