"""How far the cells of an old workbook (.xls) reach, found out before the reader lays them out as a rectangle.

[MS-CFB] says how an OLE file keeps its streams, [MS-XLS] what the records of a workbook are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from checkin.files import limits
from checkin.files.table import damaged, too_large

_LAST = 0xFFFFFFFA
"""From here on a number of a sector is none: the chain ends, or the sector is not used."""

_HEADER = 512
_ENTRY = 128
_STREAM = 2
_ROOT = 5
_TITLES = {"workbook", "book"}

_BEGIN = {0x0009, 0x0209, 0x0409, 0x0809}
_CELLS = {0x0001, 0x0002, 0x0003, 0x0004, 0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
"""Records of one cell or of several in a row: blank, number, label, formula, truth, RK."""
_SEVERAL = 0x00BD
_RK = 6


def weigh(name: str, data: bytes) -> None:
    """Refuse an OLE file whose chains have no end, or whose sheets reach further than `limits` allows."""
    try:
        for stream in _workbooks(data):
            if _is_too_large(stream):
                raise too_large(name)
    except (struct.error, IndexError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise damaged(name) from error


def _is_too_large(stream: bytes) -> bool:
    top = left = 1 << 16
    height = width = 0
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _BEGIN:
            top = left = 1 << 16
            height = width = 0
        elif kind in _CELLS and size >= 4:  # noqa: PLR2004 - row and column
            row, column = struct.unpack_from("<HH", stream, at + 4)
            # Of several cells the last one's column stands at the end of the record.
            last = column + max(size // _RK - 1, 0) if kind == _SEVERAL else column
            top, left = min(top, row), min(left, column)
            height, width = max(height, row + 1), max(width, last + 1)
            if height > limits.ROWS or width > limits.COLUMNS or (height - top) * (width - left) > limits.CELLS:
                return True
        at += 4 + size
    return False


def _workbooks(data: bytes) -> Iterator[bytes]:
    """The streams that may be the workbook: Excel 97 writes Workbook, Excel 95 Book, and some tools both."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or small_shift != 6:  # noqa: PLR2004 - the only sizes that there are: 512, 4096 and 64 bytes
        raise ValueError
    size = 1 << shift
    tables, first, _, least, small_first, _, more, _ = struct.unpack_from("<8I", data, 44)
    sectors = len(data) // size + 1
    whole = _Chains(data, size, [], size)
    places = list(struct.unpack_from("<109I", data, 76))
    while more < _LAST and len(places) <= sectors:
        *found, more = struct.unpack(f"<{size // 4}I", whole.sector(more))
        places += found
    for place in places[:tables]:
        whole.next += struct.unpack(f"<{size // 4}I", whole.sector(place))
    folder = whole.stream(first)
    small = _Chains(b"", 64, [], 0)
    for at in range(0, len(folder) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", folder, at + 64)
        start, bytes_of = struct.unpack_from("<II", folder, at + 116)
        title = folder[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        if kind == _ROOT and start < _LAST:
            table = whole.stream(small_first) if small_first < _LAST else b""
            small = _Chains(whole.stream(start), 64, list(struct.unpack(f"<{len(table) // 4}I", table)), 0)
        elif kind == _STREAM and title.casefold() in _TITLES:
            yield (small if bytes_of < least else whole).stream(start)[:bytes_of]


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
