"""The files that people take for Zoom's report of participants, each named with the report to take instead."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.domain.errors import DeskError
from checkin.files import limits
from checkin.files.headings import meaning, normalised
from checkin.files.known_files import tool_of
from checkin.files.table import Table
from checkin.files.zoom_headings import fields_of

_WHERE = "In Zoom, choose Reports, Meeting, click the number of participants of this meeting, then Export."
_TEAMS_PARTS = ("1. summary", "2. participants", "3. in-meeting activities")
_TEAMS = ({"first join", "last leave"}, {"full name", "meeting start time"}, {"meeting title", "attended participants"})
_FORM = 2
"""Headings of a registrant list that tell one, when nothing tells a report of Zoom."""


def of_a_report(refused: DeskError) -> DeskError:
    """What reading tables has refused, as it is said of a report: not the list is to be exported, but the meeting."""
    remedy = _WHERE if refused.remedy.startswith("Export") else refused.remedy
    return DeskError(refused.what, remedy, **refused.fields)


def refuse_teams(name: str, found: Sequence[Table]) -> None:
    """Raise the DeskError for an attendance report of Teams, whose columns resemble Zoom's."""
    for table in found:
        for row in _first_rows(table):
            titles = {normalised(cell) for cell in row if cell}
            plain = {" ".join(cell.casefold().split()) for cell in row if cell}
            if plain.intersection(_TEAMS_PARTS) or any(some <= titles for some in _TEAMS):
                raise DeskError("{name} is an attendance report of Teams, not of Zoom.", _WHERE, name=name)


def refusal(name: str, found: Sequence[Table]) -> DeskError:
    """Say what a file is in which no participants were found, and which report to take."""
    rows = [row for table in found for row in _first_rows(table)]
    fields = [set(fields_of(row)) for row in rows]
    if any({"status", "registered_at"} <= row for row in fields):
        return DeskError("{name} is Zoom's report of who registered, not of who took part.", _WHERE, name=name)
    if any({"topic", "participants"} <= row for row in fields):
        return DeskError("{name} is Zoom's list of meetings, not of the people in one.", _WHERE, name=name)
    if any(tool_of(row) for row in rows) or any(map(_is_of_registrants, rows)):
        return DeskError("{name} is a registrant list, not a report of who took part online.", _WHERE, name=name)
    return DeskError("{name} has no heading for the names and times of Zoom's participants.", _WHERE, name=name)


def _is_of_registrants(row: Sequence[str]) -> bool:
    said = {found.field for cell in row if cell and (found := meaning(cell)) is not None}
    return len({"name", "given_name", "email", "organisation"} & said) >= _FORM


def _first_rows(table: Table) -> list[tuple[str, ...]]:
    return [row for _, (_, row) in zip(range(limits.HEADER_ROWS), table.numbered(), strict=False)]
