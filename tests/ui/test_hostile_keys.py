"""Hostile keys into the real window: at every speed, wherever the focus is, always an answer, never a person let in."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from checkin.domain.admission import Reason
from checkin.domain.journal import FactKind, Method
from tests.ui.hands import Door
from tests.ui.hostile import earned, payload

LONGEST = 200
"""Signs of one sequence: more of them would only take longer."""


@pytest.mark.parametrize("count", [300, pytest.param(50_000, marks=pytest.mark.soak)])
def test_keys_of_every_kind_never_admit_what_a_code_did_not_earn(door: Door, count: int) -> None:
    chance, people = random.Random(count), door.everyone()  # noqa: S311 - nothing secret
    codes = {one.registrant.id: one.registrant.own_code for one in people}
    before = {one.registrant.id for one in people}
    judged: list[tuple[str, Reason]] = []
    door.station.judged.connect(lambda one: judged.append((one.registrant.id if one.registrant else "", one.reason)))
    for _ in range(count):
        _move_focus(door, chance)
        judged.clear()
        sent = payload(chance, list(codes.values()))[:LONGEST]
        _send(door, sent, chance)
        door.pause(1000)
        door.settle()
        for registrant_id, reason in judged:
            assert reason in Reason
            assert not registrant_id or earned_within(sent, codes[registrant_id]), sent
    facts = door.facts()
    admitted = [fact for fact in facts if fact.kind is FactKind.ADMITTED]
    assert {fact.method for fact in admitted} <= {Method.SCAN}
    assert not [fact for fact in facts if fact.kind is FactKind.UNDONE]
    assert {one.registrant.id for one in door.everyone()} == before
    assert door.window.isVisible()


def _move_focus(door: Door, chance: random.Random) -> None:
    # Never where a Tab before has led: a space at the beginning would open the desk's menu, and wait in it.
    door.window.open_page(door.page)
    door.page.field.setFocus()
    if chance.random() < 0.5:
        return
    door.press(Qt.Key.Key_Escape)
    deed = chance.randrange(4)
    if deed == 0:
        door.press(Qt.Key.Key_F4)
        chance.choice([door.page.form.name, door.page.form.organisation, door.page.form.joining]).setFocus()
    elif deed == 1:
        door.window.open_page(door.pages.registrants)
        door.find(QLineEdit, "registrants_filter").setFocus()
    elif deed == 2:
        door.find(QPushButton, "door_walk_in").setFocus()
    elif (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()


def _send(door: Door, sent: str, chance: random.Random) -> None:
    each = chance.choice((1, 5, 20, 60, 120))
    for sign in sent:
        if sign.isprintable():
            door.letters(sign, each=each)
        else:
            # What a scanner makes of a control character: Ctrl with the key of the letter.
            door.press(Qt.Key(0x40 + ord(sign) % 32), sign, control=True)
    end = chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, None))
    if end is not None:
        # A scanner's end comes at its own speed, and at once.
        door.at += min(each, 60) - each
        door.press(end, "\t" if end is Qt.Key.Key_Tab else "\r")


def earned_within(sent: str, code: str) -> bool:
    """A whole code may be followed by more: the scanner's next keys are another scan."""
    seen = "".join(sign for sign in sent if sign.isprintable())
    place = seen.casefold().find(code.casefold())
    return place >= 0 and earned(seen[: place + len(code)], code)
