"""What the workbook says of the online meeting: whom nobody recognised, the figures, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.domain.attendance import Attendance
from checkin.domain.attendance_choice import Choice, without_address
from checkin.files.cells import Cell, writable

HEADINGS = ("Zoom name", "E-mail", "Minutes", "Kind", "May be", "State")
"""The columns of the sheet of those online who are no registrant."""


def strangers(attendance: Attendance, choice: Choice) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """The headings, and one row for each entry of the meeting that is no registrant: nobody who was there is left out.

    Nobody of them has said whether they may be written to, so an address stays out where that is asked for.
    """
    shown = without_address if choice.only_agreed else str
    rows: list[tuple[Cell, ...]] = [
        (
            writable(shown(one.name)),
            writable(shown(one.email)),
            round(one.minutes),
            one.kind,
            writable(", ".join(one.candidates)),
            "left aside" if one.left else "not decided",
        )
        for one in attendance.strangers
    ]
    return HEADINGS, rows


def figures(attendance: Attendance) -> Iterator[tuple[str, int]]:
    """The rows of the Summary between the walk-ins and those who did not take part."""
    found = attendance.figures
    if not attendance.reports:
        yield "In the room", found.in_room
        return
    yield "Online newcomers", found.newcomers
    yield "In the room only", found.in_room
    yield "Online only", found.online
    yield "Both", found.both
    yield "Online, not recognised (in none of these figures)", len(attendance.strangers)


def about(attendance: Attendance) -> Iterator[tuple[str, str]]:
    """The reports that were read, and the rules for what was read in them."""
    if not attendance.reports:
        yield "Online", "Is not in this file: no report of an online meeting has been read."
        return
    for report in attendance.reports:
        loaded = attendance.session.local(report.at).isoformat(sep=" ", timespec="seconds")
        yield "Report", f"{writable(report.file)}, {report.rows} rows, loaded {loaded}."
    yield "Online", "Is in a report of the meeting and was recognised: by e-mail, or by a person who confirmed it."
    yield "Minutes", "Overlapping connections count once, gaps and the waiting room never; rounded to whole minutes."
    yield "Times joined", "A connection that came back within a minute had not left."
    yield (
        "Zoom's clock",
        f"The report names no time zone: its times were taken on the clock of {attendance.session.timezone}.",
    )
