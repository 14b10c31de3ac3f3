"""The command line in process: what it returns, and what it prints where."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checkin import cli

LISTS = Path(__file__).parents[1] / "data" / "lists"
NEW = (
    "--name", "ImPACT Coalition", "--session", "Kick-off session", "--starts", "2024-05-10T12:30",
    "--ends", "2024-05-10T14:00", "--timezone", "Africa/Nairobi", "--room", "CR-8",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a command returned and printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout, and nothing else there or on stderr."""
        assert (self.status, self.err) == (0, "")
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one sentence on stderr of a refusal."""
        assert (self.status, self.out) == (1, "")
        assert self.err.count("\n") == 1
        assert self.err.endswith(".\n")
        assert "Traceback" not in self.err
        assert "{" not in self.err
        return self.err.strip()


Checkin = Callable[..., Answer]


@pytest.fixture
def checkin(capsys: pytest.CaptureFixture[str], qapp: object) -> Checkin:
    """Runs a command. Whatever paints needs the application that pytest-qt makes."""

    def run(*words: str | os.PathLike[str]) -> Answer:
        capsys.readouterr()
        status = cli.main([os.fspath(word) for word in words])
        return Answer(status, *capsys.readouterr())

    return run


@pytest.fixture
def event(checkin: Checkin, tmp_path: Path) -> Path:
    """An event with one session and nobody on its list."""
    path = tmp_path / "kick-off.checkin"
    assert checkin("new", path, *NEW).status == 0
    return path


@pytest.fixture
def listed(checkin: Checkin, event: Path) -> Path:
    """The event with the coalition's list loaded."""
    assert checkin("import", event, LISTS / "impact_form.csv").status == 0
    return event


@pytest.fixture
def five(checkin: Checkin, event: Path, tmp_path: Path) -> Path:
    """The event with five people."""
    source = tmp_path / "five.csv"
    rows = (
        "Wanjiru Kamau,KHRC",
        "李 伟,北京大学",
        "محمد علي,جامعة القاهرة",
        "José Álvarez,Foro",
        "Njeri Wachira,Ubuntu",
    )
    source.write_text("Full name,Organisation\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert checkin("import", event, source).status == 0
    return event
