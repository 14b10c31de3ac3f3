"""The commands that need Qt to paint. The others start without it."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from checkin import fonts
from checkin.badges import preflight, sending
from checkin.badges.badge_pictures import write_pictures
from checkin.badges.fields import session_facts
from checkin.badges.layout import Layout, places_in
from checkin.badges.library import design_named, for_stock, read_own
from checkin.badges.photos import Photos
from checkin.badges.poster import Paper, poster_of, write_poster
from checkin.badges.sheets import Sheets, write_pdf
from checkin.badges.stock import stock_named
from checkin.badges.tickets import ticket_run
from checkin.cli.terminal import now, place_in, say
from checkin.domain.attendance import Attendance
from checkin.domain.attendance_choice import Choice
from checkin.domain.badge_order import Order, in_order
from checkin.reports import attendance_pdf
from checkin.services import events, prints
from checkin.services.badge_designs import own_designs
from checkin.services.prints import ForWhom
from checkin.storage.event_file import open_event


def _qt() -> QGuiApplication:
    """What paints a PDF needs Qt's fonts, but no screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QGuiApplication.instance()
    app = existing if isinstance(existing, QGuiApplication) else QGuiApplication(sys.argv[:1])
    fonts.load()
    return app


def badges(asked: argparse.Namespace) -> int:
    """A PDF with a badge for each person."""
    stock = stock_named(asked.stock)
    used = places_in(asked.used, len(stock.cells))
    layout = Layout(used, asked.cut_stack, marks=stock.is_plain, over_the_top=asked.over_the_top)
    app = _qt()
    with closing(open_event(asked.event)) as event:
        own, _ = read_own(own_designs(event))
        design = design_named(asked.design, own) if asked.design else for_stock(stock)[0]
        whole = events.the_event(event)
        place = place_in(event, asked.session)
        people = in_order(prints.for_badges(event, place, ForWhom(asked.who)), Order(asked.order))
        facts = session_facts(whole, place.session)
        photos = Photos(asked.photos) if asked.photos else None
        if photos is not None:
            photos.check()
        sheets = Sheets(people, design, stock, whole.name, facts, photos, layout)
        looks = (preflight.look_at, preflight.unreadable_photos, preflight.read_back)
        found = preflight.as_json([finding for look in looks for finding in look(sheets)])
        if asked.pictures:
            write_pictures(sheets, asked.out)
        else:
            write_pdf(sheets, asked.out)
        prints.printed(event, [person.id for person in people], place, now(), asked.out.name)
    app.processEvents()
    numbers = {"badges": len(people), "pages": sheets.pages}
    answer = {"file": str(asked.out), "stock": stock.name, "design": design.id, **numbers, **found}
    what = "badges as pictures" if asked.pictures else f"badges on {sheets.pages} pages of {stock.name}"
    count = len(found["findings"])
    look = f" Look at them before you hand them out: {count} findings, which --json names." if count else ""
    say(answer, f"{len(people)} {what}: {asked.out}{look and '.'}{look}", as_json=asked.json)
    return 0


def codes(asked: argparse.Namespace) -> int:
    """A picture of each person's code, and a ticket if wanted, to be sent ahead."""
    _qt()
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        people, kinds = prints.for_badges(event, place), [sending.PICTURE]
        run = ticket_run(events.the_event(event), place.session)
        if asked.tickets:
            kinds.append(sending.ticket(run))
        count = sending.write_codes(people, asked.folder, kinds)
    missing = preflight.missing_letters(replace(run, people=tuple(people))) if asked.tickets else []
    numbers = {"codes": count, "tickets": count if asked.tickets else 0}
    sentence = f"{count} codes and tickets: {asked.folder}" if asked.tickets else f"{count} codes: {asked.folder}"
    found = {"findings": preflight.as_json(missing)["findings"]} if asked.tickets else {}
    say({"folder": str(asked.folder), **numbers, **found}, sentence, as_json=asked.json)
    return 0


def poster(asked: argparse.Namespace) -> int:
    """A poster for the corridor, as a PDF."""
    _qt()
    with closing(open_event(asked.event)) as event:
        made = poster_of(events.the_event(event), place_in(event, asked.session).session)
    write_poster(made, asked.out, Paper(asked.paper))
    lacks = "".join(f" It has no {name} link: see checkin links." for name in made.missing)
    lacks += f" No font here has {made.boxes}: boxes are printed." if made.boxes else ""
    answer = {"file": str(asked.out), "paper": asked.paper, "missing": list(made.missing), "letters": made.boxes}
    say(answer, f"A poster on {asked.paper}: {asked.out}.{lacks}", as_json=asked.json)
    return 0


def report(found: Attendance, path: Path, choice: Choice, *, replace: bool) -> None:
    """The attendance as a PDF."""
    _qt()
    attendance_pdf.write(found, path, now(), pages=choice.pages, replace=replace)
