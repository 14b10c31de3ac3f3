"""Every plural form of the window is in the shipped catalogue, and every sentence can be translated."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from PySide6.QtCore import QTranslator

from checkin.shipped import path

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent


def _plurals(file: Path) -> dict[tuple[str, str], list[str]]:
    tree = ET.parse(file)  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", "")): [
            form.text or "" for form in message.iterfind("translation/numerusform")
        ]
        for context in tree.iterfind("context")
        for message in context.iterfind("message")
        if message.get("numerus") == "yes"
    }


def test_the_catalogue_has_every_plural_of_the_sources_and_no_other(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = [str(file) for file in sorted((ROOT / "checkin").rglob("*.py"))]
    command = [str(TOOLS / "pyside6-lupdate"), *sources, "-pluralonly", "-locations", "none", "-ts", str(fresh)]
    subprocess.run(command, check=True, capture_output=True)
    shipped = _plurals(path("translations", "checkin_en.ts"))
    assert set(_plurals(fresh)) == set(shipped)
    assert all(len(forms) == 2 and all(forms) for forms in shipped.values())


def test_the_compiled_catalogue_says_what_its_source_says() -> None:
    words = QTranslator()
    assert words.load(str(path("translations", "checkin_en.qm")))
    for (context, source), (one, many) in _plurals(path("translations", "checkin_en.ts")).items():
        assert words.translate(context, source, None, 1) == one
        assert words.translate(context, source, None, 2) == many
