"""Files of old Office programs: the container in which each of them kept its streams, and which program it was.

[MS-CFB] says how such a file keeps them; [MS-XLS], [MS-DOC], [MS-PPT], [MS-OXMSG] and [MS-OFFCRYPTO] what they are
called.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from checkin.domain.errors import DeskError
from checkin.files.table import protected

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

WRONG = (struct.error, IndexError, UnicodeDecodeError, ValueError, OverflowError)
"""What reading a damaged file raises."""

_LAST = 0xFFFFFFFA
"""From here on a number of a sector is none: the chain ends, or the sector is not used."""

_HEADER = 512
_ENTRY = 128
STREAM = 2
_ROOT = 5
WORKBOOKS = frozenset({"workbook", "book"})
"""Excel 97 writes Workbook, Excel 95 Book, and some tools both."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the directory: its title in small letters, its kind, its neighbours and the first one below it (by
    their numbers), the sector where its stream begins, and how long that is, in bytes.
    """

    title: str
    kind: int
    left: int
    right: int
    below: int
    start: int
    size: int


class CompoundFile:
    """The entries of such a file and their streams. What it does raises one of `WRONG` where the file is damaged."""

    def __init__(self, data: bytes) -> None:
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:  # noqa: PLR2004 - the only sizes: 512, 4096 and 64 bytes
            raise ValueError
        size = 1 << shift
        tables, first, _, self._least, small_first, _, more, _ = struct.unpack_from("<8I", data, 44)
        sectors = len(data) // size + 1
        self._whole = _Chains(data, size, [], size)
        places = list(struct.unpack_from("<109I", data, 76))
        while more < _LAST and len(places) <= sectors:
            *found, more = struct.unpack(f"<{size // 4}I", self._whole.sector(more))
            places += found
        for place in places[:tables]:
            self._whole.next += struct.unpack(f"<{size // 4}I", self._whole.sector(place))
        folder = self._whole.stream(first)
        self.entries = [_entry(folder, at) for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
        self._small = _Chains(b"", 64, [], 0)
        for entry in self.entries:
            if entry.kind == _ROOT and entry.start < _LAST:
                table = self._whole.stream(small_first) if small_first < _LAST else b""
                following = list(struct.unpack(f"<{len(table) // 4}I", table))
                self._small = _Chains(self._whole.stream(entry.start), 64, following, 0)

    def stream(self, entry: Entry) -> bytes:
        """The bytes of an entry."""
        return (self._small if entry.size < self._least else self._whole).stream(entry.start)[: entry.size]

    def at_the_top(self) -> Iterator[str]:
        """The titles of the entries that are in no other one: what is deeper is embedded in the document."""
        waiting = [self.entries[0].below] if self.entries else []
        seen: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number in seen or number >= len(self.entries):
                continue
            seen.add(number)
            entry = self.entries[number]
            waiting += [entry.left, entry.right]
            if entry.title:
                yield entry.title


def _entry(folder: bytes, at: int) -> Entry:
    length, kind = struct.unpack_from("<HB", folder, at + 64)
    left, right, below = struct.unpack_from("<3I", folder, at + 68)
    start, size = struct.unpack_from("<II", folder, at + 116)
    title = folder[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
    return Entry(title.casefold(), kind, left, right, below, start, size)


class _Chains:
    """Sectors and, for each, the number of the next one."""

    def __init__(self, data: bytes, size: int, following: list[int], before: int) -> None:
        self.data, self.size, self.next, self.before = data, size, following, before

    def sector(self, number: int) -> bytes:
        start = self.before + number * self.size
        # The last sector of a file may be cut short, and is read all the same.
        return self.data[start : start + self.size].ljust(self.size, b"\0")

    def stream(self, number: int) -> bytes:
        """The bytes of a chain. Raises ValueError when it has no end."""
        found: list[bytes] = []
        while number < _LAST:
            if len(found) > len(self.next):
                raise ValueError
            found.append(self.sector(number))
            number = self.next[number]
        return b"".join(found)


_SAVE_THE_TABLE = "Copy the table in it into a spreadsheet program and save it as .xlsx."
_ENCRYPTED = "EncryptedPackage"
_FOREIGN = (
    ("WordDocument", "{name} is a Word document (.doc), whatever its name says.", _SAVE_THE_TABLE),
    (
        "PowerPoint Document",
        "{name} is a PowerPoint presentation (.ppt), whatever its name says.",
        "Choose the list itself, as CSV or Excel.",
    ),
    (
        "__properties_version1.0",
        "{name} is an Outlook message (.msg), and no table.",
        "Open it in Outlook and save the list that is attached to it; then choose that.",
    ),
    ("VisioDocument", "{name} is a Visio drawing, and no table.", "Choose the list itself, as CSV or Excel."),
)
"""Documents that people choose by mistake: the stream that each has, what it is, and what to take instead."""


def refuse_foreign(name: str, data: bytes) -> None:
    """Say what a file is that is no workbook, or a workbook with a password; `name` is for the sentences. What is
    damaged is known by the titles in it, as far as they are still there.
    """
    titles = _titles(data)
    if _ENCRYPTED.casefold() in titles:
        raise protected(name)
    if titles & WORKBOOKS:
        return
    for title, what, remedy in _FOREIGN:
        if title.casefold() in titles:
            raise DeskError(what, remedy, name=name)
    if titles:
        raise DeskError(
            "{name} is a file of an old Office program, and holds no workbook.",
            "Export the list as CSV or Excel from the registration tool.",
            name=name,
        )


def _titles(data: bytes) -> set[str]:
    try:
        titles = set(CompoundFile(data).at_the_top())
    except WRONG:
        titles = set()
    known = (_ENCRYPTED, "Workbook", "Book", *(title for title, *_ in _FOREIGN))
    return titles or {title.casefold() for title in known if f"{title}\0".encode("utf-16-le") in data}
