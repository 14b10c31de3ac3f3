"""Who came: the attendance of a session, its figures for scripts, and the table that is exported."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path

from checkin.domain.attendance import Attendance, count
from checkin.domain.attendance_choice import WHOLE, Choice, Pages
from checkin.domain.errors import DeskError
from checkin.domain.online_presence import Online, Report, Stranger, online_presences
from checkin.domain.session_matrix import SessionMatrix, session_matrix
from checkin.files import attendance_csv, writing
from checkin.services import online
from checkin.services.events import session_of
from checkin.services.online import Review
from checkin.storage import choices, door, journal, standing
from checkin.storage.event_file import EventFile
from checkin.storage.online import contacts
from checkin.storage.sessions import the_event


def attendance(event: EventFile, session_id: str | None = None) -> Attendance:
    """Everyone of a session and its figures, in one consistent picture of the file.

    `session_id` is a session's id or its name; None is the first session. Raises `DeskError` when there is no such
    session.
    """
    with event.reading() as tx:
        whole = the_event(tx)
        session = session_of(whole, session_id)
        review = online.review_in(tx, session)
        there = _online(review)
        newcomers = contacts(tx, session.id) & there.keys()
        notes = journal.door_notes(tx)
        times = standing.times_of(tx, session.id)
        more = notes.keys() | there.keys() | newcomers | times.keys()
        presences = tuple(
            replace(
                presence,
                online=there.get(who),
                newcomer=who in newcomers,
                note=notes.get(who, ""),
                stays=times.get(who, ()),
            )
            if (who := presence.registrant.id) in more
            else presence
            for presence in door.presences(tx, session.id, also=there)
        )
        scans = journal.news(tx, session.id).scans
    reports = tuple(Report(report.file, report.rows, report.at, report.doubts) for report in review.reports)
    figures = count(presences, session.seats, scans)
    return Attendance(whole.name, session, presences, figures, _strangers(review), reports)


def in_a_row(event: EventFile) -> SessionMatrix | None:
    """Who came to which session of the event; None where it has one session only."""
    with event.reading() as tx:
        sessions = the_event(tx).sessions
    if len(sessions) == 1:
        return None
    return session_matrix([attendance(event, session.id) for session in sessions])


def _online(review: Review) -> dict[str, Online]:
    decided = {item.entry.key: item.decided for item in review.items if item.decided is not None}
    into = {
        fact.registrant_id: item.registrant_id
        for item in review.items
        if (fact := item.decided) is not None and fact.registrant_id is not None and item.registrant_id is not None
        if fact.registrant_id != item.registrant_id
    }
    return online_presences((item.entry for item in review.items), decided, into)


def _strangers(review: Review) -> tuple[Stranger, ...]:
    names = {who: registrant.name for who, registrant in review.registrants.items()}
    return tuple(
        Stranger(
            item.entry.name,
            item.entry.email,
            item.entry.minutes,
            item.entry.kind.value,
            tuple(names[who] for who in item.proposal.candidates),
            not item.is_open,
        )
        for item in review.items
        if item.registrant_id is None
    )


def reconciliation(attendance: Attendance) -> dict[str, int | bool | str]:
    """Give the figures as `export --json` prints them: registered + walk_ins + newcomers = in_room + online + both +
    no_show + cancelled.

    `registered` is without the walk-ins and the `newcomers`, who came online and stand on no list; `in_room` and
    `online` are without those in `both`; `no_show` counts everyone who is expected and did not take part, also while
    the session still runs. Of those in the room `left` have gone since; the `guests` who came along are in no other
    number but `inside`, who are in the room now. `came` is everyone who was in the room, each once; `scans` is how
    often a code was read.
    """
    figures = attendance.figures
    return {
        "event": attendance.event_name,
        "session": attendance.session.name,
        "registered": figures.registered,
        "walk_ins": figures.walk_ins,
        "newcomers": figures.newcomers,
        "in_room": figures.in_room,
        "online": figures.online,
        "both": figures.both,
        "no_show": figures.no_show,
        "cancelled": figures.cancelled,
        "left": figures.left,
        "guests": figures.guests,
        "inside": figures.inside,
        "came": figures.came,
        "scans": figures.scans,
        "adds_up": attendance.adds_up,
    }


def export_table(
    attendance: Attendance,
    path: Path,
    now: datetime,
    *,
    choice: Choice = WHOLE,
    replace: bool = False,
    matrix: SessionMatrix | None = None,
) -> dict[str, int | bool | str]:
    """Write the attendance as a workbook (.xlsx) or a table of text (.csv); return the reconciliation with its `file`.

    `now` (aware) decides between "Absent" and "Not yet here", and stands on the About sheet; `choice` says which
    columns and whose contacts go in; with a `matrix` a workbook says who came to which session. Raises `DeskError` for
    another ending, for a file that is there already (unless `replace`), and for what the disk refuses. The report
    (.pdf) is painted, so it is made where there is Qt: `checkin.reports.attendance_pdf.write`.
    """
    if path.suffix.lower() in {".xlsx", ".csv"}:
        writing.refuse(path, replace=replace)
    match path.suffix.lower():
        case ".xlsx":
            # XlsxWriter is a tenth of the start, and only this deed needs it.
            attendance_xlsx = import_module("checkin.files.attendance_xlsx")
            with writing.opened(path, replace=replace) as file:
                attendance_xlsx.write(file, attendance, now, choice, matrix)
        case ".csv":
            with writing.opened(path, replace=replace) as file:
                attendance_csv.write(file, attendance, now, choice)
        case _:
            raise DeskError(
                "Attendance cannot be exported as {name}.",
                "Choose a name that ends in .xlsx (workbook), .csv (table) or .pdf (report).",
                name=path.name,
            )
    return reconciliation(attendance) | {"file": str(path)}


_CHOICE = "attendance file"


def choice_of(event: EventFile) -> Choice:
    """What the organiser wants in this event's attendance file, kept in the event file."""
    with event.reading() as tx:
        kept = choices.choice(tx, _CHOICE)
    if kept is None:
        return WHOLE
    return Choice(frozenset(kept["left_out"]), kept["only_agreed"], Pages(kept["pages"]))


def keep_choice(event: EventFile, choice: Choice) -> None:
    """Keep it for the next export, from the window or the command line, on every laptop that has the file."""
    kept = {"left_out": sorted(choice.left_out), "only_agreed": choice.only_agreed, "pages": choice.pages.value}
    with event.tx() as tx:
        choices.keep_choice(tx, _CHOICE, kept)
