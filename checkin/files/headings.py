"""What one heading says: a field of a registrant, and how surely."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from checkin.domain.names import clean
from checkin.files.column_words import WORDS
from checkin.files.other_words import OF_ATTENDEE, ORDER, OTHER_WORDS, VETOES

EXACT, PART, STARTS, CONTAINS, OF_ORDER = 3.0, 2.5, 2.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading seems to say: the field, how sure that is (`EXACT` to `OF_ORDER`), and the word's place in the
    list of its field (0: the surest word). `attendee`: it names the person who comes, and not the buyer of a ticket.
    """

    field: str
    score: float
    rank: int
    attendee: bool = False


def _phrases() -> tuple[dict[str, tuple[str, int]], list[tuple[str, str, int]]]:
    whole: dict[str, tuple[str, int]] = {}
    anywhere: list[tuple[str, str, int]] = []
    for field, text in WORDS.items():
        phrases = [phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|")]
        for rank, phrase in enumerate(filter(None, phrases)):
            plain = normalised(phrase.removeprefix("="))
            whole.setdefault(plain, (field, rank))
            if not phrase.startswith("="):
                anywhere.append((plain, field, rank))
    # The longest first: "name of your organisation" before "organisation".
    anywhere.sort(key=lambda entry: -len(entry[0]))
    return whole, anywhere


_NUMBERED = re.compile(r"^(?:q(?:uestion)?\s*)?\d{1,3}\s*[.):]\s*(?=\D)")
_TRAILING = re.compile(r"(?:[\s:*?؟：？]|\((?:required|optional)\))+$")
_BRACKETS = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]\s*")
_PARTED = re.compile(r"\s*(?:[/|／]|\s[-–—]\s|\n|：|:)\s*")
_PATH = re.compile(r"[a-z0-9_]+(?:-[a-z0-9_]+)+")
"""A question in a group of questions as ODK writes it: "details-email"."""
_SECOND = re.compile(r"(?<=[^\W\d_])[ ]?[2-9]$")
_LONGEST_HEADING = 400


def normalised(title: str) -> str:
    """The form in which headings are compared: one case, no marks at the end, no number before a question."""
    return _normalised(title[:_LONGEST_HEADING])


@lru_cache(maxsize=8192)
def _normalised(title: str) -> str:
    if title.isascii() and title.isalpha():
        return title.lower()
    text = unicodedata.normalize("NFKC", clean(title)).casefold().replace("’", "'").replace("_", " ")
    text = _TRAILING.sub("", _NUMBERED.sub("", text.strip()))
    return " ".join(text.split())


_WHOLE, _ANYWHERE = _phrases()


def is_known(title: str) -> bool:
    """Whether a cell is, as a whole, a heading from the list: quick, for telling delimiters apart."""
    return len(title) <= _LONGEST_HEADING and normalised(title) in _WHOLE


@lru_cache(maxsize=8192)
def meaning(title: str) -> Meaning | None:
    """What a heading seems to say, or None for a column that stays unread."""
    text = normalised(title)
    # KoboToolbox begins with this sign what it knows of the sending, and not of the person.
    if not text or (title.startswith("_") and text != "submission time"):
        return None
    of_attendee = OF_ATTENDEE.search(text)
    found = _exact(title, text)
    if found is None and of_attendee:
        hit = _WHOLE.get(OF_ATTENDEE.sub(" ", text).strip())
        found = Meaning(hit[0], PART, hit[1]) if hit and hit[0] in _SAID_OF_ATTENDEES else None
    found = found or _within(text)
    if found is None or _is_about_something_else(found.field, text):
        return None
    if of_attendee and found.field in _SAID_OF_ATTENDEES:
        found = replace(found, attendee=True)
    if found.field in _OF_A_PERSON and ORDER.search(text):
        return Meaning(found.field, OF_ORDER, found.rank)
    return found


_OF_A_PERSON = {"name", "given_name", "family_name", "email", "organisation", "role", "country", "phone", "code"}
_SAID_OF_ATTENDEES = _OF_A_PERSON - {"code"}


def _is_about_something_else(field: str, text: str) -> bool:
    other = OTHER_WORDS.get(field)
    if other is not None and other.search(text) is not None:
        return True
    return field in _OF_A_PERSON and VETOES.search(text) is not None


def _exact(title: str, text: str) -> Meaning | None:
    hit = _WHOLE.get(text)
    if hit:
        return Meaning(hit[0], EXACT, hit[1])
    # A second question with the same heading gets a number from Forms: "Name2", "Email Address2".
    bare = normalised(_BRACKETS.sub(" ", unicodedata.normalize("NFKC", title)))
    parts = [normalised(part) for part in _PARTED.split(bare)]
    if _PATH.fullmatch(title):
        parts += [normalised(title.replace("-", " ")), normalised(title.rpartition("-")[2])]
    for form in (_SECOND.sub("", text), bare, *parts):
        hit = _WHOLE.get(form)
        if hit:
            return Meaning(hit[0], PART, hit[1])
    return None


def _within(text: str) -> Meaning | None:
    bare = " ".join(_BRACKETS.sub(" ", text).split()) or text
    for score, is_there in ((STARTS, _starts), (CONTAINS, _contains)):
        for phrase, field, rank in _ANYWHERE:
            if phrase in bare and is_there(bare, phrase):
                return Meaning(field, score, rank)
    return None


_AGAIN = re.compile(r"(?<!\d)[ ._#-]*[2-9]\b(?!\d)")


def names_another(title: str) -> bool:
    """Whether a heading has the name of one more person in the row: "Name 2", "Delegate 3", "Guest 2 first name"."""
    first, times = _AGAIN.subn(" ", title, count=1)
    said = meaning(" ".join(first.split())) if times else None
    return said is not None and said.field in {"name", "given_name"}


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uabff\uf900-\ufaff]")


def _starts(text: str, phrase: str) -> bool:
    return text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum()


def _contains(text: str, phrase: str) -> bool:
    if _UNSPACED.search(phrase):
        return True
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None
