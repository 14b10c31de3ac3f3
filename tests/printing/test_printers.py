"""A real cupsd of our own: what becomes of a job is seen, whatever the printer does."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from checkin.domain.errors import DeskError
from checkin.printing import printers
from checkin.printing.printers import Job, JobState, Printer, Sides, Trouble
from checkin.printing.transport import NoAnswerError, Server, server
from tests.print_system import PrintSystem

LABEL = (62.0, 100.0)
A_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 175.75 283.46]/Contents 4 0 R/Resources<<>>>>endobj
4 0 obj<</Length 14>>stream
0 0 50 50 re f
endstream endobj
trailer<</Root 1 0 R>>
"""
_pause = Event()


def until(job: Callable[[], Job], is_so: Callable[[Job], bool]) -> Job:
    """The job once it is so."""
    patience = time.monotonic() + 15
    while not is_so(found := job()):
        assert time.monotonic() < patience, found
        _pause.wait(0.02)
    return found


def until_over(cups: PrintSystem, number: int) -> Job:
    return until(lambda: printers.job(cups.server, number), lambda job: job.state.is_over)


def until_trouble(cups: PrintSystem, trouble: Trouble, message: str = "") -> Printer:
    """The printer once it has this trouble, and says so: a driver tells the two one after the other."""
    patience = time.monotonic() + 15
    while trouble not in (found := printers.printer(cups.server, "badge")).troubles or message not in found.message:
        assert time.monotonic() < patience, found
        _pause.wait(0.02)
    return found


def send(cups: PrintSystem, name: str = "badge") -> int:
    return printers.send(cups.server, name, A_PDF, "Badges", LABEL)


def test_printers_are_listed_the_default_first(cups: PrintSystem) -> None:
    cups.add("Office")
    cups.run("lpadmin", "-p", "Office", "-D", "Büro, 2. Stock", "-L", "Room 2")
    found = printers.printers(cups.server)
    assert [printer.name for printer in found] == ["badge", "Office"]
    assert found[1] == Printer("Office", "Büro, 2. Stock", "Room 2")
    cups.run("lpadmin", "-d", "Office")
    assert [(printer.name, printer.is_default) for printer in printers.printers(cups.server)] == [
        ("Office", True),
        ("badge", False),
    ]


def test_a_print_system_without_printers_has_none(cups: PrintSystem) -> None:
    cups.remove("badge")
    assert printers.printers(cups.server) == ()


def test_a_job_is_accepted_printed_and_arrives_in_the_size_of_the_label(cups: PrintSystem) -> None:
    number = send(cups)
    assert number > 0
    assert until_over(cups, number).state is JobState.COMPLETED
    info = subprocess.run(["pdfinfo", cups.printed(number)], capture_output=True, text=True, check=True).stdout
    assert "Page size:       175.75 x 283.46 pts" in info  # to a hundredth of a point


@pytest.mark.parametrize(
    ("page", "sides"),
    [
        ((210.0, 297.0), Sides.ONE),
        ((210.0, 297.0), Sides.LONG_EDGE),
        ((210.0, 297.0), Sides.SHORT_EDGE),
        ((85.6, 53.98), Sides.SHORT_EDGE),
    ],
)
def test_paper_is_printed_on_both_sides_only_where_that_is_meant(
    cups: PrintSystem, page: tuple[float, float], sides: Sides
) -> None:
    number = printers.send(cups.server, "badge", A_PDF, "Badges", page, sides)
    until_over(cups, number)
    assert f"sides={sides}" in cups.options(number)


def test_out_of_paper_is_seen_and_the_job_goes_on_when_there_is_some(cups: PrintSystem) -> None:
    cups.set("empty")
    number = send(cups)
    found = until_trouble(cups, Trouble.PAPER, "Out of labels")
    assert not found.is_stopped
    assert printers.job(cups.server, number).state is JobState.PROCESSING
    cups.mend()
    assert until_over(cups, number).state is JobState.COMPLETED
    assert cups.printed(number).exists()


def test_a_paused_printer_keeps_the_job_and_is_resumed_from_here(cups: PrintSystem) -> None:
    cups.run("cupsdisable", "-r", "Lunch", "badge")
    number = send(cups)
    found = printers.printer(cups.server, "badge")
    assert found.troubles == (Trouble.PAUSED,)
    assert found.message == "Lunch"
    assert printers.job(cups.server, number).state is JobState.PENDING
    printers.resume(cups.server, "badge")
    assert until_over(cups, number).state is JobState.COMPLETED


def test_a_rejecting_printer_says_so_and_no_job_is_lost_in_silence(cups: PrintSystem) -> None:
    cups.run("cupsreject", "-r", "closed", "badge")
    assert Trouble.REJECTING in printers.printer(cups.server, "badge").troubles
    with pytest.raises(DeskError, match="badge takes no jobs at the moment"):
        send(cups)
    assert cups.run("lpstat", "-o") == ""


def test_a_jam_stops_the_printer_and_the_job_waits(cups: PrintSystem) -> None:
    cups.set("jam")
    number = send(cups)
    until_trouble(cups, Trouble.JAM)  # what the driver says of it is forgotten when it stops
    assert until(lambda: printers.job(cups.server, number), lambda job: job.state is JobState.PENDING)
    cups.mend()
    printers.resume(cups.server, "badge")
    assert until_over(cups, number).state is JobState.COMPLETED


def test_a_job_whose_printer_failed_is_held_and_goes_on_when_it_is_released(cups: PrintSystem) -> None:
    cups.run("lpadmin", "-p", "badge", "-o", "printer-error-policy=retry-job")
    cups.set("fail")
    number = send(cups)
    assert until(lambda: printers.job(cups.server, number), lambda job: job.state is JobState.HELD)
    cups.mend()
    printers.release(cups.server, number)
    assert until_over(cups, number).state is JobState.COMPLETED


def test_a_job_is_cancelled_once(cups: PrintSystem) -> None:
    cups.set("empty")
    number = send(cups)
    until_trouble(cups, Trouble.PAPER)
    printers.cancel(cups.server, number)
    assert until_over(cups, number).state is JobState.CANCELLED
    with pytest.raises(DeskError, match="the job is over"):
        printers.cancel(cups.server, number)
    assert not cups.printed(number).exists()


def test_a_printer_that_is_gone_is_a_sentence(cups: PrintSystem) -> None:
    with pytest.raises(DeskError, match="printer Nobody is gone"):
        send(cups, "Nobody")
    cups.set("empty")
    number = send(cups)
    until_trouble(cups, Trouble.PAPER)
    cups.remove("badge")
    with pytest.raises(DeskError, match="badge is gone"):
        printers.printer(cups.server, "badge")
    assert until_over(cups, number).state is JobState.CANCELLED
    with pytest.raises(DeskError, match="no longer knows this job"):
        printers.cancel(cups.server, 999_999)


# -- who answers wrongly, or not ---------------------------------------------------------------------------------------


def _read_question(caller: socket.socket) -> None:
    """To its last byte: whoever hangs up before has the answer thrown away with it."""
    with caller.makefile("rb") as question:
        length = 0
        while (line := question.readline()).strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        question.read(length)


@contextmanager
def listening(answer: bytes | None) -> Iterator[Server]:
    """Somebody at a port who takes every call and says this, or (None) nothing at all."""
    enough = Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0.1)

        def serve() -> None:
            callers = []
            while not enough.is_set():
                try:
                    caller, _ = door.accept()
                except TimeoutError:
                    continue
                callers.append(caller)
                if answer is not None:
                    _read_question(caller)
                    caller.sendall(answer)
                    caller.shutdown(socket.SHUT_WR)
            for caller in callers:
                caller.close()

        thread = Thread(target=serve)
        thread.start()
        try:
            yield Server("127.0.0.1", door.getsockname()[1])
        finally:
            enough.set()
            thread.join()


def test_nobody_there_is_a_sentence_at_once(tmp_path: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    for at in (Server("127.0.0.1", port), Server(f"{tmp_path}/none"), Server("/" + "x" * 300)):
        began = time.monotonic()
        with pytest.raises(DeskError, match="There is no print system at"):
            printers.printers(at)
        assert time.monotonic() - began < 1


def test_a_print_system_that_never_answers_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checkin.printing.transport.PATIENCE", 0.3)
    with listening(None) as silent:
        began = time.monotonic()
        with pytest.raises(NoAnswerError, match="does not answer"):
            printers.printers(silent)
        assert time.monotonic() - began < 1


def test_one_that_answers_letter_by_letter_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checkin.printing.transport.PATIENCE", 0.4)
    done = Event()
    with socket.create_server(("127.0.0.1", 0)) as door:

        def drip() -> None:
            caller, _ = door.accept()
            with caller:
                while not done.wait(0.05):
                    try:
                        caller.sendall(b"H")
                    except OSError:
                        return

        thread = Thread(target=drip)
        thread.start()
        began = time.monotonic()
        with pytest.raises(NoAnswerError):
            printers.printers(Server("127.0.0.1", door.getsockname()[1]))
        assert time.monotonic() - began < 2
        done.set()
        thread.join()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "does not answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "does not answer"),
        (b"HTTP/1.1 200 OK\r\n\r\n", "cannot be read"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\nshort", "cannot be read"),
        (b"HTTP/1.1 200 OK\r\n\r\n<html>Router</html>", "cannot be read"),
        (b"HTTP/1.1 404 Not Found\r\n\r\n", r"refused \(HTTP 404\)"),
        (b"HTTP/1.1 401 Unauthorized\r\n\r\n", "wants a password"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"\x02\x00\x04\x03\x00\x00\x00\x01\x03", "administrators only"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"\x02\x00\x05\x00\x00\x00\x00\x01\x03", "refused: IPP 0x0500"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000, "does not answer"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_a_sentence(answer: bytes, why: str) -> None:
    with listening(answer) as stranger, pytest.raises(DeskError, match=why):
        printers.printers(stranger)


@pytest.mark.parametrize(
    ("answer", "why"),
    [(b"", "took the badges without a word"), (b"\x02\x21\x00\x06job-id\x00\x04\xff\xff\xff\xff", "without a word")],
)
def test_a_job_without_a_number_is_told(answer: bytes, why: str) -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\n\x02\x00\x00\x00\x00\x00\x00\x01"
    with listening(head + answer + b"\x03") as stranger, pytest.raises(DeskError, match=why):
        printers.send(stranger, "badge", A_PDF, "Badges", LABEL)


def test_a_job_in_no_known_state_is_told() -> None:
    head = b"HTTP/1.1 200 OK\r\n\r\n\x02\x00\x00\x00\x00\x00\x00\x01\x02"
    state = b"\x23\x00\x09job-state\x00\x04\x00\x00\x00\x63"
    with listening(head + state + b"\x03") as stranger, pytest.raises(DeskError, match="does not say what became"):
        printers.job(stranger, 1)


def test_the_print_system_is_the_one_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for named, meant in (
        ("/tmp/own.sock", Server("/tmp/own.sock")),  # noqa: S108 - a name, and nothing is written there
        ("printserver", Server("printserver", 631)),
        ("printserver:8631/version=1.1", Server("printserver", 8631)),
        ("printserver:port", Server("printserver", 631)),
        ("[::1]:8631", Server("::1", 8631)),
        ("[fe80::1]/version=1.1", Server("fe80::1", 631)),
    ):
        monkeypatch.setenv("CUPS_SERVER", named)
        assert server() == meant
    monkeypatch.setattr("sys.platform", "win32")
    assert server() is None


def test_reasons_are_understood_with_every_ending_and_strangers_are_left() -> None:
    def troubles(*reasons: str, accepts: bool = True, is_stopped: bool = False) -> tuple[Trouble, ...]:
        return Printer("p", accepts=accepts, is_stopped=is_stopped, reasons=reasons).troubles

    assert troubles("media-empty-warning", "media-jam-error", "cups-missing-filter") == (Trouble.PAPER, Trouble.JAM)
    assert troubles("offline-report", "constructor", "") == ()
    assert troubles("door-open", "toner-empty", accepts=False) == (Trouble.REJECTING, Trouble.COVER, Trouble.INK)
    assert troubles(is_stopped=True) == (Trouble.STOPPED,)
    assert os.environ.get("CUPS_SERVER", "") == "" or server() is not None
