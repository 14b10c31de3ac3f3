"""Rows of a list that are no people: totals, titles of its parts, lines below it, tickets that nobody has yet.

Whoever came must not be lost: a row that could be a person is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checkin.domain.names import clean, fold
from checkin.domain.registrant import Details
from checkin.domain.same_person import address

_INVITED = {
    *("info requested", "info solicitada", "información solicitada", "informações solicitadas", "infos demandées"),
    *("informations demandées", "info angefordert"),
}
_INVITED_NAMES = frozenset(fold(text) for one in _INVITED for text in (one, f"{one} {one}"))
"""What Eventbrite writes for the tickets of a buyer who has not said whose they are: in each half of the name."""

_TO_BE_NAMED = frozenset({"n/a", "tba", "tbc", "tbd", "to be announced", "to be confirmed", "to be determined"})
TOTALS = frozenset(
    {"total", "totals", "grand total", "sum", "subtotal", "total général", "suma", "total general", "soma", "summe"}
    | {"المجموع", "الإجمالي", "إجمالي", "jumla", "合计", "总计", "итого", "gesamt", "insgesamt"}
)
"""Words that stand before a sum."""

_GIVEN_NAMES = frozenset({"sum", "suma", "soma", "summe", "jumla"})
"""Those of them that people are called too: without a number behind it such a word is somebody."""

_COUNTED = re.compile(r"(?P<word>[^\d:：]+?)\s*[:：=]?\s*\(?\d[\d ,.']*\)?(?:\s+\w+)?")
"""A total in one cell: "Total: 120", "Итого 120 человек"."""

_FOOTER = re.compile(
    r"(?:report )?(?:generated|exported|printed|downloaded) (?:by|on|at|from)\b"
    r"|page \d+ (?:of|/) \d+|end of (?:list|report)"
    r"|(?:généré|exporté|imprimé) (?:par|le)\b|(?:generado|exportado) (?:por|el)\b|erstellt (?:am|von)\b|©"
)
_SECTION = re.compile(
    r"(?:(?:keynote|guest|invited|main|other|local|international) )?"
    r"(?:speakers|panell?ists|moderators|delegates|delegations?|participants|attendees|observers|guests|vips?|media|press"
    r"|staff|organi[sz]ers|secretariat|volunteers|interpreters|members|walk-ins|waiting list|waitlist"
    r"|orateurs|intervenants|délégués|délégation|observateurs|invités|presse|personnel|organisateurs|bénévoles"
    r"|ponentes|panelistas|delegados|delegación|participantes|observadores|invitados|prensa|oradores|convidados"
    r"|referenten|teilnehmer|teilnehmende|gäste|mitarbeiter|المتحدثون|المشاركون|المندوبون|الضيوف|wazungumzaji|wajumbe"
    r"|washiriki|wageni|嘉宾|代表|参会者|工作人员|докладчики|участники|делегаты|гости)"
    r"(?:\s*[(:：].*|\s+[–—-]\s.*|\s+\d+)?"
    r"|(?:delegations?|délégations?|delegaci[óo]n(?:es)?|delegaç(?:ão|ões)) (?:from|of|du|de|des|del|do|da)\b.*"
)
"""A line that stands alone over a part of the list. Only such words: one cell with a name is a person."""


_COUNTED_PEOPLE = re.compile(
    r"(?:(?:grand )?totals?|number|no\.|count|nombre|número|numero|anzahl|total|idadi|عدد|всего|количество)"
    r"(?: (?:number|of|de|der|von|ya|the|registered))*"
    r" ?(?:(?:registered|registrations?|registrants|participants?|attendees?|people|persons|delegates|guests|confirmed"
    r"|tickets?|inscrits|personnes|inscritos|participantes|asistentes|personas|pessoas|teilnehmer|anmeldungen"
    r"|washiriki|المشاركين|участников|человек|зарегистрировано)(?: registered)?)"
)
"""What is counted, before the number: "Total registered", "Number of participants"."""

_COUNT = re.compile(r"[=(]?\d{1,3}(?:[ ,.']?\d{3})?(?:[.,]\d{1,2})?\)?(?: [^\W\d]+)?")
"""A number such as stands behind a total: "3", "1,200", "12 people"; no telephone."""

_SIGNED = re.compile(
    r"(?:note|notes|nb|n\.b\.|remarks?|remarque|nota|observación|hinweis|примечание|ملاحظة|注)\s*[:：].*"
    r"|\*+\s*[=:–—-].*"
)
_RULED = re.compile(r"(?P<rule>[-=*_~#–—•]{2,}).*[-=*_~#–—•]{2,}|[-=*_~#–—•\s]+")
_NUMBERED_PART = re.compile(
    r"(?:day|session|group|team|table|panel|round|week|part|section|track|class|(?:breakout )?room"
    r"|jour|séance|groupe|équipe|partie|salle|día|sesión|grupo|equipo|mesa|parte|sala|dia|sessão|equipe"
    r"|tag|sitzung|gruppe|teil|tisch|raum|siku|kikao|kundi|kikundi|meza|chumba"
    r"|день|группа|часть|стол|команда|اليوم|المجموعة|مجموعة|طاولة|الطاولة|第)"
    r"(?:[\s_#-]*(?:(?:no\.?|nr\.?|n°|n\.?º|№|la|ya|رقم)\s*)?(?:\d{1,3}[a-z]?|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[组桌]?)"
    r"(?:\s*[(:：–—-].*)?"
    r"|(?:group|team|table|track|panel|groupe|équipe|grupo|equipo|equipe|gruppe|tisch|kundi|meza|группа|команда|стол"
    r"|المجموعة|مجموعة|طاولة)[\s_-]+[^\W\d_](?:\s*[(:：–—-].*)?"
    r"|(?:[a-z]|\d{1,3}|[一二三四五六七八九十]{1,3})号?[组桌]"
    r"|.+\s(?:delegation|delegates)"
)
"""A part of the list with its number or letter: "Day 2", "Group B", "Table 7". A letter counts after such words only
that are nobody's name.
"""


def is_title(first: str) -> bool:
    """Whether a text, normalised, is the title of a part of a list."""
    return _SECTION.fullmatch(first) is not None or _NUMBERED_PART.fullmatch(first) is not None


def counts_people(first: str) -> bool:
    """Whether a first cell, normalised, says that a number of people follows."""
    return _COUNTED_PEOPLE.fullmatch(first) is not None


def why_total(first: str, others: Sequence[str]) -> str:
    """Why a row is a total, "" when it may be a person: its first cell, normalised, and the others."""
    is_word = first in TOTALS or counts_people(first)
    if not is_word or (not others and first in _GIVEN_NAMES):
        return ""
    return "This is a total, not a person." if all(_COUNT.fullmatch(cell.strip()) for cell in others) else ""


def why_no_row(text: str, plain: str) -> str:
    """Why the only cell of a row is nobody's name, "" when it may be one."""
    counted = _COUNTED.fullmatch(plain)
    word = counted["word"].strip() if counted else ""
    if word in TOTALS or counts_people(word):
        return "This is a total, not a person."
    if total := why_total(plain, ()):
        return total
    if _SIGNED.fullmatch(plain) or _RULED.fullmatch(plain):
        return f"This is a line between the people of the list, not a person: “{clean(text)[:80]}”."
    if _FOOTER.match(plain):
        return "This is a line below the list, not a person."
    if is_title(plain):
        return f"This is the title of a part of the list, not a person: “{clean(text)[:80]}”."
    return ""


def why_counted_title(text: str, plain: str, others: Sequence[str]) -> str:
    """Why a row is a title with the number of its people behind it, "" when it may be a person."""
    if is_title(plain) and all(_COUNT.fullmatch(cell.strip()) for cell in others):
        return why_no_row(text, plain)
    return ""


def why_nobody(details: Details) -> str:
    """Why the details of a row are nobody's, "" when they may be somebody's."""
    if not (details.name or details.email or details.organisation):
        return "The row has neither a name nor an e-mail address nor an organisation."
    if address(details.email):
        return ""
    if {fold(details.name), fold(details.given_name), fold(details.family_name)} & _INVITED_NAMES:
        return f"The ticket is nobody's yet: its name is “{details.name}”."
    if details.name.casefold() in _TO_BE_NAMED:
        return f"The person is not named yet: the name is “{details.name}”."
    return ""
