"""The way to the print system: HTTP over its local socket or over TCP, never longer than a deadline."""

from __future__ import annotations

import getpass
import io
import os
import socket
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from pathlib import Path

from checkin.domain.errors import DeskError
from checkin.printing import ipp

PATIENCE = 3.0
"""Seconds for an answer without a document: a print system answers in one or two thousandths of that, or not."""

_PATIENCE_WITH_DOCUMENT = 30.0
_LARGEST = 4 << 20
"""Bytes of an answer: that of a print system with a hundred printers has 100 kB."""

_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock", "/private/var/run/cupsd")
_PORT = 631
_OK, _UNAUTHORISED = 200, 401


class NoAnswerError(DeskError):
    """The question was sent, and nobody said, or nobody understands, what became of it."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a print system listens: the path of its socket, or a host and a port."""

    host: str
    port: int = 0

    @property
    def is_local_socket(self) -> bool:
        """Whether `host` is the path of a socket."""
        return self.host.startswith("/")


def server() -> Server | None:
    """The print system of this machine: what `CUPS_SERVER` names, its socket, or its port. None on Windows, which has a
    print system of its own.
    """
    if sys.platform == "win32":
        return None
    named = os.environ.get("CUPS_SERVER", "")
    if named.startswith("/"):
        return Server(named)
    if named:
        # «host», «host:port», «[address]:port» or «host:port/version=1.1», as CUPS has it.
        place = named.partition("/")[0]
        host, _, port = place[1:].partition("]") if place.startswith("[") else place.partition(":")
        port = port.removeprefix(":")
        return Server(host, int(port) if port.isascii() and port.isdecimal() else _PORT)
    return next((Server(path) for path in _SOCKETS if Path(path).is_socket()), Server("localhost", _PORT))


def user() -> str:
    """The name under which jobs are sent."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "checkin"


def ask(to: Server, path: str, question: bytes, document: bytes = b"") -> ipp.Answer:
    """The print system's answer. Raises DeskError when it cannot be reached or refuses, NoAnswerError when it has the
    question and does not answer in time, or in no words of IPP.
    """
    ends = time.monotonic() + (_PATIENCE_WITH_DOCUMENT if document else PATIENCE)
    status, body = _posted(to, path, question + document, {}, ends)
    if status == _UNAUTHORISED and to.is_local_socket:
        # CUPS knows from the socket who asks, and wants to be told that this is how we mean it.
        status, body = _posted(to, path, question + document, {"Authorization": f"PeerCred {user()}"}, ends)
    if status == _UNAUTHORISED:
        raise DeskError("The print system wants a password for that.", "Do it in the system's own list of printers.")
    if status != _OK:
        raise DeskError(
            "The print system refused (HTTP {status}).", "Print with the system's own dialog.", status=status
        )
    try:
        return ipp.parse(body)
    except ipp.UnreadableError as error:
        raise NoAnswerError(
            "What the print system answered cannot be read.", "Look at the printer before you print again."
        ) from error


def _posted(to: Server, path: str, body: bytes, extra: dict[str, str], ends: float) -> tuple[int, bytes]:
    connection = _Connection(to, ends)
    try:
        connection.connect()
    except (OSError, ValueError) as error:
        raise DeskError(
            "There is no print system at {where}.", "Start it, or save a PDF and print that.", where=to.host
        ) from error
    try:
        connection.request("POST", path, body, {"Content-Type": "application/ipp", "Host": "localhost", **extra})
        response = connection.getresponse()
        return response.status, _read(response)
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswerError(
            "The print system does not answer.",
            "Look at the printer before you print again: it may have taken the job.",
        ) from error
    finally:
        connection.hang_up()


def _read(response: HTTPResponse) -> bytes:
    body = response.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise HTTPException("too long")
    return body


class _Connection(HTTPConnection):
    """A connection whose whole life ends at an instant of the monotonic clock: someone who sends a byte every two
    seconds is late too.
    """

    def __init__(self, to: Server, ends: float) -> None:
        super().__init__("localhost" if to.is_local_socket else to.host, to.port or None, timeout=PATIENCE)
        self._to, self._ends = to, ends

    def connect(self) -> None:
        left = max(0.001, self._ends - time.monotonic())
        if self._to.is_local_socket:
            found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                found.settimeout(left)
                found.connect(self._to.host)
            except BaseException:
                found.close()
                raise
        else:
            found = socket.create_connection((self._to.host, self._to.port), timeout=min(left, PATIENCE))
        self.sock = _Timed(found, self._ends)
        self._plain = found

    def hang_up(self) -> None:
        """Close the socket: `close` is called before the answer has been read."""
        self._plain.close()


class _Timed:
    """As much of a socket as http.client uses, with what is left of the time at each step."""

    def __init__(self, plain: socket.socket, ends: float) -> None:
        self._plain, self._ends = plain, ends

    def _hurry(self) -> None:
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._plain.settimeout(left)

    def sendall(self, data: bytes) -> None:
        self._hurry()
        self._plain.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self, self._plain))

    def receive_into(self, buffer: memoryview) -> int:
        """Like `recv_into`, within the time."""
        self._hurry()
        return self._plain.recv_into(buffer)

    def close(self) -> None:
        """Whoever reads the answer still needs the socket."""


class _Incoming(io.RawIOBase):
    def __init__(self, timed: _Timed, plain: socket.socket) -> None:
        self._timed, self._plain = timed, plain

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        return self._timed.receive_into(buffer)
