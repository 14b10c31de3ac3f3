"""A whole process that writes so many tickets and pictures of codes into a folder, each ticket a PDF with fonts: the
bench runs it. With "alone" it makes them without the help of other processes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from checkin.badges import ticket_makers
from checkin.badges.sending import PICTURE, ticket, write_codes
from checkin.badges.tickets import ticket_run
from checkin.domain.session import Event
from checkin.services.demo import EVENT_NAME, KICK_OFF
from checkin.services.events import new_session
from tests.bench.badge_run import sheets

if __name__ == "__main__":
    app = QGuiApplication([])
    session = new_session(KICK_OFF)
    run = ticket_run(Event("event", EVENT_NAME, (session,), languages=("en", "fr", "sw", "ar")), session)
    people = sheets(int(sys.argv[1])).people
    if "alone" in sys.argv:
        ticket_makers.MANY = len(people) + 1
    write_codes(people, Path(sys.argv[2]), (PICTURE, ticket(run)))
