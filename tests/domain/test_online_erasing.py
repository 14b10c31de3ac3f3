"""The connections of who is erased say nothing more, and count as before."""

from __future__ import annotations

import time
from datetime import timedelta

from checkin.domain.online_erasing import emptied
from checkin.domain.online_people import entries
from checkin.domain.online_report import OnlineRow
from tests.attendances import STARTS


def row(name: str, email: str = "", *, waiting: bool = False, minute: float = 0) -> OnlineRow:
    joined = STARTS + timedelta(minutes=minute)
    return OnlineRow(1, name, email, joined, joined + timedelta(minutes=5), 5.0, waiting)


def test_all_connections_of_an_entry_go_together_and_those_of_others_stay() -> None:
    rows = [
        row("Ada Achieng", "ada@x.example"),
        row("Ada Achieng", minute=10),
        row("Ada", "ada@x.example", minute=20),
        row("Ada Achieng", "ada@x.example", waiting=True),
        row("ADA Achieng (she/her)", waiting=True),
        row("Ben Baraka", "ben@x.example"),
        row("Ben Baraka", waiting=True),
    ]
    found = entries(rows)
    new = emptied(rows, found, lambda entry: entry.email == "ada@x.example")
    assert sorted(new.rows) == [0, 1, 2, 3, 4]
    assert len({(gone.name, gone.email) for gone in new.rows.values()}) == 1
    after = entries([new.rows.get(place, told) for place, told in enumerate(rows)])
    assert [entry.spans for entry in after] == [entry.spans for entry in found]
    assert {entry.key for entry in after} == {new.keys.get(entry.key, entry.key) for entry in found}


def test_two_devices_of_one_name_stay_two() -> None:
    rows = [row("iPhone"), row("iPhone", minute=1), row("iPhone", minute=30)]
    found = entries(rows)
    new = emptied(rows, found, lambda _entry: True)
    after = entries([new.rows[place] for place in range(3)])
    assert [entry.spans for entry in after] == [entry.spans for entry in found]
    assert [entry.key for entry in after] == [new.keys[entry.key] for entry in found]


def test_of_a_large_meeting_each_row_is_looked_at_once() -> None:
    rows = [
        row(f"Given{number} Family{number}", f"p{number}@x.example" if number % 2 else "") for number in range(5000)
    ]
    found = entries(rows)
    began = time.process_time()
    new = emptied(rows, found, lambda _entry: True)
    assert time.process_time() - began < 3  # row by row for each entry it was a minute
    assert len(new.rows) == len(new.keys) == 5000
