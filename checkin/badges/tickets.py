"""The ticket: a page that a person has on their phone, with the code large, when and where, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checkin.badges.design import Align, Design, Line, Qr, Rectangle, Text, Upright
from checkin.badges.session_words import GOLD, INK, NIGHT, PALE, RULE, SECOND, facts, in_every_language
from checkin.badges.sheets import Sheets, as_pdf
from checkin.badges.stock import stock_named
from checkin.domain.registrant import Registrant
from checkin.domain.session import Event, Session

_CENTRE = Align.CENTRE

_TICKET = Design(
    "ticket",
    "Ticket",
    105,
    148,
    (
        Rectangle((0, 0, 105, 31), NIGHT),
        Rectangle((0, 31, 105, 1.2), GOLD),
        Text((7, 3.4, 91, 18.8), "{event}", 16, 7, 3, bold=True, align=_CENTRE, colour="#FFFFFF"),
        Text((7, 23, 91, 6), "{session}", 11, 6.5, align=_CENTRE, colour=PALE),
        Text((7, 34.4, 91, 7), "{day}", 13.5, 8, bold=True, align=_CENTRE, colour=NIGHT),
        Text((7, 41.4, 91, 5.2), "{times}  ({zone})", 11, 7, align=_CENTRE, colour=INK),
        Text((7, 46.8, 91, 5.2), "{room}", 11, 6.5, 2, bold=True, align=_CENTRE, colour=INK),
        Line((38, 53.4, 29, 0), RULE, 0.3),
        Text((7, 54.4, 91, 12.6), "{name}", 22, 9, 2, bold=True, align=_CENTRE, valign=Upright.BOTTOM, colour=INK),
        Text((7, 67, 91, 4.6), "{organisation}", 10.5, 6.5, align=_CENTRE, colour=SECOND),
        Qr((24, 71.8, 57, 57)),
        Text((24, 129, 57, 3.2), "{code}", 7, 5, align=_CENTRE, colour=SECOND),
        Text((7, 132.8, 91, 5.4), "{what_to_do}", 10.5, 6, bold=True, align=_CENTRE, colour=NIGHT),
        Text((7, 138.2, 91, 8), "{and_so_again}", 7.5, 4, 8, align=_CENTRE, valign=Upright.TOP, colour=SECOND),
    ),
)
"""A6 upright, which fills a phone; all in the middle, so that no script is on the wrong side."""

_MOST_LINES = 4
"""Languages of which each has a line of its own; more of them are one text."""


def ticket_run(event: Event, session: Session) -> Sheets:
    """How tickets for a session come out, each on a page of its own; still for nobody."""
    between = "\n" if len(event.languages) <= _MOST_LINES else "   ·   "
    what_to_do, again = in_every_language(event, lambda words: words.show, between)
    said = {**facts(event, session), "what_to_do": what_to_do, "and_so_again": again}
    return Sheets((), _TICKET, stock_named("A6"), event.name, said)


def ticket_of(run: Sheets) -> Callable[[Registrant], bytes]:
    """What makes a person's ticket of a run: a PDF of one page. Needs a QGuiApplication; raises DeskError."""
    return lambda person: as_pdf(replace(run, people=(person,)))
