"""The arrival curve, looked at by its pixels and by the text in a PDF."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPdfWriter

from checkin import fonts
from checkin.domain.attendance import arrival_curve
from checkin.reports.arrival_curve import curve_in_words, paint_curve
from checkin.reports.axes import DARK, LIGHT
from tests.attendances import SESSION, STARTS

pytestmark = pytest.mark.usefixtures("qapp")

WHITE = QColor("#FFFFFF").rgb()
ARRIVALS = [STARTS + timedelta(minutes=minutes) for minutes in (-28, -12, -11, -3, -3, -2, -1, 1, 4, 4, 9)]
EXTREMES = {
    "nobody": [],
    "one": [STARTS],
    "a usual day": ARRIVALS,
    "two thousand": [STARTS + timedelta(seconds=7 * number) for number in range(2000)],
    "one three days before": [STARTS - timedelta(days=3), *ARRIVALS],
    "one a year before": [STARTS - timedelta(days=365)],
}


def painted(arrivals: Sequence[datetime], rect: QRectF, points: float = 8, **how: object) -> QImage:
    image = QImage(660, 260, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = QPainter(image)
    painter.setFont(fonts.font(points))
    paint_curve(painter, rect, arrival_curve(arrivals), SESSION, **how)
    painter.end()
    return image


def heights(image: QImage, colour: str) -> list[int]:
    """How many pixels of a colour each column has."""
    wanted = QColor(colour).rgb()
    return [sum(image.pixel(x, y) == wanted for y in range(image.height())) for x in range(image.width())]


def words(tmp_path: Path, arrivals: Sequence[datetime], zone: str, **how: object) -> str:
    writer = QPdfWriter(str(tmp_path / "curve.pdf"))
    writer.setResolution(600)
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    painter.setFont(fonts.font(9))
    paint_curve(painter, QRectF(400, 400, 3600, 1400), arrival_curve(arrivals), replace(SESSION, timezone=zone), **how)
    painter.end()
    command = ["pdftotext", "-layout", str(tmp_path / "curve.pdf"), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_the_bars_are_as_high_as_the_counts() -> None:
    image = painted(ARRIVALS, QRectF(10, 10, 600, 240))
    curve = arrival_curve(ARRIVALS)
    columns = heights(image, LIGHT.bar)
    bars, inside = [], False
    for column in columns:
        if column > 2 and not inside:
            bars.append(0)
        inside = column > 2
        if inside:
            bars[-1] = max(bars[-1], column)
    counts = [people for people in curve.counts if people]
    assert len(bars) == len(counts)
    tallest = max(bars)
    for bar, people in zip(bars, counts, strict=True):
        assert bar == pytest.approx(tallest * people / curve.peak, abs=4)


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("points", [7, 14])
@pytest.mark.parametrize("size", [(160, 80), (300, 120), (620, 220)])
@pytest.mark.parametrize("arrivals", EXTREMES.values(), ids=EXTREMES.keys())
def test_nothing_is_painted_outside_its_rectangle(
    arrivals: list[datetime], size: tuple[int, int], points: float, *, right_to_left: bool
) -> None:
    rect = QRectF(20, 20, *size)
    image = painted(arrivals, rect, points, right_to_left=right_to_left)
    around = rect.adjusted(-1, -1, 1, 1)
    marks = [(x, y) for x in range(660) for y in range(260) if image.pixel(x, y) != WHITE]
    assert marks
    assert [mark for mark in marks if not around.contains(*map(float, mark))] == []


def test_from_right_to_left_the_bars_are_mirrored() -> None:
    rect = QRectF(30, 10, 600, 240)  # in the middle of the picture
    forward = heights(painted(ARRIVALS, rect), LIGHT.bar)
    mirrored = heights(painted(ARRIVALS, rect, right_to_left=True), LIGHT.bar)
    assert max(forward) > 50
    assert forward != mirrored
    different = [x for x, (a, b) in enumerate(zip(forward, reversed(mirrored), strict=True)) if abs(a - b) > 2]
    assert len(different) <= 2 * len(ARRIVALS)  # the edges of bars, which lie between pixels


def test_the_dark_theme_has_its_own_bars() -> None:
    image = painted(ARRIVALS, QRectF(10, 10, 600, 240), colours=DARK)
    assert max(heights(image, DARK.bar)) > 50
    assert max(heights(image, LIGHT.bar)) == 0


@pytest.mark.parametrize(
    ("zone", "start", "hours_shown"),
    [("Africa/Nairobi", "12:30", {"11", "12"}), ("Asia/Kathmandu", "15:15", {"14", "15"})],
)
def test_times_are_those_of_the_session(tmp_path: Path, zone: str, start: str, hours_shown: set[str]) -> None:
    text = words(tmp_path, ARRIVALS, zone)
    assert f"Start {start}" in text
    hours = {word[:2] for word in text.split() if ":" in word}
    assert hours == hours_shown


def test_the_scale_reaches_the_peak_in_round_steps(tmp_path: Path) -> None:
    numbers = [int(word) for word in words(tmp_path, ARRIVALS, "Africa/Nairobi").split() if word.isdigit()]
    assert sorted(numbers) == [0, 1, 2, 3, 4]


def test_nobody_is_said_in_the_words_of_whoever_paints(tmp_path: Path) -> None:
    assert "No check-ins" in words(tmp_path, [], "Africa/Nairobi")
    text = words(tmp_path, [], "Africa/Nairobi", empty_words="Aucune arrivée", start_word="Début")
    assert "Aucune arrivée" in text
    assert "Début 12:30" in text


def test_arrivals_on_another_day_are_dated_and_have_no_start(tmp_path: Path) -> None:
    text = words(tmp_path, EXTREMES["one a year before"], "Africa/Nairobi")
    assert "11.05. 12:30" in text
    assert "Start" not in text


def test_summer_time_leaves_no_gap_and_no_doubt_in_the_labels(tmp_path: Path) -> None:
    # On this night New York put its clocks back from 02:00 to 01:00.
    night = datetime(2024, 11, 3, 4, 0, tzinfo=UTC)
    text = words(tmp_path, [night, night + timedelta(hours=5)], "America/New_York")
    assert "00:00" in text
    assert "04:00" in text


def test_the_curve_in_words_is_for_those_who_do_not_see_it() -> None:
    curve = arrival_curve([STARTS, STARTS + timedelta(minutes=1), STARTS + timedelta(minutes=11)])
    assert curve_in_words(curve, SESSION) == [("12:30 to 12:35", 2), ("12:35 to 12:40", 0), ("12:40 to 12:45", 1)]
    assert curve_in_words(arrival_curve([]), SESSION) == []


def test_the_curve_in_words_names_the_days_when_there_are_several() -> None:
    curve = arrival_curve([STARTS - timedelta(days=1), STARTS])
    assert curve_in_words(curve, SESSION)[0] == ("2024-05-09 12:20 to 12:40", 1)
