"""Reports of a meeting leave out whoever was erased from the event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checkin.domain.erasing import Erased
from checkin.domain.errors import DeskError
from checkin.domain.online_report import OnlineReport, OnlineRow
from checkin.domain.registrant import Details
from checkin.domain.same_person import address, identity
from checkin.storage import registrants
from checkin.storage.event_file import Tx


def refuse(gone: Erased) -> None:
    """Raise DeskError when the whole event was erased: nobody is loaded into it any more."""
    if gone.everybody:
        raise DeskError("The people of this event were erased.", "Make a new event for new people.")


def without_erased(tx: Tx, gone: Erased, reports: Sequence[OnlineReport]) -> Iterator[tuple[OnlineReport, int]]:
    """The reports without the rows of people who were erased, each with how many rows those are.

    A row is theirs by address and name, by the name alone where it has no address, or by an address that is nobody's of
    those who are on the list.
    """
    known = {address(one.details.email) for one in registrants.everyone(tx)} if gone.marks else set()

    def stays(row: OnlineRow) -> bool:
        mail = address(row.email)
        same = gone.knows_person(identity(Details(row.name, email=row.email)))
        return not same and (not mail or mail in known or not gone.knows_address(mail))

    for report in reports:
        rows = tuple(filter(stays, report.rows)) if gone.marks else report.rows
        yield replace(report, rows=rows), len(report.rows) - len(rows)
