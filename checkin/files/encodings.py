"""The bytes of a text file as text: which encoding they are in, and what is said when that is a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from checkin.domain.errors import DeskError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark begins like it.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text: real lists have a stray one at most."""
_A_FEW = 3
"""Control characters that a short list may have all the same."""
_BEGINNING, _BINARY = 1 << 20, 0.05
"""Bytes by which a large file is told to be binary, and the share of control characters there."""
_MOST_BROKEN = 0.05
"""Share of broken signs among those beyond ASCII up to which a file is UTF-8 with an accident, and no code page."""


def decoded(name: str, data: bytes) -> tuple[str, list[str]]:
    """Turn the bytes of a text file into text, with a notice when the encoding was a guess. Raises DeskError."""
    notices: list[str] = []
    if len(data) > _BEGINNING:
        # A large one would take seconds and its size many times over to be told by all of it.
        _refuse_binary(name, _text_of(data[:_BEGINNING], []), _BINARY)
    text = _text_of(data, notices)
    _refuse_binary(name, text, _MOST_CONTROLS)
    broken = text.count("\ufffd")
    if broken:
        notices.append(f"{broken} characters of the file could not be read; they are shown as \ufffd.")
    return text.replace("\0", "") if "\0" in text else text, notices


def _refuse_binary(name: str, text: str, most: float) -> None:
    if len(_CONTROL.findall(text)) > max(most * len(text), _A_FEW):
        raise DeskError("{name} is not a table but a binary file.", "Export the list as CSV or Excel.", name=name)


def _text_of(data: bytes, notices: list[str]) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    return _without_mark(data, notices)


def _as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_AS_WESTERN = "checkin-western"
codecs.register_error(_AS_WESTERN, _as_western)


def _without_mark(data: bytes, notices: list[str]) -> str:
    wide = _utf_32(data) or _utf_16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        if error.reason == "unexpected end of data" and not data[: error.start].isascii():
            # The file was cut off in the middle of a letter: all before it is in order, and in no code page.
            return text
    beyond = sum(1 for sign in text if not sign.isascii())
    if text.count("\ufffd") <= _MOST_BROKEN * beyond:
        return text
    return _in_a_code_page(data, text, beyond, notices)


def _in_a_code_page(data: bytes, text: str, beyond: int, notices: list[str]) -> str:
    """Bytes that are not in Unicode; `text` is what they would be, with `beyond` signs that are not of ASCII."""
    if 2 * text.count("\ufffd") <= beyond:
        # No other code page looks like that by chance: some lines were pasted or appended.
        notices.append(
            "Some letters of the file are not in Unicode; they were read as a Western European code page."
            " Check names with accents."
        )
        return data.decode("utf-8", errors=_AS_WESTERN)
    other = _other_script(data)
    if other:
        notices.append(f"The file is not in Unicode; it was read as the code page {other}. Check the names.")
        return data.decode(other, errors="replace")
    page, title = _latin(data)
    notices.append(f"The file is not in Unicode; it was read as a {title} code page. Check names with accents.")
    return data.decode(page, errors="replace")


_LATIN = (
    ("cp1252", "Western European"),
    ("cp1250", "Central European"),
    ("mac_roman", "Macintosh"),
)
_NO_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def _latin(data: bytes) -> tuple[str, str]:
    """The code page of Latin letters, and what people call it: the usual one, unless bytes occur that it does not have
    and another one makes more words of them.
    """
    sample = data[:_TOLD_BY]
    if not _NO_CP1252.search(sample):
        return _LATIN[0]
    return min(_LATIN, key=lambda page: _oddities(sample.decode(page[0], errors="replace")))


_WRITTEN_SMALL = frozenset("áàâäãåçéèêëíìîïñóòôöõøúùûüýÿąćčďěęěłńňőřśšťůűźżž")
_WRITTEN_LARGE = frozenset("ÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝĄĆČĎĚĘŁŃŇŐŘŚŠŤŮŰŹŻŽ")


def _oddities(text: str) -> int:
    """How many signs beyond ASCII are no letters that names are written with, or large where names are small."""
    odd = 0
    before = " "
    for sign in text:
        if not sign.isascii():
            small = sign in _WRITTEN_SMALL
            large = sign in _WRITTEN_LARGE and not before.islower()
            odd += not (small or large)
        before = sign
    return odd


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
