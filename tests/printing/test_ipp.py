"""Messages of IPP: what is asked and answered is read as it was meant, and anything else is refused, never believed."""

from __future__ import annotations

import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checkin.printing import ipp
from checkin.printing.ipp import JOB, OPERATION, PRINTER, Answer, Kind, Operation, UnreadableError, parse, question

HEAD = struct.pack(">BBHI", 2, 0, 0, 1)


def value(tag: int, name: str, data: bytes) -> bytes:
    key = name.encode()
    return bytes([tag]) + struct.pack(">H", len(key)) + key + struct.pack(">H", len(data)) + data


def test_a_question_is_laid_out_as_the_standard_has_it() -> None:
    """The example of RFC 8010, appendix A.1, but for the attributes that we always send."""
    asked = question(
        Operation.PRINT_JOB,
        [("printer-uri", Kind.URI, "ipp://printer.example.com/ipp/print/pinetree")],
        [("copies", Kind.INTEGER, 20), ("sides", Kind.KEYWORD, ("one", "two"))],
    )
    assert asked == (
        b"\x02\x00\x00\x02\x00\x00\x00\x01\x01"
        b"\x47\x00\x12attributes-charset\x00\x05utf-8"
        b"\x48\x00\x1battributes-natural-language\x00\x02en"
        b"\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree"
        b"\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
        b"\x44\x00\x05sides\x00\x03one\x44\x00\x00\x00\x03two\x03"
    )


def test_an_answer_is_read_group_by_group() -> None:
    answer = parse(
        HEAD
        + bytes([OPERATION])
        + value(Kind.CHARSET, "attributes-charset", b"utf-8")
        + value(Kind.TEXT_WITH_LANGUAGE, "status-message", b"\x00\x02en\x00\x02ok")
        + bytes([PRINTER])
        + value(Kind.NAME, "printer-name", "Büro".encode())
        + value(Kind.KEYWORD, "printer-state-reasons", b"media-empty-error")
        + value(Kind.KEYWORD, "", b"paused")
        + value(Kind.BOOLEAN, "printer-is-accepting-jobs", b"\0")
        + value(0x13, "printer-more-info", b"")  # no value
        + value(0x34, "media-col", b"") + value(0x4A, "", b"media-size") + value(0x37, "", b"")  # a collection
        + bytes([PRINTER])
        + value(Kind.ENUM, "printer-state", b"\xff\xff\xff\xff")
        + b"\x03"
    )  # fmt: skip
    assert answer.succeeded
    assert answer.message == "ok"
    first, second = answer.of(PRINTER)
    assert first.text("printer-name") == "Büro"
    assert first.texts("printer-state-reasons") == ("media-empty-error", "paused")
    assert first.number("printer-is-accepting-jobs", 1) == 0
    assert first.text("printer-more-info") == ""
    assert second.number("printer-state") == -1
    assert second.text("printer-state") == ""
    assert answer.of(JOB) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        HEAD,
        HEAD[:5],
        b"HTTP/1.1 200 OK\r\n",
        HEAD + bytes([OPERATION]),
        HEAD + value(Kind.NAME, "printer-name", b"a") + b"\x03",  # no group
        HEAD + bytes([PRINTER]) + value(Kind.NAME, "", b"a") + b"\x03",  # no name
        HEAD + bytes([PRINTER]) + value(Kind.INTEGER, "copies", b"\x01") + b"\x03",
        HEAD + bytes([PRINTER]) + value(Kind.BOOLEAN, "copies", b"") + b"\x03",
        HEAD + bytes([PRINTER]) + value(Kind.NAME_WITH_LANGUAGE, "name", b"\x00\x09en") + b"\x03",
        HEAD + bytes([PRINTER]) + value(Kind.NAME, "printer-name", b"a")[:-1] + b"\x00\xffx",
    ],
)
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        parse(data)


REAL = question(
    Operation.GET_PRINTERS,
    [("printer-name", Kind.NAME, "Büro"), ("copies", Kind.INTEGER, 3)],
    [("job-state-reasons", Kind.KEYWORD, ("none", "paused")), ("fit", Kind.BOOLEAN, True)],
)


@given(data=st.binary(max_size=300), with_head=st.booleans())
@example(data=REAL, with_head=False)
def test_whatever_comes_is_an_answer_or_refused(data: bytes, with_head: bool) -> None:
    try:
        answer = parse(HEAD + data if with_head else data)
    except UnreadableError:
        return
    assert isinstance(answer, Answer)


@given(st.data())
def test_a_damaged_answer_is_an_answer_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(REAL)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(REAL) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(REAL)))
    for one in (bytes(damaged), bytes(damaged[:cut]), bytes(damaged[cut:])):
        try:
            answer = parse(one)
        except UnreadableError:
            continue
        for group in answer.groups:
            for name in group.attributes:
                assert isinstance(group.text(name), str)
                assert isinstance(group.number(name), int)


def test_the_numbers_of_the_tags_are_those_of_the_standard() -> None:
    assert (ipp.OPERATION, ipp.JOB, ipp.END, ipp.PRINTER) == (1, 2, 3, 4)
