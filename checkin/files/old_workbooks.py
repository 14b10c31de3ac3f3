"""How far the cells of an old workbook (.xls) reach, found out before the reader lays them out as a rectangle.

[MS-XLS] says what the records of a workbook are.
"""

from __future__ import annotations

import struct

from checkin.files import limits
from checkin.files.compound_files import STREAM, WORKBOOKS, WRONG, CompoundFile
from checkin.files.table import damaged, protected, too_large

_BEGIN = {0x0009, 0x0209, 0x0409, 0x0809}
_CELLS = {0x0001, 0x0002, 0x0003, 0x0004, 0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
"""Records of one cell or of several in a row: blank, number, label, formula, truth, RK."""
_SEVERAL = 0x00BD
_RK = 6
_FILE_PASS = 0x002F
_FIRST_RECORDS = 10
"""Records among which [MS-XLS] has FilePass: after BOF and what says that the file is a template or write-protected."""


def weigh(name: str, data: bytes) -> None:
    """Refuse an old workbook with a password, or whose chains have no end, or whose sheets reach further than `limits`
    allows.
    """
    try:
        file = CompoundFile(data)
        streams = [file.stream(one) for one in file.entries if one.kind == STREAM and one.title in WORKBOOKS]
        for stream in streams:
            if _asks_for_password(stream):
                raise protected(name)
            if _is_too_large(stream):
                raise too_large(name)
    except WRONG as error:
        raise damaged(name) from error


def _asks_for_password(stream: bytes) -> bool:
    """Whether a record that says so stands near the beginning, before the sheets."""
    at = 0
    for _ in range(_FIRST_RECORDS):
        if at + 4 > len(stream):
            return False
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + size
    return False


def _is_too_large(stream: bytes) -> bool:
    top = left = 1 << 16
    height = width = filled = 0
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind in _BEGIN:
            top = left = 1 << 16
            height = width = filled = 0
        elif kind in _CELLS and size >= 4:  # noqa: PLR2004 - row and column
            row, column = struct.unpack_from("<HH", stream, at + 4)
            # Of several cells the last one's column stands at the end of the record.
            last = column + max(size // _RK - 1, 0) if kind == _SEVERAL else column
            top, left = min(top, row), min(left, column)
            height, width = max(height, row + 1), max(width, last + 1)
            filled += last - column + 1
            if filled > limits.FILLED:
                return True
            if height > limits.ROWS or width > limits.COLUMNS or (height - top) * (width - left) > limits.CELLS:
                return True
        at += 4 + size
    return False
