"""The QR matrix of a text, the same to the last module as the `qrcode` library makes it, many times faster.

Nine tenths of the library's time go to placing the same bits for each of the eight masks and to judging the results
module by module. Here a matrix is one big integer: the library is asked once for each size what its empty matrices look
like and where each bit goes; after that a mask is an XOR, and the penalties of ISO/IEC 18004 §7.8.3 are shifts and bit
counts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import zip_longest
from operator import itemgetter
from typing import Any

import qrcode
from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_Q

_CORRECTION = ERROR_CORRECT_Q
_LARGEST_KNOWN = 9
"""Larger versions count their letters with more bits; no code of ours or of a registration tool needs one."""

_MASKS = range(8)
_PAD = ("11101100", "00010001")


@lru_cache(maxsize=4096)
def qr_rows(text: str) -> tuple[str, ...]:
    """The rows of the smallest QR for a text at error correction Q, without the quiet zone: "1" is a dark module."""
    code: Any = qrcode.QRCode(error_correction=_CORRECTION, border=0)
    code.add_data(text)
    bits = _Bits()
    sizes = util.mode_sizes_for_version(1)
    for chunk in code.data_list:
        bits.put(chunk.mode, 4)
        bits.put(len(chunk), sizes[chunk.mode])
        chunk.write(bits)
    content = "".join(bits.parts)
    version = bisect_left(util.BIT_LIMIT_TABLE[_CORRECTION], len(content), 1)
    if version > _LARGEST_KNOWN:
        return _by_the_library(code)
    return _size(version).rows(content)


def _by_the_library(code: Any) -> tuple[str, ...]:
    code.make(fit=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())


class _Bits:
    """Takes bits as the library's own buffer does, whole numbers at a time."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def put(self, number: int, length: int) -> None:
        self.parts.append(format(number, f"0{length}b"))


class _Size:
    """One version: its empty matrices, where the bits go, and its error correction. Bit r·n + c is row r, column c."""

    def __init__(self, version: int) -> None:
        self.count = version * 4 + 17
        self._blocks = base.rs_blocks(version, _CORRECTION)
        codewords = sum(block.total_count for block in self._blocks)
        self._capacity = 8 * sum(block.data_count for block in self._blocks)
        self._final = [self._matrix(version, mask, bytes(codewords), test=False) for mask in _MASKS]
        # The library judges the masks while the format bits are still blank.
        self._judged = [self._matrix(version, mask, bytes(codewords), test=True) for mask in _MASKS]
        self._place = self._places(version, codewords)
        self._correct = {
            block.total_count - block.data_count: _corrector(block.total_count - block.data_count)
            for block in self._blocks
        }
        self._penalty = _penalty(self.count)

    def _matrix(self, version: int, mask: int, data: bytes, *, test: bool) -> int:
        code: Any = qrcode.QRCode(version=version, error_correction=_CORRECTION)
        code.data_cache = list(data)
        code.makeImpl(test, mask)
        return sum(1 << place for place, dark in enumerate(dark for row in code.modules for dark in row) if dark)

    def _places(self, version: int, codewords: int) -> Callable[[str], tuple[str, ...]]:
        """For each module, the last first, which bit stands there. The library is given, as data, one binary digit of
        each bit's number after the other.
        """
        count = 8 * codewords
        number = [0] * self.count**2
        for digit in range(count.bit_length()):
            plane = "".join("1" if (bit + 1) >> digit & 1 else "0" for bit in range(count))
            placed = self._final[0] ^ self._matrix(version, 0, int(plane, 2).to_bytes(codewords, "big"), test=False)
            for place in range(len(number)):
                number[place] |= (placed >> place & 1) << digit
        # Number 0, a module without data, is the "0" that is put before the bits.
        return itemgetter(*reversed(number))

    def rows(self, content: str) -> tuple[str, ...]:
        """The matrix of a content that fits this version."""
        content += "0" * min(self._capacity - len(content), 4)
        content += "0" * (-len(content) % 8)
        missing = (self._capacity - len(content)) // 8
        content += "".join(_PAD[at % 2] for at in range(missing))
        words = self._with_correction(int(content, 2).to_bytes(self._capacity // 8, "big"))
        bits = format(int.from_bytes(words, "big"), f"0{8 * len(words)}b")
        placed = int("".join(self._place("0" + bits)), 2)
        mask = min(_MASKS, key=lambda mask: self._penalty(self._judged[mask] ^ placed))
        whole = format(self._final[mask] ^ placed, f"0{self.count**2}b")[::-1]
        return tuple(whole[start : start + self.count] for start in range(0, len(whole), self.count))

    def _with_correction(self, data: bytes) -> bytes:
        """The codewords, interleaved by blocks as §7.6 has them: first the data, then the error correction."""
        parts, corrections, at = [], [], 0
        for block in self._blocks:
            part = data[at : at + block.data_count]
            at += block.data_count
            parts.append(part)
            corrections.append(self._correct[block.total_count - block.data_count](part))
        woven = [word for words in (parts, corrections) for column in zip_longest(*words) for word in column]
        return bytes(word for word in woven if word is not None)


@cache
def _size(version: int) -> _Size:
    return _Size(version)


def _corrector(degree: int) -> Callable[[bytes], bytes]:
    """Reed–Solomon over the library's own field: the remainder of a block by the generator of this degree."""
    generator = [1]
    for power in range(degree):
        root = base.gexp(power)
        generator = [a ^ (_times(b, root)) for a, b in zip([*generator, 0], [0, *generator], strict=True)]
    table = [int.from_bytes(bytes(_times(factor, term) for term in generator[1:]), "big") for factor in range(256)]
    top, rest = 8 * (degree - 1), (1 << 8 * (degree - 1)) - 1

    def correct(block: bytes) -> bytes:
        remainder = 0
        for word in block:
            remainder = (remainder & rest) << 8 ^ table[word ^ remainder >> top]
        return remainder.to_bytes(degree, "big")

    return correct


def _times(a: int, b: int) -> int:
    product: int = base.gexp(base.glog(a) + base.glog(b)) if a and b else 0
    return product


def _penalty(count: int) -> Callable[[int], int]:
    """The four penalties of a matrix of `count` × `count` modules."""
    everything = (1 << count * count) - 1

    def upto(columns: int) -> int:
        """The first columns of each row; on the side, the first rows."""
        return sum(((1 << columns) - 1) << row * count for row in range(count))

    pairs = (upto(count - 1), (1 << count * (count - 1)) - 1)
    elevens = (upto(count - 10), (1 << count * (count - 10)) - 1)
    steps = (1, count)

    def penalty(dark: int) -> int:
        light = dark ^ everything
        points = 0
        alike = [(dark ^ dark >> step ^ everything) & pair for step, pair in zip(steps, pairs, strict=True)]
        for step, same, eleven in zip(steps, alike, elevens, strict=True):
            # Five alike in line: each five is a point, and each line of fives two more.
            fives = same & same >> step & same >> 2 * step & same >> 3 * step
            points += fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()
            # Dark, light, three dark, light, dark, with four light before or after it.
            inner = dark >> 2 * step & dark >> 3 * step & dark >> 4 * step
            finder = dark & light >> step & inner & light >> 5 * step & dark >> 6 * step
            four = light & light >> step & light >> 2 * step & light >> 3 * step
            points += 40 * ((finder & four >> 7 * step & eleven).bit_count())
            points += 40 * ((four & finder >> 4 * step & eleven).bit_count())
        across, down = alike
        points += 3 * (across & across >> count & down).bit_count()
        share = float(dark.bit_count()) / (count**2)
        return points + int(abs(share * 100 - 50) / 5) * 10

    return penalty
