"""Who has a name, an address or an id that others have too, found among many without holding all of them at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def sharing(things: Sequence[T], key_of: Callable[[T], str]) -> list[list[T]]:
    """The things that have a key in common, each time two or more; a key of "" is none. They stand in their order, and
    the lists in that of their first things.

    A hundred thousand keys at once are ten megabytes. So first only their hashes are laid into some more places than
    there are keys, and then the keys are made anew of those things only that lie with another one: a few by chance.
    """
    hashes = array("q", map(hash, map(key_of, things)))
    mask = (1 << len(things).bit_length() + 4) - 1
    taken = bytearray(mask + 1)
    for one in hashes:
        if taken[one & mask] < 2:  # noqa: PLR2004 - two are some
            taken[one & mask] += 1
    found: dict[str, list[T]] = {}
    for thing, one in zip(things, hashes, strict=True):
        if taken[one & mask] > 1 and (key := key_of(thing)):
            found.setdefault(key, []).append(thing)
    return [alike for alike in found.values() if len(alike) > 1]
