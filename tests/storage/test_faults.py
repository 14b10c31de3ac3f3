"""The world fails: disk full, file in use, nothing may be written, two doors at once, the power cord."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checkin.domain.admission import Reason, Verdict
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details
from checkin.services import check, desk, events, overview
from checkin.services.events import SessionFacts
from checkin.services.place import Place
from checkin.storage.event_file import EventFile, open_event
from tests.storage.conftest import SESSION, Make
from tests.storage.twenty import NOW, TWENTY, code, person

# -- the file is taken away --------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be taken away there")
@pytest.mark.parametrize("how", ["thrown away", "written over", "its log"])
def test_a_file_that_was_taken_away_is_told_and_nobody_is_lost(event: EventFile, place: Place, how: str) -> None:
    """Without its name the file takes whatever is written, and is gone with the program."""
    assert desk.admit_code(event, code(1), place, NOW).reason is Reason.WELCOME
    lost = event.path.with_name(event.path.name + "-wal") if how == "its log" else event.path
    bin_ = lost.with_name("bin")
    lost.rename(bin_)
    if how == "written over":
        shutil.copy(bin_, lost)
    for number in (2, 3):
        verdict = desk.admit_code(event, code(number), place, NOW)
        assert verdict.reason is Reason.NOT_SAVED
        assert verdict.registrant is not None
        assert verdict.problem is not None
        assert str(verdict.problem).startswith(f"{lost.name} is no longer in {lost.parent}.")
    # One copy has all that was saved before; it is named.
    copies = list(event.path.with_name(f"{event.path.stem} backups").iterdir())
    assert verdict.problem.fields["copy"] == copies[-1]
    assert len(copies) == 1
    with closing(open_event(copies[0])) as copy:
        came = [one.registrant.name for one in overview.people(copy, place.session.id) if one.entry]
        assert came == [person(1).name]
    bin_.rename(lost)
    assert desk.admit_code(event, code(2), place, NOW).reason is Reason.WELCOME


# -- disk full ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A real disk of 900 kB."""
    folder = Path(tempfile.mkdtemp(prefix="checkin-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(folder)]
    done = shutil.which("mount") and subprocess.run(mount, capture_output=True, check=False)
    if not done or done.returncode:
        folder.rmdir()
        pytest.skip("a small disk can be mounted by root only, and not in every container")
    yield folder
    subprocess.run(["/bin/umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


def fill(folder: Path) -> Path:
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass
    return filler


def admit_until_full(event: EventFile, place: Place) -> tuple[list[Verdict], Verdict]:
    """The verdicts that were saved, and the first one that was not."""
    saved = []
    for number in range(255):
        verdict = desk.admit_code(event, code(number), place, NOW)
        if verdict.reason is Reason.NOT_SAVED:
            return saved, verdict
        saved.append(verdict)
    raise AssertionError("the disk never filled up")


def test_a_full_disk_says_not_saved_with_the_name_and_loses_nothing(make: Make, small_disk: Path, place: Place) -> None:
    people = tuple(person(number) for number in range(255))
    event = make(small_disk / "event.checkin", people)
    filler = fill(small_disk)
    saved, refused = admit_until_full(event, place)
    assert refused.registrant is not None
    assert refused.registrant.name == people[len(saved)].name
    assert refused.fact_id == ""
    assert "disk is full" in str(refused.problem)

    # Still full: walk-ins, undos, corrections and copies say so too, and half of nothing is kept.
    walk_in = desk.walk_in(event, Details("Njeri Wachira"), place, NOW)
    assert (walk_in.reason, walk_in.registrant.name) == (Reason.NOT_SAVED, "Njeri Wachira")
    with pytest.raises(DeskError, match="disk is full"):
        overview.correct(event, people[0].id, Details("x" * 200, other={"long": "x" * 5000}), place, NOW)
    with pytest.raises(DeskError, match="disk is full"):
        event.back_up()
    assert event.newest_copy() is None
    assert overview.door_view(event, place, NOW).inside == len(saved)

    filler.unlink()
    assert check.check(event) == []
    assert desk.admit_code(event, code(len(saved)), place, NOW).reason is Reason.WELCOME
    event.close()
    with closing(open_event(event.path)) as again:
        assert check.check(again) == []
        inside = {one.registrant.id for one in overview.people(again, "s1") if one.entry is not None}
        assert inside == {one.id for one in people[: len(saved) + 1]}
        assert events.how_many_registrants(again) == 255


def test_an_event_that_does_not_fit_on_the_disk_leaves_nothing_behind(small_disk: Path) -> None:
    filler = fill(small_disk)
    facts = SessionFacts("Kick-off", NOW.replace(tzinfo=None), NOW.replace(hour=12, tzinfo=None), "Africa/Nairobi")
    for freed in range(0, 400_000, 4096):
        os.truncate(filler, filler.stat().st_size - min(freed, 4096))
        try:
            events.new_event(small_disk / "event.checkin", "ImPACT", facts, NOW).close()
        except DeskError:
            assert [file.name for file in small_disk.iterdir()] == ["filler"]
        else:
            assert freed
            with closing(open_event(small_disk / "event.checkin")) as event:
                assert check.check(event) == []
            return
    raise AssertionError("it never fitted")


# -- in use ------------------------------------------------------------------------------------------------------------


def test_a_file_that_another_program_holds_is_a_sentence_and_works_again(event: EventFile, place: Place) -> None:
    event._raw.execute("PRAGMA busy_timeout=20")
    with closing(sqlite3.connect(event.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        verdict = desk.admit_code(event, code(0), place, NOW)
        assert (verdict.reason, verdict.registrant) == (Reason.NOT_SAVED, TWENTY[0])
        assert str(verdict.problem).startswith("event.checkin is in use by another program.")
        with pytest.raises(DeskError, match="in use"):
            desk.undo(event, TWENTY[0].id, place, NOW)
        # Reading goes on: search and counts never wait for a writer.
        assert overview.door_view(event, place, NOW).inside == 0
        other.execute("ROLLBACK")
    assert desk.admit_code(event, code(0), place, NOW).reason is Reason.WELCOME


def test_a_door_waits_for_another_one_that_is_just_writing(event: EventFile, place: Place) -> None:
    with closing(open_event(event.path)) as other:
        writing, answers = threading.Event(), []
        second = threading.Thread(
            target=lambda: writing.wait() and answers.append(desk.admit_code(other, code(0), place, NOW))
        )
        second.start()
        with event.tx() as tx:
            writing.set()
            second.join(0.05)
            assert answers == []
            tx.exec_driver_sql("UPDATE registrant SET role = 'Speaker'")
        second.join()
    assert answers[0].registrant.details.role == "Speaker"


def test_four_doors_admit_the_same_two_hundred_people_once_each(make: Make, tmp_path: Path) -> None:
    people = tuple(person(number) for number in range(220) if number != 19)[:200]
    path = tmp_path / "event.checkin"
    make(path, people).close()
    start = threading.Barrier(4)
    answers: Counter[tuple[str, Reason]] = Counter()
    failed: list[BaseException] = []

    def door(number: int) -> None:
        try:
            with closing(open_event(path)) as file:
                place = Place(SESSION, f"Door {number}")
                start.wait()
                # Doors 0 and 1 go through the list in the same order, side by side; the other two from behind.
                for one in people if number < 2 else reversed(people):
                    verdict = desk.admit_code(file, one.own_code, place, NOW)
                    answers[one.id, verdict.reason] += 1
        except BaseException as error:
            failed.append(error)
            start.abort()

    doors = [threading.Thread(target=door, args=(number,)) for number in range(4)]
    for one in doors:
        one.start()
    for one in doors:
        one.join()
    assert failed == []
    assert answers == Counter(
        {(one.id, reason): count for one in people for reason, count in ((Reason.WELCOME, 1), (Reason.ALREADY_IN, 3))}
    )
    with closing(open_event(path)) as event:
        assert check.check(event) == []
        with event.reading() as tx:
            assert tx.exec_driver_sql("SELECT count(*) FROM fact").scalar_one() == 800


# -- nothing may be written --------------------------------------------------------------------------------------------


def as_nobody(deed: Callable[[], str]) -> str:
    """What a deed says when a user does it who owns nothing: root may write everywhere."""
    if os.geteuid() != 0:
        return deed()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            said = deed()
        except BaseException as error:
            said = f"crashed: {error!r}"
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everyone may enter (pytest's own is closed to other users)."""
    folder = Path(tempfile.mkdtemp(prefix="checkin-shared-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def refusal(deed: Callable[[], EventFile]) -> Callable[[], str]:
    def said() -> str:
        try:
            deed().close()
        except DeskError as refused:
            return str(refused)
        return "it went well"

    return said


@pytest.mark.skipif(not hasattr(os, "fork"), reason="other users' files need another user")
def test_a_read_only_folder_or_file_is_a_sentence(make: Make, shared: Path) -> None:
    path = shared / "event.checkin"
    make(path).close()
    path.chmod(0o644)
    shared.chmod(0o555)
    before = path.read_bytes()
    for deed in (lambda: open_event(path), lambda: make(shared / "new.checkin")):
        said = as_nobody(refusal(deed))
        assert said.startswith(("event.checkin cannot be written where it is", "new.checkin cannot be opened in"))
        assert "\n" not in said
    assert path.read_bytes() == before
    assert [file.name for file in shared.iterdir()] == ["event.checkin"]

    shared.chmod(0o777)
    path.chmod(0o444)
    assert "read-only" in as_nobody(refusal(lambda: open_event(path)))
    path.chmod(0o000)
    assert as_nobody(refusal(lambda: open_event(path))).startswith("event.checkin cannot be")
    path.chmod(0o666)
    assert as_nobody(refusal(lambda: open_event(path))) == "it went well"
    shared.chmod(0o700 if os.geteuid() == 0 else 0o000)
    assert "cannot be" in as_nobody(refusal(lambda: open_event(path)))
    assert "cannot be" in as_nobody(refusal(lambda: make(shared / "new.checkin")))


# -- the power cord ----------------------------------------------------------------------------------------------------

_DOOR = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from checkin.services import desk, events
from checkin.storage.event_file import open_event
event = open_event(Path(sys.argv[1]))
place = events.place_of(events.the_event(event), "Door A")
for code in sys.argv[2:]:
    verdict = desk.admit_code(event, code, place, datetime.now(UTC))
    print(code, verdict.reason.value, flush=True)
"""


def test_whoever_was_shown_as_welcome_is_in_although_the_program_was_killed(make: Make, tmp_path: Path) -> None:
    people = tuple(person(number) for number in range(255) if number != 19)
    path = tmp_path / "event.checkin"
    make(path, people).close()
    shown: set[str] = set()
    for killed_after in (1, 60):
        codes = [one.own_code for one in people if one.own_code not in shown]
        words = [sys.executable, "-c", _DOOR, str(path), *codes]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as door:
            for _ in range(killed_after):
                known, reason = door.stdout.readline().split()
                assert reason == "welcome"
                shown.add(known)
            door.send_signal(signal.SIGKILL)
            # It ran on until the signal came; what it printed by then was shown too.
            shown |= {line.split()[0] for line in door.stdout if line.endswith("welcome\n")}
        with closing(open_event(path)) as event:
            assert check.check(event) == []
            inside = {one.registrant.own_code for one in overview.people(event, "s1") if one.entry is not None}
            assert shown <= inside
            # One more may have been saved whose answer never came out.
            assert len(inside - shown) <= 1
            shown = inside
