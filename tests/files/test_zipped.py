"""A list in a zip archive is read as it is; an archive of several is not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from checkin.files.registrant_list import read_list
from tests.files.test_tables import LISTS, TWO, refusal, rows_of

FORM = 'Name,E-mail\r\n"Jörg, Dr",j@x.example\r\n'


def archive(*members: tuple[str, bytes | str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in members:
            written.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "others", [[], [("__MACOSX/._ImPACT.csv", "\0\5\7"), ("__MACOSX/", "")], [("answers/", ""), (".DS_Store", "x")]]
)
def test_the_only_list_in_an_archive_is_read(tmp_path: Path, others: list[tuple[str, bytes | str]]) -> None:
    content = archive(*others, ("ImPACT form.csv", FORM), ("photos/ann.jpg", b"\xff\xd8\xff"))
    assert rows_of(tmp_path, content, "ImPACT form.csv.zip") == TWO


def test_a_workbook_in_an_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "forms.zip"
    path.write_bytes(archive(("out/ms_forms.xlsx", (LISTS / "ms_forms.xlsx").read_bytes())))
    assert read_list(path).people == read_list(LISTS / "ms_forms.xlsx").people


def test_an_archive_of_several_lists_is_refused(tmp_path: Path) -> None:
    content = archive(("a.csv", FORM), ("b.csv", FORM))
    assert refusal(tmp_path, content, "lists.zip").startswith(
        "There are 2 lists in the zip archive lists.zip. Unpack it"
    )


def test_a_list_in_an_archive_is_refused_as_any_other(tmp_path: Path) -> None:
    assert "is a PDF" in refusal(tmp_path, archive(("list.csv", b"%PDF-1.7")), "list.zip")
    inner = archive(("a.csv", FORM))
    assert "without a workbook" in refusal(tmp_path, archive(("list.xlsx", inner)), "list.zip")
    assert "would unpack to more" in refusal(tmp_path, archive(("list.csv", b" " * (70 << 20))), "list.zip")
    whole = archive(("list.csv", FORM))
    assert "damaged" in refusal(tmp_path, whole[: len(whole) // 2], "list.zip")
