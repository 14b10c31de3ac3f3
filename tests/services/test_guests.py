"""What guests read at an event is kept in its file."""

from __future__ import annotations

import pytest

from checkin.domain.errors import DeskError
from checkin.domain.guest_words import WORDS
from checkin.domain.links import address
from checkin.services import events, guests
from checkin.services.place import Place
from checkin.storage.event_file import EventFile
from tests.services.conftest import NOW


def test_link_and_languages_are_kept_in_the_order_in_which_they_are_offered(file: EventFile, door: Place) -> None:
    assert events.the_event(file).languages == ("en",)
    kept = guests.keep(file, "  bit.ly/ImPACT-form\u200b ", ["sw", "ar", "fr", "xx"], door, NOW)
    assert (kept.registration_link, kept.languages) == ("bit.ly/ImPACT-form", ("fr", "ar", "sw"))
    assert events.the_event(file) == kept
    assert guests.keep(file, "", [], door, NOW).languages == ("en",)


@pytest.mark.parametrize(
    "link", ["bit.ly/x", "https://forms.example/a?b=c#d", "HTTP://x.example:8080/form", "例え.jp/登録", "a.example"]
)
def test_what_is_a_web_link(file: EventFile, door: Place, link: str) -> None:
    assert guests.keep(file, link, ["en"], door, NOW).registration_link == link
    assert address(link).lower().startswith("http")


@pytest.mark.parametrize(
    "link",
    [
        "form",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@b.example",
        "x y.example",
        "x.example/" + "y" * 300,
    ],
)
def test_what_is_no_web_link_is_refused_and_nothing_changes(file: EventFile, door: Place, link: str) -> None:
    guests.keep(file, "bit.ly/a", ["sw"], door, NOW)
    with pytest.raises(DeskError, match=r"not a web link|too long"):
        guests.keep(file, link, ["en"], door, NOW)
    assert events.the_event(file).registration_link == "bit.ly/a"


def test_every_language_says_everything() -> None:
    for code, words in WORDS.items():
        assert len(code) == 2
        assert all((words.own_name, words.welcome, words.ready, words.register, words.online, words.show))
    assert [code for code, words in WORDS.items() if words.rtl] == ["ar"]
