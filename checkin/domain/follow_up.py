"""Whom to write to after a session: the lists for the follow-up, and why somebody who belongs on one is not on it.

A letter is for one address, because a mailing program sends one to each row: several people who share an address share
a letter, which greets all of them. What a person eats, needs or wrote in a comment is in none of the lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.attendance_checks import walk_ins
from checkin.domain.names import fold
from checkin.domain.online_names import Key, Kind, cleaned, is_full, keys_of, spoken
from checkin.domain.registrant import ERASED, Answer, Details, Status
from checkin.domain.same_person import address


class FollowUp(StrEnum):
    """The lists; the value names the files."""

    THANK_YOU_ROOM = "thank-you-room"
    THANK_YOU_ONLINE = "thank-you-online"
    MISSED_YOU = "missed-you"
    JOINING = "joining-the-coalition"
    KNOW_MORE = "wants-to-know-more"
    NEW_CONTACTS = "new-contacts"
    PUBLIC = "public-participants"


class Why(StrEnum):
    """Why somebody who belongs on a list is not on it."""

    NO_ADDRESS = "no_address"
    UNREADABLE_ADDRESS = "unreadable_address"
    REFUSED = "refused"
    NOT_AGREED = "not_agreed"
    MAY_HAVE_COME = "may_have_come"
    NOT_DECIDED = "not_decided"
    NOT_LISTED = "not_listed"
    NO_NAME = "no_name"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of a list; `presence` is None for somebody online whom nobody has made a registrant."""

    details: Details
    presence: Presence | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One row of a list: an address ("" in the public list) and whose it is, at least one person."""

    email: str
    people: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Somebody who belongs on a list and is not on it."""

    contact: Contact
    why: Why


@dataclass(frozen=True, slots=True)
class FollowUpList:
    """One list: its letters in the order of the registrant list (the public one by name), and who was left out."""

    which: FollowUp
    letters: tuple[Letter, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def people(self) -> tuple[Contact, ...]:
        """Everyone whom the letters of the list reach."""
        return tuple(person for letter in self.letters for person in letter.people)


def follow_ups(attendance: Attendance, now: datetime, *, only_agreed: bool = False) -> tuple[FollowUpList, ...]:
    """Make all lists of a session, in the order of `FollowUp`.

    Whoever said no to being written to gets no letter; with `only_agreed` nobody does who has not said yes. Whoever was
    in the room and online is thanked for the room only. Nobody has been missed while the session runs (`now`, aware),
    nor who cancelled. Nobody is told "we missed you" either who may have come under another entry: somebody of the same
    full name did, or a walk-in of nearly the same name, or somebody online who may be that person.
    """
    said = _Consent(only_agreed)
    presences = attendance.presences
    return (
        said.mail(FollowUp.THANK_YOU_ROOM, _of(one for one in presences if one.entry is not None)),
        said.mail(FollowUp.THANK_YOU_ONLINE, _of(one for one in presences if one.entry is None and one.online)),
        said.mail(FollowUp.MISSED_YOU, *_missed(attendance, now)),
        said.mail(FollowUp.JOINING, _of(one for one in presences if one.registrant.details.joining is Answer.YES)),
        said.mail(
            FollowUp.KNOW_MORE, _of(one for one in presences if one.registrant.details.joining is Answer.KNOW_MORE)
        ),
        said.mail(FollowUp.NEW_CONTACTS, *_new(attendance)),
        _public(_of(one for one in presences if one.attended)),
    )


def _of(presences: Iterator[Presence]) -> list[Contact]:
    """Whoever was erased is still counted, but is nobody any more to whom anything could be said."""
    return [
        Contact(presence.registrant.details, presence)
        for presence in presences
        if presence.registrant.details.name != ERASED
    ]


@dataclass(frozen=True, slots=True)
class _Consent:
    only_agreed: bool

    def mail(self, which: FollowUp, contacts: Sequence[Contact], left_out: Sequence[LeftOut] = ()) -> FollowUpList:
        """A list of letters to these people, as far as they can and may be written to."""
        letters: dict[str, list[Contact]] = {}
        others = list(left_out)
        for contact in contacts:
            why = self.against(contact.details)
            if why is None:
                letters.setdefault(address(contact.details.email), []).append(contact)
            else:
                others.append(LeftOut(contact, why))
        found = tuple(Letter(people[0].details.email.strip(), tuple(people)) for people in letters.values())
        return FollowUpList(which, found, tuple(others))

    def against(self, details: Details) -> Why | None:
        """What speaks against a letter to this person; None for nothing."""
        if details.mailing is Answer.NO:
            return Why.REFUSED
        if self.only_agreed and details.mailing is not Answer.YES:
            return Why.NOT_AGREED
        if not details.email.strip():
            return Why.NO_ADDRESS
        return None if address(details.email) else Why.UNREADABLE_ADDRESS


def _missed(attendance: Attendance, now: datetime) -> tuple[list[Contact], list[LeftOut]]:
    if not attendance.has_ended(now):
        return [], []
    absent = [
        presence
        for presence in attendance.presences
        if not presence.attended
        and presence.registrant.details.status is not Status.CANCELLED
        and presence.registrant.details.name != ERASED
    ]
    came = [presence.registrant.details.name for presence in attendance.presences if presence.attended]
    asked = [name for stranger in attendance.strangers if not stranger.left for name in stranger.candidates]
    keys = {key for name in came for key in _full_names(name)}
    # Of one word too, or of none, where somebody online was proposed to be just that person.
    keys.update(key for name in asked for key in _any_names(name))
    typed = {alike.registrant.id for _, alike in walk_ins(attendance.presences) if alike is not None}
    missed: list[Contact] = []
    doubtful: list[LeftOut] = []
    for presence in absent:
        contact = Contact(presence.registrant.details, presence)
        if presence.registrant.id in typed or not keys.isdisjoint(_any_names(contact.details.name)):
            doubtful.append(LeftOut(contact, Why.MAY_HAVE_COME))
        else:
            missed.append(contact)
    return missed, doubtful


def _any_names(name: str) -> frozenset[Key]:
    """The forms of a name; one without letters (🌊🐟) as it stands."""
    return keys_of(name) or frozenset({(cleaned(name),)})


def _full_names(name: str) -> Iterator[Key]:
    """The forms of a full name; one word alone is shared by many (Mary, Li)."""
    return filter(is_full, keys_of(name))


def _new(attendance: Attendance) -> tuple[list[Contact], list[LeftOut]]:
    new = _of(one for one in attendance.presences if one.newcomer or one.registrant.walk_in)
    undecided: list[LeftOut] = []
    for stranger in attendance.strangers:
        if stranger.left or stranger.kind != Kind.PERSON:
            continue
        name, organisation = spoken(stranger.name)
        contact = Contact(Details(name, organisation=organisation, email=stranger.email))
        if stranger.candidates:
            undecided.append(LeftOut(contact, Why.NOT_DECIDED))
        else:
            new.append(contact)
    return new, undecided


_AN_ADDRESS = re.compile(r"\S+@\S+")


def _public(contacts: Sequence[Contact]) -> FollowUpList:
    named: list[Contact] = []
    others: list[LeftOut] = []
    for contact in contacts:
        details = contact.details
        if details.listed is not Answer.YES:
            others.append(LeftOut(contact, Why.NOT_LISTED))
        elif not details.name or _AN_ADDRESS.search(details.name):
            others.append(LeftOut(contact, Why.NO_NAME))
        else:
            organisation = "" if _AN_ADDRESS.search(details.organisation) else details.organisation
            shown = Details(details.name, organisation=organisation, country=details.country)
            named.append(Contact(shown, contact.presence))
    named.sort(key=lambda contact: fold(contact.details.name))
    return FollowUpList(FollowUp.PUBLIC, tuple(Letter("", (contact,)) for contact in named), tuple(others))
