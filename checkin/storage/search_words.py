"""The search words of many people, made by a second process: Python itself does one thing at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from checkin import processes
from checkin.domain.names import Findable, found_by, search_keys
from checkin.domain.registrant import Registrant

MANY = 20_000
"""People from which a second process has made more words than it takes time to start."""


class SearchWords:
    """Asked with `begin` for the search words of some people, and later for the answer with `made`."""

    def __init__(self, process: ProcessPoolExecutor | None) -> None:
        self._process = process

    def begin(self, people: Sequence[Registrant]) -> Future[list[str]] | None:
        """Let the second process begin, if there is one."""
        try:
            return self._process.submit(search_keys, _found_by(people)) if self._process else None
        except (BrokenProcessPool, OSError):
            return None

    def made(self, begun: Future[list[str]] | None, people: Sequence[Registrant]) -> list[str]:
        """The texts of the search index for these people, whatever has become of the second process."""
        try:
            if begun is not None:
                return begun.result()
        except (BrokenProcessPool, OSError):
            pass
        return search_keys(_found_by(people))


def _found_by(people: Sequence[Registrant]) -> list[Findable]:
    return [found_by(person.details, person.codes) for person in people]


@contextmanager
def making(people: int) -> Iterator[SearchWords]:
    """Who makes the words of so many people: for a long list a second process, where there is a processor for it."""
    pool = _second_process() if people >= MANY else None
    try:
        yield SearchWords(pool)
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _second_process() -> ProcessPoolExecutor | None:
    pool = processes.others(1)
    try:
        if pool is not None:
            pool.submit(search_keys, ())  # starts it now: it is ready when there is something to do
    except OSError:  # where the system lets no process begin
        return None
    return pool
