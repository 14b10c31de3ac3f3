"""Practice: a private event with invented guests, one for each answer of the door. It never touches the real file."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from checkin.domain.harmless_codes import practice_code
from checkin.domain.registrant import Details, Registrant, Status, new_id
from checkin.domain.session import PRACTICE, Event, Session
from checkin.services import desk, door_notes, events
from checkin.services.events import SessionFacts
from checkin.storage import event_file, registrants, sessions
from checkin.storage.event_file import EventFile

_COMES = "Practice: comes in"
_GUESTS = (
    Details("Achieng Odhiambo", organisation=_COMES),
    Details("José Álvarez Núñez", organisation=_COMES),
    Details("Nguyễn Thị Ánh", organisation=_COMES),
    Details("محمد علي", organisation=_COMES),
    Details("李伟", organisation=_COMES),
    Details("Ольга Фёдорова", organisation=_COMES),
    Details("Adama Ouédraogo", organisation=_COMES),
    Details("Mary Wambui Njoroge", organisation="Practice: looks like the next one", email="mary@practice.example"),
    Details("Mary Wambui Njuguna", organisation="Practice: looks like the one before", email="wambui@practice.example"),
    Details("Tigist Abebe", organisation="Practice: is in already"),
    Details("Pierre N’Diaye", organisation="Practice: has cancelled", status=Status.CANCELLED),
    Details("Siobhán O’Shaughnessy", organisation="Practice: is on the waiting list", status=Status.WAITLISTED),
    Details("Sunita Sharma", organisation="Practice: one thing first"),
)
_IN, _NOTED = 9, 12


def make(folder: Path, like: Session, now: datetime) -> Path:
    """Make the practice event in a folder, in the zone and for the room of a real session; its own session is on at
    `now` (aware). Raises DeskError.
    """
    starts = now.astimezone(ZoneInfo(like.timezone)).replace(second=0, microsecond=0, tzinfo=None)
    facts = SessionFacts("Practice", starts, starts + timedelta(hours=12), like.timezone, like.room)
    session = replace(events.new_session(facts), id=PRACTICE)
    path = folder / "Practice.checkin"
    file = event_file.create(path)
    try:
        _fill(file, session, now)
    finally:
        file.close()
    return path


def _fill(file: EventFile, session: Session, now: datetime) -> None:
    people = [Registrant(new_id(), details, codes=(practice_code(n),)) for n, details in enumerate(_GUESTS)]
    with file.tx() as tx:
        sessions.add_event(tx, Event(str(uuid.uuid4()), "Practice", (session,)), now)
        registrants.add(tx, people, session.id, now)
    place = events.place_of(events.the_event(file), "Practice")
    desk.admit_registrant(file, people[_IN].id, place, now - timedelta(minutes=20))
    door_notes.keep(file, people[_NOTED].id, "Give the headset", place, now)
