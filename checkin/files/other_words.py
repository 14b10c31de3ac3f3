"""Words in a heading that show whom and what it is not about: a buyer, an event, a detail near a field."""

from __future__ import annotations

import re

VETOES = re.compile(
    r"\b(?:event|buyer|purchaser|host|emergency|kin|invoice|billing|referrer|referred|user name|username|template"
    r"|booker|booked by|payer|paid by|registered by|submitted by|(?:primary|main) contact|responsable|verantwortlich\w*"
    r"|signature|read the code|contact person|school|guardian|parent|spouse|facebook|linkedin|twitter"
    r"|acheteu(?:r|se)|payeur|facturation|urgence|comprador[ae]?|pagador|facturación|emergencia|faturação|käufer\w*"
    r"|besteller\w*|rechnungs\w*|notfall\w*|ansprechpartner\w*"
    r"|personne de contact|persona de contacto|pessoa de contacto"
    r"|покупател\w*|плательщик\w*|заказчик\w*|контактное лицо|mnunuzi|mlipaji|المشتري|الدافع)\b"
    r"|购票人|购买人|购买者|付款人|买家|订票人|紧急联系人"
)
"""Headings with these words are about somebody or something else than the person who comes."""

OF_ATTENDEE = re.compile(
    r"\s*(?:\b(?:of (?:the )?|de la |de l'|du |del |do |da |de |des |der |ya |wa |la ))?"
    r"(?:\b(?:attendee|participant|participante|delegate|guest|asistente|teilnehmer|teilnehmers|teilnehmerin"
    r"|teilnehmenden|участника|посетителя|mshiriki|المشارك)\b(?:'s\b)?|参会人|参会者|参加者|与会者)"
    r"(?: (?:person|personne)\b)?:?\s*"
)
"""The person who comes, beside whom a list may have the buyer: "Attendee email", "Nom du participant"."""

ORDER = re.compile(r"\b(?:order|commande|pedido|bestell\w*)\b")
"""An order belongs to whoever paid; its columns are taken only where nothing else is there."""

OTHER_WORDS: dict[str, re.Pattern[str]] = {
    "organisation": re.compile(r"\b(?:type|kind|size|address|website|url|sector|country|why|describe|e-?mail|phone)\b"),
    "country": re.compile(r"\b(?:code|visa)\b"),
    "name": re.compile(r"\b(?:ticket name|company|organi[sz]ation|event)\b"),
    "phone": re.compile(r"\b(?:type|label|verified)\b"),
    "email": re.compile(r"\b(?:verified|label|type|opt|consent|list)\b"),
    "mailing": re.compile(
        r"\b(?:opt(?: |-)?out|unsubscribe\w*|do not|don't|not to|stop|no longer|désabonne\w*|pas"
        r"|emergency)\b|^how\b|\bby phone$"
    ),
    "role": re.compile(r"\b(?:position id|seat)\b"),
}
"""Words that show a heading to be of something near a field, and not of the field."""
