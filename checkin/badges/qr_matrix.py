"""The QR matrix of a text, the same to the last module as the `qrcode` library makes it, many times faster.

Nine tenths of the library's time go to placing the same bits for each of the eight masks and to judging the results
module by module. Here matrices are big integers: the library is asked once for each size what its empty matrices look
like and where each bit goes. After that a text is the sum (XOR) of what each of its digits adds to the matrix, a mask
is one more summand, and the penalties of ISO/IEC 18004 §7.8.3 are shifts and bit counts of all eight masks at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, reduce
from itertools import compress, count
from operator import getitem, xor
from typing import Any

import qrcode
from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_Q

_CORRECTION = ERROR_CORRECT_Q
_LARGEST_KNOWN = 9
"""Larger versions count their letters with more bits; no code of ours or of a registration tool needs one."""

_MASKS = range(8)
_PAD = ("11101100", "00010001")
_DIGITS = "0123456789abcdef"


@lru_cache(maxsize=4096)
def qr_rows(text: str) -> tuple[str, ...]:
    """The rows of the smallest QR for a text at error correction Q, without the quiet zone: "1" is a dark module.
    Raises ValueError for more than any QR holds (`is_held`).
    """
    content = _letters(text) if _LETTERS.fullmatch(text) else _content(text)
    version = bisect_left(util.BIT_LIMIT_TABLE[_CORRECTION], len(content), 1)
    if version > _LARGEST_KNOWN:
        return _by_the_library(text)
    return _size(version).rows(content)


_SURELY_HELD = 300
"""Letters that a QR at error correction Q holds whatever they are: 1,663 bytes."""


@lru_cache(maxsize=256)
def is_held(text: str) -> bool:
    """Whether there is a QR that holds the text; for any other, `qr_rows` raises ValueError."""
    if len(text) > _SURELY_HELD:
        try:
            qr_rows(text)
        except ValueError:
            return False
    return True


_LETTERS = re.compile("(?=.*[^0-9])[0-9A-Z $%*+./:-]{1,20}")
"""What the library takes as one chunk of letters: all our codes."""


def _letters(text: str) -> str:
    """The bits of a text that is one chunk of letters."""
    pairs = "".join(map(_pair, text[::2], text[1::2]))
    last = format(util.ALPHA_NUM.find(text[-1].encode()), "06b") if len(text) % 2 else ""
    return f"{util.MODE_ALPHA_NUM:04b}{len(text):09b}{pairs}{last}"


@cache
def _pair(first: str, second: str) -> str:
    high, low = (util.ALPHA_NUM.find(sign.encode()) for sign in (first, second))
    return format(45 * high + low, "011b")


def _content(text: str) -> str:
    """The bits of a text as the library parts it into chunks."""
    bits = _Bits()
    sizes = util.mode_sizes_for_version(1)
    for chunk in _asked(text).data_list:
        bits.put(chunk.mode, 4)
        bits.put(len(chunk), sizes[chunk.mode])
        chunk.write(bits)
    return "".join(bits.parts)


def _asked(text: str) -> Any:
    code: Any = qrcode.QRCode(error_correction=_CORRECTION, border=0)
    code.add_data(text)
    return code


def _by_the_library(text: str) -> tuple[str, ...]:
    code = _asked(text)
    code.make(fit=True)
    return tuple("".join("1" if dark else "0" for dark in row) for row in code.get_matrix())


class _Bits:
    """Takes bits as the library's own buffer does, whole numbers at a time."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def put(self, number: int, length: int) -> None:
        self.parts.append(format(number, f"0{length}b"))


class _Size:
    """One version: its empty matrices, and what data add to them. Bit r·n + c of a matrix is row r, column c."""

    def __init__(self, version: int) -> None:
        self._count = version * 4 + 17
        blocks = base.rs_blocks(version, _CORRECTION)
        codewords = sum(block.total_count for block in blocks)
        self._capacity = 8 * sum(block.data_count for block in blocks)
        self._one = (1 << self._count**2) - 1
        empty = bytes(codewords)
        self._final = [self._matrix(version, mask, empty, test=False) for mask in _MASKS]
        # The library judges the masks while the format bits are still blank.
        self._judges = _Judges(self._count, [self._matrix(version, mask, empty, test=True) for mask in _MASKS])
        self._added = [digit for added in self._summands(blocks, self._places(version, codewords)) for digit in added]

    def _matrix(self, version: int, mask: int, data: bytes, *, test: bool) -> int:
        code: Any = qrcode.QRCode(version=version, error_correction=_CORRECTION)
        code.data_cache = list(data)
        code.makeImpl(test, mask)
        return sum(1 << place for place, dark in enumerate(dark for row in code.modules for dark in row) if dark)

    def _places(self, version: int, codewords: int) -> list[int]:
        """For each bit of the codewords, which module it is. The library is given, as data, one binary digit of each
        bit's number after the other.
        """
        count = 8 * codewords
        number = [0] * self._count**2
        for digit in range(count.bit_length()):
            plane = "".join("1" if (bit + 1) >> digit & 1 else "0" for bit in range(count))
            placed = self._final[0] ^ self._matrix(version, 0, int(plane, 2).to_bytes(codewords, "big"), test=False)
            for place in range(len(number)):
                number[place] |= (placed >> place & 1) << digit
        places = {bit: place for place, bit in enumerate(number)}
        # Number 0 is a module without data.
        return [places[bit + 1] for bit in range(count)]

    def _summands(self, blocks: Sequence[Any], places: list[int]) -> Iterator[tuple[dict[str, int], dict[str, int]]]:
        """For both hexadecimal digits of each word of the data, what their values add to the matrix and, behind it, to
        the same matrix with rows and columns changed: error correction is linear.
        """
        modules = [1 << place | 1 << self._mirrored(place) for place in places]
        for data, correction in _woven(blocks):
            corrected = [modules[8 * word + bit] for word in correction for bit in range(8)]
            after = _division(len(correction))
            remainders = [after(0, 1 << bit) for bit in range(8)]
            of_block = []
            for word in reversed(data):
                bits = [
                    sum(compress(corrected, map(int, f"{remainder:0{len(corrected)}b}")), modules[8 * word + 7 - bit])
                    for bit, remainder in enumerate(remainders)
                ]
                of_block.append((_by_digit(bits[4:]), _by_digit(bits[:4])))
                remainders = [after(remainder, 0) for remainder in remainders]
            yield from reversed(of_block)

    def _mirrored(self, place: int) -> int:
        row, column = divmod(place, self._count)
        return self._count**2 + column * self._count + row

    def rows(self, content: str) -> tuple[str, ...]:
        """The matrix of a content that fits this version."""
        content += "0" * min(self._capacity - len(content), 4)
        content += "0" * (-len(content) % 8)
        missing = (self._capacity - len(content)) // 8
        content += "".join(_PAD[at % 2] for at in range(missing))
        placed = reduce(xor, map(getitem, self._added, format(int(content, 2), f"0{self._capacity // 4}x")))
        whole = self._final[self._judges.best(placed)] ^ placed & self._one
        modules = format(whole, f"0{self._count**2}b")[::-1]
        return tuple([modules[start : start + self._count] for start in range(0, len(modules), self._count)])


def _sums(bits: Sequence[int]) -> list[int]:
    """What each value of a digit adds, of what its bits add, the last of them first."""
    added = [0]
    for bit in bits:
        added += [bit ^ other for other in added]
    return added


def _by_digit(bits: Sequence[int]) -> dict[str, int]:
    return dict(zip(_DIGITS, _sums(bits), strict=True))


def _woven(blocks: Sequence[Any]) -> list[tuple[list[int], list[int]]]:
    """For each block the places of its words, data and error correction, among all codewords, as §7.6 interleaves them:
    first the data, then the error correction.
    """
    found: list[tuple[list[int], list[int]]] = [([], []) for _ in blocks]
    lengths = [(block.data_count, block.total_count - block.data_count) for block in blocks]
    place = count()
    for kind in (0, 1):
        for row in range(max(length[kind] for length in lengths)):
            for block, length in zip(found, lengths, strict=True):
                if row < length[kind]:
                    block[kind].append(next(place))
    return found


@cache
def _size(version: int) -> _Size:
    return _Size(version)


def _division(degree: int) -> Callable[[int, int], int]:
    """Reed–Solomon over the library's own field, by the generator of this degree: the remainder after one more word."""
    generator = [1]
    for power in range(degree):
        root = base.gexp(power)
        generator = [a ^ (_times(b, root)) for a, b in zip([*generator, 0], [0, *generator], strict=True)]
    table = _sums([int.from_bytes(bytes(_times(1 << bit, term) for term in generator[1:]), "big") for bit in range(8)])
    top, rest = 8 * (degree - 1), (1 << 8 * (degree - 1)) - 1
    return lambda remainder, word: (remainder & rest) << 8 ^ table[word ^ remainder >> top]


def _times(a: int, b: int) -> int:
    product: int = base.gexp(base.glog(a) + base.glog(b)) if a and b else 0
    return product


class _Judges:
    """The four penalties of a matrix under each mask. All eight lie side by side in one number, each followed by itself
    with rows and columns changed: what is said of rows holds for columns too.
    """

    def __init__(self, size: int, empty: Sequence[int]) -> None:
        self._size, self._modules = size, size * size
        self._one = (1 << 2 * self._modules) - 1
        self._lanes = [2 * self._modules * mask for mask in _MASKS]
        self._masks = self._side_by_side(matrix | _turned(matrix, size) << self._modules for matrix in empty)
        self._all = self._side_by_side([self._one] * len(_MASKS))
        self._pairs, self._elevens, self._squares = (
            self._side_by_side([sum(((1 << columns) - 1) << row * size for row in range(rows))] * len(_MASKS))
            for columns, rows in ((size - 1, 2 * size), (size - 10, 2 * size), (size - 1, size - 1))
        )

    def _side_by_side(self, matrices: Iterable[int]) -> int:
        return sum(matrix << lane for matrix, lane in zip(matrices, self._lanes, strict=True))

    def best(self, placed: int) -> int:
        """The mask with the fewest points for what lies in a matrix and, behind it, in the turned one."""
        size = self._size
        for doubled in (1, 2, 4):
            placed |= placed << self._lanes[doubled]
        dark = placed ^ self._masks
        light = dark ^ self._all
        same = (light ^ dark >> 1) & self._pairs
        # Five alike in line: each five is a point, and each line of fives two more.
        fives = same & same >> 1
        fives &= fives >> 2
        lines = fives & ~(fives << 1)
        # Dark, light, three dark, light, dark, with four light before or after it.
        four = light & light >> 1
        four &= four >> 2
        finder = dark & light >> 1 & dark >> 2 & dark >> 3 & dark >> 4 & light >> 5 & dark >> 6
        elevens = (finder & four >> 7 | four & finder >> 4) & self._elevens
        squares = same & same >> size & (light ^ dark >> size) & self._squares
        points = [
            five + 2 * line + 40 * eleven + 3 * square + int(abs(twice / 2 / self._modules * 100 - 50) / 5) * 10
            for five, line, eleven, square, twice in zip(
                *map(self._counts, (fives, lines, elevens, squares, dark)), strict=True
            )
        ]
        return points.index(min(points))

    def _counts(self, marks: int) -> list[int]:
        """How many there are under each mask."""
        one = self._one
        return [(marks >> lane & one).bit_count() for lane in self._lanes]


def _turned(matrix: int, size: int) -> int:
    """A matrix with rows and columns changed."""
    cells = ((row, column) for row in range(size) for column in range(size))
    return sum(1 << column * size + row for row, column in cells if matrix >> row * size + column & 1)
