"""How somebody takes part where no question asks it: by their ticket, or a yes below a heading that names a way."""

from __future__ import annotations

import re
from functools import lru_cache

from checkin.domain.registrant import Mode
from checkin.files.answers import is_tick, is_way_alone, mode_of
from checkin.files.headings import normalised

_TICKET = re.compile(
    r"ticket|access|\bpass\b|admission|attend|particip|registration|delegate|guest|\bseat|entrada|boleto|billet|accès"
    r"|inscri|ingresso|bilhete|acesso|teilnahme|teilnehm|zugang|eintritt|karte|tiketi|mshiriki|ushiriki|mahudhurio"
    r"|تذكر|حضور|مشارك|دخول|[票券]|参会|参加|билет|участи|доступ|вход"
)
"""Words for a ticket or for taking part, in nine languages."""

_SOMETHING_ELSE = re.compile(
    r"workshop|course|training|recording|replay|session|media|press\b|\bteams?\b|digital|physical|electronic"
    r"|atelier|formation|taller|curso|oficina|schulung|ورشة|دورة|warsha|mafunzo|工作坊|培训|семинар|тренинг"
)
"""A workshop, the press, a team, or a ticket that is only printed or not: it does not say how one takes part."""

_TAKES_PART = re.compile(
    r"attend|join|participat|tak(?:e|ing) part|\bcom(?:e|ing)\b|particip|assist|viendr|présent|asist|vendr|\bvirá"
    r"|teilnehm|teilnahme|nehmen|kommen|参加|参会|出席|到场|прид[её]т|участ|присутств|hudhuri|shiriki|حضر|شارك"
)
_ASKS_OTHERWISE = re.compile(
    r"\bhave you|\bhad you|\bdid you|\bdo you have|previous|\bpast\b|\bbefore\b|last year|avez-vous|déjà|anterior"
    r"|\bjá\b|\bha (?:asistido|participado)|haben sie|bereits|früher|umewahi|曾|участвовали|приходили|سبق|\bif\b|prefer"
    r"|interested|member|organi[sz]ation|account"
)
_FEW_WORDS = 4
_YES_OR_NO = re.compile(r"\s*\([^()]{1,5}/[^()]{1,5}\)\s*$")
_OPTION = re.compile(r"\[([^\[\]]+)\]\s*$|[^/]/([^/]+)$")
"""What a multiple choice puts behind the question: "Will you attend? [Zoom]" (LimeSurvey), "attend/online" (Kobo)."""


@lru_cache(maxsize=1024)
def way_of_ticket(ticket: str) -> Mode:
    """How the holder of a ticket takes part, where its name says so beyond doubt ("Online access"); else NOT_SAID."""
    text = normalised(ticket)
    way = mode_of(ticket)
    if way not in {Mode.ROOM, Mode.ONLINE} or _SOMETHING_ELSE.search(text):
        return Mode.NOT_SAID
    return way if _TICKET.search(text) or is_way_alone(ticket) else Mode.NOT_SAID


@lru_cache(maxsize=1024)
def way_asked(heading: str) -> Mode:
    """The one way of taking part that a heading asks for ("Will you attend in person?", "[Zoom]"), which a yes or a
    cross below it says; NOT_SAID for any other heading.
    """
    heading = _YES_OR_NO.sub("", heading)
    option = _OPTION.search(heading)
    text = (option[1] or option[2]) if option else heading
    way = mode_of(text)
    if way is Mode.NOT_SAID or _ASKS_OTHERWISE.search(normalised(heading)) or _SOMETHING_ELSE.search(normalised(text)):
        return Mode.NOT_SAID
    few = len(text.split()) <= _FEW_WORDS if option or way is Mode.CANNOT_COME else is_way_alone(text)
    return way if few or _TAKES_PART.search(normalised(text)) else Mode.NOT_SAID


def mode_said(answer: str, heading: str) -> Mode:
    """How somebody takes part: a yes means the way that the heading asks for; a no does not say which other one."""
    way = way_asked(heading)
    if way and (tick := is_tick(answer)) is not None:
        return way if tick else Mode.NOT_SAID
    return mode_of(answer, heading)


def way_ticked(heading: str, cell: str) -> str:
    """What a cell says of how somebody takes part: its heading where it is a cross, nothing where it is a no."""
    tick = is_tick(cell)
    return cell if tick is None else heading if tick else ""
