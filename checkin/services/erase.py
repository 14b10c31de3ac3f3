"""Erase one person, or everybody of an event: the counts stay, the people go."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from checkin.domain.code import fold_code, lookups
from checkin.domain.erasing import Traces, marks_of
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind, standing_online
from checkin.domain.names import fold, words
from checkin.domain.online_erasing import emptied
from checkin.domain.online_names import Key, cleaned, is_full, keys_of, readings
from checkin.domain.online_people import Entry
from checkin.domain.registrant import ERASED, Details
from checkin.domain.same_person import address
from checkin.domain.session import Session
from checkin.services import online
from checkin.services.copies import finish
from checkin.services.place import Place, new_fact
from checkin.storage import erasing, erasing_texts, journal, registrants, sessions, united
from checkin.storage import online as meetings
from checkin.storage.event_file import EventFile, Tx

OUT_OF_REACH = (
    "exports, reports and follow-up lists that were written before",
    "badges and lists that were printed",
    "the registrant list itself, the tool that it came from, and Zoom",
    "copies of the event file on other laptops, sticks and servers",
    "what the notes on other people, and their columns of the list, say of this person",
    "a part of the name alone, as in what somebody online calls a telephone, or in an unknown code",
)
"""What the program cannot reach, in English; the window says it in its own language."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did: how many people, codes, facts (emptied, not deleted) and connections of a meeting it was
    about; `clean`: also free pages, log and copies are done. Else that follows when the event is opened again.
    """

    people: int
    codes: int
    facts: int
    connections: int
    clean: bool


def erase_person(event: EventFile, registrant_id: str, place: Place, now: datetime) -> Erasure:
    """Erase a person from the event, in one transaction, and then from free pages, log and copies.

    Their row and their facts stay, emptied, so that every count stays. Raises DeskError for nobody, and for who is
    erased already.
    """
    with event.tx() as tx:
        who = united.standing_for(tx, registrant_id)
        person = registrants.one(tx, who)
        if person is None:
            raise DeskError("This person is no longer on the list.", "Search by name.")
        if person.is_erased:
            raise DeskError("This person was erased already.", "There is nothing left to erase.")
        ids = [who, *united.with_whom(tx, who)]
        descriptions = list(erasing.descriptions(tx, ids))
        codes = erasing.codes(tx, ids)
        traces = Traces(descriptions, codes)
        others = [one.details for one in registrants.everyone(tx) if one.id != who]
        theirs = _theirs_alone(descriptions, others)
        is_theirs, sure = _entries_of(theirs, others), Traces(theirs, codes, sure=True)
        erasing.begin(tx)
        mine = _keys_of(tx, set(ids))
        call = _empty_meetings(tx, lambda session, entry: (session.id, entry.key) in mine or is_theirs(entry))
        erasing_texts.forget_keys(tx, ids, sure.are_in, call.kept)
        is_scan = _scans_of(codes)
        erasing_texts.forget_scans(tx, lambda said: traces.are_in(said) or is_scan(said))
        erasing_texts.forget_operators(tx, {fold(one.name) for one in theirs if len(one.name.split()) > 1})
        erasing_texts.forget_in_accounts(tx, traces.are_in, ERASED)
        erasing_texts.forget_in_choices(tx, sure.are_in, ERASED)
        names = {key for one in descriptions for key in keys_of(one.name) if is_full(key)}
        erasing.remember(tx, marks_of(erasing.salt(tx), descriptions, codes, names))
        erasing.forget_people(tx, ids, now)
        facts = erasing_texts.forget_in_facts(tx, ids)
        erasing.end(tx)
        journal.record(tx, new_fact(place, now, FactKind.ERASED, who, note=" ".join(ids)))
    return Erasure(1, len(set(codes)), facts, call.rows, finish(event))


def erase_everybody(event: EventFile, place: Place, now: datetime) -> Erasure:
    """Erase all people of an event that is over. The counts of each session and the times of the arrivals stay, of
    people without a name; no list and no report is loaded any more. Raises DeskError before the last session has ended.
    """
    with event.tx() as tx:
        whole = sessions.the_event(tx)
        last = max(whole.sessions, key=lambda session: session.ends_at)
        if now < last.ends_at:
            raise DeskError(
                "{session} has not ended yet.", "Erase the event once its last session is over.", session=last.name
            )
        if erasing.known(tx).everybody:
            raise DeskError("This event was erased already.", "There is nothing left to erase.")
        before = erasing.counts(tx)
        erasing.begin(tx)
        call = _empty_meetings(tx, lambda _session, _entry: True)
        erasing_texts.forget_keys(tx, (), lambda _key: True, call.kept)
        erasing_texts.forget_in_accounts(tx, lambda _text: True, "")
        erasing_texts.forget_in_choices(tx, _named_in(erasing_texts.chosen_texts(tx), tx), ERASED)
        erasing.forget_everybody(tx, now)
        erasing.remember_the_event_only(tx)
        facts = erasing_texts.forget_all_facts(tx)
        erasing.end(tx)
        number = erasing.highest_number(tx)
        journal.record(tx, new_fact(place, now, FactKind.EVENT_ERASED, None, note=str(number)))
    return Erasure(before["registrant"], before["code"], facts, before["online_row"], finish(event))


def find(event: EventFile, wanted: str) -> str:
    """The id of the one person whom a text names: an id, a code, an e-mail address, or the whole name. Raises DeskError
    for nobody and for several.
    """
    mail, name = address(wanted), fold(wanted)
    folded = set(lookups(wanted))
    with event.reading() as tx:
        people = registrants.everyone(tx)
    found = [
        one.id
        for one in people
        if one.id == wanted
        or (mail and address(one.details.email) == mail)
        or (name and fold(one.details.name) == name)
        or any(folded & set(lookups(code)) for code in one.codes)
    ]
    if not found:
        raise DeskError(
            "Nobody on the list is called {wanted}.", "Give the whole name, an address or a code.", wanted=wanted
        )
    if len(found) > 1:
        raise DeskError(
            "{count} people are meant by {wanted}.",
            "Give the code or the id of the one: checkin people EVENT --json has them.",
            count=len(found),
            wanted=wanted,
        )
    return found[0]


_PIECE = 8
"""Letters of a code that are hardly another one's."""


def _scans_of(codes: Sequence[str]) -> Callable[[str], bool]:
    """Whether what a scanner sent is one of these codes, alone or with another scan, or a longer piece of one."""
    folded = {fold_code(code) for code in codes}
    long = [code for code in folded if len(code) >= _PIECE]

    def is_theirs(raw: str) -> bool:
        text = fold_code(raw)
        is_piece = len(text) >= _PIECE and any(text in code for code in long)
        return is_piece or any(code in text for code in long) or not folded.isdisjoint(lookups(raw))

    return is_theirs


def _keys_of(tx: Tx, ids: set[str]) -> set[tuple[str, str]]:
    """The keys of the entries of which it was decided that they are this person, each with the id of its session."""
    standing = standing_online(meetings.decisions(tx))
    return {at for at, fact in standing.items() if fact.registrant_id in ids}


def _theirs_alone(descriptions: Sequence[Details], others: Sequence[Details]) -> list[Details]:
    """The descriptions with those of their names, addresses and numbers that are nobody else's on the list: what may be
    a namesake's stays.
    """
    mails = {address(one.email) for one in others}
    names = {fold(one.name) for one in others}
    phones = {one.phone for one in others}
    return [
        Details(
            "" if fold(one.name) in names else one.name,
            email="" if address(one.email) in mails else one.email,
            phone="" if one.phone in phones else one.phone,
        )
        for one in descriptions
    ]


def _entries_of(theirs: Sequence[Details], others: Sequence[Details]) -> Callable[[Entry], bool]:
    """Whether an entry of a meeting that nobody has decided about is the person's, by what is `theirs` alone: the
    address, the name, also with its words in another order, or a text that has one of them in it, such as that of a
    device.
    """
    mails = {address(one.email) for one in theirs} - {""}
    names = {fold(one.name) for one in theirs} - {""}
    keys = {key for one in theirs for key in keys_of(one.name) if is_full(key)}
    keys.difference_update(key for one in others for key in keys_of(one.name))
    traces = Traces(theirs, (), sure=True)

    def is_theirs(entry: Entry) -> bool:
        said = (*entry.names, *entry.registered_names)
        return (
            address(entry.email) in mails
            or any(cleaned(name) in names or not keys.isdisjoint(_readings(name)) for name in said)
            or any(map(traces.are_in, said))
        )

    return is_theirs


def _readings(name: str) -> frozenset[Key]:
    found = readings(name)
    return found.plain | found.renamed


def _named_in(texts: Sequence[str], tx: Tx) -> Callable[[str], bool]:
    """Whether a text names anybody of the event. Of a large one few are named in what was chosen: only they are looked
    for one by one.
    """
    said = {word for text in texts for word in words(text)}
    people = [one for one in registrants.everyone(tx) if texts and _may_be_said(one.details, said)]
    sure = Traces((one.details for one in people), (code for one in people for code in one.codes), sure=True)
    return sure.are_in


def _may_be_said(details: Details, said: Container[str]) -> bool:
    return any(
        all(word in said for word in words(part)) for part in (details.name, details.email, details.phone) if part
    )


@dataclass(frozen=True, slots=True)
class _Meetings:
    """What was emptied in all meetings: how many connections; and the keys under which others stand still, each with
    the id of its session.
    """

    rows: int
    kept: frozenset[tuple[str, str]]


def _empty_meetings(tx: Tx, goes: Callable[[Session, Entry], bool]) -> _Meetings:
    count, kept = 0, set()
    for session in sessions.the_event(tx).sessions:
        rows = meetings.rows(tx, session.id)
        entries, shared = online.entries_in(tx, session)
        new = emptied(rows, entries, partial(goes, session), room=session.room, shared=shared)
        places = erasing_texts.places_of_rows(tx, session.id)
        changes = [(row.name, row.email, *places[place]) for place, row in new.rows.items()]
        erasing_texts.change_rows(tx, changes)
        erasing_texts.rename_keys(tx, session.id, new.keys)
        count += len(changes)
        kept |= {(session.id, entry.key) for entry in entries if entry.key not in new.keys}
    return _Meetings(count, frozenset(kept))
