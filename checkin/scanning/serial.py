"""A scanner on a serial port (or USB in serial mode): what it sends is a scan, whatever has the focus.

A code of ours is taken as soon as its line ends; whatever else comes, when the port has been quiet for a moment: a QR
of another kind may hold lines of its own. A port that is unplugged is opened again by itself, also under another name
when the scanner tells its serial number.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal
from PySide6.QtSerialPort import QSerialPort, QSerialPortInfo

from checkin.domain.calibration import NOTHING_LEARNED, Learned, Stroke
from checkin.domain.code import LENGTH, is_own_code

_QUIET_MS = 60
"""A pause in the sending; at the slowest speed in use (9600 baud) a letter takes one millisecond."""

_AGAIN_MS = 1000
"""Between two attempts to open a port that is gone."""

_LONGEST = 4096
"""Bytes of one scan: the largest QR holds 2953."""

_FLOOD, _FLOOD_SECONDS = 30, 10.0
"""So many scans in so many seconds, none of them a badge, and no hand sent them: it is another device."""

_DROWNED = 64 * 1024
"""So many bytes without a pause are no code either."""

_LONGEST_PREFIX = 8
"""Letters that a scanner may put before a code: an AIM identifier has three."""

_LINE_ENDS = str.maketrans(dict.fromkeys("\r\t\x02\x03\x04", "\n"))


class PortState(Enum):
    """How it stands with the port; `ui.scanners.scanner_wording` has the words."""

    OFF = "off"
    OPEN = "open"
    MISSING = "missing"
    BUSY = "busy"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Port:
    """A port to choose: what is remembered of it, and how people know it."""

    key: str
    title: str


def ports(infos: Sequence[QSerialPortInfo] | None = None) -> list[Port]:
    """The serial ports of this laptop."""
    found = QSerialPortInfo.availablePorts() if infos is None else infos
    return [Port(_key(info), f"{info.portName()} {info.description()}".strip()) for info in found]


def _key(info: QSerialPortInfo) -> str:
    """The port's name, and what tells the scanner itself, if it does: `COM3` or `ttyACM0|0c2e:0b6a:S/N`."""
    if not info.serialNumber():
        return info.portName()
    return f"{info.portName()}|{info.vendorIdentifier():04x}:{info.productIdentifier():04x}:{info.serialNumber()}"


def _name_of(key: str) -> str:
    """The name that the remembered port has now."""
    name, _, identity = key.partition("|")
    if identity:
        for info in QSerialPortInfo.availablePorts():
            if _key(info).partition("|")[2] == identity:
                return str(info.portName())
    return name


class SerialScanner(QObject):
    """`scanned` carries the text of each scan, and what it means without the prefix and suffix that were `learned`
    (empty when nothing was); `stands` carries a PortState whenever it changes.
    """

    scanned = Signal(str, str)
    stands = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.learned: Learned = NOTHING_LEARNED
        self.state = PortState.OFF
        self._key = ""
        self._port: QSerialPort | None = None
        self._came = b""
        self._since_quiet = 0
        self._others: deque[float] = deque(maxlen=_FLOOD)
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._fell_quiet)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self._open)

    def use(self, key: str) -> None:
        """Read from this port from now on (a `Port.key`, or a device's path); none when it is empty."""
        self._close()
        self._again.stop()
        self._others.clear()
        self._key = key
        if not key:
            self._set(PortState.OFF)
            return
        self._again.start()
        self._open()

    def _set(self, state: PortState) -> None:
        if state is not self.state:
            self.state = state
            self.stands.emit(state)

    # -- the port --------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        if self._port is not None:
            return
        port = QSerialPort(self)
        port.setPortName(_name_of(self._key))
        if not port.open(QIODevice.OpenModeFlag.ReadOnly):
            busy = port.error() is QSerialPort.SerialPortError.PermissionError
            port.deleteLater()
            self._set(PortState.BUSY if busy else PortState.MISSING)
            return
        self._port = port
        port.readyRead.connect(self._read)
        port.errorOccurred.connect(self._failed)
        self._set(PortState.OPEN)

    def _failed(self, error: QSerialPort.SerialPortError) -> None:
        if error is not QSerialPort.SerialPortError.NoError:
            # Not from within the port's own signal.
            QTimer.singleShot(0, self, self._lost)

    def _lost(self) -> None:
        if self._port is not None:
            self._close()
            self._set(PortState.MISSING)

    def _close(self) -> None:
        port, self._port = self._port, None
        self._quiet.stop()
        self._came, self._since_quiet = b"", 0
        if port is not None:
            port.blockSignals(True)  # noqa: FBT003 - Qt's own
            port.close()
            port.deleteLater()

    # -- what comes ------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._port is None:
            return
        data = bytes(self._port.readAll().data())
        self._since_quiet += len(data)
        if self._since_quiet > _DROWNED:
            self._stop_noise()
            return
        self._came = (self._came + data)[:_LONGEST]
        self._quiet.start()
        *lines, rest = _text(self._came).translate(_LINE_ENDS).split("\n")
        codes = [line for line in lines if self._is_badge(line)]
        if codes:
            self._came = rest.encode()
        for line in codes:
            self._emit(line)

    def _is_badge(self, line: str) -> bool:
        return any(is_own_code(text.strip()[-LENGTH:].upper()) for text in (line, self._meant(line)))

    def _meant(self, text: str) -> str:
        return self.learned.meant([Stroke(sign) for sign in text])

    def _fell_quiet(self) -> None:
        text = _text(self._came).strip("\r\n\t\x00\x02\x03\x04 ")
        self._came, self._since_quiet = b"", 0
        if not text:
            return
        if not self._is_badge(text) and self._is_a_flood():
            self._stop_noise()
            return
        self._emit(text)

    def _emit(self, text: str) -> None:
        for one in _one_by_one(text):
            self.scanned.emit(one, self._meant(one))

    def _is_a_flood(self) -> bool:
        self._others.append(time.monotonic())
        return len(self._others) == _FLOOD and self._others[-1] - self._others[0] < _FLOOD_SECONDS

    def _stop_noise(self) -> None:
        """Another device sends here: nothing of it goes into the journal any more."""
        self._again.stop()
        self._close()
        self._set(PortState.NOISE)


def _one_by_one(text: str) -> list[str]:
    """Part badges that a scanner without an end has sent in one go, each with the prefix that it put before; any other
    text stays whole.
    """
    found, start = [], 0
    for end in range(LENGTH, len(text) + 1):
        if end - start >= LENGTH and is_own_code(text[end - LENGTH : end].upper()):
            found.append(text[start:end])
            start = end
    is_all = start == len(text) and all(len(one) <= LENGTH + _LONGEST_PREFIX for one in found)
    return found if is_all else [text]


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
