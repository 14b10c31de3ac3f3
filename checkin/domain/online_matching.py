"""Who of those online is which registrant: what is sure, what a person should confirm, what nobody should guess.

The levels are those of FORMATS.md, section 3. A wrong match marks a person present who was not, so nothing is decided
by how alike two names are: only an address decides, alone or with the name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from checkin.domain.names import fold, in_latin, sound_of
from checkin.domain.online_names import Key, Kind, is_full, keys_of, readings
from checkin.domain.online_people import Entry
from checkin.domain.registrant import Registrant
from checkin.domain.same_person import address


class Level(StrEnum):
    """How sure a proposal is."""

    AUTOMATIC = "automatic"
    TICKED = "ticked"
    LISTED = "listed"
    NEVER = "never"


class Why(StrEnum):
    """The reason for a proposal, or for there being none."""

    EMAIL = "email"
    EMAIL_AND_NAME = "email_and_name"
    SAME_NAME = "same_name"
    SAME_NAME_TAGGED_EMAIL = "same_name_tagged_email"
    RENAMED = "renamed"
    ONE_WORD = "one_word"
    PART_OF_NAME = "part_of_name"
    TYPING_ERROR = "typing_error"
    OTHER_SCRIPT = "other_script"
    EMAIL_AS_NAME = "email_as_name"
    CLAIMED_TWICE = "claimed_twice"
    SHARED_EMAIL = "shared_email"
    EMAIL_OF_ANOTHER = "email_of_another"
    HOST_EMAIL = "host_email"
    NAMESAKES = "namesakes"
    OTHER_EMAIL = "other_email"
    ORGANISATION = "organisation"
    NO_PERSON = "no_person"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for one entry: the `candidates` are ids of registrants, the likeliest first."""

    entry: Entry
    level: Level
    why: Why
    candidates: tuple[str, ...] = ()


_MOST_CANDIDATES = 8
_LONG_ENOUGH = 8
"""Letters of a name from which one typing error still leaves it the same name."""
_SHARED_WORDS = 2
_CLAIMS = frozenset({Why.EMAIL, Why.EMAIL_AND_NAME, Why.SAME_NAME, Why.SAME_NAME_TAGGED_EMAIL, Why.OTHER_EMAIL})
_MACHINES = frozenset({Kind.BOT, Kind.ROOM, Kind.DEVICE, Kind.PHONE})


class Register:
    """The registrants by all that an entry may share with them; no namesake of who was erased (`gone`) is taken."""

    def __init__(self, registrants: Sequence[Registrant], gone: Container[Key] = ()) -> None:
        self._gone = gone
        self.place = {registrant.id: place for place, registrant in enumerate(registrants)}
        self.address: dict[str, str] = {}
        self.keys: dict[str, frozenset[Key]] = {}
        self.by_address: dict[str, list[str]] = defaultdict(list)
        self.by_key: dict[Key, set[str]] = defaultdict(set)
        self.by_word: dict[str, set[str]] = defaultdict(set)
        self._names = {registrant.id: registrant.details.name for registrant in registrants}
        self.organisations = {fold(registrant.organisation) for registrant in registrants} - {""}
        for registrant in registrants:
            self._add(registrant)

    def _add(self, registrant: Registrant) -> None:
        who, name = registrant.id, registrant.details.name
        self.address[who] = mail = address(registrant.details.email)
        if mail:
            self.by_address[mail].append(who)
        self.keys[who] = keys = keys_of(name)
        for key in keys:
            self.by_key[key].add(who)
            for word in key:
                self.by_word[word].add(who)

    @cached_property
    def by_cut(self) -> dict[str, set[str]]:
        """The registrants by their names with one letter left out; made once somebody is compared so far."""
        found: dict[str, set[str]] = defaultdict(set)
        for who, keys in self.keys.items():
            for key in keys:
                for cut in _cuts(key):
                    found[cut].add(who)
        return found

    @cached_property
    def by_sound(self) -> dict[Key, set[str]]:
        """The registrants by what their names sound like."""
        found: dict[Key, set[str]] = defaultdict(set)
        for who, name in self._names.items():
            for sound in _sounds(name):
                found[sound].add(who)
        return found

    @property
    def shared(self) -> frozenset[str]:
        """The addresses that several registrants gave."""
        return frozenset(mail for mail, owners in self.by_address.items() if len(owners) > 1)

    @property
    def namesakes(self) -> frozenset[Key]:
        """The names that several registrants have."""
        return frozenset(key for key, owners in self.by_key.items() if len(owners) > 1)

    def is_gone(self, keys: Iterable[Key]) -> bool:
        """Whether one of these names is that of somebody who was erased."""
        return any(key in self._gone for key in keys)

    def named(self, keys: Iterable[Key]) -> set[str]:
        """The registrants with exactly one of these names."""
        return {who for key in keys for who in self.by_key.get(key, ())}

    def sorted(self, found: Iterable[str]) -> tuple[str, ...]:
        """Candidates in the order of the list."""
        return tuple(sorted(found, key=self.place.__getitem__)[:_MOST_CANDIDATES])


def match(entries: Sequence[Entry], register: Register) -> tuple[Proposal, ...]:
    """Propose for each entry who it is. Nobody is proposed as ticked whom another entry claims too."""
    first = [_propose(entry, register) for entry in entries]
    claims = Counter(who for proposal in first if proposal.why in _CLAIMS for who in proposal.candidates)
    return tuple(
        replace(proposal, level=Level.LISTED, why=Why.CLAIMED_TWICE)
        if proposal.level is Level.TICKED and claims[proposal.candidates[0]] > 1
        else proposal
        for proposal in first
    )


def _propose(entry: Entry, register: Register) -> Proposal:
    owners = register.by_address.get(entry.email, [])
    # Somebody on the list can be called just so: Otto Bot.
    is_machine = entry.kind in _MACHINES and not register.named(full_names(entry))
    if is_machine and entry.kind in {Kind.BOT, Kind.ROOM}:
        return Proposal(entry, Level.NEVER, Why.NO_PERSON)
    if len(owners) == 1:
        return _by_address(entry, owners[0], register)
    if owners:
        return _by_shared_address(entry, owners, register)
    if is_machine:
        return Proposal(entry, Level.NEVER, Why.NO_PERSON)
    return _by_name(entry, register)


def _names(entry: Entry) -> set[Key]:
    found = map(readings, (*entry.names, *entry.registered_names))
    return {key for reading in found for key in reading.plain | reading.renamed}


def full_names(entry: Entry) -> set[Key]:
    """The whole names that an entry has, or had before renaming."""
    return {key for key in _names(entry) if is_full(key)}


def _by_address(entry: Entry, owner: str, register: Register) -> Proposal:
    full = full_names(entry)
    named = register.named(_names(entry))
    if entry.kind is Kind.HOST and owner not in named:
        # The account that hosts is often the secretariat's, whoever sits at it.
        return Proposal(entry, Level.LISTED, Why.HOST_EMAIL, (owner,))
    other = bool(named) or register.is_gone(full)
    if other and owner not in named and not _is_part(entry, owner, register):
        return Proposal(entry, Level.LISTED, Why.EMAIL_OF_ANOTHER, register.sorted({owner, *named}))
    return Proposal(entry, Level.AUTOMATIC, Why.EMAIL, (owner,))


def _is_part(entry: Entry, owner: str, register: Register) -> bool:
    """Whether the entry's name is the owner's with words left out or added, so that it is a namesake's by chance."""
    return any(
        set(key) <= set(known) or set(known) <= set(key)
        for known in register.keys[owner]
        for name in entry.names
        for key in readings(name).plain
    )


def _by_shared_address(entry: Entry, owners: Sequence[str], register: Register) -> Proposal:
    keys = _names(entry)
    named = register.named(keys) & set(owners)
    if len(named) == 1 and entry.kind is not Kind.DEVICE and not register.is_gone(keys):
        return Proposal(entry, Level.AUTOMATIC, Why.EMAIL_AND_NAME, tuple(named))
    return Proposal(entry, Level.LISTED, Why.SHARED_EMAIL, register.sorted(owners))


def _by_name(entry: Entry, register: Register) -> Proposal:
    plain = {key for name in (*entry.names, *entry.registered_names) for key in readings(name).plain}
    full = {key for key in plain if is_full(key)}
    renamed = {key for name in entry.names for key in readings(name).renamed if is_full(key)}
    found, others = register.named(full), register.named(renamed)
    if len(found | others) > 1 or (found | others and register.is_gone(full | renamed)):
        return Proposal(entry, Level.NEVER, Why.NAMESAKES, register.sorted(found | others))
    for who in found | others:
        return _by_full_name(entry, who, register, renamed=not found and bool(full))
    if fold(entry.name) in register.organisations:
        return Proposal(entry, Level.NEVER, Why.ORGANISATION)
    for why, some in _guesses(entry, plain, full | renamed, register):
        alike = {who for who in some if _may_be(entry, who, register)}
        if alike:
            return Proposal(entry, Level.LISTED, why, register.sorted(alike))
    return Proposal(entry, Level.NEVER, Why.NOBODY)


def _by_full_name(entry: Entry, who: str, register: Register, *, renamed: bool) -> Proposal:
    mail = register.address[who]
    tagged = bool(entry.email) and _bare(entry.email) == _bare(mail)
    if entry.email and mail and not tagged:
        return Proposal(entry, Level.NEVER, Why.OTHER_EMAIL, (who,))
    if renamed:
        return Proposal(entry, Level.LISTED, Why.RENAMED, (who,))
    why = Why.SAME_NAME_TAGGED_EMAIL if tagged else Why.SAME_NAME
    sure = (not entry.email or tagged) and entry.kind is Kind.PERSON
    return Proposal(entry, Level.TICKED if sure else Level.LISTED, why, (who,))


def _may_be(entry: Entry, who: str, register: Register) -> bool:
    mail = register.address[who]
    return not entry.email or not mail or _bare(entry.email) == _bare(mail)


def _bare(mail: str) -> str:
    local, _, host = mail.partition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{host}"


def _guesses(entry: Entry, plain: set[Key], full: set[Key], register: Register) -> Iterator[tuple[Why, Iterable[str]]]:
    yield Why.EMAIL_AS_NAME, {who for name in entry.names for who in register.by_address.get(address(name), ())}
    yield Why.ONE_WORD, register.named(key for key in plain if len(key) == 1)
    guessed = {key for name in entry.names for key in readings(name).guessed if is_full(key)}
    yield Why.PART_OF_NAME, register.named(guessed)
    yield Why.PART_OF_NAME, {who for key in full | guessed for who in _contained(key, register)}
    yield Why.TYPING_ERROR, {who for key in full for who in _mistyped(key, register)}
    sounds = {sound for name in entry.names for sound in _sounds(name)}
    yield Why.OTHER_SCRIPT, {who for sound in sounds for who in register.by_sound.get(sound, ())}


def _contained(key: Key, register: Register) -> Iterator[str]:
    """Those whose name holds all the words of this one, or the other way round, with two real words in common."""
    pairs = combinations([word for word in dict.fromkeys(key) if len(word) > 1], _SHARED_WORDS)
    for pair in pairs:
        one, other = (register.by_word.get(word, set()) for word in pair)
        for who in one & other:
            if any(_holds(key, known) or _holds(known, key) for known in register.keys[who]):
                yield who


def _holds(outer: Key, inner: Key) -> bool:
    if len(inner) > len(outer) or not set(inner) <= set(outer):
        return False
    return not Counter(inner) - Counter(outer) and sum(len(word) > 1 for word in inner) >= _SHARED_WORDS


def _mistyped(key: Key, register: Register) -> Iterator[str]:
    text = " ".join(key)
    for who in {who for cut in _cuts(key) for who in register.by_cut.get(cut, ())}:
        if any(OSA.distance(text, " ".join(known), score_cutoff=1) <= 1 for known in register.keys[who]):
            yield who


def _cuts(key: Key) -> Iterator[str]:
    """The name, and the name without each of its letters: two names that are one letter apart share one of these."""
    text = " ".join(key)
    if is_full(key) and _LONG_ENOUGH <= len(text) < 10 * _LONG_ENOUGH:
        yield text
        for place in range(len(text)):
            yield text[:place] + text[place + 1 :]


@lru_cache(maxsize=32768)
def _sounds(name: str) -> tuple[Key, ...]:
    """What a name of two words and more sounds like in Latin letters, for comparing it across scripts."""
    heard = [sound_of(word) for word in in_latin(name)]
    return (tuple(sorted(heard)),) if len(heard) > 1 and all(heard) else ()
