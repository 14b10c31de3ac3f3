"""Any file becomes rows of text, or is refused in one sentence."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError, Stopped
from checkin.files import limits
from checkin.files.tables import read_tables

LISTS = Path(__file__).parents[1] / "data" / "lists"


def rows_of(tmp_path: Path, content: bytes | str, name: str = "list.csv") -> list[tuple[str, ...]]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (table,) = read_tables(path)
    return list(table.rows)


def refusal(tmp_path: Path, content: bytes | str, name: str = "list.csv") -> str:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DeskError) as refused:
        read_tables(path)
    assert refused.value.remedy
    return str(refused.value)


TWO = [("Name", "E-mail"), ("Jörg, Dr", "j@x.example")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_told_by_the_rows(tmp_path: Path, delimiter: str) -> None:
    assert rows_of(tmp_path, f'Name{delimiter}E-mail\r\n"Jörg, Dr"{delimiter}j@x.example\r\n') == TWO


def test_a_comma_in_every_cell_does_not_hide_the_semicolon(tmp_path: Path) -> None:
    text = "Name;E-mail;City\nAnn;a@x.example;Nairobi, Kenya\nBob;b@x.example;Lagos, Nigeria\n"
    assert [len(row) for row in rows_of(tmp_path, text)] == [3, 3, 3]


def test_the_line_that_names_the_separator_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "sep=|\r\nName|E-mail\r\nJörg, Dr|j@x.example\r\n") == TWO


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_every_unicode_encoding_gives_the_same_rows(tmp_path: Path, encoding: str) -> None:
    assert rows_of(tmp_path, 'Name\tE-mail\r\n"Jörg, Dr"\tj@x.example\r\n'.encode(encoding)) == TWO


def test_a_western_code_page_is_read_with_a_notice(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes('Name;E-mail\n"Jörg, Dr";j@x.example\n'.encode("cp1252"))
    (table,) = read_tables(path)
    assert list(table.rows) == TWO
    assert "accents" in table.notices[0]


RUSSIAN = "Имя;Электронная почта\nАнна;anna@x.example\nИван;ivan@x.example\n"
ARABIC = "الاسم;البريد الإلكتروني\nأحمد علي;ahmed@x.example\nفاطمة الزهراء;f@x.example\n"
CHINESE = "姓名;邮箱\n李伟;li@x.example\n王芳;wang@x.example\n"
FRENCH = "Nom;Prénom;E-mail\nLefèvre;Élodie;e@x.example\nGarcía;José;j@x.example\nN'Guessan;Aïcha;a@x.example\n"
ENGLISH_AND_RUSSIAN = "Name,Email,Note\n" + "".join(
    f"{name},p{at}@x.example,\n" for at, name in enumerate(["Анна Петрова", "Иван Сидоров", "Ольга Кузнецова"] * 9)
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (ENGLISH_AND_RUSSIAN, "cp1251"),
        (ARABIC, "cp1256"),
        (CHINESE, "gb18030"),
        (FRENCH, "cp1252"),
        ("Name;E-mail\n" + "Ann Doe;a@x.example\n" * 50 + "José;j@x.example\n", "cp1252"),
        ("Name,Note\nAnn,“quoted” – and more…\nÆØ Åse,\n", "cp1252"),
        ("Name;City\nAnn;Bogot\u00e1", "cp1252"),
        ("Nom;Prénom;Courriel\nGarçon;Éloïse;e@x.example\nLefèvre;Ana;a@x.example\n", "mac_roman"),
        ("Jméno;Příjmení\nŽofie;Šťastná\nJiří;Dvořák\n", "cp1250"),
    ],
)
def test_a_code_page_of_another_script_is_told_by_its_words(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    (table,) = read_tables(path)
    assert list(table.rows) == [tuple(re.split("[;,]", line)) for line in text.splitlines()]
    assert "not in Unicode" in table.notices[0]


def test_one_broken_sign_does_not_turn_every_other_name_into_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name,E-mail\n" + "Þórunn Ægir Jörg Søren Łukasz,x@x.example\n".encode() * 20 + b"J\xf6rg,\n")
    (table,) = read_tables(path)
    assert table.rows[1][0] == "Þórunn Ægir Jörg Søren Łukasz"
    assert table.rows[-1][0] == "J\ufffdrg"
    assert "1 characters" in table.notices[0]


def test_a_file_that_ends_within_a_letter_is_unicode_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Name,City\nJosé Núñez,Bogotá".encode()[:-1])
    (table,) = read_tables(path)
    assert table.rows[1] == ("José Núñez", "Bogot\ufffd")
    assert "1 characters" in table.notices[0]


def test_a_cell_may_hold_line_breaks_and_loses_only_nul(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 'Name,Note\nA\0nn,"one\ntwo\u2028three"\n')[1] == ("Ann", "one\ntwo\u2028three")


def test_rows_keep_the_numbers_that_a_spreadsheet_program_shows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Name,Note\n\nAnn,"one\ntwo"\n,,\nBob,\n')
    (table,) = read_tables(path)
    assert [number for number, _ in table.numbered()] == [1, 3, 5]


def test_a_quotation_mark_may_follow_the_space_after_a_delimiter(tmp_path: Path) -> None:
    text = 'Name, Email, Org, Ticket code\nAnn, a@x.example, "NGO, Kenya", T-1\nBo, b@x.example, ACME, T-2\n'
    assert rows_of(tmp_path, text) == [
        ("Name", "Email", "Org", "Ticket code"),
        ("Ann", "a@x.example", "NGO, Kenya", "T-1"),
        ("Bo", "b@x.example", "ACME", "T-2"),
    ]


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_a_cell_may_go_on_after_its_quotation_mark_is_closed(tmp_path: Path, delimiter: str) -> None:
    text = 'Name|Email\nBo|b@x.example\n"Mama" Ann|a@x.example\n"Cy\nCee"|c@x.example\n"Papa" Di|d@x.example\n'
    assert rows_of(tmp_path, text.replace("|", delimiter))[1:] == [
        ("Bo", "b@x.example"),
        ("Mama Ann", "a@x.example"),
        ("Cy\nCee", "c@x.example"),
        ("Papa Di", "d@x.example"),
    ]


@pytest.mark.parametrize("after", ["Cy,c@x.example\n", '"Cy",c@x.example\n', ""])
def test_an_open_quotation_mark_is_refused_and_its_line_is_named(tmp_path: Path, after: str) -> None:
    text = f'Name,E-mail\n"Ann\nAnders",a@x.example\n"Bob,b@x.example\n{after}'
    assert "quotation mark in line 4 of list.csv" in refusal(tmp_path, text)


def test_an_open_quotation_mark_that_swallows_the_rest_of_a_long_file_is_refused(tmp_path: Path) -> None:
    assert "line 2 of list.csv" in refusal(tmp_path, 'Name,E-mail\n"Bob,b@x.example\n' + "Ann,a@x.example\n" * 10_000)


MHTML = (
    "{first}\r\nContent-Type: multipart/related;\r\n\tboundary=a\r\n\r\n--a\r\nContent-Type: text/html\r\n\r\n"
    "<html><table><tr><td>Name</td><td>E-mail</td></tr><tr><td>Ann</td><td>a@x.example</td></tr></table></html>\r\n--a--"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "list.csv is empty"),
        (" \r\n\r\n", "list.csv is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(64), "is a picture"),
        ("<!-- x --><html><table><tr><td>Name</td></tr></table></html>", "is a web page"),
        ("<html><table></table></html>".encode("utf-16"), "is a web page"),
        ('\ufeff<?xml version="1.0"?>\n<html xmlns="x"><table></table></html>', "is a web page"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook></Workbook>', "an old XML format"),
        (bytes(range(256)) * 20, "binary file"),
        (bytes(range(256)) * (3 << 12), "binary file"),
        (MHTML.format(first="MIME-Version: 1.0\r\nX-Document-Type: Workbook"), "is a web page saved whole"),
        (MHTML.format(first="From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0"), "is a web page saved whole"),
        ("From: a@x.example\nTo: b@x.example\nSubject: The list\n\nName,E-mail\n", "is an e-mail, and no table"),
        (b"\x1f\x8b\x08\x00" + bytes(range(200)), "is a packed archive"),
        (b"7z\xbc\xaf'\x1c\x00\x04" + bytes(200), "is a packed archive"),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', "is a picture"),
        ("BEGIN:VCARD\r\nFN:Ann Bee\r\nEMAIL:a@x.example\r\nEND:VCARD\r\n", "is an address card"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "is a calendar entry"),
        ('{"event": {"name": "X", "orders": []}}', "is JSON"),
        ('[\n  {"name": "Ann"}\n]', "is JSON"),
        ('\ufeff{\n"name": "Ann"}', "is JSON"),
        (r"{\rtf1\ansi Name, E-mail}", "is a text document"),
        ('<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>', "an old XML format"),
        (
            '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "an old XML format",
        ),
        ('<?xml version="1.0"?>\n<people><person/></people>', "is XML"),
        ('<?xml version="1.0"?>\n<html><body><table></table></body></html>', "is a web page"),
        ("a," * 1_000_000, "Line 1 of list.csv never ends"),
        (",".join(["Name"] * (limits.COLUMNS + 1)), "larger than any registrant list"),
        ("Name\n" * (limits.ROWS + 1), "larger than any registrant list"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(999), "by a password"),
        (b"PK\x03\x04" + bytes(500), "is damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, content: bytes | str, words: str) -> None:
    assert words in refusal(tmp_path, content)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="There is no file"):
        read_tables(tmp_path / "none.csv")
    with pytest.raises(DeskError, match="is a folder"):
        read_tables(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\nAnn\n")
    path.chmod(0)
    with pytest.raises(DeskError, match="You may not read"):
        read_tables(path)


def test_a_person_who_presses_stop_is_obeyed() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        read_tables(LISTS / "impact_form.csv", stop=stop)


def test_progress_is_told_while_a_long_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\n" + "Ann\n" * 10_000)
    told: list[tuple[int, int]] = []
    read_tables(path, progress=lambda done, total: told.append((done, total)))
    assert len(told) > 3
    assert told == sorted(told)
    assert all(done <= total for done, total in told)


def test_errors_of_a_spreadsheet_are_empty_cells_in_text_too(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Order #,Name,Phone\n#1,Ann,#ERROR!\n#2,#N/A,#¡VALOR!\n#3,Bo #N/A Coe,Err:502\n", encoding="utf-8")
    (table,) = read_tables(path)
    assert tuple(table.rows[1:]) == (("#1", "Ann", ""), ("#2", "", ""), ("#3", "Bo #N/A Coe", ""))
    assert table.notices[0].startswith("4 cells hold an error")


def test_rows_that_are_taken_are_those_that_are_numbered_and_are_let_go_of(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Email\n\nAnn,a@x.org\n ,\nBo,b@x.org\n")
    (table,) = read_tables(path)
    expected = list(table.numbered(2))
    assert [number for number, _ in expected] == [3, 5]
    taken = table.taken(2)
    assert next(taken) == expected[0]
    assert ("Ann", "a@x.org") not in table.rows
    assert ("Bo", "b@x.org") in table.rows
    assert list(taken) == expected[1:]
    assert len(table.rows) == 5
