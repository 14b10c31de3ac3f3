"""What the name of somebody online says: a person or a machine, and under which names the person may be on the list."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from checkin.domain.names import fold, words


class Kind(StrEnum):
    """Who or what was connected."""

    PERSON = "person"
    HOST = "host"
    ROOM = "room"
    DEVICE = "device"
    PHONE = "phone"
    BOT = "bot"


Key = tuple[str, ...]
"""The words of a name, folded and sorted: KAMAU Grace Wanjiru is Grace Wanjiru Kamau."""

_BOT = re.compile(
    r"\b(?:notetaker|note[ -]?taker|otter\.?ai|otterpilot|otter pilot|fireflies(?:\.ai)?|read\.ai|read ai"
    r"|fathom[. ](?:ai|video)|tl;?dv|avoma|meetgeek|sembly|fellow\.app|supernormal|krisp(?:\.ai)?|tactiq|circleback"
    r"|granola|copilot|ai notes?|meeting notes|(?:gong|grain|meeting) recorder|(?<![@.-])[a-z][a-z-]*\.ai(?![.@-])"
    r"|(?:ai|zoom) (?:companion|assistant)|meeting assistant|transcri(?:ber|ption|ptor)|recall\.ai|bot)\b"
)
_ROOM = re.compile(
    r"\b(?:(?:conference|meeting|board|class|break ?out|training|seminar|committee|zoom|lecture) ?rooms?"
    r"|boardroom|auditorium|auditório|auditorio|plenary hall|main hall|town hall|room \d+|cr[ -]?\d+|conf\.? ?rm"
    r"|sala (?:de|da|del|do|\d)|salle (?:de|du|des|\d)|ukumbi wa)\b"
    r"|会议室|會議室|会議室|قاعة|конференц-?зал|переговорная"
)
_DEVICE = re.compile(
    r"\b(?:iphone|ipad|ipod|macbook|imac|galaxy|samsung|huawei|honor \d+|xiaomi|redmi|poco|oppo|vivo|tecno|infinix|itel"
    r"|nokia|oneplus|pixel \d|motorola|moto g|realme|lenovo|thinkpad|surface pro|chromebook|android|windows|laptop"
    r"|desktop|tablet|smartphone|phone|device|pc|zoom user|guest|user ?\d*|admin|sm-[a-z]\w+|cph\d+)\b"
    r"|\b(?:téléphone|teléfono|telefone|telefon|ordinateur|portable|celular|simu)\b|的iphone|手机|电脑|هاتف"
)
_PHONE = re.compile(r"[+(]?[\d*•x×][\d*•x× ().-]{5,}")
_CALLER = re.compile(r"(?:call-?in user|phone user|caller|telephone user)[ _]?\d*")
_LEAST_DIGITS = 4


@lru_cache(maxsize=16384)
def kind_of(name: str, room: str = "") -> Kind:
    """Tell a person from a room, a device, a telephone and a bot; `room` is the session's own room.

    Whoever is taken for a machine is not lost: only nothing is decided about them without a person.
    """
    text = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    if _CALLER.fullmatch(text) or (_PHONE.fullmatch(text) and sum(map(str.isdigit, text)) >= _LEAST_DIGITS):
        return Kind.PHONE
    if _BOT.search(text):
        return Kind.BOT
    if _ROOM.search(text) or _names_room(text, room):
        return Kind.ROOM
    return Kind.DEVICE if _DEVICE.search(text) else Kind.PERSON


def _names_room(text: str, room: str) -> bool:
    wanted = [word for word in words(room) if word != "room"]
    has_number = any(sign.isdigit() for word in wanted for sign in word)
    return has_number and set(wanted) <= set(words(text))


_PRONOUN = (
    r"she|her|hers|he|him|his|they|them|theirs|ze|zir|xe|xem|elle|elles|il|lui|iel|ella|él|elle|ela|ele|elu|она|ее|её|он|его"
    r"|они|هي|هو|sie|er|any|all"
)
_PRONOUNS = re.compile(rf"(?<!\w)(?:{_PRONOUN})(?:\s*/\s*(?:{_PRONOUN}|\w+))+(?!\w)", re.IGNORECASE)
_REMARKS = (
    "guest",
    "host",
    "co",
    "cohost",
    "me",
    "invité",
    "invitado",
    "convidado",
    "гость",
    "anfitrión",
    "anfitrião",
    "hôte",
)
_NOISE = frozenset((*_PRONOUN.split("|"), *_REMARKS, "online", "virtual", "zoom"))
_TITLE = (
    "dr|dra|prof|professor|mr|mrs|ms|mx|miss|mme|mlle|sr|sra|srta|ing|eng|engr|hon|rev|amb|ambassador|adv|phd|md|mba"
    "|obe|jr|esq|llm|llb|msc|bsc"
)
_TITLES = frozenset(_TITLE.split("|"))
_BRACKETED = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]*)[)\]}）】]")
_APART = re.compile(r"\s+[-–—]+\s+|\s*[|｜]\s*")
_QUOTED = re.compile('["“”«»„][^"“”«»„]*["“”«»„]')
_EXCELLENCY = re.compile(r"^\s*h\.? ?e\.?\s+", re.IGNORECASE)
_UNSPACED = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
_SECOND = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})


def cleaned(name: str) -> str:
    """The folded name without pronouns and remarks such as (Guest): who has the same one without an address, is one.
    What has no letters at all stays as it is.
    """
    return fold(_without_remarks(name)) or " ".join(name.casefold().split())


def _without_remarks(name: str) -> str:
    name = _PRONOUNS.sub(" ", name)
    return _BRACKETED.sub(lambda found: " " if _is_noise(found[1]) else found[0], name)


def _is_noise(text: str) -> bool:
    return all(word in _NOISE or fold(word) in _NOISE for word in re.split(r"[\s/,;.-]+", text.casefold()) if word)


@dataclass(frozen=True, slots=True)
class Readings:
    """The names that a display name may stand for: the `plain` one and its parts, those in brackets (what the person
    was called before renaming), and those behind a dash or in the other of two scripts, which are guesses.
    """

    plain: frozenset[Key]
    renamed: frozenset[Key]
    guessed: frozenset[Key]


@lru_cache(maxsize=65536)
def readings(name: str) -> Readings:
    """All readings of a name that somebody has given themselves online."""
    text = _without_remarks(name)
    inner = [found for found in _BRACKETED.findall(text) if not _is_noise(found)]
    outer = _BRACKETED.sub(" ", text)
    first, *others = _APART.split(outer)
    plain = keys_of(outer) | keys_of(first) | keys_of(_QUOTED.sub(" ", first))
    renamed = frozenset(key for part in inner for key in keys_of(part))
    guessed = frozenset(key for part in others for key in keys_of(part)) | _one_script(first)
    return Readings(plain, renamed - plain, guessed - plain - renamed)


def _one_script(text: str) -> frozenset[Key]:
    latin = [word for word in words(text) if word.isascii()]
    other = [word for word in words(text) if not word.isascii()]
    if not latin or not other:
        return frozenset()
    return keys_of(" ".join(latin)) | keys_of(" ".join(other))


@lru_cache(maxsize=65536)
def keys_of(name: str) -> frozenset[Key]:
    """The forms in which a name is compared: as it is folded, in its second spelling (ü as ue), without titles."""
    spelt = unicodedata.normalize("NFC", _EXCELLENCY.sub("", name))
    found: set[Key] = set()
    for form in (spelt, spelt.casefold().translate(_SECOND)):
        tokens = [token for word in words(form) for token in (word if _UNSPACED.match(word) else (word,))]
        bare = [token for token in tokens if token not in _TITLES]
        found.update(tuple(sorted(some)) for some in (tokens, bare) if some)
    return frozenset(found)


def is_full(key: Key) -> bool:
    """Whether a name is more than a given name or initials: at least two words of two letters, or signs of Chinese."""
    return sum(len(word) > 1 or bool(_UNSPACED.match(word)) for word in key) > 1


def spoken(name: str) -> tuple[str, str]:
    """The name and the organisation that a display name gives: "Beatrice Lalonde (she/her) - UNEP"."""
    first, *others = _APART.split(_without_remarks(name))
    return " ".join(first.split()) or " ".join(name.split()), " ".join(" ".join(others).split())
