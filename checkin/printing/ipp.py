"""Messages of the Internet Printing Protocol: bytes to values and back (RFC 8010; the numbers are those of RFC 8011).

What comes back is a stranger's: every length is checked against what is there, and nothing is believed.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

Value = int | bool | str


class Operation(IntEnum):
    """What can be asked; the last two are those of CUPS."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    RELEASE_JOB = 0x000D
    RESUME_PRINTER = 0x0011
    GET_DEFAULT = 0x4001
    GET_PRINTERS = 0x4002


class Kind(IntEnum):
    """The kinds of values that are sent or understood."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


_NUMBERS = frozenset({Kind.INTEGER, Kind.ENUM})
_WITH_LANGUAGE = frozenset({Kind.TEXT_WITH_LANGUAGE, Kind.NAME_WITH_LANGUAGE})
_TEXTS = range(0x41, 0x4A)

OPERATION, JOB, END, PRINTER = 0x01, 0x02, 0x03, 0x04
"""Tags of the groups of attributes."""

_FIRST_VALUE_TAG = 0x10
_OK_BELOW = 0x0100
"""Statuses below this are successes (RFC 8011 §4.1.6)."""

_VERSION = (2, 0)

Attribute = tuple[str, Kind, Value | tuple[Value, ...]]


class UnreadableError(ValueError):
    """What came is no answer of a printer."""


@dataclass(frozen=True, slots=True)
class Group:
    """The attributes of the answer itself, of a printer or of a job: name → its values, at least one."""

    tag: int
    attributes: Mapping[str, tuple[Value, ...]]

    def text(self, name: str) -> str:
        """The first value where it is a text, else nothing."""
        value = self.attributes.get(name, ("",))[0]
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """Every value that is a text."""
        return tuple(value for value in self.attributes.get(name, ()) if isinstance(value, str))

    def number(self, name: str, otherwise: int = 0) -> int:
        """The first value where it is a number."""
        value = self.attributes.get(name, (otherwise,))[0]
        return value if isinstance(value, int) else otherwise


@dataclass(frozen=True, slots=True)
class Answer:
    """What a print system answered."""

    status: int
    groups: tuple[Group, ...]

    @property
    def succeeded(self) -> bool:
        """Whether it did what it was asked."""
        return self.status < _OK_BELOW

    @property
    def message(self) -> str:
        """Its own words, in its own language."""
        return next((text for group in self.of(OPERATION) if (text := group.text("status-message"))), "")

    def of(self, tag: int) -> list[Group]:
        """The groups with this tag."""
        return [group for group in self.groups if group.tag == tag]


def question(operation: Operation, asked: Iterable[Attribute], for_job: Iterable[Attribute] = ()) -> bytes:
    """A request, to be followed by the document if there is one."""
    common: list[Attribute] = [
        ("attributes-charset", Kind.CHARSET, "utf-8"),
        ("attributes-natural-language", Kind.LANGUAGE, "en"),
    ]
    parts = [struct.pack(">BBHI", *_VERSION, operation, 1), bytes([OPERATION])]
    parts += [_encoded(attribute) for attribute in (*common, *asked)]
    if job := [_encoded(attribute) for attribute in for_job]:
        parts += [bytes([JOB]), *job]
    return b"".join((*parts, bytes([END])))


def _encoded(attribute: Attribute) -> bytes:
    name, kind, values = attribute
    parts: list[bytes] = []
    for value in values if isinstance(values, tuple) else (values,):
        if isinstance(value, str):
            data = value.encode(errors="replace")
        else:
            data = bytes([value]) if isinstance(value, bool) else struct.pack(">i", value)
        key = b"" if parts else name.encode()
        parts.append(struct.pack(">BH", kind, len(key)) + key + struct.pack(">H", len(data)) + data)
    return b"".join(parts)


def parse(data: bytes) -> Answer:
    """The answer that these bytes are. Raises UnreadableError."""
    reader = _Reader(data)
    major, _minor, status, _request = struct.unpack(">BBHI", reader.take(8))
    if major not in {1, 2}:
        raise UnreadableError("no IPP")
    groups: list[Group] = []
    attributes: dict[str, tuple[Value, ...]] = {}
    name = ""
    while (tag := reader.take(1)[0]) != END:
        if tag < _FIRST_VALUE_TAG:
            attributes, name = {}, ""
            groups.append(Group(tag, attributes))
            continue
        name = reader.text() or name
        value = _value(tag, reader.sized())
        if not groups or not name:
            raise UnreadableError("a value without a name")
        if value is not None:
            attributes[name] = (*attributes.get(name, ()), value)
    return Answer(status, tuple(groups))


def _value(tag: int, data: bytes) -> Value | None:
    """A value, or None for a kind that nobody here asks about (dates, resolutions, collections, "unknown")."""
    if tag in _NUMBERS:
        if len(data) != struct.calcsize(">i"):
            raise UnreadableError("no number")
        return int.from_bytes(data, signed=True)
    if tag == Kind.BOOLEAN:
        if len(data) != 1:
            raise UnreadableError("neither yes nor no")
        return data != b"\0"
    if tag in _WITH_LANGUAGE:
        reader = _Reader(data)
        reader.sized()
        return reader.text()
    return data.decode(errors="replace") if tag in _TEXTS else None


class _Reader:
    """Reads what is there, and refuses to read on."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        """The next bytes. Raises UnreadableError."""
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise UnreadableError("cut short")
        self._at += count
        return taken

    def sized(self) -> bytes:
        """The next bytes, as many as the two before them say."""
        return self.take(int.from_bytes(self.take(2)))

    def text(self) -> str:
        """The next sized bytes as text."""
        return self.sized().decode(errors="replace")
