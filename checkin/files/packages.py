"""What a zipped workbook would weigh once unpacked, found out before anything is unpacked into memory."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from checkin.domain.errors import DeskError
from checkin.files import limits
from checkin.files.sheet_extents import SHEET, extent_reader
from checkin.files.table import Watch, damaged, protected, too_large, wordless

_CHUNK = 1 << 20
_LOOKED_AT = 1 << 16
UNREADABLE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error)
"""What `zipfile` raises where the directory of an archive is damaged or of a kind that it does not know."""
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
# A formula that was written by a program and never worked out. One at the seam of two pieces is not worth a look.
_WITHOUT_VALUE = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>|</c>)")
_ERROR, _ODS_ERROR = b' t="e"', b'calcext:value-type="error"'


@dataclass(frozen=True, slots=True)
class EmptyCells:
    """How many cells will be empty although something stands there: formulas without a stored value, and errors."""

    without_value: int
    errors: int


def weigh(name: str, data: bytes, watch: Watch) -> EmptyCells:
    """Say how many cells of the sheets will be empty although something stands there.

    Refuse an archive that is no workbook, or one that would fill the memory: too many bytes, rows or columns. The sizes
    that the archive declares are not believed; every member is unpacked once, piece by piece.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_other_archives(name, archive)
    except UNREADABLE as error:
        raise damaged(name) from error
    alone = sum(SHEET.fullmatch(member.filename) is not None for member in members) == 1
    total = without_value = errors = 0
    for member in members:
        watch.look()
        extent = extent_reader(member.filename)
        size = 0
        for piece in _unpacked(name, data, member):
            size += len(piece)
            total += len(piece)
            if total > limits.FILE_BYTES or _is_bomb(size, member.compress_size):
                raise _bomb(name)
            if extent is not None:
                extent.feed(piece)
                without_value += len(_WITHOUT_VALUE.findall(piece))
                errors += piece.count(_ERROR) + piece.count(_ODS_ERROR)
                if extent.is_too_large():
                    raise too_large(name)
                if extent.has_no_words() and alone:
                    raise wordless(name)
    return EmptyCells(without_value, errors)


_NO_WORKBOOKS = (
    ("xl/workbook.bin", "{name} is a binary workbook.", "Open it in Excel and save it as .xlsx."),
    ("word/document.xml", "{name} is a Word document.", "Export the list as CSV or Excel."),
    ("ppt/presentation.xml", "{name} is a PowerPoint presentation.", "Choose the list itself, as CSV or Excel."),
    (
        "Index/Document.iwa",
        "{name} is a document of Apple's Numbers, Pages or Keynote.",
        "Open it there, and choose File, Export To, Excel or CSV.",
    ),
    (
        "Index.zip",
        "{name} is a document of Apple's Numbers, Pages or Keynote.",
        "Open it there, and choose File, Export To, Excel or CSV.",
    ),
)
"""Archives that people choose by mistake: the member that each has, what it is, and what to do."""

_OTHER_DOCUMENTS = {b"text": "a text document", b"presentation": "a presentation", b"graphics": "a drawing"}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."


def _refuse_other_archives(name: str, archive: zipfile.ZipFile) -> None:
    titles = set(archive.namelist())
    if "content.xml" in titles:
        _refuse_other_documents(name, archive)
        return
    if any(SHEET.fullmatch(title) for title in titles):
        return
    for title, what, remedy in _NO_WORKBOOKS:
        if title in titles:
            raise DeskError(what, remedy, name=name)
    raise DeskError(
        "{name} is a zip archive without a workbook in it.", "Unpack it, then choose the list inside.", name=name
    )


def _refuse_other_documents(name: str, archive: zipfile.ZipFile) -> None:
    """OpenDocument says what it is, and that a password is needed, in members that are small."""
    kind = _begins(archive, "mimetype").removeprefix(_OPEN_DOCUMENT).partition(b"-")[0].strip()
    if kind in _OTHER_DOCUMENTS:
        raise DeskError(
            "{name} is {kind} (OpenDocument), and no workbook.",
            "Copy the table in it into a spreadsheet program and save it as .xlsx.",
            name=name,
            kind=_OTHER_DOCUMENTS[kind],
        )
    if b"encryption-data" in _begins(archive, "META-INF/manifest.xml"):
        raise protected(name)


def _begins(archive: zipfile.ZipFile, title: str) -> bytes:
    """How a member begins; nothing where it is not there or cannot be read."""
    try:
        with archive.open(title) as member:
            return member.read(_LOOKED_AT)
    except (KeyError, *UNREADABLE, zlib.error, RuntimeError, EOFError):
        return b""


def is_document(titles: Collection[str]) -> bool:
    """Whether an archive with these members is a workbook, or another document that an office program writes."""
    marks = {"content.xml", "[Content_Types].xml", *(title for title, _, _ in _NO_WORKBOOKS)}
    return any(title in marks or SHEET.fullmatch(title) for title in titles)


def member(name: str, data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a member of an archive, unless they would fill the memory. Raises DeskError."""
    pieces, size = [], 0
    for piece in _unpacked(name, data, entry):
        size += len(piece)
        if size > limits.FILE_BYTES or _is_bomb(size, entry.compress_size):
            raise _bomb(name)
        pieces.append(piece)
    return b"".join(pieces)


def _is_bomb(size: int, packed: int) -> bool:
    return size > limits.RATIO_FROM and size > limits.RATIO * max(packed, 1)


def _bomb(name: str) -> DeskError:
    return DeskError(
        "{name} would unpack to more than {megabytes} MB, which no registrant list does.",
        "Save the list alone in a new workbook, or as CSV.",
        name=name,
        megabytes=limits.FILE_BYTES >> 20,
    )


def _unpacked(name: str, data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes in pieces, however long they really are: zipfile would end at the size it was told."""
    start = member.header_offset + _LOCAL_HEADER.size
    header = data[member.header_offset : start]
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise damaged(name)
    *_, title_length, extra_length = _LOCAL_HEADER.unpack(header)
    start += title_length + extra_length
    packed = memoryview(data)[start : start + member.compress_size]
    if member.flag_bits & 1:
        raise DeskError("{name} is protected by a password.", "Save it again without one.", name=name)
    if member.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged(name)
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        piece = inflate.decompress(packed, _CHUNK)
        while piece:
            yield piece
            piece = inflate.decompress(inflate.unconsumed_tail, _CHUNK)
    except zlib.error as error:
        raise damaged(name) from error
    if not inflate.eof:
        raise damaged(name)
