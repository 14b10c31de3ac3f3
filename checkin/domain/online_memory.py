"""What was decided about an address, held against who has it in another session, or on a newer list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checkin.domain.journal import Fact, standing_online
from checkin.domain.online_matching import Register, Why, full_names
from checkin.domain.online_names import Key, Kind, is_full, readings
from checkin.domain.online_people import Entry
from checkin.domain.online_report import OnlineRow


def contradicts(entry: Entry, who: str | None, register: Register) -> bool:
    """Whether an entry speaks against what was decided about its address in another session: that it is the registrant
    `who`, or None for nobody. An account can be lent, and the host's has somebody else before it each time.
    """
    full = full_names(entry)
    named = register.named(full)
    if named or register.is_gone(full):
        return who not in named
    if who is None:
        return False
    return entry.kind is Kind.HOST or who not in register.by_address.get(entry.email, [who])


_MAIL = "mail "
"""What the key of an entry begins with that is put together by its address."""


def answered(facts: Iterable[Fact], session_id: str) -> dict[str, str | None]:
    """The addresses of a session about which a person has said who it is: that registrant, or None for nobody."""
    return {
        key.removeprefix(_MAIL): fact.registrant_id
        for (session, key), fact in standing_online(facts).items()
        if session == session_id and key.startswith(_MAIL) and fact.reason != Why.EMAIL
    }


def still_one(rows: Iterable[OnlineRow], known: Mapping[str, str | None], register: Register) -> frozenset[str]:
    """The addresses that are one person's, also when a newer list has them twice: somebody has said who it is (`known`,
    see `answered`), and no name online is that of another person with the address, or of somebody who was erased.
    """
    names: dict[str, set[Key]] = defaultdict(set)
    for row in rows:
        if row.email in known:
            found = readings(row.name)
            names[row.email] |= found.plain | found.renamed
    return frozenset(mail for mail, keys in names.items() if not _is_anothers(mail, keys, known[mail], register))


def _is_anothers(mail: str, keys: Iterable[Key], who: str | None, register: Register) -> bool:
    keys = set(keys)
    others = register.named(keys) & set(register.by_address.get(mail, ())) - {who}
    return bool(others) or register.is_gone(filter(is_full, keys))
