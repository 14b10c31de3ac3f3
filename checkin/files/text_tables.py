"""Text files of rows: which encoding, which delimiter, and a strict reading."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from charset_normalizer import from_bytes

from checkin.domain.errors import DeskError
from checkin.files import limits
from checkin.files.headings import is_known
from checkin.files.table import Table, Watch, gathered

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark begins like it.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", ";", "\t", "|")
_SEP = re.compile(r"[ \t]*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text: real lists have a stray one at most."""
_MOST_BROKEN = 0.05
"""Share of broken signs among those beyond ASCII up to which a file is UTF-8 with an accident, and no code page."""
_LOOKED_AT = 200
"""Records by which the delimiter is told."""


def read(name: str, data: bytes, watch: Watch) -> Table:
    """Read a text file as a table; `name` is for the sentences. Raises DeskError."""
    text, notices = decoded(name, data)
    said = _SEP.match(text)
    # The line of `sep=` is a row of the sheet to no spreadsheet program; the rows are counted after it.
    body = text[said.end() :] if said else text
    before = 1 if said else 0
    _refuse_endless_lines(name, body, before)
    delimiter = said[1] if said and said[1] not in "\"'" else _delimiter(body)
    total = body.count("\n") or body.count("\r")
    # A text in memory takes up to four bytes a letter, and its reader as many again.
    packed = body.encode("utf-8", "surrogatepass")
    del text, body
    return gathered(name, "", _records(name, packed, delimiter, before), watch, total, notices)


def decoded(name: str, data: bytes) -> tuple[str, list[str]]:
    """Turn the bytes of a text file into text, with a notice when the encoding was a guess. Raises DeskError."""
    notices: list[str] = []
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            break
    else:
        text = _without_mark(data, notices)
    controls = len(_CONTROL.findall(text))
    if controls > max(_MOST_CONTROLS * len(text), 3):
        raise DeskError("{name} is not a table but a binary file.", "Export the list as CSV or Excel.", name=name)
    broken = text.count("\ufffd")
    if broken:
        notices.append(f"{broken} characters of the file could not be read; they are shown as \ufffd.")
    return text.replace("\0", ""), notices


def _without_mark(data: bytes, notices: list[str]) -> str:
    wide = _utf_32(data) or _utf_16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    beyond = sum(1 for sign in text if not sign.isascii())
    if text.count("\ufffd") <= _MOST_BROKEN * beyond:
        return text
    other = _other_script(data)
    if other:
        notices.append(f"The file is not in Unicode; it was read as the code page {other}. Check the names.")
        return data.decode(other, errors="replace")
    notices.append("The file is not in Unicode; it was read as a Western European code page. Check names with accents.")
    return data.decode("cp1252", errors="replace")


_OTHER_SCRIPTS = [
    *("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_WORD_BEYOND_ASCII = re.compile(rb"[\x80-\xff][\x80-\xff\x30-\x7e]?[\x80-\xff]+")
_MOSTLY = 0.6
_TOLD_BY = 256 * 1024
"""Bytes by which the code page is told: more of them only take longer."""


def _other_script(data: bytes) -> str:
    """Name the code page of a script other than Latin, or "". Accents stand alone among letters of ASCII, while other
    scripts make whole words of signs beyond it; only then is the guess of a library better than the usual code page.
    """
    sample = data[:_TOLD_BY]
    beyond = _beyond_ascii(sample)
    in_words = sum(map(_beyond_ascii, _WORD_BEYOND_ASCII.findall(sample)))
    if in_words < _MOSTLY * beyond:
        return ""
    # A character of several bytes may be cut in two at the end of the sample.
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(whole, cp_isolation=_OTHER_SCRIPTS, enable_fallback=False).best()
    return best.encoding if best is not None else ""


def _beyond_ascii(data: bytes) -> int:
    return len(data.translate(None, bytes(range(0x80))))


_FEWEST_ZEROS = 4


def _utf_32(data: bytes) -> str:
    """Name the UTF-32 of bytes without a mark, or "": of four bytes of a sign at least one is 0 at its larger end."""
    sample = data[: 4000 - 4000 % 4]
    quarter = len(sample) // 4
    for encoding, zeros in (("utf-32-le", sample[3::4]), ("utf-32-be", sample[::4])):
        if quarter and len(data) % 4 == 0 and zeros.count(0) == quarter and sample.count(0) > 2 * quarter:
            return encoding
    return ""


def _utf_16(data: bytes) -> str:
    """Name the UTF-16 of bytes without a mark, or "": every other byte of its letters, commas and line ends is 0."""
    sample = data[:4000]
    enough = max(len(sample) * 0.025, _FEWEST_ZEROS)
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[::2].count(0))):
        if zeros >= enough and zeros > 4 * (sample.count(0) - zeros):
            return encoding
    return ""


def _refuse_endless_lines(name: str, text: str, lines_before: int) -> None:
    at = 0
    while len(text) - at > limits.LINE:
        # Only a line that goes on for so long has no end here; the last end is where the next look begins.
        end = max(text.rfind(sign, at, at + limits.LINE) for sign in "\r\n")
        if end < 0:
            raise DeskError(
                "Line {line} of {name} never ends, so this is no table of rows.",
                "Export the list again as CSV or Excel.",
                line=lines_before + 1 + len(_LINE_END.findall(text, 0, at)),
                name=name,
            )
        at = end + 1


_LINE_END = re.compile(r"\r\n|\r|\n")


def _records(name: str, packed: bytes, delimiter: str, lines_before: int) -> Iterator[list[str]]:
    # It ends lines as csv does (LF, CR, CRLF), and not at the other signs that str.splitlines takes for ends.
    lines = _Lines(io.TextIOWrapper(io.BytesIO(packed), "utf-8", "surrogatepass", newline=""))
    spaced = re.search(re.escape(delimiter.encode()) + rb' +"[^"\r\n]*"', packed) is not None
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=spaced)
        before = lines.read
        try:
            for record in reader:
                before = lines.read
                yield record
        except csv.Error as error:
            # The cell may only go on after its mark was closed; a mark that is left open reaches into the next line.
            if lines.read > before + 1 or "expected after" not in str(error) or lines.last.count('"') % 2:
                raise _misquoted(name, lines_before + before + 1, error) from error
            yield next(csv.reader([lines.last], delimiter=delimiter, skipinitialspace=spaced))
        else:
            return


@dataclass(slots=True)
class _Lines:
    """The lines of a text, counted; `last` is the one that was read last."""

    text: Iterator[str]
    read: int = 0
    last: str = ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.last = next(self.text)
        self.read += 1
        return self.last


def _misquoted(name: str, line: int, error: csv.Error) -> DeskError:
    if "field limit" in str(error):
        return DeskError(
            "A cell in line {line} of {name} is longer than any answer; a quotation mark may be left open there.",
            "Export the list again, or close the quotation mark in a text editor.",
            line=line,
            name=name,
        )
    return DeskError(
        "A quotation mark in line {line} of {name} is not closed, so it cannot be told where the cells end.",
        "Export the list again, or mend that line in a text editor.",
        line=line,
        name=name,
    )


def _delimiter(text: str) -> str:
    """Choose the delimiter under which the first rows look most like a table with headings that are known."""
    return max(_DELIMITERS, key=lambda delimiter: _likeness(text, delimiter))


def _likeness(text: str, delimiter: str) -> tuple[int, float, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    # Where a row is broken the strict reading will say so; the rows before it tell the delimiter.
    with suppress(csv.Error):
        records.extend(record for record in islice(reader, _LOOKED_AT) if record)
    widths = Counter(len(record) for record in records)
    if not records:
        return 0, 0.0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    known = max(sum(map(is_known, record)) for record in records[: limits.HEADER_ROWS])
    return known, times / len(records) if width > 1 else 0.0, width
