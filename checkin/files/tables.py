"""Any file → rows of text, by what is in it and never by its extension."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from threading import Event as Stop

from checkin.domain.errors import DeskError
from checkin.files import compound_files, limits, text_tables, zipped
from checkin.files.table import Progress, Table, Watch, too_large

_PACKED = (compound_files.SIGNATURE, b"PK\x03\x04", b"PK\x05\x06")
"""How an OLE file or a zip archive begins, which only a workbook may be here."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta|script|div|style)\b",
    re.I | re.S,
)
_MAIL_HEADER = rb"(?:[a-z-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}?"
_OTHER_TEXTS = (
    (
        re.compile(_MAIL_HEADER + rb"content-type:\s*multipart/related", re.I),
        "{name} is a web page saved whole (MHTML), whatever its name says.",
        "Open it in a spreadsheet program and save it as .xlsx, or export the list as CSV.",
    ),
    (
        re.compile(
            rb"(?=" + _MAIL_HEADER + rb"(?:mime-version|subject):)(?:from|to|received|return-path|delivered-to|"
            rb"date|subject|message-id|mime-version|x-[a-z-]+):",
            re.I,
        ),
        "{name} is an e-mail, and no table.",
        "Save the list that is attached to it, and choose that.",
    ),
    (
        re.compile(rb"7z\xbc\xaf'\x1c|Rar!\x1a|\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ"),
        "{name} is a packed archive.",
        "Unpack it, then choose the list inside.",
    ),
    (
        re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype svg[^>]*>\s*)?<svg\b", re.I | re.S),
        "{name} is a picture or a film.",
        "Choose the list itself, as CSV or Excel.",
    ),
    (
        re.compile(rb"BEGIN:VCARD", re.I),
        "{name} is an address card (vCard), and no table.",
        "Export the contacts as CSV: in Google Contacts “Google CSV”, in Outlook “Comma separated values”.",
    ),
    (
        re.compile(rb"BEGIN:VCALENDAR", re.I),
        "{name} is a calendar entry, and no list of people.",
        "Export the registrants as CSV or Excel from the registration tool.",
    ),
    (
        re.compile(rb'\{\s*(?:"|\})|\[\s*(?:[{\["\]])'),
        "{name} is JSON, a format for programs.",
        "Export the list as CSV or Excel from the same tool; in pretix, take the export “Order data”.",
    ),
    (
        re.compile(rb"\{\\rtf"),
        "{name} is a text document (RTF), and no table.",
        "Copy the table in it into a spreadsheet program and save it as .xlsx.",
    ),
    (
        re.compile(rb"<\?xml[^>]*>.*(?:progid=.Excel\.Sheet|urn:schemas-microsoft-com:office:spreadsheet)", re.S),
        "{name} is a workbook in an old XML format, whatever its name says.",
        "Open it in a spreadsheet program and save it as .xlsx.",
    ),
    (
        re.compile(rb"<\?xml(?![^>]*>\s*(?:<!--.*?-->\s*)*<(?:!doctype )?html)", re.I | re.S),
        "{name} is XML, a format for programs.",
        "Export the list as CSV or Excel from the same tool.",
    ),
)
"""Texts that people choose by mistake: how they begin, what they are, and what to take instead."""

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_tables(path: Path, *, stop: Stop | None = None, progress: Progress | None = None) -> list[Table]:
    """Read the tables of a file: one of a text file, one of each sheet of a workbook that is not hidden.

    Reads csv, tsv and txt in UTF-8, UTF-16 and the usual code pages; xlsx, xlsm, xls and ods; any of them alone in a
    zip archive. Raises DeskError in one
    sentence for whatever is not a table or larger than `limits`, and Stopped; never anything else.
    """
    data = _bytes_of(path)
    watch = Watch(stop, progress)
    watch.look()
    name, data = zipped.the_list(path.name, data) or (path.name, data)
    if data.startswith(_PACKED):
        # What reads workbooks takes longer to import than a usual text file to read.
        tables: list[Table] = import_module("checkin.files.workbooks").read(name, data, watch)
        return tables
    _refuse_what_is_no_text(name, data)
    return [text_tables.read(name, data, watch)]


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise DeskError("{path} is a folder.", "Choose the file of the list in it.", path=path)
        if path.exists() and not path.is_file():
            raise DeskError("{path} is no file.", "Choose the file of the list.", path=path)
        with path.open("rb") as file:
            data = file.read(limits.FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise DeskError("There is no file {path}.", "Check the name, or look in another folder.", path=path) from error
    except PermissionError as error:
        raise DeskError(
            "You may not read {path}.", "Ask whoever gave you the file for a copy in a folder of your own.", path=path
        ) from error
    except (OSError, ValueError) as error:
        raise DeskError(
            "{path} cannot be read ({error}).", "Copy it to another disk, then try again.", path=path, error=error
        ) from error
    if not data.strip():
        raise DeskError("{name} is empty.", "Export the list again from the registration tool.", name=path.name)
    if len(data) > limits.FILE_BYTES:
        raise too_large(path.name)
    return data


def _refuse_what_is_no_text(name: str, data: bytes) -> None:
    """Say what a file is that people choose by mistake, or that a tool has named wrongly."""
    start = data[:2000]
    if data.startswith(b"%PDF"):
        raise DeskError("{name} is a PDF.", "Export the list as CSV or Excel from the registration tool.", name=name)
    if data.startswith(_PICTURES) or data[4:8] == b"ftyp":
        raise DeskError("{name} is a picture or a film.", "Choose the list itself, as CSV or Excel.", name=name)
    for mark in _MARKS:
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"").lstrip()
    for kind, what, remedy in _OTHER_TEXTS:
        if kind.match(start):
            raise DeskError(what, remedy, name=name)
    if _HTML.match(start):
        raise DeskError(
            "{name} is a web page, whatever its name says.",
            "Open it in a spreadsheet program and save it as .xlsx, or export the list as CSV.",
            name=name,
        )
