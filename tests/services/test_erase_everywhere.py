"""A person is written into every place where an event keeps text, erased, and looked for in every byte."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import JSON, Text, select

from checkin.domain.attendance_choice import Choice
from checkin.domain.journal import Method
from checkin.domain.online_matching import Level
from checkin.domain.presence_curve import PresenceCurve, presence_curve
from checkin.domain.registrant import Details, Registrant
from checkin.services import (
    attendance,
    badge_designs,
    check,
    desk,
    door_notes,
    erase,
    events,
    groups,
    guests,
    lists,
    online,
    overview,
    prints,
    same_people,
    shifts,
)
from checkin.services import (
    closing as closings,
)
from checkin.services.place import Place
from checkin.storage import schema
from checkin.storage.event_file import EventFile, open_event
from tests.services.conftest import NOW, later
from tests.services.test_erase import figures, found_in, words_of_the_index

NAME, GIVEN, FAMILY = "Zephyrine Quackenbush", "Zephyrine", "Quackenbush"
MAIL, SECOND_MAIL, PHONE, FIRM = (
    "zq@xylograph.example",
    "zq.private@vexillum.example",
    "+254 712 000 777",
    "Xylograph Trust",
)
SECOND_NAME = "Zefirina Kwakenbusz"
TICKET = "TICKET-ZQ-778899"
SECRETS = [NAME, GIVEN, FAMILY, MAIL, SECOND_MAIL, PHONE, "712 000 777", FIRM, "xylograph", SECOND_NAME, "Kwakenbusz"]
SECRETS += [
    TICKET,
    "ticketzq778899",
    "Oatmeal",
    "tall-one",
    "Duchy of Freedonia",
    "Chief Vexillologist",
    "Grand Patron",
]
SECRETS += ["zq-registered-late"]

HEADINGS = "Timestamp,Full name,First name,Last name,Email address,Organisation,Position,Country,Phone,Ticket type"
ROW = f"zq-registered-late,{NAME},{GIVEN},{FAMILY},{MAIL},{FIRM},Chief Vexillologist,Duchy of Freedonia,{PHONE}"
ROW += ",Grand Patron"
OTHERS = (
    ",Wanjiru Kamau,Wanjiru,Kamau,wanjiru@ubuntu.example,Ubuntu,,Kenya,,,T-1,\n"
    ",李伟,伟,李,li@pku.example,PKU,,China,,,T-2,\n"
)
TIMES = "05/10/2024 12:31:00 PM,05/10/2024 01:00:00 PM,29"
REPORT = f"""Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
832 0000 4471,Talk with {NAME},05/10/2024 12:21:00 PM,05/10/2024 02:06:00 PM,host@x.example,105,9

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),In Waiting Room
{NAME} (she/her),{MAIL},{TIMES},No
{NAME},{MAIL},05/10/2024 12:25:00 PM,05/10/2024 12:26:00 PM,1,Yes
{NAME} - {FIRM},{SECOND_MAIL},{TIMES},No
{NAME}'s iPhone,,{TIMES},No
{NAME}'s Notetaker (Otter.ai),,{TIMES},No
Somebody ({NAME}),,{TIMES},No
Wanjiru Kamau,wanjiru@ubuntu.example,{TIMES},No
Somebody Else,,{TIMES},No
"""
ONLY_WAITED = f"""Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),In Waiting Room
{NAME},,05/10/2024 12:25:00 PM,05/10/2024 12:26:00 PM,1,Yes
Wanjiru Kamau,wanjiru@ubuntu.example,05/10/2024 12:35:00 PM,05/10/2024 12:46:00 PM,11,No
"""
UNLOADED = f"""Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)
Z. Q.,{SECOND_MAIL},{TIMES}
{NAME} Q.,,{TIMES}
"""
WEBINAR = f"""Attendee Report,
Topic,Webinar ID,Actual Start Time,Actual Duration (minutes)
Talk,820 0000 1118,"May 10, 2024 12:21 PM",131
Attendee Details,
Attended,User Name (Original Name),First Name,Last Name,Email,Join Time,Leave Time,Time in Session (minutes)
Yes,Nobody known,{GIVEN},{FAMILY},elsewhere@x.example,"May 10, 2024 12:35:00","May 10, 2024 12:46:00",11
Yes,Wanjiru Kamau,Wanjiru,Kamau,wanjiru@ubuntu.example,"May 10, 2024 12:35:00","May 10, 2024 12:46:00",11
"""
DESIGN = {
    "version": 1,
    "id": "own",
    "title": f"Badge for {NAME}",
    "size": [85.6, 53.98],
    "roles": {
        "text": "{category}",
        "colours": {NAME.casefold(): "#B3261E", "speaker": "#B3261E"},
        "otherwise": "#0B5CAD",
    },
    "elements": [{"kind": "text", "box": [5, 5, 70, 9], "text": f"Host: {NAME}", "points": 9}],
}

WRITTEN = {
    "registrant": "name given_name family_name email organisation role country phone category registered_at other"
    " search_key guests",
    "code": "folded text",
    "fact": "operator reason raw note",
    "door_note": "note",
    "as_listed": "details",
    "list_import": "file account",
    "list_step": "was",
    "united": "was",
    "online_report": "file topic meeting",
    "online_row": "name email registered_name",
    "choice": "value",
    "badge_design": "text",
}
"""Where an event keeps what somebody has said of a person: each has the person in it before they are erased."""

OURS = {
    "event": "id name created_at registration_link languages",
    "session": "id name starts_at ends_at timezone room opens_at closes_at online_link",
    "registrant": "id status mode joining listed added_at mailing slot",
    "code": "registrant_id replaced_at",
    "registration": "registrant_id session_id",
    "fact": "id kind session_id registrant_id station method at lifts",
    "entry": "session_id registrant_id",
    "door_note": "registrant_id",
    "as_listed": "registrant_id",
    "list_import": "id at session_id taken_back_at digest state file_digest",
    "list_step": "import_id kind registrant_id",
    "united": "registrant_id into_id",
    "apart": "first_id second_id",
    "online_report": "id session_id at digest starts_at ends_at doubts",
    "online_row": "report_id joined_at left_at part",
    "online_contact": "registrant_id",
    "erased": "registrant_id at",
    "erased_mark": "mark",
    "choice": "name",
    "badge_design": "id changed_at",
}
"""Ids, times, words of ours, hashes, and what an event, a session and a door are called."""


def columns() -> set[tuple[str, str]]:
    """Every column of an event file that holds text."""
    return {
        (table.name, column.name)
        for table in schema.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, (Text, JSON))
    }


def listed(places: dict[str, str]) -> set[tuple[str, str]]:
    return {(table, column) for table, names in places.items() for column in names.split()}


def test_somebody_has_thought_about_every_column_that_holds_text() -> None:
    assert columns() == listed(WRITTEN) | listed(OURS)
    assert not listed(WRITTEN) & listed(OURS)


def having(file: EventFile, secrets: list[str]) -> set[tuple[str, str]]:
    """The columns in which one of the secrets stands."""
    found = set()
    with file.reading() as tx:
        for table in schema.metadata.tables.values():
            for row in tx.execute(select(table)).mappings():
                for name, value in row.items():
                    said = json.dumps(value, ensure_ascii=False).casefold()
                    if any(secret.casefold() in said for secret in secrets):
                        found.add((table.name, str(name)))
    return found


@pytest.fixture
def way_in(file: EventFile, door: Place) -> Place:
    session = replace(door.session, exits=True)
    events.set_rules(file, session)
    return replace(door, session=session)


@pytest.fixture
def person(file: EventFile, way_in: Place, tmp_path: Path) -> Registrant:
    """Somebody who is in every place where an event can have them."""
    folder = tmp_path.with_name(f"{tmp_path.name}-lists")
    folder.mkdir()
    place = way_in
    desk.admit_code(file, TICKET, place, later(-60))
    source = folder / f"{NAME}.csv"
    source.write_text(f"{HEADINGS},Ticket code,Diet\n{ROW},{TICKET},Oatmeal\n{OTHERS}", encoding="utf-8")
    lists.load(file, lists.read(source), place.session.id, NOW)
    source.write_text(source.read_text(encoding="utf-8").replace(FIRM, f"{FIRM} International"), encoding="utf-8")
    lists.load(file, lists.read(source), place.session.id, NOW)
    who = erase.find(file, NAME)
    other = overview.add_registrant(file, Details(SECOND_NAME, email=SECOND_MAIL), place, NOW)
    door_notes.keep(file, other.id, "tall-one wants to sit in front", place, NOW)
    same_people.unite(file, who, other.id, place, NOW)
    overview.correct_field(file, who, "role", "Chief Vexillologist, retired", place, NOW)
    overview.correct_field(file, who, "guests", "2 of the tall-one's", place, NOW)
    door_notes.keep(file, who, "tall-one needs a ramp", place, NOW)
    prints.printed(file, [who], place, NOW, f"{NAME}.pdf", f"by word of {NAME}")
    at_the_door(file, prints.replace_badge(file, who, f"{NAME} left it", place, NOW), place)
    theirs = replace(place, operator=NAME)
    desk.admit_registrant(file, erase.find(file, "Wanjiru Kamau"), theirs, later(70))
    shifts.begin(file, NAME, replace(place, station="Door B"), later(80))
    shifts.tell_next(file, f"{NAME} comes late, ring {PHONE}", place, later(90))
    closings.exported(file, folder / f"{NAME}.xlsx", place, later(100))
    guests.keep(file, "https://x.example/form", ("en",), place, NOW)
    attendance.keep_choice(file, Choice(frozenset({"Phone", f"Room of {NAME}"})))
    badge_designs.keep_design(file, "own", json.dumps(DESIGN), NOW)
    the_call(file, who, place, folder)
    file.back_up()
    found, _ = overview.person(file, who)
    return found


def at_the_door(file: EventFile, person: Registrant, place: Place) -> None:
    """In, out and back, with guests; once undone, once refused, once let in with a reason."""
    out = replace(place, station="Exit", leaving=True)
    desk.admit_code(file, person.own_code, place, later(0), method=Method.CAMERA)
    groups.count_guests(file, person.id, 2, place, later(5))
    desk.admit_code(file, TICKET, out, later(600))
    desk.admit_code(file, person.own_code, place, later(900))
    desk.undo(file, person.id, place, later(905))
    full = replace(place, session=replace(place.session, seats=0))
    desk.admit_registrant(file, person.id, full, later(910))
    desk.let_in(file, person.id, f"{NAME} has a seat in row 1", full, later(920))
    for scanned in (f"{TICKET}{person.own_code}", person.own_code[:9]):
        desk.admit_code(file, scanned, place, later(930))


def the_call(file: EventFile, who: str, place: Place, folder: Path) -> None:
    """Online under many names, some of them decided about; and in a report that was taken out again."""
    for name, text in (
        ("gone", UNLOADED),
        (f"meeting with {NAME}", REPORT),
        (f"{NAME} waits", ONLY_WAITED),
        ("webinar", WEBINAR),
    ):
        path = folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        online.load(file, online.read([path], place.session), place, NOW)
        if name == "gone":
            for item in online.review(file, place.session).items:
                if item.entry.email and item.is_open:
                    online.accept(file, item.entry.key, who, place, NOW)
                elif item.is_open:
                    online.ignore(file, item.entry.key, place, NOW)
            online.unload(file, online.review(file, place.session).reports[0].id)
    for item in online.review(file, place.session).items:
        if item.is_open and item.entry.name.startswith("Somebody ("):
            online.accept(file, item.entry.key, who, place, NOW)


def over_the_time(file: EventFile) -> tuple[PresenceCurve, set[str]]:
    """How many were in the room and online, and by what the codes were read."""
    found = attendance.attendance(file)
    methods = {one.method.value for one in found.presences if one.method is not None}
    return presence_curve(found, later(90_000)), methods


def test_they_are_everywhere_and_then_nowhere(file: EventFile, door: Place, person: Registrant) -> None:
    assert check.check(file) == []
    secrets = [*SECRETS, *(code for code in person.codes)]
    assert having(file, secrets) == listed(WRITTEN)
    before, curve, path = figures(file), over_the_time(file), file.path
    done = erase.erase_person(file, person.id, door, later(2000))
    assert done.clean
    assert over_the_time(file) == curve
    assert having(file, secrets) == set()
    assert figures(file) == before
    assert check.check(file) == []
    assert not {word for word in words_of_the_index(file) if word.startswith(("zeph", "zef", "quack", "xylo", "kwak"))}
    # Nobody else has lost anything.
    assert {one.registrant.name for one in attendance.attendance(file).presences} >= {"Wanjiru Kamau", "李伟"}
    assert json.loads(badge_designs.own_designs(file)["own"])["size"] == DESIGN["size"]
    assert "Phone" in attendance.choice_of(file).left_out
    file.close()
    assert found_in(path, secrets) == []
    with closing(open_event(path)) as again:
        assert figures(again) == before
        assert check.check(again) == []


def test_of_everybody_nobody_is_left_either(file: EventFile, door: Place, person: Registrant) -> None:
    nobody = replace(door, operator="")
    with file.reading() as tx:
        codes = list(tx.execute(select(schema.code.c.text)).scalars())
    secrets = [*SECRETS, *codes, "Wanjiru", "Kamau", "ubuntu.example", "李伟", "Somebody Else", "Amina"]
    before, path = figures(file), file.path
    assert erase.erase_everybody(file, nobody, later(90_000)).clean
    assert having(file, secrets) == set()
    assert figures(file) == before
    assert check.check(file) == []
    file.close()
    assert found_in(path, secrets) == []


# -- namesakes ---------------------------------------------------------------------------------------------------------

TWO = (
    "Full name,Email address,Organisation\n"
    "Mary Wambui,mary.one@khrc.example,KHRC\n"
    "Mary Wambui,mary.two@cji.example,CJI\n"
    "Wanjiru Kamau,wanjiru@ubuntu.example,Ubuntu\n"
)
CALL = """Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)
Mary Wambui,,05/10/2024 12:31:00 PM,05/10/2024 01:00:00 PM,29
WAMBUI Mary (KHRC),,05/10/2024 12:35:00 PM,05/10/2024 01:30:00 PM,55
"""


@pytest.fixture
def two(file: EventFile, door: Place, tmp_path: Path) -> tuple[str, str]:
    """Two people of the same name; which of them is online without an address nobody knows."""
    path = tmp_path.with_name(f"{tmp_path.name}-two.csv")
    path.write_text(TWO, encoding="utf-8")
    lists.load(file, lists.read(path), door.session.id, NOW)
    return erase.find(file, "mary.one@khrc.example"), erase.find(file, "mary.two@cji.example")


def call(file: EventFile, door: Place, tmp_path: Path, text: str = CALL, name: str = "call") -> online.Loaded:
    path = tmp_path.with_name(f"{tmp_path.name}-{name}.csv")
    path.write_text(text, encoding="utf-8")
    return online.load(file, online.read([path], door.session), door, NOW)


def test_a_namesake_is_not_taken_for_who_was_erased(
    file: EventFile, door: Place, two: tuple[str, str], tmp_path: Path
) -> None:
    call(file, door, tmp_path, "\n".join(CALL.splitlines()[:2]))
    (item,) = online.review(file, door.session).items
    assert (item.proposal.level, item.proposal.candidates) == (Level.NEVER, two)
    before = figures(file)
    erase.erase_person(file, two[0], door, later(10))
    (item,) = online.review(file, door.session).items
    assert (item.proposal.level, item.proposal.candidates) == (Level.NEVER, two[1:])
    assert figures(file) == before
    assert online.settle(file, door, NOW) == 0


def test_nor_in_a_report_that_comes_later(file: EventFile, door: Place, two: tuple[str, str], tmp_path: Path) -> None:
    erase.erase_person(file, two[0], door, later(10))
    before = figures(file)
    other = "Mary Wambui,wanjiru@ubuntu.example,05/10/2024 12:35:00 PM,05/10/2024 01:30:00 PM,55\n"
    call(file, door, tmp_path, CALL + other)
    found = {item.entry.name: item for item in online.review(file, door.session).items}
    assert {item.proposal.level for item in found.values()} <= {Level.NEVER, Level.LISTED}
    assert all(item.is_open for item in found.values())
    assert figures(file) == before


def test_once_erased_a_name_that_is_nobodys_stays_out_of_later_reports(
    file: EventFile, door: Place, two: tuple[str, str], tmp_path: Path
) -> None:
    erase.erase_person(file, erase.find(file, "Wanjiru Kamau"), door, later(10))
    times = "05/10/2024 12:35:00 PM,05/10/2024 01:30:00 PM,55"
    loaded = call(
        file, door, tmp_path, f"{CALL}Kamau Wanjiru (she/her),,{times}\nWanjiru Kamau,other@x.example,{times}\n"
    )
    assert "people who were erased from the event are left out (rows: 1)" in loaded.warnings[0]
    assert [item.entry.email for item in online.review(file, door.session).items if "Kamau" in item.entry.name] == [
        "other@x.example"
    ]


def test_who_shares_a_name_keeps_what_may_be_theirs(file: EventFile, door: Place, two: tuple[str, str]) -> None:
    shifts.tell_next(file, "Mary Wambui brings the keys", door, later(5))
    desk.admit_registrant(file, two[1], replace(door, operator="Mary Wambui"), later(6))
    erase.erase_person(file, two[0], door, later(10))
    (one,) = [found for found in attendance.attendance(file).presences if found.registrant.id == two[1]]
    assert (one.registrant.name, one.operator) == ("Mary Wambui", "Mary Wambui")
