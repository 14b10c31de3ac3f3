"""Reports of a meeting leave out whoever was erased from the event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checkin.domain.erasing import Erased
from checkin.domain.errors import DeskError
from checkin.domain.online_names import is_full, keys_of, readings
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

    A row is theirs by address and name, by an address that is nobody's of those who are on the list, or, where it has
    no address, by a name that is nobody's there.
    """
    people = registrants.everyone(tx) if gone.marks else ()
    known = {address(one.details.email) for one in people}
    names = {key for one in people for key in keys_of(one.details.name)}

    def is_theirs(row: OnlineRow) -> bool:
        if gone.knows_person(identity(Details(row.name, email=row.email))):
            return True
        if mail := address(row.email):
            return mail not in known and gone.knows_address(mail)
        full = set(filter(is_full, readings(row.name).plain))
        return not full & names and any(map(gone.knows_name, full))

    for report in reports:
        rows = tuple(row for row in report.rows if not is_theirs(row)) if gone.marks else report.rows
        yield replace(report, rows=rows), len(report.rows) - len(rows)
