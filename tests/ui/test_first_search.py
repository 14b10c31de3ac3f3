"""What is read from the disk before the door answers its first search: that, and nothing else."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.events import make_event

_ROOT = Path(__file__).resolve().parents[2]

_TOLD = """
import sys
from tests.bench import start_ours
from checkin import __main__, start
from checkin.ui.main_window import MainWindow

class Told(MainWindow):
    def furnish(self, frame):
        super().furnish(frame)
        frame.titled.connect(self.tell)

    def tell(self):
        from checkin.storage.event_file import open_event
        from checkin.storage.search import Searcher
        event = open_event(self.station.path)
        with event.reading() as tx:
            hits = Searcher().find(tx, "a", "kick-off")
        event.close()
        print(len(hits), *sys.modules)
        self.frame.titled.disconnect(self.tell)
        self.close()

vars(start)["MainWindow"] = Told
sys.exit(__main__.main())
"""

_LATER = {
    "libraries": ["xlsxwriter", "python_calamine", "PIL", "qrcode", "zxingcpp", "rapidfuzz"],
    "Qt": [f"PySide6.{name}" for name in ("QtMultimedia", "QtNetwork", "QtPrintSupport", "QtSerialPort", "QtPdf")],
    "rooms": [f"checkin.{room}" for room in ("badges", "cli", "files", "printing", "reports", "tour")],
    "pages": [
        f"checkin.ui.{page}"
        for page in ("people.registrants_page", "badges.badges_page", "after.attendance_page", "online.online_page",
                     "after.closing_page", "after.closing_words", "designer.designer_page", "lists.guide",
                     "door.sounds", "desk.desk_check")
    ],
    "deeds": [
        f"checkin.services.{deeds}"
        for deeds in ("attendance", "closing", "closing_steps", "erase", "follow_up", "list_undo", "lists", "online",
                      "same_people")
    ],
    "rules": [
        f"checkin.domain.{rules}"
        for rules in ("follow_up", "list_answers", "list_matching", "list_plan", "lists", "online_matching",
                      "online_people")
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that the application has loaded when an event is open and somebody was searched for."""
    folder = tmp_path_factory.mktemp("start")
    make_event(folder / "event.checkin", 300)
    places = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    done = subprocess.run(
        [sys.executable, "-c", _TOLD, str(folder / "event.checkin")],
        check=True,
        capture_output=True,
        text=True,
        cwd=_ROOT,
        env={**os.environ, **dict.fromkeys(places, str(folder)), "QT_QPA_PLATFORM": "offscreen"},
    )
    found, *modules = done.stdout.split()
    assert int(found) > 0
    return set(modules)


def test_the_door_is_there(loaded: set[str]) -> None:
    assert {"checkin.ui.door.door_page", "checkin.services.desk", "sqlalchemy"} <= loaded


@pytest.mark.parametrize("later", _LATER.values(), ids=_LATER)
def test_what_the_first_search_does_not_need_comes_after_it(loaded: set[str], later: list[str]) -> None:
    assert [module for module in later if module in loaded] == []


@pytest.mark.parametrize("later", _LATER.values(), ids=_LATER)
def test_what_comes_later_is_there_under_its_name(later: list[str]) -> None:
    """A module that has another name by now would never be missed."""
    assert [module for module in later if importlib.util.find_spec(module) is None] == []
