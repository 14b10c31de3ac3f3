"""Before a walk-in is made: who on the list may be the same person."""

from __future__ import annotations

from checkin.domain.names import words
from checkin.domain.registrant import Details
from checkin.domain.same_person import address
from checkin.domain.search import Hit, may_be
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from checkin.storage.search import Searcher

MOST = 5
"""More people than this are no question that a queue waits for."""

_MOST_WORDS = 5


def possible(event: EventFile, searcher: Searcher, details: Details, place: Place) -> list[Hit]:
    """The people on the list who may be this walk-in, the likeliest first: the same address, or nearly the same name.

    The name is looked for whole and with each of its words left out: a list may lack the middle name.
    """
    name = details.name.split()[:_MOST_WORDS]
    shorter = [[*name[:place], *name[place + 1 :]] for place in range(len(name))] if len(name) > 2 else []  # noqa: PLR2004
    questions = [" ".join(each) for each in (name, *shorter) if words(" ".join(each))]
    if address(details.email):
        questions.insert(0, details.email.strip())
    found: dict[str, Hit] = {}
    with event.reading() as tx:
        for question in questions:
            for hit in searcher.find(tx, question, place.session.id):
                if may_be(hit, details.name, details.organisation, details.email):
                    found.setdefault(hit.registrant_id, hit)
    return list(found.values())[:MOST]
