"""What holds for the whole code, whoever wrote it: rooms, sizes, words of the toolkit that must not be used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from checkin.domain.admission import KIND_OF_REASON, Reason

ROOT = Path(__file__).parents[1]
CODE = sorted((ROOT / "checkin").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MAY_SHOW = ("ui/", "app.py", "start.py", "tour/")
LONGEST = 300


def name(path: Path) -> str:
    return path.relative_to(ROOT / "checkin").as_posix() if path in CODE else path.relative_to(ROOT).as_posix()


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a file with what is called, as it is written there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_code_is_found() -> None:
    assert len(CODE) > 60
    assert len(TESTS) > 20


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(cache_dir=None)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_module_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_every_room_and_module_says_in_a_sentence_what_it_is() -> None:
    silent = [
        name(path)
        for path in CODE
        if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0].strip()
    ]
    assert silent == []


def test_widgets_are_known_where_people_see_them_only() -> None:
    assert [
        name(path) for path in CODE if "PySide6.QtWidgets" in imports(path) and not name(path).startswith(MAY_SHOW)
    ] == []


def test_nothing_of_ours_is_mocked() -> None:
    for path in CODE + TESTS:
        assert not [
            module for module in imports(path) if module.startswith(("unittest.mock", "mock", "pytest_mock"))
        ], path


def test_nobody_waits_by_sleeping() -> None:
    for path in CODE + TESTS:
        assert "time.sleep" not in imports(path), path
        assert [
            called for called, _ in calls(path) if called in {"time.sleep", "sleep", "QTest.qSleep", "qtbot.wait"}
        ] == [], path


def test_no_translated_sentence_is_an_f_string() -> None:
    """`tr(f"…")` is extracted with its braces and never matches: the sentence stays English."""
    for path in CODE:
        for called, call in calls(path):
            if called.rpartition(".")[2] == "tr" or called in {"translate", "QCoreApplication.translate"}:
                built = [part for part in call.args[:1] if isinstance(part, (ast.JoinedStr, ast.BinOp, ast.Call))]
                assert built == [], f"{path}:{call.lineno}"


def test_no_message_box_ever_gets_data() -> None:
    """QMessageBox reads HTML out of a name. Its static functions take nothing else but texts."""
    shortcuts = {"information", "warning", "critical", "question", "about"}
    for path in CODE:
        for called, call in calls(path):
            owner, _, function = called.rpartition(".")
            assert not (owner.endswith("QMessageBox") and function in shortcuts), f"{path}:{call.lineno}"


def test_sentences_of_errors_are_never_built_from_data() -> None:
    """The window translates the sentence before the fields go in; the log keeps it without them."""
    for path in CODE:
        for called, call in calls(path):
            if called == "DeskError":
                built = [part for part in call.args if isinstance(part, (ast.JoinedStr, ast.BinOp))]
                assert built == [], f"{path}:{call.lineno}"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_field_of_an_errors_sentence_is_given(path: Path) -> None:
    for called, call in calls(path):
        texts = [part.value for part in call.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        given = {keyword.arg for keyword in call.keywords}
        if called == "DeskError" and None not in given:
            assert {field for text in texts for field in re.findall(r"{(\w+)}", text)} <= given, f"{path}:{call.lineno}"


def test_nothing_is_printed_but_the_answers_of_the_command_line() -> None:
    printing = {name(path) for path in CODE for called, _ in calls(path) if called == "print"}
    assert {where for where in printing if not where.startswith("cli/")} <= {"__main__.py"}


def test_there_is_no_utils_module() -> None:
    vague = {"utils", "helpers", "helper", "common", "misc", "manager", "managers", "util"}
    assert [name(path) for path in CODE if vague & {*path.with_suffix("").parts}] == []


def test_every_reason_has_a_kind() -> None:
    assert set(KIND_OF_REASON) == set(Reason)
