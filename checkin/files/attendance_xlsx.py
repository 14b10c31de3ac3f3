"""The attendance as a workbook: everyone, the figures, what to check, and what the file is."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from checkin import __version__
from checkin.domain.attendance import Attendance, arrival_curve, busiest, groups
from checkin.domain.attendance_checks import checks
from checkin.files import attendance_online as online_rows
from checkin.files import attendance_rows
from checkin.files.attendance_rows import writable

Value = str | int | date | datetime
Row = Sequence[Value]

_ACCENT = "#0B5CAD"
_LONGEST_CELL = 32_767  # UTF-16 units in one cell, by Excel's specification; XlsxWriter leaves a longer text out
_NARROWEST, _WIDEST = 9, 44

_RULES = (
    ("Rows", "Each person stands on the sheet Attendance once: everyone on the list, and everyone added at the door."),
    ("In person", "Has a check-in that stands. A check-in that was undone does not count."),
    ("Both", "Was in the room and online, and is counted once."),
    ("Absent", "Was neither in the room nor online, and the session has ended or the registration was cancelled."),
    ("Not yet here", "Has no check-in, and the session had not ended when this file was made."),
    ("Texts", "Are written as text, never as formulas or links; the list's own columns stand unchanged at the end."),
    (
        "CSV",
        "In a CSV a cell that a spreadsheet would calculate has ' before it; phone numbers such as +254… have not.",
    ),
    ("Care", "This file holds addresses and phone numbers: pass on only what is needed."),
)


def workbook(attendance: Attendance, now: datetime) -> bytes:
    """Return the bytes of the workbook with the sheets Attendance, Summary, Check these and About; once a report of the
    online meeting was read, Online, not matched too.

    Times are real date-times on the session's wall clock, each shown with its offset. `now` (aware) decides whether
    someone who is not here is absent already. A sum that does not add up is written too, and the Summary says so.
    """
    file = io.BytesIO()
    # In memory, because XlsxWriter would otherwise leave everyone's names in the folder for temporary files.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(file, options)
    made = now.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({"title": f"Attendance: {attendance.session.name}", "created": made})
    sheets = _Sheets(book)
    table = attendance_rows.table(attendance, now)
    sheets.table("Attendance", table.headings, table.rows)
    if attendance.reports:
        sheets.table("Online, not matched", online_rows.HEADINGS, online_rows.strangers(attendance))
    _summary(sheets, attendance, now)
    _check_these(sheets, attendance)
    _about(sheets, attendance, now)
    book.close()
    return file.getvalue()


class _Sheets:
    """A workbook being written: the formats, each made once, and the cells by their type."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[str, Format] = {}
        self.heading = book.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": _ACCENT, "valign": "vcenter"}
        )
        self.bold = book.add_format({"bold": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.wrong = book.add_format({"bold": True, "font_color": "#98162B", "bg_color": "#FBE9EC"})

    def add(self, name: str) -> Worksheet:
        """Add a sheet that prints on A4 across, as wide as one page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def table(self, name: str, headings: Sequence[str], rows: Sequence[Row]) -> None:
        """Add a sheet that is one table: headings that stay in view, a filter, columns as wide as what they hold."""
        sheet = self.add(name)
        self.write(sheet, 0, 0, [headings], self.heading)
        self.write(sheet, 1, 0, rows)
        sheet.set_row(0, 20)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, len(rows), len(headings) - 1)
        # Codes and phone numbers are text on purpose: no green corner on each of them.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for column, heading in enumerate(headings):
            widest = max((_width(row[column]) for row in rows), default=0)
            sheet.set_column(column, column, max(_NARROWEST, min(_WIDEST, max(widest, _width(heading) + 3) + 1)))

    def write(self, sheet: Worksheet, top: int, left: int, rows: Sequence[Row], form: Format | None = None) -> int:
        """Write rows of values, each as what it is; the number of the row below them."""
        for down, row in enumerate(rows):
            for right, value in enumerate(row):
                self._write_one(sheet, top + down, left + right, value, form)
        return top + len(rows)

    def _write_one(self, sheet: Worksheet, row: int, column: int, value: Value, form: Format | None) -> None:
        match value:
            case "":
                pass
            case str():
                sheet.write_string(row, column, _fitting(value), form)
            case int():
                sheet.write_number(row, column, value, form)
            case datetime():
                offset = value.isoformat()[-6:]
                sheet.write_datetime(
                    row, column, value.replace(tzinfo=None), self._dated(f'yyyy-mm-dd hh:mm:ss"{offset}"')
                )
            case _:
                sheet.write_datetime(row, column, value, self._dated("yyyy-mm-dd"))

    def _dated(self, pattern: str) -> Format:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern, "align": "left"})
        return self._formats[pattern]


def _fitting(text: str) -> str:
    text = writable(text)
    if len(text) * 2 <= _LONGEST_CELL:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return text
    return units[: 2 * (_LONGEST_CELL - 1)].decode("utf-16-le", errors="ignore") + "…"


def _width(value: Value) -> int:
    if isinstance(value, datetime):
        return len("2024-05-10 12:30:00+03:00")
    text = str(value)[: 2 * _WIDEST]
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _summary(sheets: _Sheets, attendance: Attendance, now: datetime) -> None:
    sheet = sheets.add("Summary")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 4, 14)
    sheet.set_column(6, 6, 26)
    sheet.set_column(7, 7, 10)
    figures, ended = attendance.figures, attendance.has_ended(now)
    absent = "No-shows" if ended else "Not yet here"
    sheets.write(sheet, 0, 0, [(attendance.event_name,)], sheets.title)
    row = sheets.write(sheet, 1, 0, [(f"{attendance.session.name}, {_when(attendance)}",)])
    if not ended:
        row = sheets.write(sheet, row, 0, [("The session had not ended when this was made.",)], sheets.bold)
    row = sheets.write(sheet, row + 1, 0, [("Figures", "People")], sheets.heading)
    rows: list[Row] = [
        ("Registered", figures.registered),
        ("Walk-ins", figures.walk_ins),
        *online_rows.figures(attendance),
        (absent, figures.no_show),
        ("Of these, planned to attend online", attendance.awaited_online),
        ("Cancelled", figures.cancelled),
    ]
    if figures.seats is not None:
        rows.append(("Seats", figures.seats))
    row = sheets.write(sheet, row, 0, rows)
    row = sheets.write(sheet, row, 0, [(figures.in_words(ended=ended),)], sheets.bold)
    answer = ("The sum adds up, and agrees with the rows of Attendance", "Yes" if attendance.adds_up else "No")
    row = sheets.write(sheet, row, 0, [answer], None if attendance.adds_up else sheets.wrong)
    row = sheets.write(sheet, row, 0, _peaks(attendance))
    for title, of in (
        ("Country", lambda person: person.details.country),
        ("Organisation", lambda person: person.details.organisation),
        ("Category/ticket", lambda person: person.details.category),
    ):
        row = sheets.write(sheet, row + 1, 0, [(title, "People", "In the room", absent, "Online only")], sheets.heading)
        found = groups(attendance.presences, of)
        lines = [
            (
                *(group.name or "(not given)", group.people, group.in_room),
                *(group.people - group.in_room - group.online, group.online),
            )
            for group in found
        ]
        row = sheets.write(sheet, row, 0, lines)
    _curve(sheets, sheet, attendance)


def _peaks(attendance: Attendance) -> list[Row]:
    rows: list[Row] = []
    for label, minutes in (("Busiest minute", 1), ("Busiest five minutes", 5)):
        peak = busiest(attendance.arrivals, timedelta(minutes=minutes))
        if peak is not None:
            rows.append((f"{label}: from {attendance.session.local(peak[0]):%H:%M}", peak[1]))
    return rows


def _curve(sheets: _Sheets, sheet: Worksheet, attendance: Attendance) -> None:
    curve = arrival_curve(attendance.arrivals)
    minutes = curve.step // timedelta(minutes=1)
    row = sheets.write(sheet, 3, 6, [(f"Arrivals, {minutes} minutes from", "People")], sheets.heading)
    local = attendance.session.local
    sheets.write(sheet, row, 6, [(local(start), n) for start, n in zip(curve.starts, curve.counts, strict=True)])


def _check_these(sheets: _Sheets, attendance: Attendance) -> None:
    headings = ("Check", "Full name", "Organisation", "E-mail", "Registration code", "Attendance", "Why")
    rows = []
    for check in checks(attendance.presences):
        registrant = check.presence.registrant
        details = registrant.details
        here = "Not checked in"
        if check.presence.attended:
            here = attendance_rows.attendance_word(check.presence, ended=True)
        rows.append(
            (
                check.doubt.value,
                registrant.name,
                details.organisation,
                details.email,
                registrant.own_code,
                here,
                check.why,
            )
        )
    sheets.table("Check these", headings, rows)


def _about(sheets: _Sheets, attendance: Attendance, now: datetime) -> None:
    session = attendance.session
    sheet = sheets.add("About")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
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
    for row, (label, text) in enumerate([*facts, *online_rows.about(attendance), *_RULES]):
        sheets.write(sheet, row, 0, [(label,)], sheets.label)
        sheets.write(sheet, row, 1, [(text,)], sheets.wrapped)


def _when(attendance: Attendance) -> str:
    session = attendance.session
    starts, ends = session.local(session.starts_at), session.local(session.ends_at)
    until = f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%Y-%m-%d %H:%M}"
    return f"{starts:%Y-%m-%d %H:%M} to {until} ({session.timezone})"
