"""Whatever a scanner sends, the door has an answer, and nobody comes in without their code."""

from __future__ import annotations

import random

import pytest

from checkin.domain.admission import Reason, VerdictKind
from checkin.domain.journal import FactKind
from checkin.domain.registrant import Registrant
from checkin.services import check, desk
from checkin.services.place import Place
from checkin.storage import journal
from checkin.storage.event_file import EventFile
from tests.services.conftest import later
from tests.ui.hostile import earned, payload


@pytest.mark.parametrize("count", [700, pytest.param(150_000, marks=pytest.mark.soak)])
def test_every_payload_gets_a_verdict_and_only_a_whole_code_admits(
    file: EventFile, door: Place, three: list[Registrant], count: int
) -> None:
    chance, people = random.Random(count), {person.id: person for person in three}  # noqa: S311 - nothing secret
    codes = [person.own_code for person in three]
    admitted = 0
    for number in range(count):
        raw, keys = payload(chance, codes), payload(chance, codes) if chance.random() < 0.3 else ""
        verdict = desk.admit_code(file, raw, door, later(number), keys)
        assert verdict.kind in VerdictKind
        if verdict.registrant is not None:
            code = people[verdict.registrant.id].own_code
            assert earned(raw, code) or earned(keys, code), (raw, keys)
        if verdict.reason is Reason.WELCOME:
            admitted += 1
            desk.undo(file, verdict.registrant.id if verdict.registrant else "", door, later(number))
    assert admitted > count / 100
    with file.reading() as tx:
        written = [fact.kind for fact in journal.facts(tx)]
    assert written.count(FactKind.ADMITTED) == written.count(FactKind.UNDONE) == admitted
    assert len(written) == count + admitted
    assert check.check(file) == []
