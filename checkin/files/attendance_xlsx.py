"""The attendance as a workbook: everyone, the figures, what to check, and what the file is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import BinaryIO

from checkin import __version__
from checkin.domain.attendance import Attendance, arrival_curve, busiest
from checkin.domain.attendance_checks import checks
from checkin.domain.attendance_choice import WHOLE, Choice
from checkin.domain.attendance_groups import groups
from checkin.domain.presence_curve import PresenceCurve, presence_curve
from checkin.domain.session_matrix import SessionMatrix
from checkin.files import attendance_online as online_rows
from checkin.files import attendance_rows, attendance_sessions
from checkin.files.sheets import Page, Row, Sheets, workbook_in

_RULES = (
    ("Rows", "Each person stands on the sheet Attendance once: everyone on the list, and everyone added at the door."),
    ("In person", "Has a check-in that stands. A check-in that was undone does not count."),
    ("Both", "Was in the room and online, and is counted once."),
    ("Absent", "Was neither in the room nor online, and the session has ended or the registration was cancelled."),
    ("Not yet here", "Has no check-in, and the session had not ended when this file was made."),
    ("Checked out at", "When somebody left and did not come back, where the session records it; else empty."),
    ("There at", "Who was not seen leaving counts as in the room until the end. Together counts once who was in both."),
    ("Note", "Is what the door was told to say of a person: for the desk, not to be passed on."),
    ("Texts", "Are written as text, never as formulas or links; the list's own columns stand unchanged at the end."),
    (
        "CSV",
        "In a CSV a cell that a spreadsheet would calculate has ' before it; phone numbers such as +254… have not.",
    ),
    ("Care", "This file holds addresses and phone numbers: pass on only what is needed."),
)


def write(
    file: BinaryIO,
    attendance: Attendance,
    now: datetime,
    choice: Choice = WHOLE,
    matrix: SessionMatrix | None = None,
) -> None:
    """Write the workbook with the sheets Attendance, Summary, Check these and About; once a report of the
    online meeting was read, Online, not matched too; and Sessions, with a `matrix` of them.

    Times are real date-times on the session's wall clock, each shown with its offset. `now` (aware) decides whether
    someone who is not here is absent already; `choice` says which columns and whose contacts go in, on every sheet. A
    sum that does not add up is written too, and the Summary says so.
    """
    with workbook_in(file, len(attendance.presences)) as book:
        made = now.astimezone(UTC).replace(tzinfo=None)
        book.set_properties({"title": f"Attendance: {attendance.session.name}", "created": made})
        sheets = Sheets(book)
        table = attendance_rows.table(attendance, now, choice)
        sheets.columns("Attendance", table.headings, table.blocks())
        if attendance.reports:
            sheets.table("Online, not matched", *_without(choice, *online_rows.strangers(attendance, choice)))
        _summary(sheets, attendance, now)
        sheets.table("Check these", *_without(choice, _CHECK_HEADINGS, _check_rows(attendance, choice)))
        if matrix is not None:
            sheets.table("Sessions", *_without(choice, *attendance_sessions.table(matrix, now)))
        _about(sheets, attendance, now, choice)


def _without(choice: Choice, headings: Sequence[str], rows: Iterable[Row]) -> tuple[Sequence[str], Iterable[Row]]:
    """A table without the columns that are left out of the attendance, whatever sheet they stand on."""
    if choice.left_out.isdisjoint(headings):
        return headings, rows
    kept = [place for place, heading in enumerate(headings) if heading not in choice.left_out]
    return [headings[place] for place in kept], ([row[place] for place in kept] for row in rows)


def _summary(sheets: Sheets, attendance: Attendance, now: datetime) -> None:
    page = sheets.page("Summary")
    for first, last, width in ((0, 0, 54), (1, 5, 14), (7, 7, 26), (8, 8, 10), (10, 10, 26), (11, 13, 12)):
        page.sheet.set_column(first, last, width)
    figures, ended = attendance.figures, attendance.has_ended(now)
    absent = "No-shows" if ended else "Not yet here"
    page.put(0, 0, [(attendance.event_name,)], sheets.title)
    row = page.put(1, 0, [(f"{attendance.session.name}, {_when(attendance)}",)])
    if not ended:
        row = page.put(row, 0, [("The session had not ended when this was made.",)], sheets.bold)
    row = page.put(row + 1, 0, [("Figures", "People")], sheets.heading)
    rows: list[Row] = [
        ("Registered", figures.registered),
        ("Walk-ins", figures.walk_ins),
        *online_rows.figures(attendance),
        (absent, figures.no_show),
        ("Of these, planned to attend online", attendance.awaited_online),
        ("Cancelled", figures.cancelled),
    ]
    if figures.guests:
        rows.append(("Guests who came with them, not in the sum", figures.guests))
    if figures.seats is not None:
        rows.append(("Seats", figures.seats))
    row = page.put(row, 0, rows)
    row = page.put(row, 0, [(figures.in_words(ended=ended),)], sheets.bold)
    adds_up = attendance.adds_up  # asked once: it counts everybody
    answer = ("The sum adds up, and agrees with the rows of Attendance", "Yes" if adds_up else "No")
    row = page.put(row, 0, [answer], None if adds_up else sheets.wrong)
    row = page.put(row + 1, 0, [("At the door", "Number")], sheets.heading)
    counted: list[Row] = [
        ("People inside now" + (", guests among them" if figures.guests else ""), figures.inside),
        ("People who came, each once", figures.came),
        ("Scans of codes", figures.scans),
    ]
    row = page.put(row, 0, counted)
    presence = presence_curve(attendance, now)
    row = page.put(row, 0, _peaks(attendance, presence))
    for title, of in (
        ("Country", attrgetter("details.country")),
        ("Organisation", attrgetter("details.organisation")),
        ("Category/ticket", attrgetter("details.category")),
    ):
        heads = (title, "People", "In the room", absent, "Online only", "Cancelled")
        row = page.put(row + 1, 0, [heads], sheets.heading)
        lines = [
            (one.name or "(not given)", one.people, one.in_room, one.absent, one.online, one.cancelled)
            for one in groups(attendance.presences, of)
        ]
        row = page.put(row, 0, lines)
    _curves(sheets, page, attendance, presence)
    page.finish()


def _peaks(attendance: Attendance, presence: PresenceCurve) -> list[Row]:
    rows: list[Row] = []
    local = attendance.session.local
    for label, minutes in (("Busiest minute", 1), ("Busiest five minutes", 5)):
        peak = busiest(attendance.arrivals, timedelta(minutes=minutes))
        if peak is not None:
            rows.append((f"{label}: from {local(peak[0]):%H:%M}", peak[1]))
    for where, most in (("in the room", presence.most_in_room), ("online", presence.most_online)):
        if most is not None:
            rows.append((f"Most {where} at once: at {local(most.at):%H:%M}", most.people))
    return rows


def _curves(sheets: Sheets, page: Page, attendance: Attendance, presence: PresenceCurve) -> None:
    """The two pictures of the report in numbers."""
    curve = arrival_curve(attendance.arrivals)
    minutes = curve.step // timedelta(minutes=1)
    row = page.put(3, 7, [(f"Arrivals, {minutes} minutes from", "People")], sheets.heading)
    local = attendance.session.local
    page.put(row, 7, [(local(start), n) for start, n in zip(curve.starts, curve.counts, strict=True)])
    row = page.put(3, 10, [("There at", "In the room", "Online", "Together")], sheets.heading)
    counts = zip(presence.at, presence.in_room, presence.online, presence.together, strict=True)
    page.put(row, 10, [(local(at), *numbers) for at, *numbers in counts])


_CHECK_HEADINGS = ("Check", "Full name", "Organisation", "E-mail", "Registration code", "Attendance", "Why")


def _check_rows(attendance: Attendance, choice: Choice) -> Iterator[Row]:
    for check in checks(attendance.presences):
        registrant = check.presence.registrant
        details = registrant.details
        here = "Not checked in"
        if check.presence.attended:
            here = attendance_rows.attendance_word(check.presence, ended=True)
        email = "" if choice.withholds(details) else details.email
        who = (registrant.name, details.organisation, email, registrant.own_code)
        yield (check.doubt.value, *who, here, check.why)
    for report in attendance.reports:
        for doubt in report.doubts:
            yield ("Row of a report", "", "", "", "", "", f"{report.file}, row {doubt.row}: {doubt.why}")


def _about(sheets: Sheets, attendance: Attendance, now: datetime, choice: Choice) -> None:
    session = attendance.session
    page = sheets.page("About")
    page.sheet.set_column(0, 0, 16)
    page.sheet.set_column(1, 1, 90)
    facts: list[Row] = [
        ("Event", attendance.event_name),
        ("Session", session.name),
        ("When", _when(attendance)),
        ("Room", session.room),
        ("Time zone", f"{session.timezone}. All times are on that clock, with its offset from UTC behind them."),
        ("Exported", session.local(now).isoformat(sep=" ", timespec="seconds")),
        ("Made with", f"Check-in {__version__}"),
        ("The sum", attendance.figures.in_words(ended=attendance.has_ended(now))),
    ]
    for row, (label, text) in enumerate([*facts, *online_rows.about(attendance), *_chosen(choice), *_RULES]):
        page.put(row, 0, [(label,)], sheets.label)
        page.put(row, 1, [(text,)], sheets.wrapped)
    page.finish()


def _chosen(choice: Choice) -> Iterator[tuple[str, str]]:
    """What is not in the file because somebody wanted it so."""
    if choice.left_out:
        yield "Left out", f"Columns that were not wanted: {', '.join(sorted(choice.left_out))}."
    if choice.only_agreed:
        yield "Contacts", "E-mail and phone stand only beside people who said yes to being written to."


def _when(attendance: Attendance) -> str:
    session = attendance.session
    starts, ends = session.local(session.starts_at), session.local(session.ends_at)
    until = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%Y-%m-%d %H:%M}"
    return f"{starts:%Y-%m-%d %H:%M} to {until} ({session.timezone})"
