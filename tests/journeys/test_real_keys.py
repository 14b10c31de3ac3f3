"""A real window on a real X server, with keys that come through the server: as a scanner on a laptop sends them."""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from PIL import Image

from checkin.domain.calibration import TEXT
from checkin.domain.journal import Fact
from checkin.services import demo, events, lists, overview
from checkin.storage import journal, registrants
from checkin.storage.event_file import open_event
from tests.scanning.layouts import place_of

pytestmark = pytest.mark.skipif(
    any(shutil.which(program) is None for program in ("Xvfb", "xdotool", "setxkbmap")),
    reason="needs Xvfb, xdotool and setxkbmap (.ci/prepare test)",
)
_PATIENCE = 40.0
_ANSWER = 8.0
"""Seconds after which a scan that left no fact was none: a busy machine may pause between two of its keys, as no
scanner does, and then they are fingers' keys.
"""


@dataclass
class Desk:
    """The running program on its own X server, and the event file that it serves."""

    path: Path
    environment: dict[str, str]

    def keys(self, *words: str) -> str:
        """Run xdotool, and give what it prints."""
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, check=False, capture_output=True, text=True, timeout=_PATIENCE
        )
        return done.stdout.strip()

    def answer(self) -> Image.Image:
        """The part of the screen where the door answers, as it is now."""
        screen = (self.path.parent / "Xvfb_screen0").read_bytes()  # an X window dump, which the server keeps up to date
        words = struct.unpack(">25I", screen[:100])
        header, width, height, a_line, colours = (words[place] for place in (0, 4, 5, 12, 19))
        pixels = screen[header + 12 * colours :]
        whole = Image.frombytes("RGB", (width, height), pixels[: a_line * height], "raw", "BGRX", a_line)
        return whole.crop((150, 150, 850, 500))

    def use_layout(self, *layout: str) -> None:
        """Change the keyboard's layout, as the system's settings do."""
        subprocess.run(["setxkbmap", *layout], env=self.environment, check=True, timeout=_PATIENCE)

    def scan(self, code: str, count: int, *, caps: bool = False, end: str = "Return") -> list[Fact]:
        """Scan until the journal has `count` facts, as people do: once more when there was no answer."""
        for _ in range(3):
            self._scan_once(code, caps=caps, end=end)
            facts = self._facts_within(count, _ANSWER)
            if len(facts) >= count:
                return facts
            self.keys("key", "Escape", "sleep", "0.35")
        raise AssertionError(f"{code} was scanned three times, and there is no fact {count}")

    def _scan_once(self, code: str, *, caps: bool, end: str) -> None:
        """A scanner that is set to a US keyboard: it sends places of keys, with Shift for capitals."""
        keys: list[str] = ["key", "Caps_Lock"] if caps else []
        for sign in code:
            place = ["key", "--delay", "2", str(_place_of(sign))]
            keys += ["keydown", "50", *place, "keyup", "50"] if sign.isupper() else place
        keys += ["key", "Caps_Lock"] if caps else []
        self.keys(*keys, *(["key", end] if end else []))

    def wait_for_facts(self, count: int) -> list[Fact]:
        """The journal once it has `count` facts."""
        facts = self._facts_within(count, _PATIENCE)
        assert len(facts) >= count, f"{len(facts)} of {count} facts came"
        return facts

    def _facts_within(self, count: int, seconds: float) -> list[Fact]:
        """The journal as it is on the disk once it has `count` facts, or after so many seconds."""
        patience, pause = monotonic() + seconds, Event()
        with closing(open_event(self.path)) as event:
            while True:
                with event.reading() as tx:
                    facts = list(journal.facts(tx))
                if len(facts) >= count or monotonic() > patience:
                    return facts
                pause.wait(0.02)


def _display(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """An X server of our own, on a number that it chooses itself; what it shows stands in the folder."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        # Without -noreset the layout is gone with the program that set it.
        [
            "Xvfb",
            "-noreset",
            "-fbdir",
            str(folder),
            "-displayfd",
            str(writing),
            "-screen",
            "0",
            "1366x768x24",
            "-nolisten",
            "tcp",
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    return server, f":{number}"


def _place_of(sign: str) -> int:
    rows = (("1234567890-", 10), ("qwertyuiop", 24), ("asdfghjkl", 38), ("zxcvbnm", 52))
    return next(first + row.index(sign.lower()) for row, first in rows if sign.lower() in row)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "kick-off.checkin"
    now = datetime.now(UTC)
    with closing(events.new_event(path, "Kick-off", demo.KICK_OFF, now)) as event:
        session = events.the_event(event).sessions[0]
        lists.apply(event, lists.plan(event, lists.read(demo.LIST)), session.id, now)
    server, display = _display(tmp_path)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CONFIG_HOME": str(tmp_path)}
    program = subprocess.Popen([sys.executable, "-m", "checkin", str(path)], env=environment, stderr=subprocess.DEVNULL)
    running = Desk(path, environment)
    try:
        running.keys("search", "--sync", "--onlyvisible", "--name", "Kick-off")
        # Without a window manager the keys go where the pointer is.
        running.keys("mousemove", "500", "300")
        yield running
    finally:
        program.terminate()
        program.wait(_PATIENCE)
        server.terminate()
        server.wait(_PATIENCE)


def test_a_scanner_and_fingers_check_people_in_through_the_x_server(desk: Desk) -> None:
    with closing(open_event(desk.path)) as event:
        place = events.place_of(events.the_event(event), "Door A")
        people = {one.registrant.name: one.registrant for one in overview.people(event, place.session.id)}
    wanjiku, opiyo = people["Wanjiku Karanja"], people["Opiyo Abuya"]

    desk.keys("type", "--delay", "4", wanjiku.own_code)
    desk.keys("key", "Return")
    scanned = desk.wait_for_facts(1)[0]
    assert (scanned.registrant_id, scanned.kind, scanned.method) == (wanjiku.id, "admitted", "scan")

    # A slow scanner without Enter at its end, in lower case.
    desk.keys("type", "--delay", "50", opiyo.own_code.lower())
    assert desk.wait_for_facts(2)[1].registrant_id == opiyo.id

    desk.keys("type", "--delay", "90", "alvarez")
    desk.keys("sleep", "0.6", "key", "Return")
    chosen = desk.wait_for_facts(3)[2]
    assert (chosen.registrant_id, chosen.method) == (people["José Álvarez Núñez"].id, "search")

    desk.keys("key", "F8")
    undone = desk.wait_for_facts(4)[3]
    assert (undone.kind, undone.lifts) == ("undone", chosen.id)

    # Half a code: "scan again", and nobody comes in by the Enter after it.
    desk.keys("sleep", "0.4", "type", "--delay", "4", wanjiku.own_code[:11])
    desk.keys("key", "Return")
    half = desk.wait_for_facts(5)[4]
    assert (half.kind, half.reason, half.registrant_id) == ("refused", "bad_read", None)


_OTHER_PROGRAM = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication()
field = QLineEdit()
field.setWindowTitle("Another program")
field.setGeometry(900, 500, 300, 60)
field.returnPressed.connect(lambda: print(field.text(), flush=True))
field.show()
app.exec()
"""


@pytest.fixture
def other_program(desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """A program beside ours that writes each line that is typed into it."""
    command = [sys.executable, "-c", _OTHER_PROGRAM]
    program = subprocess.Popen(command, env=desk.environment, stdout=subprocess.PIPE, text=True)
    yield program
    program.terminate()
    program.communicate(timeout=_PATIENCE)


def test_while_another_program_has_the_keys_the_door_says_so(desk: Desk, other_program: subprocess.Popen[str]) -> None:
    with closing(open_event(desk.path)) as event:
        place = events.place_of(events.the_event(event), "Door A")
        codes = [one.registrant.own_code for one in overview.people(event, place.session.id)]
    ours = desk.keys("search", "--onlyvisible", "--name", "Kick-off").split()[0]
    desk.keys("windowfocus", "--sync", ours)
    desk.scan(codes[0], 1)
    desk.keys("sleep", "0.35", "key", "Escape", "sleep", "0.5")
    ready = desk.answer()

    theirs = desk.keys("search", "--sync", "--onlyvisible", "--name", "Another program").split()[0]
    desk.keys("windowfocus", "--sync", theirs)
    _wait_until(lambda: desk.answer() != ready)
    desk.keys("sleep", "0.5")
    elsewhere = desk.answer()
    desk.keys("type", "--delay", "4", codes[1])
    desk.keys("key", "Return")
    assert other_program.stdout is not None
    assert other_program.stdout.readline().strip() == codes[1]
    assert len(desk.wait_for_facts(1)) == 1
    assert desk.answer() == elsewhere

    desk.keys("windowfocus", "--sync", ours)
    _wait_until(lambda: desk.answer() == ready)
    desk.scan(codes[1], 2)


LAYOUTS = ("us", "de", "fr", "tr", "ru", "ara", "th", "gr", "il", "cz", "in", "us -variant dvorak", "tr -variant f")


def test_a_scanner_is_read_on_every_layout_wherever_the_focus_is(desk: Desk) -> None:
    """Codes of ours in capitals and small letters, with Caps Lock, in the field and in the walk-in form."""
    with closing(open_event(desk.path)) as event:
        place = events.place_of(events.the_event(event), "Door A")
        people = [one.registrant for one in overview.people(event, place.session.id)]
    expected = []
    for layout in LAYOUTS:
        desk.use_layout(*layout.split())
        for caps, capitals, end in ((False, True, "Return"), (True, True, "Tab"), (False, False, "")):
            person = people.pop()
            expected.append(person.id)
            code = person.own_code if capitals else person.own_code.lower()
            facts = desk.scan(code, len(expected), caps=caps, end=end)
            assert [fact.registrant_id for fact in facts] == expected, (layout, caps, capitals, facts[-1].raw)
            # The next one is scanned while a walk-in is being typed, or over the answer.
            desk.keys("sleep", "0.35", "key", "F4" if len(expected) % 2 else "Escape")


def test_half_a_code_and_the_code_of_another_tool_on_layouts_of_other_scripts(desk: Desk) -> None:
    with closing(open_event(desk.path)) as event:
        place = events.place_of(events.the_event(event), "Door A")
        people = [one.registrant for one in overview.people(event, place.session.id)]
        with event.tx() as tx:
            registrants.add_codes(tx, [(one.id, f"EB-{number}12") for number, one in enumerate(people[:40], 1000)])
    layouts = ("us", "de", "fr", "tr", "ru", "ara", "th")
    for number, (layout, person) in enumerate(zip(layouts, people[: len(layouts)], strict=True)):
        desk.use_layout(layout)
        half = desk.scan(person.own_code[:11], 2 * number + 1)[-1]
        desk.keys("sleep", "0.35")
        assert (half.reason, half.registrant_id) == ("bad_read", None), layout
        scanned = desk.scan(f"EB-{1000 + number}12", 2 * number + 2)[-1]
        desk.keys("sleep", "0.35")
        assert (scanned.kind, scanned.registrant_id) == ("admitted", person.id), (layout, scanned.raw)


def test_the_scanner_check_learns_a_scanner_of_another_keyboard_from_real_keys(desk: Desk) -> None:
    """A scanner set to a French keyboard, on laptops set to others: the test code once, then badges at the door."""
    with closing(open_event(desk.path)) as event:
        place = events.place_of(events.the_event(event), "Door A")
        people = [one.registrant for one in overview.people(event, place.session.id)]
    settings = desk.path.parent / "checkin" / "settings.json"
    for number, (layout, person) in enumerate(zip(("us", "de", "ru", "ara"), people[:4], strict=True)):
        desk.use_layout(layout)
        desk.keys("key", "F9")
        desk.keys("sleep", "0.3", *_pressed("fr", TEXT), "key", "Return")
        _wait_until(lambda: settings.is_file() and '"Q": "A"' in settings.read_text(encoding="utf-8"))
        desk.keys("key", "Escape", "sleep", "0.3", *_pressed("fr", person.own_code), "key", "Return")
        facts = desk.wait_for_facts(number + 1)
        assert (facts[-1].registrant_id, facts[-1].kind) == (person.id, "admitted"), layout
        # The journal has badges only: neither the test code nor its keys came to the door.
        assert len(facts) == number + 1
        settings.unlink()
        desk.keys("sleep", "0.35", "key", "Escape")


def _pressed(scanner: str, text: str) -> list[str]:
    words: list[str] = []
    for sign in text:
        place, shift = place_of(scanner, sign)
        key = ["key", "--delay", "2", str(place)]
        words += ["keydown", "50", *key, "keyup", "50"] if shift else key
    return words


def _wait_until(is_true: Callable[[], bool]) -> None:
    patience, pause = monotonic() + _PATIENCE, Event()
    while not is_true():
        assert monotonic() < patience
        pause.wait(0.02)
