"""On a machine without any font of its own, names in every script that we promise come out in fonts that we ship."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

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
    "Japanese": "山田 太郎 さくら カナ",
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
    emoji = "Ana 🌍"
    answer = subprocess.run(
        [sys.executable, "-c", PRINTED, json.dumps([*NAMES.values(), emoji]), str(tmp_path / "names.pdf")],
        env=os.environ | {"FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    said = json.loads(answer.stdout)
    assert "DejaVu Sans" not in said["families"]
    # Emoji are left to the system; where it has none, that is told before a badge is printed.
    assert said["told"] == [["letters", emoji, "🌍"]]
    listed = subprocess.run(["pdffonts", tmp_path / "names.pdf"], capture_output=True, text=True, check=True).stdout
    fonts = {line.split()[0] for line in listed.splitlines()[2:]}
    assert fonts
    assert all(font.startswith(("NotoSans", "WenQuanYi", "DroidSans")) for font in fonts), fonts
