"""An event keeps designs of its own: the last changed first, until they are removed."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from checkin.services.badge_designs import keep_design, own_designs, remove_design
from checkin.storage.event_file import open_event
from tests.ui.hands import NOW, make_event


def test_designs_are_kept_changed_and_removed(tmp_path: Path) -> None:
    path = make_event(tmp_path / "a.checkin")
    with closing(open_event(path)) as event:
        assert own_designs(event) == {}
        keep_design(event, "one", "1", NOW)
        keep_design(event, "two", "2", NOW + timedelta(minutes=1))
        assert list(own_designs(event).items()) == [("two", "2"), ("one", "1")]
        keep_design(event, "one", "1 changed", NOW + timedelta(minutes=2))
    with closing(open_event(path)) as event:
        assert list(own_designs(event).items()) == [("one", "1 changed"), ("two", "2")]
        remove_design(event, "one")
        remove_design(event, "one")
        assert own_designs(event) == {"two": "2"}
