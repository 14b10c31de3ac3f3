"""The files of the tools that are known: what their headings give away, and which of them are no registrant lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from checkin.domain.errors import DeskError
from checkin.files import limits
from checkin.files.headings import normalised
from checkin.files.table import Table

REGISTRANTS = "registrants"
ZOOM_WEBINAR = "zoom_webinar_attendees"

Titles = frozenset[str]

_MICROSOFT_FORMS = (
    {"id", "start time", "completion time"},
    {"id", "hora de inicio", "hora de finalización"},
    {"id", "heure de début", "heure de fin"},
    {"id", "hora de início", "hora de conclusão"},
    {"id", "startzeit", "fertigstellungszeit"},
    {"id", "开始时间", "完成时间"},
    {"идентификатор", "время начала", "время завершения"},
    {"المعرف", "وقت البدء", "وقت الإكمال"},
    {"المعرّف", "وقت البدء", "وقت الإكمال"},
)
_TIMESTAMPS = frozenset(
    {"timestamp", "horodateur", "marca temporal", "carimbo de data/hora", "отметка времени", "طابع زمني", "时间戳记"}
    | {"zeitstempel", "muhuri wa saa"}
)

SURVEYMONKEY = frozenset({"respondent id", "collector id"})
"""What begins the first of the two rows of headings that SurveyMonkey writes."""

_TOOLS: Mapping[str, Callable[[Titles], bool]] = {
    "Eventbrite": lambda titles: "order #" in titles or "order no." in titles or {"order id", "event id"} <= titles,
    "pretix": lambda titles: (
        {"bestellnummer", "positionsnummer"} <= titles
        or ("order code" in titles and bool({"position id", "secret", "attendee name"} & titles))
    ),
    "Indico": lambda titles: {"id", "registration state"} <= titles or {"id", "registration date", "tags"} <= titles,
    "Luma": lambda titles: "qr code url" in titles or {"approval status", "ticket type id"} <= titles,
    "Zoom": lambda titles: {"registration time", "approval status"} <= titles,
    "Microsoft Forms": lambda titles: any(built_in <= titles for built_in in _MICROSOFT_FORMS),
    "Tito": lambda titles: {"ticket full name", "void status"} <= titles,
    "Mailchimp": lambda titles: {"leid", "euid"} <= titles,
    "Google Contacts": lambda titles: bool({"e-mail 1 - value", "phone 1 - value"} & titles),
    "Cvent": {"confirmation number", "invitee status"}.issubset,
    "SurveyMonkey": lambda titles: titles >= SURVEYMONKEY,
    "Jotform": {"submission date", "submission id"}.issubset,
    "Typeform": lambda titles: "#" in titles and bool({"network id", "submit date (utc)"} & titles),
    "KoboToolbox": {"uuid", "submission time", "index"}.issubset,
    "ODK": {"key", "submitterid", "formversion"}.issubset,
    "Google Forms": lambda titles: bool(_TIMESTAMPS & titles),
}


def tool_of(headings: Iterable[str]) -> str:
    """Name the tool that writes these headings, or "" for a list that a person or an unknown tool has made."""
    titles = frozenset(map(normalised, headings))
    return next((tool for tool, knows in _TOOLS.items() if knows(titles)), "")


_ZOOM_NAMES = frozenset(
    {"name (original name)", "user name (original name)", "nom (nom original)", "nombre (nombre original)"}
    | {
        "nome (nome original)",
        "имя (настоящее имя)",
        "名前 (元の名前)",
        "名称(原始名称)",
        "姓名(原名)",
        "الاسم (الاسم الأصلي)",
    }
)
_TEAMS_PARTS = ("1. summary", "2. participants", "3. in-meeting activities")


def kind_of(name: str, table: Table) -> str:
    """Say what the table is: REGISTRANTS or ZOOM_WEBINAR. Raises DeskError for the reports that people mistake for a
    registrant list, naming the export to take instead; `name` is that of the file.
    """
    rows = [row for _, row in zip(range(limits.HEADER_ROWS), table.numbered(), strict=False)]
    first_cells = {" ".join(row[0].casefold().split()) for _, row in rows if row}
    titles = [frozenset(normalised(cell) for cell in row if cell) for _, row in rows]
    teams = any({"first join", "last leave"} <= row or {"full name", "user action"} <= row for row in titles)
    if teams or first_cells.intersection(_TEAMS_PARTS):
        raise _teams(name)
    in_zoom = any(_ZOOM_NAMES & row for row in titles)
    if in_zoom and any({"first name", "approval status"} <= row for row in titles):
        return ZOOM_WEBINAR
    if in_zoom:
        raise _zoom_participants(name)
    if any({"topic", "meeting id", "participants"} <= row for row in titles):
        raise _zoom_meetings(name)
    return REGISTRANTS


def _zoom_participants(name: str) -> DeskError:
    return DeskError(
        "{name} is Zoom's report of who took part, not a registrant list.",
        "Load it as the online attendance after the session; the registrants are in Zoom's registration report.",
        name=name,
    )


def _zoom_meetings(name: str) -> DeskError:
    return DeskError(
        "{name} is Zoom's list of meetings, not of people.",
        "In Zoom, choose Reports, Meeting, Registration Report, and generate the report of this meeting.",
        name=name,
    )


def _teams(name: str) -> DeskError:
    return DeskError(
        "{name} is an attendance report of Teams, not a registrant list.",
        "In Teams, open the meeting's registration and download the registration report, or export the form.",
        name=name,
    )


_SECTIONS = frozenset({"host details", "panelist details", "attendee details", "other attended", "registrant details"})


def is_section(row: Iterable[str]) -> bool:
    """Whether a row is a section's title in a report of Zoom: it stands alone, perhaps with commas after it."""
    filled = [normalised(cell) for cell in row if cell.strip()]
    return len(filled) == 1 and filled[0] in _SECTIONS


_OF_A_PIVOT = re.compile(
    r"(?:count|counta|countunique|sum|average|max|min) of .+|row labels|column labels"
    r"|(?:cuenta|suma|recuento|promedio) de .+|etiquetas de (?:fila|columna)|(?:nb|nbval|somme|moyenne) de .+"
    r"|étiquettes de (?:lignes|colonnes)|(?:contagem|soma) de .+|rótulos de (?:linha|coluna)"
    r"|(?:anzahl|summe|mittelwert) von .+|(?:zeilen|spalten)beschriftungen|количество по полю .+|названия строк"
)
_GRAND_TOTAL = frozenset(
    {"grand total", "total general", "total général", "total geral", "gesamtergebnis", "общий итог", "总计"}
)
_LAST_ROWS = 5


def is_pivot(table: Table) -> bool:
    """Whether a sheet sums up another one: its headings count, or a grand total stands below."""
    top = [row for _, (_, row) in zip(range(limits.HEADER_ROWS), table.numbered(), strict=False)]
    if any(_OF_A_PIVOT.fullmatch(normalised(cell)) for row in top for cell in row if cell):
        return True
    return any(normalised(row[0]) in _GRAND_TOTAL for row in table.rows[-_LAST_ROWS:] if row)
