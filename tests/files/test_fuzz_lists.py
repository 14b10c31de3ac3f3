"""Lists that were damaged or made up by chance, of every kind of file: a result or a sentence, within the limits.

A thousand in each test run, the same ones each time; a hundred thousand others with `make soak`.
"""

from __future__ import annotations

import gc
import io
import random
import struct
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from checkin.domain.errors import DeskError
from checkin.domain.list_plan import plan
from checkin.files.registrant_list import preview, read_list
from checkin.files.tables import read_tables

resource = pytest.importorskip("resource")  # Windows counts otherwise.

LISTS = Path(__file__).parents[1] / "data" / "lists"
SECONDS = 2.0
MEGABYTES = 300
Chance = random.Random

HEADINGS = [
    "Name",
    "First name",
    "Nom",
    "E-mail",
    "Organisation",
    "Status",
    "Order code",
    "Position ID",
    "Secret",
    "ID",
]
CELLS = (
    *(
        "Wanjirũ Kamau",
        "محمد علي",
        "李伟",
        "a@x.example",
        "Ann <ann@x.example>",
        "mailto:b@x.example",
        "Total",
        "sep=;",
    ),
    *(
        "'=1+1",
        "=cmd|'/c calc'!A1",
        "\x00",
        "\x0b\x1b\x7f",
        "\ud7ff\ufffe\uffff",
        "\u202e\u200b\u2066",
        "a\u0301" * 300,
    ),
    *("1E+400", "9" * 400, "-0", "1.5E+15", "NaN", "#REF!", "#N/A", "2024-02-30", "1900-02-29T25:61:61", "TRUE", ""),
    *('"', '""', "'", ",", ";", "\t", "|", "\r", "\n", "\r\n", "x" * 5000, "&lol;", "<![CDATA[x]]>", "https://x/?pk=a"),
)
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY b "&lol;&lol;&lol;&lol;"><!ENTITY c "&b;&b;&b;&b;">]>',
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">',
)
XML_CELLS = (
    b'<c r="A2"><v>1E999</v></c>',
    b'<c r="B2" t="d"><v>9999-99-99T99:99:99Z</v></c>',
    b'<c r="A2" s="4294967295"><v>-1e308</v></c>',
    b'<c r="XFD1048576"><v>1</v></c>',
    b'<c r="A0" t="s"><v>4294967295</v></c>',
    b'<c r="A3" t="e"><v>#DIV/0!</v></c>',
    b'<c r="A3" t="b"><v>maybe</v></c>',
    b'<c r="A4"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c>',
    b'<c r="A4" t="inlineStr"><is><t>&x;&lol;&c;</t></is></c>',
    b'<c r="A5" s="1"><v>2958466.5</v></c>',
    b'<row r="1048576"/>',
    b"<c><c><c>",
    b"\x00\xff\xfe",
)


def text_of(chance: Chance) -> bytes:
    """A text list of headings and cells by chance, in any encoding."""
    delimiter = chance.choice(",;\t|")
    width = chance.randint(1, 6)
    rows = [chance.choices(HEADINGS, k=width)]
    rows += [chance.choices(CELLS, k=chance.choice((width, width, chance.randint(0, 9)))) for _ in range(6)]
    quoted = chance.random() < 0.7
    lines = [delimiter.join(f'"{cell}"' if quoted and '"' not in cell else cell for cell in row) for row in rows]
    text = chance.choice(("\n", "\r\n", "\r")).join(lines)
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1251", "shift_jis", "utf-32"))
    return text.encode(encoding, errors="replace")


def xlsx_of(chance: Chance) -> bytes:
    """A workbook of headings and cells by chance."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for _ in range(chance.randint(1, 2)):
            sheet = book.add_worksheet()
            sheet.write_row(chance.randint(0, 3), chance.randint(0, 2), chance.sample(HEADINGS, 5))
            for row in range(4, 9):
                for column in range(chance.randint(1, 7)):
                    kind = chance.randrange(4)
                    if kind == 0:
                        sheet.write_number(row, column, chance.choice((1e308, -1e-308, 2**53, 45000.5, -700000)), date)
                    elif kind == 1:
                        sheet.write_formula(row, column, "=NOW()", None, chance.choice(("", "#REF!", "x", 1)))
                    else:
                        sheet.write_string(row, column, chance.choice(CELLS))
    return out.getvalue()


def ods_of(chance: Chance) -> bytes:
    """A small OpenDocument sheet, with repeated cells and rows."""
    rows = []
    for cells in (
        chance.sample(HEADINGS, 4),
        *(chance.choices([*HEADINGS, "a@x.example", "1e999"], k=4) for _ in "abcd"),
    ):
        inside = "".join(_ODS_CELL.format(cell) for cell in cells)
        if chance.random() < 0.2:
            kind = chance.choice(("string", "float", "date", "percentage", "boolean", "time"))
            value = chance.choice(("1", "1e999", "2024-13-45", "PT99H", "x"))
            repeat = chance.choice((1, 2, 1024, 10**6, 10**12))
            inside += (
                f'<table:table-cell office:value-type="{kind}" office:value="{value}" office:{kind}-value="{value}"'
                f' table:number-columns-repeated="{repeat}"/>'
            )
        rows.append(f"<table:table-row>{inside}</table:table-row>")
    rows.append(f'<table:table-row table:number-rows-repeated="{chance.choice((1, 1048576))}"/>')
    content = _ODS.replace("ROWS", "".join(rows))
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></m:manifest>'
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


_ODS_CELL = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="S">ROWS</table:table></office:spreadsheet></office:body></office:document-content>'
)


def xls_of(chance: Chance) -> bytes:
    """A workbook of BIFF5 records, of labels and numbers, in an OLE file."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def cell(row: int, column: int, text: str) -> bytes:
        if chance.random() < 0.2:
            return record(0x0203, struct.pack("<HHHd", row, column, 0, chance.choice((1.0, 1e308, -0.0, 45000.5))))
        letters = text.encode("latin-1", "replace")[:200]
        return record(0x0204, struct.pack("<HHHH", row, column, 0, len(letters)) + letters)

    cells = [cell(0, column, heading) for column, heading in enumerate(chance.sample(HEADINGS, 4))]
    cells += [cell(row, column, chance.choice(CELLS)) for row in range(1, 5) for column in range(4)]
    begin, end = record(0x0809, struct.pack("<HHHH", 0x500, 5, 0, 0)), record(0x000A, b"")
    name = record(0x0085, struct.pack("<IHB", len(begin) + 12 + len(end), 0, 1) + b"S")
    return ole(begin + name + end + record(0x0809, struct.pack("<HHHH", 0x500, 0x10, 0, 0)) + b"".join(cells) + end)


def ole(stream: bytes) -> bytes:
    """An OLE file with this stream as its workbook: header, a sector of the table, one of the directory, the stream."""
    nothing, last, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    stream += bytes(max(4096, -(-len(stream) // 512) * 512) - len(stream))
    sectors = len(stream) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, last, 0, last, 0) + struct.pack("<109I", 0, *[nothing] * 108)
    chain = [table, last, *range(3, 2 + sectors), last]
    found = struct.pack("<128I", *chain, *[nothing] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        title = name.encode("utf-16-le")
        head = title + bytes(64 - len(title)) + struct.pack("<HBBIII", len(title) + 2, kind, 1, nothing, nothing, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, last, 0) + entry("Book", 2, nothing, 2, len(stream)) + bytes(256)
    return header + found + folder + stream


def test_the_workbooks_that_are_damaged_can_be_read_before(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    for made in (xlsx_of, ods_of, xls_of):
        found = Counter[str]()
        for _ in range(60):
            (tmp_path / "list").write_bytes(made(chance))
            try:
                found["read"] += bool(read_tables(tmp_path / "list")[0].rows)
            except DeskError:
                found["refused"] += 1
        assert found["read"] > 20, (made, found)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def damaged(content: bytes, chance: Chance) -> bytes:
    """Bytes overwritten, cut out, doubled or put in somewhere."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(found) + 1)
        until = min(len(found), at + chance.choice((1, 2, 8, 100, 2000)))
        what = chance.randrange(5)
        if what == 0:
            found[at:until] = chance.randbytes(until - at)
        elif what == 1:
            del found[at:until]
        elif what == 2:
            found[at:at] = found[at:until] * chance.randint(1, 3)
        elif what == 3:
            found[at:at] = chance.choice(CELLS).encode("utf-8", "surrogatepass")
        else:
            del found[at + chance.randrange(1 + len(found) - at) :]
    return bytes(found)


def damaged_within(content: bytes, chance: Chance) -> bytes:
    """A zipped workbook of which the XML was changed: the archive is whole, so that it reaches the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError):
        return damaged(content, chance)
    for _ in range(chance.randint(1, 2)):
        name = chance.choice([name for name in members if name.endswith((".xml", ".rels"))] or list(members))
        inside = members[name]
        what = chance.randrange(4)
        if what == 0:
            head, found, tail = inside.partition(b"?>")
            members[name] = head + found + chance.choice(ENTITIES) + (tail if found else head)
        elif what == 1:
            at = inside.rfind(b"</row>") if chance.random() < 0.7 else chance.randrange(len(inside) + 1)
            members[name] = inside[:at] + chance.choice(XML_CELLS) + inside[at:]
        elif what == 2 and len(members) > 1:
            del members[name]
        else:
            members[name] = damaged(inside, chance)
    return zipped(members)


def _samples() -> list[bytes]:
    """The beginnings of the lists of every tool, as long as a reader needs."""
    texts = [path.read_bytes() for path in sorted(LISTS.glob("*.csv"))]
    return [text if text[:2] == b"\xff\xfe" else b"\n".join(text.split(b"\n")[:9]) for text in texts]


SAMPLES = _samples()
MADE: Sequence[Callable[[Chance], bytes]] = (text_of, xlsx_of, ods_of, xls_of)


def any_list(chance: Chance) -> bytes:
    """One input: a list made up or a tool's own, as it is, damaged, damaged within, or spliced with another."""
    kind = chance.randrange(10)
    if kind == 0:
        return chance.randbytes(chance.randint(0, 2000))
    content = chance.choice(SAMPLES) if kind < 5 else chance.choice(MADE)(chance)
    how = chance.randrange(5)
    if how == 0:
        return content
    if how == 1 and content[:2] != b"PK":
        other = chance.choice(SAMPLES)
        return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]
    return damaged_within(content, chance) if content[:2] == b"PK" and how > 1 else damaged(content, chance)


def try_out(path: Path, seed: int) -> str:
    """Read the input of this seed as the desk would: preview, people, plan. Returns what came out."""
    chance = random.Random(seed)  # noqa: S311 - the same input for the same seed is the point
    path.write_bytes(any_list(chance))
    began = time.monotonic()
    try:
        preview(path)
        read = read_list(path)
        made = plan(read, [])
    except DeskError as refused:
        out = "refused" if str(refused).strip() else "refused without a word"
    except BaseException as error:
        raise AssertionError(f"seed {seed}: {error!r}") from error
    else:
        assert read.rows == made.people + len(made.merged) + len(read.skipped), seed
        out = "read"
    took = time.monotonic() - began
    assert out in {"read", "refused"}, seed
    assert took < SECONDS, f"seed {seed} took {took:.1f} s"
    return out


def peak_megabytes() -> float:
    """What this process has held at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def try_all(folder: Path, seeds: range) -> Counter[str]:
    before = peak_megabytes()
    found: Counter[str] = Counter()
    for seed in seeds:
        found[try_out(folder / "list", seed)] += 1
        if seed % 500 == 0:
            gc.collect()  # As the window does; the tests have switched it off.
    assert peak_megabytes() - before < MEGABYTES
    return found


@pytest.mark.parametrize("seed", [4208])
def test_what_was_found_by_chance_stays_mended(tmp_path: Path, seed: int) -> None:
    assert try_out(tmp_path / "list", seed) == "refused"


def test_an_old_workbook_with_a_cell_far_away_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    content = bytearray(xls_of(random.Random(5)))  # noqa: S311
    at = content.index(struct.pack("<HHHH", 4, 3, 0, 0)[:4], 1536)
    content[at : at + 4] = b"\xff\xff\xff\xff"
    (tmp_path / "list.xls").write_bytes(content)
    with pytest.raises(DeskError, match="larger than any registrant list"):
        read_list(tmp_path / "list.xls")


def test_an_old_workbook_whose_sectors_go_round_in_a_circle_is_refused(tmp_path: Path) -> None:
    content = bytearray(xls_of(random.Random(5)))  # noqa: S311
    content[512 + 4 * 5 : 512 + 4 * 6] = struct.pack("<I", 2)
    (tmp_path / "list.xls").write_bytes(content)
    with pytest.raises(DeskError, match="is damaged"):
        read_list(tmp_path / "list.xls")


def test_a_thousand_lists_are_read_or_refused_within_the_limits(tmp_path: Path) -> None:
    found = try_all(tmp_path, range(1000))
    # Both must come up, or it is not the readers that are tried.
    assert min(found["read"], found["refused"]) > 200, found


@pytest.mark.soak
def test_a_hundred_thousand_lists_are_read_or_refused_within_the_limits(tmp_path: Path) -> None:
    found = try_all(tmp_path, range(1000, 101_000))
    assert min(found["read"], found["refused"]) > 20_000, found
