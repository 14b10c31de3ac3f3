"""Who was erased: what of a person is still recognised, without being known, and the texts in which they are named."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from checkin.domain.code import fold_code
from checkin.domain.names import fold
from checkin.domain.registrant import Details
from checkin.domain.same_person import Identity, address, identity

_EVERYTHING = "event"
_LEAST_DIGITS = 6
_LONG_CODE = 8


@dataclass(frozen=True, slots=True)
class Erased:
    """What is kept of those who were erased: marks, which are hashes under the random id of the event (`salt`).

    A mark says whether somebody who is told again is one of them. Nobody can be read from it; but whoever has the file
    and guesses an address can see whether it was there.
    """

    salt: str = ""
    marks: frozenset[str] = frozenset()

    def knows_person(self, identity: Identity) -> bool:
        """Whether a description by address and name, or by name and organisation, is of somebody who was erased."""
        return bool(self.marks) and mark_of_person(self.salt, identity) in self.marks

    def knows_address(self, email: str) -> bool:
        """Whether somebody with this address was erased; others may have the same."""
        mail = address(email)
        return bool(self.marks and mail) and mark_of_address(self.salt, mail) in self.marks

    def knows_name(self, key: Sequence[str]) -> bool:
        """Whether somebody of this name was erased, by the words of it, folded and sorted; others may have the same."""
        return bool(self.marks) and mark_of_name(self.salt, key) in self.marks

    def knows_code(self, folded: str) -> bool:
        """Whether a folded code was that of somebody who was erased."""
        return bool(self.marks) and mark_of_code(self.salt, folded) in self.marks

    @property
    def everybody(self) -> bool:
        """Whether the whole event was erased."""
        return bool(self.marks) and mark_of_event(self.salt) in self.marks


NOBODY = Erased()


def _mark(salt: str, *parts: str) -> str:
    return blake2b(
        "\0".join(parts).encode("utf-8", "surrogatepass"), key=salt.encode()[:64], digest_size=16
    ).hexdigest()


def mark_of_code(salt: str, folded: str) -> str:
    """The mark of a folded code."""
    return _mark(salt, "code", folded)


def mark_of_address(salt: str, mail: str) -> str:
    """The mark of an address as addresses are compared."""
    return _mark(salt, "address", mail)


def mark_of_name(salt: str, key: Sequence[str]) -> str:
    """The mark of a name, by its words as names online are compared."""
    return _mark(salt, "name", *key)


def mark_of_person(salt: str, identity: Identity) -> str:
    """The mark of what makes two descriptions one person."""
    mail, who, organisation = identity
    return _mark(salt, "person", mail, " ".join(who), organisation)


def mark_of_meeting(salt: str, meeting: str) -> str:
    """What stands instead of the name of a meeting that names a person: two reports of it are still of one meeting."""
    return _mark(salt, "meeting", meeting)


def mark_of_event(salt: str) -> str:
    """The mark of an event of which everything was erased."""
    return _mark(salt, _EVERYTHING)


def marks_of(
    salt: str, descriptions: Iterable[Details], codes: Iterable[str], names: Iterable[Sequence[str]] = ()
) -> frozenset[str]:
    """All marks of a person: of each description that the event had of them, of their codes (text or folded), and of
    their `names` as words.
    """
    found = {mark_of_code(salt, fold_code(code)) for code in codes}
    found |= {mark_of_name(salt, name) for name in names}
    for details in descriptions:
        who = identity(details)
        if who[1] or who[0]:
            found.add(mark_of_person(salt, who))
        if mail := address(details.email):
            found.add(mark_of_address(salt, mail))
    return frozenset(found)


@cache
def _unspaced() -> re.Pattern[str]:
    """Scripts that put no space between two words. Made when it is needed: it would be a hundredth of the start."""
    return re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\u0e00-\u0eff\U00020000-\U0003ffff]")


def _way(part: str) -> str:
    """The pattern of a name as a whole; between its words there may be anything that is no letter."""
    words = r"[\W_]+".join(map(re.escape, part.split()))
    return words if _unspaced().search(part) else rf"(?<![^\W_]){words}(?![^\W_])"


@dataclass(frozen=True, slots=True)
class SharedAddresses:
    """The addresses that several registrants share, with those of people who were erased: the others who have the same
    address are still told apart by their names, as they were before. Those of `still_one` are one person's all the same
    (see `online_memory.still_one`).
    """

    shared: Container[str]
    erased: Erased
    still_one: Container[str] = ()

    def __contains__(self, mail: object) -> bool:
        if mail in self.still_one:
            return False
        return mail in self.shared or (isinstance(mail, str) and self.erased.knows_address(mail))


@dataclass(frozen=True, slots=True)
class SharedNames:
    """The names that several registrants have, with those of people who were erased: who has such a name online may be
    either of the two, as before.
    """

    shared: Container[tuple[str, ...]]
    erased: Erased

    def __contains__(self, key: object) -> bool:
        return key in self.shared or (isinstance(key, tuple) and self.erased.knows_name(key))


def _is_sure(part: str) -> bool:
    """Whether a text can hardly be anybody else's: a name of several words, an address, a long code."""
    return len(part.split()) > 1 or bool(address(part)) or len(part) >= _LONG_CODE


class Traces:
    """Finds the texts in which a person is named: by a name as a whole, an address, a number, a code. Those that are
    `sure` do not count a name of one word or a short code, which may stand in a text by chance.
    """

    def __init__(self, descriptions: Iterable[Details], codes: Iterable[str], *, sure: bool = False) -> None:
        parts = set(codes)
        for details in descriptions:
            parts |= {details.name, details.email, f"{details.given_name} {details.family_name}".strip()}
            if sum(map(str.isdigit, details.phone)) >= _LEAST_DIGITS:
                parts.add(details.phone)
        if sure:
            parts = set(filter(_is_sure, parts))
        folded = {" ".join(form.split()) for part in parts for form in (part.casefold(), fold(part))}
        ways = [_way(part) for part in sorted(folded, key=len, reverse=True) if len(part) > 1]
        self._named = re.compile("|".join(ways)) if ways else None

    def are_in(self, text: str) -> bool:
        """Whether the text names the person."""
        named = self._named
        return named is not None and any(named.search(form) for form in (text.casefold(), fold(text)))
