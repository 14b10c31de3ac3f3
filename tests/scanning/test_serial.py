"""A scanner on a serial port: a real one of the system, a pseudo terminal whose other end the test holds."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from checkin.domain.calibration import Learned
from checkin.domain.code import Kind, new_code, read
from checkin.scanning import serial
from checkin.scanning.serial import PortState, SerialScanner, ports
from tests.ui.hostile import payload

pytestmark = pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs pseudo terminals")


class Line:
    """The scanner's end of a serial line; `plug` names the device by a link that stays, as udev does."""

    def __init__(self, folder: Path) -> None:
        self.link = folder / "scanner"
        self._end = -1
        self.plug()

    def plug(self) -> None:
        self._end, ours = os.openpty()
        self.link.unlink(missing_ok=True)
        self.link.symlink_to(os.ttyname(ours))
        os.close(ours)

    def unplug(self) -> None:
        os.close(self._end)
        self._end = -1
        self.link.unlink()

    def send(self, data: bytes) -> None:
        assert os.write(self._end, data) == len(data)

    def close(self) -> None:
        if self._end >= 0:
            os.close(self._end)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    line = Line(tmp_path)
    yield line
    line.close()


class Heard(SerialScanner):
    """A scanner whose scans and states are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.meant: list[str] = []
        self.states: list[PortState] = []
        self.scanned.connect(self._keep)
        self.stands.connect(self.states.append)
        self._again.setInterval(20)

    def _keep(self, text: str, meant: str) -> None:
        self.scans.append(text)
        self.meant.append(meant)


@pytest.fixture
def scanner(qtbot: QtBot, line: Line) -> Iterator[Heard]:
    scanner = Heard()
    scanner.use(str(line.link))
    assert scanner.state is PortState.OPEN
    yield scanner
    scanner.use("")


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n", b"\t", b"\x03", b"\x04", b""])
@pytest.mark.parametrize("before", [b"", b"]Q1", b"\x02", b"~~"])
def test_a_badge_is_read_with_any_end_and_any_prefix(
    qtbot: QtBot, scanner: Heard, line: Line, end: bytes, before: bytes
) -> None:
    code = new_code()
    line.send(before + code.encode() + end)
    qtbot.waitUntil(lambda: len(scanner.scans) == 1)
    assert read(scanner.scans[0]).code == code


def test_codes_that_come_in_pieces_or_together_are_one_scan_each(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    codes = [new_code() for _ in range(4)]
    line.send(codes[0][:5].encode())
    qtbot.waitUntil(lambda: scanner._came == codes[0][:5].encode())
    line.send(codes[0][5:].encode() + b"\r\n" + codes[1].encode() + b"\r\n" + codes[2].encode() + b"\r\n")
    qtbot.waitUntil(lambda: len(scanner.scans) == 3)
    line.send(codes[3].encode())
    qtbot.waitUntil(lambda: scanner.scans == codes)


@pytest.mark.parametrize("before", ["", "]Q1"])
@pytest.mark.parametrize("end", ["", "\r\n"])
def test_badges_that_a_scanner_without_an_end_sends_in_one_go_are_one_scan_each(
    qtbot: QtBot, scanner: Heard, line: Line, before: str, end: str
) -> None:
    sent = [before + new_code() for _ in range(3)]
    line.send(("".join(sent) + end).encode())
    qtbot.waitUntil(lambda: bool(scanner.scans))
    assert scanner.scans == sent


def test_a_badge_inside_something_else_is_no_badge(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    text = f"https://elsewhere.example/?code={new_code()}&more=1"
    line.send(text.encode())
    qtbot.waitUntil(lambda: bool(scanner.scans))
    assert scanner.scans == [text]


def test_a_code_of_many_lines_is_one_scan(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    card = "BEGIN:VCARD\r\nN:Kamau;Wanjirũ\r\nEND:VCARD"
    line.send(card.encode() + b"\r\n")
    qtbot.waitUntil(lambda: bool(scanner.scans))
    assert scanner.scans == [card]
    assert read(scanner.scans[0]).kind is Kind.LINK


def test_half_a_code_and_noise_are_scans_that_cannot_be_read(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    code = new_code()
    for number, sent in enumerate((code[:9].encode(), b"\xff\xfe\x80", code[9:].encode()), 1):
        line.send(sent + b"\r\n")
        qtbot.waitUntil(lambda number=number: len(scanner.scans) == number)
    assert all(read(scan).kind is not Kind.OWN for scan in scanner.scans)
    line.send(b"\r\n\x00\r\n" + code.encode() + b"\r\n")
    qtbot.waitUntil(lambda: scanner.scans[-1] == code)


def test_noise_before_a_code_does_no_harm(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    code = new_code()
    line.send(b"\xff\x00\xfe\r\n" + code.encode() + b"\r\n")
    qtbot.waitUntil(lambda: bool(scanner.scans))
    assert scanner.scans == [code]


def test_the_learned_prefix_and_suffix_go(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    scanner.learned = Learned(prefix="<", suffix=">")
    code = new_code()
    line.send(b"<" + code.encode() + b">\r\n")
    qtbot.waitUntil(lambda: bool(scanner.scans))
    line.send(b"<EB-1234>\r\n")
    qtbot.waitUntil(lambda: len(scanner.scans) == 2)
    assert read(scanner.scans[0], scanner.meant[0]).code == code
    assert "eb-1234" in read(scanner.scans[1], scanner.meant[1]).lookups


def test_it_comes_back_when_it_is_plugged_in_again(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    for _ in range(3):
        line.unplug()
        qtbot.waitUntil(lambda: scanner.state is PortState.MISSING)
        line.plug()
        qtbot.waitUntil(lambda: scanner.state is PortState.OPEN)
        code = new_code()
        line.send(code.encode() + b"\r")
        qtbot.waitUntil(lambda code=code: bool(scanner.scans) and scanner.scans[-1] == code)
    assert scanner.states == [PortState.OPEN, *[PortState.MISSING, PortState.OPEN] * 3]


def test_half_a_code_before_the_cable_goes_is_not_put_before_the_next(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    code = new_code()
    line.send(code[:8].encode())
    qtbot.waitUntil(lambda: scanner._came != b"")
    line.unplug()
    qtbot.waitUntil(lambda: scanner.state is PortState.MISSING)
    line.plug()
    qtbot.waitUntil(lambda: scanner.state is PortState.OPEN)
    line.send(code[8:].encode() + b"\r\n")
    qtbot.waitUntil(lambda: code[8:] in scanner.scans)
    assert all(read(scan).kind is not Kind.OWN for scan in scanner.scans)


def test_a_port_that_is_not_there_is_said_and_waited_for(qtbot: QtBot, tmp_path: Path) -> None:
    scanner = Heard()
    scanner.use(str(tmp_path / "scanner"))
    assert scanner.state is PortState.MISSING
    line = Line(tmp_path)
    qtbot.waitUntil(lambda: scanner.state is PortState.OPEN)
    scanner.use("")
    assert scanner.state is PortState.OFF
    line.close()


def test_another_device_that_floods_the_port_is_left_alone(
    qtbot: QtBot, scanner: Heard, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine thirty readings take longer than ten seconds, and are no flood, however many come.
    monkeypatch.setattr(serial, "_FLOOD_SECONDS", 3600.0)
    for _ in range(serial._FLOOD - 1):
        with qtbot.waitSignal(scanner.scanned):
            line.send(b"$GPGGA,123519,4807.038,N\r\n")
    with qtbot.waitSignal(scanner.stands):
        line.send(b"$GPGGA,123519,4807.038,N\r\n")
    assert scanner.state is PortState.NOISE
    assert len(scanner.scans) == serial._FLOOD - 1


def test_a_scanner_that_reads_slowly_is_no_flood(
    qtbot: QtBot, scanner: Heard, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial, "_FLOOD_SECONDS", 0.0)
    for _ in range(serial._FLOOD + 5):
        with qtbot.waitSignal(scanner.scanned):
            line.send(b"EB-1234\r\n")
    assert scanner.state is PortState.OPEN


def test_a_stream_without_a_pause_is_left_alone_and_fills_no_memory(qtbot: QtBot, scanner: Heard, line: Line) -> None:
    scanner._quiet.setInterval(60_000)  # A busy machine must not make a pause of its own.

    def flood() -> bool:
        if scanner.state is PortState.OPEN:
            line.send(b"\x81\x02" * 1024)
        return scanner.state is PortState.NOISE

    qtbot.waitUntil(flood)
    assert len(scanner._came) <= 4096
    assert scanner.scans == []


@pytest.mark.parametrize("count", [60, pytest.param(5_000, marks=pytest.mark.soak)])
def test_hostile_payloads_never_become_a_code(qtbot: QtBot, scanner: Heard, line: Line, count: int) -> None:
    chance, codes = random.Random(count), [new_code() for _ in range(5)]  # noqa: S311 - nothing secret
    sent = ""
    for _ in range(count):
        scanner._others.clear()
        scanner.scans.clear()
        # A busy machine may pause amid the letters, so that the rest is a scan of its own.
        before, sent = sent, payload(chance, codes)[:2000]
        with qtbot.waitSignal(scanner._quiet.timeout, timeout=60_000):
            line.send(sent.encode("utf-8", "surrogatepass") + chance.choice((b"\r\n", b"\r")))
        seen = "".join(sign for sign in before + sent if sign.isprintable()).upper()
        for scan in scanner.scans:
            code = read(scan).code
            assert read(scan).kind is not Kind.OWN or code in seen


def test_the_ports_of_this_laptop_are_listed() -> None:
    assert all(port.key and port.title for port in ports())
