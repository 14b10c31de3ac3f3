"""What a scan sets off: one reading for a burst of them, and nothing for pages that nobody sees."""

from __future__ import annotations

import threading

from tests.ui.hands import Door


def test_a_burst_is_answered_by_one_reading_that_knows_all_of_it(door: Door) -> None:
    door.settle()
    gate = threading.Event()
    seen: list[int] = []
    door.station.viewed.connect(lambda view: seen.append(view.came))
    door.station._reader.run(lambda: gate.wait(5), lambda _passed: None)
    everyone = [presence.registrant.id for presence in door.everyone()]
    for registrant_id in everyone:
        door.station.admit(registrant_id)
    door.qtbot.waitUntil(lambda: door.station._door.idle)
    assert seen == []
    gate.set()
    door.settle()
    assert len(seen) == 1
    assert seen[0] == len([presence for presence in door.everyone() if presence.entry]) > 2


def test_a_scan_at_the_door_asks_nothing_for_the_pages_behind_it(door: Door) -> None:
    for name in ("page_registrants", "page_badges", "page_online", "page_attendance"):
        door.window.open_page(getattr(door.window, name))
        door.settle()
    door.window.open_page(door.window.page_door)
    door.scan(door.code("Wanjiru Kamau"))
    door.settle()
    asked: list[str] = []
    door.station._reading_file._raw.set_trace_callback(asked.append)
    door.scan(door.code("Mary Wambui Njoroge"))
    door.settle()
    door.station._reading_file._raw.set_trace_callback(None)
    assert [one for one in asked if "FROM entry NOT INDEXED" in one], "the counts were not read"
    assert [one for one in asked if "badge_design" in one or "search_key" in one or "online_" in one] == []
    assert len(asked) <= 15, asked
