"""On a machine without any font of its own, names in every script that we promise come out in fonts that we ship."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QRawFont

from checkin import fonts
from checkin.badges.design import Text
from checkin.badges.text_fitting import fitted

NAMES = {
    "Latin": "Nguyễn Thị Ö. Łukasz",
    "Cyrillic": "Ольга Фёдорова Ї",
    "Greek": "Ελένη Παπαδοπούλου",
    "Arabic": "فاطمة الزهراء پگ",
    "Hebrew": "יעל בן־דוד",
    "Ethiopic": "ትዕግሥት አበበ",
    "Devanagari": "सुनीता श्रीवास्तव",
    "Bengali": "শর্মিষ্ঠা চট্টোপাধ্যায়",
    "Tamil": "தமிழ்ச்செல்வி கிருஷ்ணன்",
    "Thai": "ณัฐธิดา ศรีสุวรรณ",
    "Chinese": "李伟 歐陽靜怡",
    "Japanese": "山田 太郎 さくら カナ 𠮷田 𠮟 髙﨑 祐",
    "Korean": "김민수 뷁",
    "Armenian": "Արամ",
    "Georgian": "ნინო",
    "Khmer": "សុខា",
    "Lao": "ສົມສັກ",
    "Burmese": "အောင်",
    "Sinhala": "ශ්‍රී ලංකා",
    "Malayalam": "ലക്ഷ്മി",
    "Telugu": "లక్ష్మి",
    "Kannada": "ಲಕ್ಷ್ಮಿ",
    "Gujarati": "લક્ષ્મી",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ",
    "emoji": "Ana 🌍 👩🏽‍⚖️ 👨‍👩‍👧‍👦 🇪🇨 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👍🏿 ❤️ 1️⃣ #⃣ 🫨",
}

PRINTED = """
import json, sys
from pathlib import Path
from PySide6.QtGui import QFontDatabase, QGuiApplication
app = QGuiApplication([])
from checkin import fonts
from checkin.badges.library import designs
from checkin.badges.preflight import look_at
from checkin.badges.sheets import Sheets, write_pdf
from checkin.badges.stock import stock_named
from checkin.domain.code import new_code
from checkin.domain.registrant import Details, Registrant
fonts.load()
names = json.loads(sys.argv[1])
people = tuple(Registrant(name, Details(name), codes=(new_code(),)) for name in names)
sheets = Sheets(people, designs()["name"], stock_named("L4745"), "Kick-off")
write_pdf(sheets, Path(sys.argv[2]))
told = [(one.kind.value, one.person.id, one.what) for one in look_at(sheets)]
print(json.dumps({"told": told, "families": QFontDatabase.families()}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's fonts cannot be hidden")
def test_every_script_is_printed_in_our_own_fonts_where_there_are_no_others(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )
    nowhere = "བསྟན་འཛིན་"
    answer = subprocess.run(
        [sys.executable, "-c", PRINTED, json.dumps([*NAMES.values(), nowhere]), str(tmp_path / "names.pdf")],
        env=os.environ | {"FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    said = json.loads(answer.stdout)
    assert "DejaVu Sans" not in said["families"]
    # What we do not ship is left to the system; where it has none, that is told before a badge is printed.
    assert [(kind, name) for kind, name, _ in said["told"]] == [("letters", nowhere)]
    listed = subprocess.run(["pdffonts", tmp_path / "names.pdf"], capture_output=True, text=True, check=True).stdout
    embedded = {line.split()[0] for line in listed.splitlines()[2:]}
    ours = ("NotoSans", "WenQuanYi", "DroidSans", "NotoEmoji")
    assert all(font.startswith(ours) for font in embedded), embedded
    assert "NotoEmoji-Bold" in embedded


def test_the_marks_of_every_script_are_printed() -> None:
    pointed = ("בְּרֵאשִׁ֖ית", "مُحَمَّدٌ", "ที่นี้", "Nguye\u0302\u0303n", "ཀྵྱྂ", "क्ष्म्य॑", "ຜູ້")
    for name in (*NAMES.values(), *pointed):
        assert fonts.without_towers(name) == name


def double_bytes(encoding: str, lead: bytes = b"") -> set[str]:
    """The letters of a double-byte character set that are from its ideographs or syllables."""
    signs = (
        (lead + bytes((row, cell))).decode(encoding, "ignore")
        for row in range(0xA1, 0xFF)
        for cell in range(0xA1, 0xFF)
    )
    return {sign for sign in signs if len(sign) == 1 and ord(sign) >= 0x3400}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "letters",
    [
        pytest.param(double_bytes("euc_jis_2004"), id="JIS X 0213, plane 1"),
        pytest.param(double_bytes("euc_jis_2004", b"\x8f"), id="JIS X 0213, plane 2, and JIS X 0212"),
        pytest.param({chr(code) for code in range(0xAC00, 0xD7A4)}, id="Hangul"),
        pytest.param(double_bytes("gbk"), id="GB 2312 and what GBK adds there"),
        pytest.param(double_bytes("big5"), id="Big5"),
    ],
)
def test_the_letters_of_east_asian_names_are_shipped(letters: set[str]) -> None:
    assert len(letters) > 6500
    fonts.load()
    families = ("WenQuanYi Micro Hei", "Droid Sans Fallback", "Noto Sans CJK JP Rare")
    shipped = [QRawFont.fromFont(QFont(family)) for family in families]
    assert {letter for letter in letters if not any(font.supportsCharacter(ord(letter)) for font in shipped)} == set()


def drawn(text: str) -> dict[str, list[int]]:
    """The glyphs of each family that a text on a badge is drawn with."""
    found = fitted(text, QRectF(0, 0, 9000, 3000), Text((0, 0, 90, 30), text, 34.0, 8.0, 3, bold=True))
    glyphs: dict[str, list[int]] = {}
    for run in found.layout.glyphRuns():
        glyphs.setdefault(run.rawFont().familyName(), []).extend(run.glyphIndexes())
    return glyphs


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("text", "words", "emoji"),
    [
        ("1. Ana #2 *3 🌍 👩🏽‍⚖️ 👨‍👩‍👧‍👦 🇪🇨 👍🏿 ❤️ 😀", "1. Ana #2 *3", 7),
        ("Bo 🤷🏽‍♂️ ☎️ ❤️‍🔥", "Bo ", 3),
        # A digit on a key is one sign; the digit beside it is text.
        ("😀 Zoë 7️⃣ #⃣ 8", "Zoë 8", 3),
    ],
)
def test_emoji_are_our_outlines_also_where_the_system_has_coloured_ones(text: str, words: str, emoji: int) -> None:
    fonts.load()
    glyphs = drawn(text)
    assert set(glyphs) == {"Noto Sans", "Noto Emoji"}
    assert set(glyphs["Noto Sans"]) == set(drawn(words)["Noto Sans"])
    assert len(glyphs["Noto Emoji"]) == emoji
