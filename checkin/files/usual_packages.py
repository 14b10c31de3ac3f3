"""Workbooks that say what others say in an unusual way, made usual before the reader of workbooks gets them."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from checkin.files import limits, packages
from checkin.files.sheet_extents import SHEET
from checkin.files.table import too_large

_BOOK, _BOOK_LINKS, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
_USUAL = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MOST_SAID = 1 << 20
"""Bytes of a part that says where others stand."""

_Parts = Mapping[str, zipfile.ZipInfo]
_Link = tuple[str, str, str, str]
"""The id of a relationship, its kind (the last word of its type), the part it leads to, and how that is written."""


def with_usual_parts(name: str, data: bytes) -> bytes:
    """An xlsx with its parts where nearly all programs put them, if it has them elsewhere: at other paths, or with
    backslashes in their names. Bytes that are no such archive come back as they are. Raises DeskError for one that
    would fill the memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {_plain(entry.filename): entry for entry in archive.infolist()}
            if "content.xml" in parts:
                return data
            book = next(
                (part for _, kind, part, _ in _links(archive, parts, _LINKS) if kind == "officeDocument"), _BOOK
            )
            folder, title = posixpath.split(book)
            links = _links(archive, parts, posixpath.join(folder, "_rels", f"{title}.rels"))
    except (*packages.UNREADABLE, LookupError, RuntimeError, EOFError, zlib.error, expat.ExpatError):
        return data
    places = {}
    for number, (_, kind, part, _) in enumerate(links, 1):
        place = f"xl/worksheets/sheet{number}.xml" if kind == "worksheet" else _USUAL.get(kind)
        if place and part.lower() in parts:
            places[part] = place
    if not places or book.lower() not in parts or _are_usual(parts, book, links):
        return data
    said = "".join(_link(key, kind, places[part]) for key, kind, part, _ in links if part in places)
    texts = {_LINKS: _link("rId1", "officeDocument", _BOOK, ""), _BOOK_LINKS: said}
    return _packed(name, data, texts, {place: parts[part.lower()] for part, place in ({**places, book: _BOOK}).items()})


def _plain(title: str) -> str:
    """The name of a part as it is looked up: some zip programs write backslashes, and capital letters as they like."""
    return title.replace("\\", "/").lstrip("/").lower()


def _links(archive: zipfile.ZipFile, parts: _Parts, said_in: str) -> list[_Link]:
    """The relationships that a part of the archive names; none where there is no such part."""
    found: list[_Link] = []
    base = posixpath.dirname(posixpath.dirname(said_in))

    def begun(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "")
            part = posixpath.normpath(posixpath.join("/", base, target.replace("\\", "/"))).lstrip("/")
            found.append((attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], part, target))

    if (entry := parts.get(said_in.lower())) is not None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = begun
        with archive.open(entry) as member:
            parser.Parse(member.read(_MOST_SAID), True)  # noqa: FBT003 - it takes no names
    return found


def _are_usual(parts: _Parts, book: str, links: list[_Link]) -> bool:
    """Whether the readers find all parts by themselves."""
    names = {entry.filename for entry in parts.values()}
    for _, kind, part, target in links:
        if kind == "worksheet" and (part not in names or not SHEET.fullmatch(part) or target.startswith(".")):
            return False
        if kind in _USUAL and part.lower() in parts and _USUAL[kind] not in names:
            return False
    return book == _BOOK and {_BOOK, _BOOK_LINKS} <= names


def _link(key: str, kind: str, part: str, base: str = "xl/") -> str:
    return (
        f"<Relationship Id={quoteattr(key)} Type={quoteattr(_OFFICE + kind)}"
        f" Target={quoteattr(part.removeprefix(base))}/>"
    )


def _packed(name: str, data: bytes, texts: Mapping[str, str], parts: _Parts) -> bytes:
    out, total = io.BytesIO(), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for title, said in texts.items():
            archive.writestr(title, f'<Relationships xmlns="{_RELATIONSHIPS}">{said}</Relationships>')
        for title, entry in parts.items():
            unpacked = packages.member(name, data, entry)
            total += len(unpacked)
            if total > limits.FILE_BYTES:
                raise too_large(name)
            archive.writestr(title, unpacked)
    return out.getvalue()


_SIGNS = re.compile(rb"<text:(line-break|tab|s)\b([^<>]*?)(?:/>|></text:\1>)")
_COUNT = re.compile(rb"\btext:c=[\"'](\d{1,5})[\"']")
_SAID = {b"line-break": b"&#10;", b"tab": b"&#9;"}


def with_plain_signs(name: str, data: bytes) -> bytes:
    """An OpenDocument workbook in which line breaks, tabs and repeated spaces inside cells are signs like others: the
    reader of workbooks leaves out the elements that stand for them. Other bytes come back as they are.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = archive.getinfo("content.xml")
    except (*packages.UNREADABLE, KeyError):
        return data
    content = packages.member(name, data, entry)
    if _SIGNS.search(content) is None:
        return data
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        new.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        new.writestr("content.xml", _SIGNS.sub(_sign, content))
        for other in archive.infolist():
            if other.filename in {"META-INF/manifest.xml", "styles.xml"}:
                new.writestr(other.filename, packages.member(name, data, other))
    return out.getvalue()


def _sign(found: re.Match[bytes]) -> bytes:
    if found[1] != b"s":
        return _SAID[found[1]]
    count = _COUNT.search(found[2])
    return b" " * min(int(count[1]) if count else 1, limits.CELL)
