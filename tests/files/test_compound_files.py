"""Files of old Office programs, and documents that are no workbooks, are refused as what they are."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.files.tables import read_tables
from tests.files.test_fuzz_lists import zipped

NOTHING, LAST, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(titles: Sequence[str], within: Sequence[str] = (), stream: bytes = b"") -> bytes:
    """Such a file: header, a sector of the table, two of the directory, the stream of the first title. `within` are
    entries of a storage at the top, as an embedded document has.
    """
    stream += bytes(max(4096, -(-len(stream) // 512) * 512) - len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, LAST, 0, LAST, 0) + struct.pack("<109I", 0, *[NOTHING] * 108)
    sectors = len(stream) // 512
    chain = [TABLE, 2, LAST, *range(4, 3 + sectors), LAST]

    def entry(title: str, kind: int, right: int, below: int, start: int, size: int) -> bytes:
        letters = title.encode("utf-16-le")
        head = letters + bytes(64 - len(letters))
        head += struct.pack("<HBBIII", len(letters) + 2, kind, 1, NOTHING, right, below)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    top = [*titles, *(["MBD0001"] if within else [])]
    folder = entry("Root Entry", 5, NOTHING, 1, LAST, 0)
    for number, title in enumerate(top, 1):
        right = number + 1 if number < len(top) else NOTHING
        storage = bool(within) and number == len(top)
        below = len(top) + 1 if storage else NOTHING
        start, size = (3, len(stream)) if number == 1 and not storage else (LAST, 0)
        folder += entry(title, 1 if storage else 2, right, below, start, size)
    for number, title in enumerate(within, len(top) + 1):
        right = number + 1 if number < len(top) + len(within) else NOTHING
        folder += entry(title, 2, right, NOTHING, LAST, 0)
    table = struct.pack("<128I", *chain, *[NOTHING] * (128 - len(chain)))
    return header + table + folder.ljust(1024, b"\0") + stream


def workbook(*records: tuple[int, bytes]) -> bytes:
    begin = (0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    return b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in (begin, *records, (0x000A, b"")))


OTHERS = [
    (("EncryptionInfo", "EncryptedPackage", "\x06DataSpaces"), "list.xlsx is protected by a password."),
    (("WordDocument", "1Table"), "list.xlsx is a Word document (.doc), whatever its name says."),
    (("__properties_version1.0", "__substg1.0_0037001F"), "list.xlsx is an Outlook message (.msg), and no table."),
    (("PowerPoint Document", "Current User"), "list.xlsx is a PowerPoint presentation (.ppt), whatever its name says."),
    (("VisioDocument",), "list.xlsx is a Visio drawing, and no table."),
    (("Catalog", "1"), "list.xlsx is a file of an old Office program, and holds no workbook."),
]


def what_is_said(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with pytest.raises(DeskError) as refused:
        read_tables(path)
    return str(refused.value)


@pytest.mark.parametrize(("titles", "says"), OTHERS)
def test_a_document_of_another_program_is_told_by_its_streams(tmp_path: Path, titles: Sequence[str], says: str) -> None:
    assert what_is_said(tmp_path, compound(titles)).startswith(says)


@pytest.mark.parametrize(("titles", "says"), OTHERS[:-1])
def test_it_is_told_too_when_the_file_is_damaged(tmp_path: Path, titles: Sequence[str], says: str) -> None:
    content = bytearray(compound(titles))
    content[30:32] = b"\xff\xff"
    assert what_is_said(tmp_path, bytes(content)).startswith(says)


def test_a_workbook_within_a_document_does_not_make_it_one(tmp_path: Path) -> None:
    said = what_is_said(tmp_path, compound(["WordDocument"], ["Workbook"]))
    assert said.startswith("list.xlsx is a Word document")
    assert "has no sheet" in what_is_said(tmp_path, compound(["Workbook"], ["WordDocument"]))


def test_an_old_workbook_with_a_password_is_told(tmp_path: Path) -> None:
    content = compound(["Workbook"], stream=workbook((0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))))
    assert what_is_said(tmp_path, content).startswith("list.xlsx is protected by a password.")


def test_a_beginning_alone_is_damaged(tmp_path: Path) -> None:
    for length in (8, 100, 512, 1000):
        assert "is damaged" in what_is_said(tmp_path, compound(["Workbook"])[:length])


ODS = "application/vnd.oasis.opendocument."


@pytest.mark.parametrize(
    ("members", "says"),
    [
        ({"ppt/presentation.xml": ""}, "is a PowerPoint presentation."),
        ({"Index/Document.iwa": ""}, "is a document of Apple's Numbers, Pages or Keynote."),
        ({"Index.zip": "", "preview.jpg": ""}, "is a document of Apple's Numbers, Pages or Keynote."),
        ({"mimetype": ODS + "text", "content.xml": "<a/>"}, "is a text document (OpenDocument), and no workbook."),
        ({"mimetype": ODS + "presentation-template", "content.xml": "<a/>"}, "is a presentation (OpenDocument)"),
        (
            {
                "mimetype": ODS + "spreadsheet",
                "content.xml": "secret",
                "META-INF/manifest.xml": "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
            },
            "is protected by a password.",
        ),
    ],
)
def test_an_archive_that_is_no_workbook_is_told_by_its_members(
    tmp_path: Path, members: dict[str, str], says: str
) -> None:
    assert what_is_said(tmp_path, zipped(members)).startswith(f"list.xlsx {says}")
