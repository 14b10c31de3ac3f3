"""What a registrant has from entries that were united with them: filled in, taken back when one of them goes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from checkin.domain.differences import Difference, difference, taken_back
from checkin.domain.registrant import Details, Registrant
from checkin.domain.same_person import filled, filled_beside
from checkin.storage import as_listed, registrants, united
from checkin.storage.as_listed import values_from
from checkin.storage.event_file import Tx
from checkin.storage.united import WentOver

_KNOWN_BY = ("name", "email", "organisation")
"""All that an identity is made of."""


def fill(tx: Tx, person: Registrant, other: Registrant, went_over: WentOver) -> tuple[Registrant, WentOver]:
    """The registrant with their gaps filled from another entry, and what went over with that said in it."""
    after = replace(person, details=filled(person.details, other.details))
    return after, _told(tx, person, after, other, went_over)


def _told(
    tx: Tx, person: Registrant, after: Registrant, other: Registrant, went_over: WentOver, gaps: Container[str] = ()
) -> WentOver:
    """What went over, with what it fills in now. What the person was known by then, they may not be known by now, but
    for the `gaps`.
    """
    now = {name: getattr(person.details, name) for name in _KNOWN_BY}
    then = {name: text for name, text in went_over.known_as.items() if name not in gaps}
    return replace(
        went_over,
        filled=_change(person.details, after.details),
        known_as={} if after == person else now | then,
        listed=_join_as_listed(tx, person, other),
    )


def _join_as_listed(tx: Tx, person: Registrant, other: Registrant) -> Mapping[str, Any]:
    """All that lists say of the two is now said of one: what is filled from there is no correction by the desk, and
    what the desk has corrected on the other entry stays corrected.
    """
    listed, theirs = (as_listed.kept(tx, one.id).get(one.id) for one in (person, other))
    if listed is None and theirs is None:
        return {}
    listed = listed or person.details
    both = filled_beside(listed, theirs or other.details)
    as_listed.keep(tx, person.id, both)
    return _change(listed, both)


def take_back(tx: Tx, given: str) -> None:
    """Take back what an entry that is to be parted has filled in, with everybody in whom it has gone up. Where an entry
    that came later says the same field, that one's word is filled in now.
    """
    pairs = united.into(tx)
    entry = given
    while entry in pairs:
        _fill_anew(tx, pairs[entry], entry, goes=entry == given)
        entry = pairs[entry]


def _fill_anew(tx: Tx, registrant_id: str, entry: str, *, goes: bool) -> None:
    """Empty what an entry and those that came after it have filled in, and fill it anew, without the entry if it goes.
    What came before it stands as it is.
    """
    entries = united.directly(tx, registrant_id)
    since = list(entries)[list(entries).index(entry) :]
    person, listed = registrants.one(tx, registrant_id), as_listed.kept(tx, registrant_id).get(registrant_id)
    if person is None:
        return
    now = replace(person, details=_emptied(person.details, (entries[one].filled for one in since)))
    if listed is not None:
        listed = _emptied(listed, (entries[one].listed or entries[one].filled for one in since))
        as_listed.keep(tx, registrant_id, listed)
    # What somebody has altered since is not filled in again.
    gaps = difference(person.details, now.details).after.keys()
    for given in since[1:] if goes else since:
        other = registrants.one(tx, given)
        if other is not None:
            whole = filled(now.details, other.details)
            after = replace(now, details=replace(now.details, **{name: getattr(whole, name) for name in gaps}))
            united.amend(tx, given, _told(tx, now, after, other, entries[given], gaps))
            now = after
    registrants.correct(tx, now)
    if as_listed.kept(tx, registrant_id).get(registrant_id) == now.details:
        as_listed.forget(tx, registrant_id)  # All that the desk had corrected was on the entry that goes.


def _emptied(details: Details, filled_in: Iterable[Mapping[str, Any]]) -> Details:
    """The details as they were before anything was filled in, but for what somebody has altered since."""
    for words in reversed([*filled_in]):
        if words:
            details = taken_back(details, Difference(values_from(words["before"]), values_from(words["after"])))
    return details


def _change(before: Details, after: Details) -> dict[str, Any]:
    change = difference(before, after)
    return {"before": dict(change.before), "after": dict(change.after)}
