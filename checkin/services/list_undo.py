"""Take the last list back: as if it had not been loaded, but nobody who came and nothing that the desk did is lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from checkin.domain.differences import Difference, StepKind, taken_back
from checkin.domain.errors import DeskError
from checkin.domain.journal import FactKind
from checkin.services import same_people
from checkin.storage import as_listed, journal, list_imports, registrants, united
from checkin.storage.event_file import EventFile, Tx
from checkin.storage.list_imports import ListImport, Step


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking a list back did: how many people went, how many were changed back, and how many whom the list had
    brought stay, because something has happened to them since (they came, have a badge, or were corrected).
    """

    file: str
    removed: int
    restored: int
    kept: int


def last_list(event: EventFile) -> ListImport | None:
    """The list that can be taken back now: the last one that was not, None when there is none."""
    with event.reading() as tx:
        return _last(tx)


def _last(tx: Tx) -> ListImport | None:
    stand = [loaded for loaded in list_imports.all_of(tx) if loaded.taken_back_at is None]
    # What an early version loaded has no steps, and nothing before it can be taken back either.
    return stand[-1] if stand and stand[-1].session_id is not None else None


def take_back(event: EventFile, import_id: str, now: datetime) -> TakenBack:
    """Take the last list back in one transaction. Raises DeskError when it is not the last one (any more)."""
    with event.tx() as tx:
        loaded = _last(tx)
        if loaded is None or loaded.id != import_id or loaded.session_id is None:
            raise DeskError("This list can no longer be taken back.", "Only the list that was loaded last can.")
        changed = set()
        for step in list_imports.steps_backwards(tx, import_id):
            if _take_back(tx, step, loaded, now):
                changed.add(step.registrant_id)
        # Before the people, whom the steps name.
        list_imports.taken_back(tx, import_id, now)
        removed = kept = 0
        if loaded.added is not None:
            first, last = loaded.added
            removed = list_imports.remove_untouched(tx, first, last)
            kept = last - first + 1 - removed
    return TakenBack(loaded.file, removed, len(changed), kept)


def _take_back(tx: Tx, step: Step, loaded: ListImport, now: datetime) -> bool:
    """Whether the person is as before again in something that people see."""
    match step.kind:
        case StepKind.CHANGED:
            return _restore(tx, step)
        case StepKind.CODES:
            return _take_codes(tx, step, loaded.at)
        case StepKind.REGISTERED:
            return _unregister(tx, step, loaded.session_id or "")
        case StepKind.AS_LISTED:
            if step.was is None:
                as_listed.forget(tx, step.registrant_id)
            else:
                as_listed.keep(tx, step.registrant_id, as_listed.details_from(step.was))
            return False
        case StepKind.UNITED:
            return _part(tx, step, loaded, now)
        case StepKind.APART:
            united.forget_apart(tx, step.registrant_id, step.was)
            return False


def _unregister(tx: Tx, step: Step, session_id: str) -> bool:
    if any(fact.session_id == session_id for fact in journal.facts(tx, step.registrant_id)):
        return False
    list_imports.unregister(tx, step.registrant_id, session_id)
    return True


def _part(tx: Tx, step: Step, loaded: ListImport, now: datetime) -> bool:
    kept = united.standing_for(tx, step.registrant_id)
    if kept == step.registrant_id:
        return False  # They have been parted by hand since.
    first, last = loaded.added or (0, -1)
    brought = first <= registrants.number_of(tx, step.registrant_id) <= last
    if brought and _has_done(tx, kept, loaded.at):
        # The entry would go with the list, and its ticket may be the one by which the person has come.
        return False
    same_people.part_in(tx, step.registrant_id, now)
    return True


def _has_done(tx: Tx, registrant_id: str, since: datetime) -> bool:
    """Whether anything has happened to a person since; what was only lifted from them (as by uniting) is nothing."""
    facts = journal.facts(tx, registrant_id)
    return any(fact.at >= since and fact.kind is not FactKind.UNDONE for fact in facts)


def _take_codes(tx: Tx, step: Step, since: datetime) -> bool:
    # A code by which the person has come in, or may have, goes on to admit them.
    if _has_done(tx, step.registrant_id, since):
        return False
    registrants.remove_codes(tx, step.was)
    person = registrants.one(tx, step.registrant_id)
    if person is not None:
        registrants.correct(tx, person)  # The codes are part of what is searched.
    return True


def _restore(tx: Tx, step: Step) -> bool:
    change = Difference(as_listed.values_from(step.was["before"]), as_listed.values_from(step.was["after"]))
    person = registrants.one(tx, step.registrant_id)
    if person is None:
        return False
    listed = as_listed.kept(tx, step.registrant_id).get(step.registrant_id)
    if listed is not None:
        # The desk has corrected the person since: what the list says is what it said before.
        as_listed.keep(tx, step.registrant_id, taken_back(listed, change))
    before = replace(person, details=taken_back(person.details, change))
    if before == person:
        return False
    registrants.correct(tx, before)
    return True
