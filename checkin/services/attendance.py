"""Who came: the attendance of a session, its figures for scripts, and the table that is exported."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from checkin.domain.attendance import Attendance, count
from checkin.domain.errors import DeskError
from checkin.files import attendance_csv, attendance_xlsx, writing
from checkin.services.events import session_of
from checkin.storage import door
from checkin.storage.event_file import EventFile
from checkin.storage.sessions import the_event


def attendance(event: EventFile, session_id: str | None = None) -> Attendance:
    """Everyone of a session and its figures, in one consistent picture of the file.

    `session_id` is a session's id or its name; None is the first session. Raises `DeskError` when there is no such
    session.
    """
    with event.reading() as tx:
        whole = the_event(tx)
        session = session_of(whole, session_id)
        presences = tuple(door.presences(tx, session.id))
    return Attendance(whole.name, session, presences, count(presences, session.seats))


def reconciliation(attendance: Attendance) -> dict[str, int | bool | str]:
    """Give the figures as `export --json` prints them: registered + walk_ins = in_room + no_show + cancelled.

    `registered` is without the walk-ins; `no_show` counts everyone who is expected and not here, also while the
    session still runs. Nobody can have been `online` or in `both` places yet, because no online report is read.
    """
    figures = attendance.figures
    return {
        "event": attendance.event_name,
        "session": attendance.session.name,
        "registered": figures.registered,
        "walk_ins": figures.walk_ins,
        "in_room": figures.in_room,
        "online": 0,
        "both": 0,
        "no_show": figures.no_show,
        "cancelled": figures.cancelled,
        "adds_up": attendance.adds_up,
    }


def export_table(
    attendance: Attendance, path: Path, now: datetime, *, replace: bool = False
) -> dict[str, int | bool | str]:
    """Write the attendance as a workbook (.xlsx) or a table of text (.csv); return the reconciliation with its `file`.

    `now` (aware) decides between "Absent" and "Not yet here", and stands on the About sheet. Raises `DeskError` for
    another ending, for a file that is there already (unless `replace`), and for what the disk refuses. The report
    (.pdf) is painted, so it is made where there is Qt: `checkin.reports.attendance_pdf.write`.
    """
    match path.suffix.lower():
        case ".xlsx":
            content = attendance_xlsx.workbook(attendance, now)
        case ".csv":
            content = attendance_csv.table(attendance, now)
        case _:
            raise DeskError(
                "Attendance cannot be exported as {name}.",
                "Choose a name that ends in .xlsx (workbook), .csv (table) or .pdf (report).",
                name=path.name,
            )
    writing.write(path, content, replace=replace)
    return reconciliation(attendance) | {"file": str(path)}
