"""The links of an event and its poster, without a window."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import NEW, Checkin


def test_links_are_kept_and_shown(checkin: Checkin, event: Path) -> None:
    assert checkin("links", event, "--json").json == {"session": "Kick-off session", "registration": "", "online": ""}
    kept = checkin(
        "links", event, "--registration", "bit.ly/ImPACT-form", "--online", "shorturl.at/behVW", "--json"
    ).json
    assert kept == {"session": "Kick-off session", "registration": "bit.ly/ImPACT-form", "online": "shorturl.at/behVW"}
    assert checkin("links", event, "--json").json == kept
    assert checkin("links", event, "--online", "").out.endswith("online: —\n")
    for harmful in ("javascript:alert(1)", "file:///etc/passwd", "zoommtg://zoom.us/join", "a b.example", "zoom"):
        assert checkin("links", event, "--online", harmful).refusal.endswith(
            "is not a web link. Write it as it is printed, such as bit.ly/ImPACT-form."
        )
    assert "too long" in checkin("links", event, "--registration", "a.example/" + "x" * 300).refusal
    assert checkin("sessions", event, "--json").json[0]["online_link"] == ""


def test_a_session_is_made_with_its_link(checkin: Checkin, tmp_path: Path) -> None:
    path = tmp_path / "e.checkin"
    assert checkin("new", path, *NEW, "--online-link", "https://zoom.us/j/123?pwd=a").status == 0
    assert checkin("sessions", path, "--json").json[0]["online_link"] == "https://zoom.us/j/123?pwd=a"
    bad = checkin("new", tmp_path / "bad.checkin", *NEW, "--online-link", "ftp://x.example")
    assert "is not a web link" in bad.refusal
    assert not (tmp_path / "bad.checkin").exists()


def test_the_poster_says_what_it_lacks(checkin: Checkin, event: Path, tmp_path: Path) -> None:
    out = tmp_path / "poster.pdf"
    answer = checkin("poster", event, out)
    assert answer.out == (
        f"A poster on A4: {out}. It has no registration link: see checkin links."
        " It has no online link: see checkin links.\n"
    )
    assert "There is already a file" in checkin("poster", event, out).refusal
    checkin("links", event, "--registration", "bit.ly/ImPACT-form")
    made = checkin("poster", event, tmp_path / "a3.pdf", "--paper", "A3", "--json").json
    assert made == {"file": str(tmp_path / "a3.pdf"), "paper": "A3", "missing": ["online"], "letters": ""}
    assert (tmp_path / "a3.pdf").read_bytes().startswith(b"%PDF")
