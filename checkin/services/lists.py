"""Load a registrant list: look at it, say what it will do, do it in one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import Event as Stop
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

from checkin.domain import list_plan
from checkin.domain.code import fold_code
from checkin.domain.differences import StepKind, difference
from checkin.domain.errors import DeskError, Stopped
from checkin.domain.lists import Change, Choices, ListHead, Memory, Merged, Plan, RegistrantList, Skipped
from checkin.domain.registrant import Registrant
from checkin.services import same_people, sessions
from checkin.services.uncollected import uncollected
from checkin.storage import as_listed, erasing, list_imports, long_lists, registrants, united
from checkin.storage.event_file import EventFile, Tx
from checkin.storage.list_imports import ListImport, Steps

if TYPE_CHECKING:
    from checkin.files.registrant_list import ListPreview

Progress = Callable[[int, int], None]
"""Told how much is done and of how much: rows while a list is read, people while it is written."""

T = TypeVar("T")

_AT_ONCE = 2000
"""People written between two looks at the stop sign: a fraction of a second on an old laptop."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A list that was loaded: the plan as it was carried out, and the id under which the import is recorded."""

    id: str
    plan: Plan


def _registrant_list() -> ModuleType:
    """What reads all kinds of files: five megabytes, which only who has a list needs."""
    return import_module("checkin.files.registrant_list")


def preview(path: Path, *, stop: Stop | None = None, progress: Progress | None = None) -> ListPreview:
    """What a list looks like before it is read: its sheets, headings, first rows, and what each column seems to be.

    Raises DeskError when the file is no list, and Stopped.
    """
    found: ListPreview = _registrant_list().preview(path, stop=stop, progress=progress)
    return found


@uncollected()
def read(
    path: Path,
    columns: Mapping[str, str] | None = None,
    *,
    sheet: str | None = None,
    leave_out: Collection[str] = (),
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> RegistrantList:
    """The people of a list file.

    `columns` says which heading is which field where the recognition is wrong ("" for none), `sheet` which sheet of a
    workbook, `leave_out` the headings whose cells are not kept. Raises DeskError in one sentence for any file that is
    not a registrant list, and Stopped.
    """
    found: RegistrantList = _registrant_list().read_list(
        path, columns, sheet=sheet, leave_out=leave_out, stop=stop, progress=progress
    )
    return found


@uncollected()
def plan(
    event: EventFile, source: RegistrantList, choices: Choices | None = None, session_id: str | None = None
) -> Plan:
    """What loading the list would do to the event now, with what a person chose about it. Changes nothing. Of those on
    no list any more only the people of the session count, where one is given.
    """
    with event.reading() as tx:
        have, memory = registrants.everyone(tx), _memory(tx)
        here = None if session_id is None else list_imports.registered_for(tx, session_id)
    return _missing_of(list_plan.plan(source, have, memory=memory, choices=choices), here)


def _missing_of(plan: Plan, here: set[str] | None) -> Plan:
    """The plan of a list for a session: whoever is registered for others only is not missing on it."""
    if here is None or all(registrant.id in here for registrant in plan.missing):
        return plan
    return replace(plan, missing=tuple(registrant for registrant in plan.missing if registrant.id in here))


def _memory(tx: Tx) -> Memory:
    sessions.real_event(tx)
    gone = erasing.known(tx)
    if gone.everybody:
        raise DeskError("The people of this event were erased.", "Make a new event for new people.")
    return Memory(as_listed.kept(tx), united.given_up(tx), united.apart(tx), gone)


def apply(
    event: EventFile,
    plan: Plan,
    session_id: str,
    now: datetime,
    *,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Load the plan's list for one session, in one transaction: all of it or, on DeskError and Stopped, nothing.

    The list is held against the event once more, with the same choices, as another station may have added people since
    `plan` was made; what was done stands in the plan that is returned.
    """
    with uncollected(), event.tx() as tx:
        return _load(tx, plan.source, session_id, now, choices=plan.choices, stop=stop, progress=progress)


@uncollected()
def load(event: EventFile, source: RegistrantList, session_id: str, now: datetime) -> dict[str, Any]:
    """Load a list of which nobody wants to see the plan first, else like `apply`; returns its account.

    The list that was loaded last, once more, is only noted: nothing has to be worked out to know that nothing changes.
    """
    with event.tx() as tx:
        last = settled_by(tx, session_id)
        digest = source.digest() if last is not None else ""
        if last is None or last.digest != digest:
            return account(_load(tx, source, session_id, now, digest=digest).plan)
        return note_again(tx, last, source.file, now)


def note_again(tx: Tx, last: ListImport, file: str, now: datetime) -> dict[str, Any]:
    """Note that the list that was loaded last was loaded once more, perhaps from another file; returns its account."""
    told = {**last.account, "file": file, "added": 0, "changed": 0, "unchanged": last.account["people"]}
    list_imports.record(tx, replace(last, id=str(uuid.uuid4()), at=now, file=file, account=told, added=None), Steps())
    return told


def settled_by(tx: Tx, session_id: str) -> ListImport | None:
    """The list that was loaded last, if it would change nothing now, as the event is as it has left it."""
    last = next(reversed(list_imports.all_of(tx)), None)
    if last is None or last.taken_back_at is not None or not last.digest or last.session_id != session_id:
        return None
    return last if last.state == list_imports.state(tx, session_id) else None


def _load(
    tx: Tx,
    source: RegistrantList,
    session_id: str,
    now: datetime,
    *,
    digest: str = "",
    choices: Choices | None = None,
    stop: Stop | None = None,
    progress: Progress | None = None,
) -> Imported:
    have, memory = registrants.everyone(tx), _memory(tx)
    here = list_imports.registered_for(tx, session_id)
    steps = Steps()
    before = list_imports.highest_number(tx)
    total = len(source.people)
    done = 0

    def tell(people: int) -> None:
        nonlocal done
        if stop is not None and stop.is_set():
            raise Stopped
        done += people
        if progress is not None:
            progress(done, total)

    tell(0)
    with long_lists.adding(tx, session_id, now, total - len(have)) as writing:

        def add(some: Sequence[Registrant]) -> None:
            tell(0)
            writing.add(some)

        plan = list_plan.plan(source, have, memory=memory, choices=choices, certain=add)
        writing.no_more()
        plan = _missing_of(plan, here)
        told, digest = account(plan), digest or source.digest()
        writing.finish(tell)
    for changes in _batches(plan.changed):
        _correct(tx, changes, steps)
        tell(len(changes))
    for registrant_id, details in plan.as_listed.items():
        steps.add(StepKind.AS_LISTED, registrant_id, list_imports.was_kept(memory.as_listed.get(registrant_id)))
        as_listed.keep(tx, registrant_id, details)
    known = [change.registrant for change in plan.changed] + list(plan.unchanged)
    for registrant_id in list_imports.register(tx, (registrant.id for registrant in known), session_id):
        steps.add(StepKind.REGISTERED, registrant_id)
    _remember(tx, plan, session_id, now, steps)
    after = list_imports.highest_number(tx)
    added = (before + 1, after) if after > before else None
    # Of a list for an empty event, and of one that changed nothing, the next time would tell the same.
    settled = plan.choices == Choices() and (
        not have or not (plan.added or plan.changed or plan.as_listed or steps.done)
    )
    kept, state = digest if settled else "", list_imports.state(tx, session_id)
    record = ListImport(str(uuid.uuid4()), now, source.file, told, session_id, added, digest=kept, state=state)
    list_imports.record(tx, record, steps)
    tell(total - done)
    return Imported(record.id, plan)


def _remember(tx: Tx, plan: Plan, session_id: str, now: datetime, steps: Steps) -> None:
    """Carry out what a person said about doubts, so that nobody is asked again."""
    for entry in plan.united:
        if entry.is_new:
            registrants.add(tx, [replace(entry.given, codes=())], session_id, now)
        elif (known := registrants.one(tx, entry.given.id)) and known.details != entry.given.details:
            _correct(tx, [Change(entry.given, known, ())], steps)
        same_people.unite_in(tx, entry.into, entry.given.id, now, entry.given.codes if entry.is_new else ())
        steps.add(StepKind.UNITED, entry.given.id)
    united.keep_apart(tx, plan.apart)
    for one, other in plan.apart:
        steps.add(StepKind.APART, one, other)


def _batches(people: Sequence[T]) -> list[Sequence[T]]:
    return [people[start : start + _AT_ONCE] for start in range(0, len(people), _AT_ONCE)]


def _correct(tx: Tx, changes: Sequence[Change], steps: Steps) -> None:
    registrants.add_codes(tx, ((change.registrant.id, code) for change in changes for code in change.new_codes))
    for change in changes:
        who, seen = change.registrant.id, difference(change.before.details, change.registrant.details)
        if seen.after:
            steps.add(StepKind.CHANGED, who, {"before": dict(seen.before), "after": dict(seen.after)})
        if change.new_codes:
            steps.add(StepKind.CODES, who, [fold_code(code) for code in change.new_codes])
        registrants.correct(tx, change.registrant)


def loaded(event: EventFile) -> list[ListImport]:
    """All lists that were loaded into the event, the first first."""
    with event.reading() as tx:
        return list_imports.all_of(tx)


def account(plan: Plan) -> dict[str, Any]:
    """What an import did or would do, for the screen and for `checkin import --json`.

    Always rows = people + merged + len(skipped), and people = added + changed + unchanged.
    """
    return account_of(
        plan.source.head,
        added=len(plan.added),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        merged=plan.merged,
        skipped=plan.skipped,
        doubtful=[(doubt.rows, doubt.why) for doubt in plan.doubtful],
        missing=len(plan.missing),
    )


def account_of(
    head: ListHead,
    *,
    added: int,
    changed: int = 0,
    unchanged: int = 0,
    merged: Sequence[Merged],
    skipped: Sequence[Skipped],
    doubtful: Iterable[tuple[Sequence[int], str]],
    missing: int = 0,
) -> dict[str, Any]:
    """The account of a list of which this became; `doubtful` are rows, and why."""
    return {
        "file": head.file,
        "kind": head.kind,
        "rows": head.rows,
        "people": added + changed + unchanged,
        "added": added,
        "changed": changed,
        "unchanged": unchanged,
        "merged": len(merged),
        "merged_rows": [asdict(row) for row in merged],
        "skipped": [asdict(row) for row in skipped],
        "doubtful": [{"rows": list(rows), "why": why} for rows, why in doubtful],
        "columns": dict(head.columns),
        "missing": missing,
        "notices": list(head.notices),
    }
