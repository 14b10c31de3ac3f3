"""A finished file or none, on a real disk."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from checkin.domain.errors import DeskError
from checkin.files.writing import in_words, write

resource = pytest.importorskip("resource", reason="Windows has no limits to make a small disk of")


@contextmanager
def small_disk() -> Iterator[None]:
    """The system refuses every file longer than 1,000 bytes: the log of this run too, so nothing may be said within."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_content_is_there_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", b"names")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.csv": b"names"}


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"yesterday")
    with pytest.raises(DeskError, match=r"already a file .*a\.csv\. Choose another name"):
        write(path, b"today")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"yesterday"]


def test_a_file_that_is_there_is_replaced_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"yesterday, and longer")
    write(path, b"today", replace=True)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"today"]


def test_only_one_of_eight_who_write_the_same_name_at_once_does(tmp_path: Path) -> None:
    path, start = tmp_path / "a.csv", Barrier(8)

    def one(writer: int) -> int | None:
        start.wait()
        try:
            write(path, str(writer).encode())
        except DeskError:
            return None
        return writer

    with ThreadPoolExecutor(8) as pool:
        winners = [writer for writer in pool.map(one, range(8)) if writer is not None]
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [str(writer).encode() for writer in winners]
    assert len(winners) == 1


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"no folder .*nowhere\. Make the folder"):
        write(tmp_path / "nowhere" / "a.csv", b"names")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(DeskError, match="is a folder"):
        write(tmp_path / "a.csv", b"names", replace=True)


def test_a_disk_that_takes_only_half_leaves_no_half(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"a\.csv is too large for that disk\. Choose another disk\."), small_disk():
        write(tmp_path / "a.csv", b"x" * 5000)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_takes_only_half_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 3000)
    with pytest.raises(DeskError), small_disk():
        write(path, b"y" * 5000, replace=True)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"x" * 3000]


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder in which we may read and not write; root, who may write anywhere, is somebody else meanwhile."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder
    os.seteuid(user)
    folder.rmdir()  # which fails unless it is empty


def test_a_folder_that_may_not_be_written_in_is_named(closed_folder: Path) -> None:
    with pytest.raises(
        DeskError, match=f"cannot be written in {re.escape(str(closed_folder))}: it is read-only. Choose"
    ):
        write(closed_folder / "a.csv", b"names")


def test_a_name_that_the_disk_cannot_hold_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="could not be written: File name too long"):
        write(tmp_path / f"{'n' * 300}.csv", b"names")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_called_full(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as caught, Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"names")
    assert str(in_words(caught.value, tmp_path / "a.csv")).startswith(
        f"The disk of {tmp_path} is full. Free some space"
    )


def test_a_file_that_another_program_holds_is_to_be_closed_there(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"open in a spreadsheet")
    # What Windows answers when a file that is open in Excel is replaced.
    refusal = PermissionError(13, "Access is denied")
    assert "is open in another program" in str(in_words(refusal, path))
