"""The follow-up lists as files: a CSV for mail merge and a file of vCards for each, and one CSV of who was left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from checkin.domain.attendance import Attendance
from checkin.domain.follow_up import Contact, FollowUp, FollowUpList, Letter, Why
from checkin.files import attendance_csv, vcards
from checkin.files.attendance_rows import ONLINE, attendance_word
from checkin.files.cells import writable

TITLES = {
    FollowUp.THANK_YOU_ROOM: "Thank you (room)",
    FollowUp.THANK_YOU_ONLINE: "Thank you (online)",
    FollowUp.MISSED_YOU: "Missed you",
    FollowUp.JOINING: "Wants to join the coalition",
    FollowUp.KNOW_MORE: "Wants to know more",
    FollowUp.NEW_CONTACTS: "New contacts",
    FollowUp.PUBLIC: "Public participants list",
}

REASONS = {
    Why.NO_ADDRESS: "has no e-mail address",
    Why.UNREADABLE_ADDRESS: "the e-mail address cannot be one",
    Why.REFUSED: "said no to being written to",
    Why.NOT_AGREED: "has not said yes to being written to",
    Why.MAY_HAVE_COME: "may have come under another entry: compare the names first",
    Why.NOT_DECIDED: "may be somebody on the list: decide on the page Online first",
    Why.NOT_LISTED: "has not agreed to be listed",
    Why.NO_NAME: "has no name",
}

LEFT_OUT = "left-out.csv"
"""Who belongs on one of the lists and is not on it. With those names it is for the desk, and not to be passed on."""

HEADINGS = (
    *("E-mail", "Names", "Given names", "Family name", "Organisation", "Role", "Country"),
    *("People", "Attendance", "Event", "Session", "Session date"),
)
PUBLIC_HEADINGS = ("Full name", "Organisation", "Country")
_LEFT_OUT_HEADINGS = ("List", "Full name", "Organisation", "Country", "E-mail", "Phone", "Why")


def contents(
    lists: Iterable[FollowUpList], attendance: Attendance, now: datetime, kinds: Collection[str] = ("csv", "vcf")
) -> dict[str, bytes]:
    """The files by name, `csv` and `vcf` or one of the two; `left-out.csv` comes with them where anybody was left out.

    In a CSV each row is an address: of people who share it the names stand together, so that a greeting holds all of
    them. In a file of vCards each person has a card of their own.
    """
    lists = tuple(lists)
    files: dict[str, bytes] = {}
    for found in lists:
        if "csv" in kinds:
            files[f"{found.which}.csv"] = _table(found, attendance, now)
        if "vcf" in kinds:
            files[f"{found.which}.vcf"] = vcards.cards(found.people, TITLES[found.which])
    if any(found.left_out for found in lists):
        files[LEFT_OUT] = attendance_csv.written(_LEFT_OUT_HEADINGS, _left_out(lists))
    return files


def names_of(lists: Iterable[FollowUp], kinds: Collection[str] = ("csv", "vcf")) -> tuple[str, ...]:
    """The names that the files of these lists may have."""
    return (*(f"{which}.{kind}" for which in lists for kind in kinds), LEFT_OUT)


def _table(found: FollowUpList, attendance: Attendance, now: datetime) -> bytes:
    if found.which is FollowUp.PUBLIC:
        shown = (person.details for person in found.people)
        rows = ([writable(one.name), writable(one.organisation), writable(one.country)] for one in shown)
        return attendance_csv.written(PUBLIC_HEADINGS, rows)
    session = attendance.session
    about = (attendance.event_name, session.name, session.local(session.starts_at).date().isoformat())
    ended = attendance.has_ended(now)
    rows = ([*map(writable, (*_row(letter, ended=ended), *about))] for letter in found.letters)
    return attendance_csv.written(HEADINGS, rows)


def _row(letter: Letter, *, ended: bool) -> tuple[str, ...]:
    everyone = [contact.details for contact in letter.people]
    given = [details.given_name for details in everyone]
    return (
        letter.email,
        ", ".join(details.name for details in everyone if details.name),
        ", ".join(given) if all(given) else "",
        everyone[0].family_name if len(everyone) == 1 else "",
        _each(details.organisation for details in everyone),
        _each(details.role for details in everyone),
        _each(details.country for details in everyone),
        str(len(everyone)),
        _each(_attended(contact, ended=ended) for contact in letter.people),
    )


def _each(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))


def _attended(contact: Contact, *, ended: bool) -> str:
    return ONLINE if contact.presence is None else attendance_word(contact.presence, ended=ended)


_TO_CALL = {Why.NO_ADDRESS, Why.UNREADABLE_ADDRESS}
_TO_LOOK_AT = {Why.UNREADABLE_ADDRESS, Why.MAY_HAVE_COME, Why.NOT_DECIDED}


def _left_out(lists: Sequence[FollowUpList]) -> Iterator[list[str]]:
    """Contacts stand only beside whom they help: who has no usable address can be called, a doubt can be settled."""
    for found in lists:
        for one in found.left_out:
            details = one.contact.details
            row = (
                TITLES[found.which],
                details.name,
                details.organisation,
                details.country,
                details.email if one.why in _TO_LOOK_AT else "",
                details.phone if one.why in _TO_CALL else "",
                REASONS[one.why],
            )
            yield [*map(writable, row)]
