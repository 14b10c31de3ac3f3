"""Whether the event file is whole and its numbers add up."""

from __future__ import annotations

from checkin.domain.journal import door_notes, erased, replaced_codes, standing_entries
from checkin.services import attendance
from checkin.storage import badges, door, erasing, journal, sessions
from checkin.storage.event_file import EventFile, Tx


def check(event: EventFile) -> list[str]:
    """What is wrong with the event file: nothing, or one sentence each. The state is folded from the journal anew and
    compared with the table that the door reads.
    """
    problems = []
    answer = event.is_whole()
    if answer != "ok":
        copy = event.newest_copy()
        keep = f"Keep it, and open the copy {copy}" if copy else "Keep it, and open an earlier copy of it"
        return [f"The file is damaged: {answer}. {keep}."]
    with event.reading() as tx:
        folded = {place: fact.id for place, fact in standing_entries(journal.facts(tx)).items()}
        problems += _tables_that_differ(tx, folded)
        whole = sessions.the_event(tx)
        for session in whole.sessions:
            inside = sum(1 for at, _ in folded if at == session.id)
            counts = door.counts(tx, session.id)
            if counts.inside != inside or counts.registered + counts.walk_ins != (
                counts.inside + counts.expected + counts.cancelled
            ):
                problems.append(f"The numbers of the session {session.name} do not add up.")
    for session in whole.sessions:
        found = attendance.attendance(event, session.id)
        if not found.adds_up or found.figures.inside != len(found.arrivals):
            problems.append(f"The attendance of the session {session.name} does not add up.")
    return problems


def _tables_that_differ(tx: Tx, folded: dict[tuple[str, str], str]) -> list[str]:
    problems = []
    if folded != journal.standing(tx):
        problems.append("The list of who is in the room differs from the journal.")
    if door_notes(journal.facts(tx)) != journal.door_notes(tx):
        problems.append("The notes at the door differ from the journal.")
    if replaced_codes(journal.facts(tx)) != badges.replaced_codes(tx):
        problems.append("The badges that were replaced differ from the journal.")
    people, up_to = erased(journal.facts(tx))
    if people | erasing.numbers_up_to(tx, up_to) != erasing.ids(tx):
        problems.append("The people who were erased differ from the journal.")
    if erasing.is_unclean(tx):
        problems.append("An erasure is not finished: open the event in the window, with no other program using it.")
    return problems
