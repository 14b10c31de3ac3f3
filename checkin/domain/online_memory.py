"""What was decided about an address in one session, held against who has it in another one."""

from __future__ import annotations

from checkin.domain.online_matching import Register, full_names
from checkin.domain.online_names import Kind
from checkin.domain.online_people import Entry


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
