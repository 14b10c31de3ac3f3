"""A4 paper to write on: its margins, paragraphs that are never cut, rules, and how far down the page is written."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QPen,
    QTextOption,
)

from checkin import fonts
from checkin.domain.errors import DeskError
from checkin.files.cells import writable

DPI = 1200
MM = DPI / 25.4
LEFT, TOP, WIDTH, BOTTOM = 20 * MM, 22 * MM, 170 * MM, 275 * MM
"""The part of an A4 page that is written on, in dots of `DPI`; the foot of the page is below `BOTTOM`."""
FOOT = 281 * MM

# The light theme, whose contrasts on white are 15.5, 7.5, 6.7 and 8.4; the rule is no text.
TEXT, SECOND, ACCENT, STOP, RULE = "#16202B", "#4A5662", "#0B5CAD", "#98162B", "#D9DEE5"

_PITCH = 1.36
"""Line pitch in ems. A font's own line height is twice that in some scripts, and would tear the lines apart."""
_BASELINE = 1.02
"""Where in a line the baseline lies, in ems from its top: room for the marks on capitals above, for tails below."""


def paper_font(points: float, *, bold: bool = False) -> QFont:
    """Return a shipped font for paper: true widths, and no ligatures, which a search in the PDF would not find."""
    font = fonts.font(points, bold=bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag.fromString("liga"), 0)
    return font


class Paragraph:
    """A text wrapped to a width; its lines stand on the same baselines whatever scripts they hold. Lengths in dots."""

    def __init__(self, text: str, font: QFont, width: float, colour: str, device: QPaintDevice) -> None:
        self._colour = colour
        self._em = font.pointSizeF() * device.logicalDpiY() / 72
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setFlags(fonts.ON_PAPER)
        # An Arabic name among others stands at the left of its column, and is read from the right.
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._layout = fonts.on_paper(" ".join(writable(text).split()), font, device)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            top = (self._layout.lineCount() - 1) * _PITCH * self._em
            line.setPosition(QPointF(0, top + _BASELINE * self._em - line.ascent()))
        self._layout.endLayout()

    @property
    def lines(self) -> int:
        """How many lines the text takes."""
        return self._layout.lineCount()

    @property
    def height(self) -> float:
        """The height of all its lines."""
        return self.lines * _PITCH * self._em

    @property
    def width(self) -> float:
        """The width of its longest line."""
        return max((self._layout.lineAt(row).naturalTextWidth() for row in range(self.lines)), default=0.0)

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Paint the text as text, its upper left corner there."""
        painter.setPen(QColor(self._colour))
        self._layout.draw(painter, QPointF(left, top))


class Paper:
    """The page being written: `y` is how far down it is written, in dots. `printer` gets what is written instead of the
    `writer`, which then only measures; it prints the whole page, in dots of its own. Raises DeskError where it does not
    begin.
    """

    def __init__(self, writer: QPdfWriter, printer: QPagedPaintDevice | None = None) -> None:
        writer.setResolution(DPI)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF())
        self._writer = writer
        self._pages = printer or writer
        self.painter = QPainter()
        if not self.painter.begin(self._pages):
            raise DeskError("The printer does not begin.", "Look whether it is on, and choose it again.")
        if printer is not None:
            self.painter.scale(printer.logicalDpiX() / DPI, printer.logicalDpiY() / DPI)
        self.y = TOP

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self._pages.newPage()
        self.y = TOP

    def paragraph(
        self, text: str, points: float, width: float = WIDTH, colour: str = TEXT, *, bold: bool = False
    ) -> Paragraph:
        """Lay out a text for this paper, `width` dots wide."""
        return Paragraph(text, paper_font(points, bold=bold), width, colour, self._writer)

    def put(self, paragraph: Paragraph, after: float = 0.0) -> None:
        """Paint a paragraph at the left margin and go on below it, `after` mm further down."""
        paragraph.paint(self.painter, LEFT, self.y)
        self.y += paragraph.height + after * MM

    def put_right(self, paragraph: Paragraph, top: float, right: float = LEFT + WIDTH) -> None:
        """Paint a paragraph of one line so that it ends at `right`; the page stays where it is."""
        paragraph.paint(self.painter, right - paragraph.width, top)

    def run(self, words: str) -> None:
        """Paint the line that runs above each page, cut where it is longer than one."""
        metrics = QFontMetricsF(paper_font(8.5), self._writer)
        line = metrics.elidedText(words, Qt.TextElideMode.ElideRight, WIDTH)
        self.paragraph(line, 8.5, colour=SECOND).paint(self.painter, LEFT, TOP - 8 * MM)

    def rule(self, y: float, left: float = LEFT, width: float = WIDTH) -> None:
        """Paint a hairline."""
        self.painter.setPen(QPen(QColor(RULE), 0.2 * MM))
        self.painter.drawLine(QLineF(left, y, left + width, y))
