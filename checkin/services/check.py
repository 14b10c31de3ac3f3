"""Whether the event file is whole and its numbers add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checkin.domain.attendance import count
from checkin.domain.journal import Stay, closings, door_notes, erased, rack_slots, replaced_codes, stays
from checkin.services import attendance
from checkin.storage import badges, door, door_counts, erasing, journal, rack, sessions
from checkin.storage.event_file import EventFile, Tx
from checkin.storage.journal import Stands


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
        folded = stays(journal.facts(tx))
        problems += _tables_that_differ(tx, folded)
        whole = sessions.the_event(tx)
        closed = closings(journal.facts(tx))
        for session in whole.sessions:
            if journal.is_closed(tx, session.id) is not (session.id in closed):
                problems.append(f"Whether the session {session.name} is closed differs from the journal.")
            if not _counts_agree(tx, session.id, [folded[key] for key in folded if key[0] == session.id]):
                problems.append(f"The numbers of the session {session.name} do not add up.")
    for session in whole.sessions:
        found = attendance.attendance(event, session.id)
        if not found.adds_up or found.figures.came != len(found.arrivals):
            problems.append(f"The attendance of the session {session.name} does not add up.")
    return problems


def _counts_agree(tx: Tx, session_id: str, standing: Sequence[Stay]) -> bool:
    """Whether the door's counts are what the journal says, and what its people say one by one."""
    counts, one_by_one = door_counts.counts(tx, session_id), count(door.presences(tx, session_id), None)
    inside = [stay for stay in standing if not stay.is_out]
    folded = (len(standing), sum(1 + stay.guests for stay in inside), sum(stay.guests for stay in standing))
    looked_at = (one_by_one.registered, one_by_one.walk_ins, one_by_one.no_show, one_by_one.cancelled)
    listed = (counts.registered, counts.walk_ins, counts.expected, counts.cancelled)
    return (counts.came, counts.inside, counts.guests) == folded and listed == looked_at


def _tables_that_differ(tx: Tx, folded: Mapping[tuple[str, str], Stay]) -> list[str]:
    problems = []
    stand = {key: Stands(stay.entered.id, stay.last.id, stay.is_out, stay.guests) for key, stay in folded.items()}
    if stand != journal.standing(tx):
        problems.append("The list of who is in the room differs from the journal.")
    if door_notes(journal.facts(tx)) != journal.door_notes(tx):
        problems.append("The notes at the door differ from the journal.")
    if replaced_codes(journal.facts(tx)) != badges.replaced_codes(tx):
        problems.append("The badges that were replaced differ from the journal.")
    if rack_slots(journal.facts(tx)) != rack.slots(tx):
        problems.append("The places of the badges in the rack differ from the journal.")
    people, up_to = erased(journal.facts(tx))
    if people | erasing.numbers_up_to(tx, up_to) != erasing.ids(tx):
        problems.append("The people who were erased differ from the journal.")
    if erasing.is_unclean(tx):
        problems.append("An erasure is not finished: open the event in the window, with no other program using it.")
    return problems
