"""Colours and sizes of the window, light and dark, as tokens; and the palette and style sheet made from them.

The tokens keep 4.5:1 for text and 3:1 for borders, and the verdict colours differ for every kind of colour sight; a
test computes it. The system's own dark mode is followed by choosing a set, because a platform may ignore a request.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from checkin.shipped import path


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours."""

    name: str
    text: str
    background: str
    secondary: str
    card: str
    card_border: str
    accent: str
    other_accent: str
    """What stands beside the accent in a picture, at least 3:1 on a card."""
    on_accent: str
    border: str
    track: str
    ready: str
    on_ready: str
    chip_in: tuple[str, str]
    chip_again: tuple[str, str]
    chip_stop: tuple[str, str]
    chip_walk_in: tuple[str, str]
    practice: str
    """The frame around practice, at least 3:1 on the window."""


LIGHT = Theme(
    name="light",
    text="#16202B",
    background="#F7F8FA",
    secondary="#4A5662",
    card="#FFFFFF",
    card_border="#DFE3E8",
    accent="#0B5CAD",
    other_accent="#9A4A00",
    on_accent="#FFFFFF",
    border="#6B7785",
    track="#D3D9E0",
    ready="#E9EDF2",
    on_ready="#111418",
    chip_in=("#00695C", "#E2F4EF"),
    chip_again=("#7A5B00", "#FFF4CC"),
    chip_stop=("#98162B", "#FBE9EC"),
    chip_walk_in=("#1F4E8C", "#E6EFFC"),
    practice="#5B2A86",
)

DARK = Theme(
    name="dark",
    text="#F1F4F8",
    background="#12161C",
    secondary="#B4BFCB",
    card="#1C222B",
    card_border="#2C3440",
    accent="#7CB7FF",
    other_accent="#FFB35C",
    on_accent="#12161C",
    border="#7D8A99",
    track="#39434F",
    ready="#232B36",
    on_ready="#F1F4F8",
    chip_in=("#5FE0C0", "#10312B"),
    chip_again=("#FFD866", "#3A2F05"),
    chip_stop=("#FF9DB0", "#3F1220"),
    chip_walk_in=("#A9CBFF", "#14283F"),
    practice="#B48AE0",
)

COME_IN = ("#0FB5A0", "#111418")
ALREADY = ("#FFD43B", "#111418")
STOP = ("#98162B", "#FFFFFF")
PRACTICE = ("#5B2A86", "#FFFFFF")
"""Violet is no answer of the door: whoever practises sees it from the corridor. Text on it has 9.6:1."""
STOP_BORDER_DARK = "#FF9DB0"
"""Dark red on a dark window is 2:1 only, so the panel gets this border there."""


def system_theme() -> Theme:
    """The set that the desktop asks for."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def palette(theme: Theme) -> QPalette:
    """The palette of the Fusion style in this theme."""
    made = QPalette()
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.background,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.background,
        role.Text: theme.text,
        role.PlaceholderText: theme.secondary,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.border,
        role.Light: theme.card,
        role.Dark: theme.border,
        role.Accent: theme.accent,
    }
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.border))
    return made


def style_sheet(theme: Theme, points: float) -> str:
    """The style sheet; every length follows the text size, so that 200 % text gets 200 % room.

    `points` is the size of ordinary text. Widgets ask for their role by the dynamic property `look`.
    """
    unit = points / 12
    arrow_down, arrow_up, tick = (
        path("icons", f"{name}-{theme.name}.svg").as_posix() for name in ("arrow-down", "arrow-up", "tick")
    )
    px = {size: f"{round(size * unit)}px" for size in (2, 4, 6, 8, 10, 12, 14, 16, 18, 24, 28, 32, 36, 44)}
    return f"""
    QWidget {{ color: {theme.text}; }}
    QFrame[look="card"] {{ background: {theme.card}; border: 1px solid {theme.card_border}; border-radius: {px[12]}; }}
    QLabel[look="practice"] {{ color: {PRACTICE[1]}; background: {PRACTICE[0]}; font-size: {points * 1.15:.1f}pt;
        font-weight: bold; padding: {px[12]} {px[16]} {px[6]}; }}
    QFrame[look="rail"] {{ background: {theme.card}; border: none; border-right: 1px solid {theme.card_border}; }}
    QLabel {{ background: transparent; }}
    QLabel[look="quiet"] {{ color: {theme.secondary}; }}
    QLabel[look="title"] {{ font-size: {points * 1.5:.1f}pt; font-weight: bold; }}
    QLabel[look="head"] {{ font-size: {points * 1.15:.1f}pt; font-weight: bold; }}
    QLabel[look="figure"] {{ font-size: {points * 3.2:.1f}pt; font-weight: bold; }}
    QLabel[look="number"] {{ font-size: {points * 2:.1f}pt; font-weight: bold; }}
    QLabel[look="problem"] {{ color: {theme.chip_stop[0]}; background: {theme.chip_stop[1]};
        border-radius: {px[8]}; padding: {px[10]}; }}
    QLabel[look="notice"] {{ color: {theme.chip_again[0]}; background: {theme.chip_again[1]};
        border-radius: {px[8]}; padding: {px[10]}; }}
    QLabel[look="good"] {{ color: {theme.chip_in[0]}; background: {theme.chip_in[1]};
        border-radius: {px[8]}; padding: {px[10]}; }}
    QLabel[look="chip-in"] {{ color: {theme.chip_in[0]}; background: {theme.chip_in[1]};
        border-radius: {px[8]}; padding: {px[4]} {px[12]}; font-weight: bold; }}
    QLabel[look="chip-door"] {{ color: {theme.chip_walk_in[0]}; background: {theme.chip_walk_in[1]};
        border-radius: {px[8]}; padding: {px[4]} {px[12]}; font-weight: bold; }}
    QLabel[look="chip-again"] {{ color: {theme.chip_again[0]}; background: {theme.chip_again[1]};
        border-radius: {px[8]}; padding: {px[4]} {px[12]}; font-weight: bold; }}
    QPushButton {{ background: {theme.card}; border: 2px solid {theme.border}; border-radius: {px[10]};
        padding: {px[6]} {px[16]}; min-height: {px[28]}; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus {{ border: 3px solid {theme.accent}; }}
    QPushButton:disabled {{ color: {theme.border}; border-color: {theme.card_border}; }}
    QPushButton[look="primary"] {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
        font-weight: bold; }}
    QPushButton[look="primary"]:focus {{ border: 3px solid {theme.text}; }}
    QPushButton[look="primary"]:disabled {{ background: {theme.track}; color: {theme.secondary};
        border-color: {theme.track}; }}
    QPushButton[look="door"] {{ min-height: {px[44]}; font-size: {points * 1.1:.1f}pt; }}
    QToolButton[look="page"] {{ background: transparent; border: none; border-radius: {px[10]};
        padding: {px[8]} {px[4]}; color: {theme.secondary}; }}
    QToolButton[look="page"]:hover {{ background: {theme.ready}; }}
    QToolButton[look="page"]:checked {{ background: {theme.chip_walk_in[1]}; color: {theme.chip_walk_in[0]};
        font-weight: bold; }}
    QToolButton[look="page"]:focus {{ border: 3px solid {theme.accent}; }}
    QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QPlainTextEdit {{
        background: {theme.card}; border: 2px solid {theme.border};
        border-radius: {px[8]}; padding: {px[4]} {px[8]}; min-height: {px[24]};
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QTimeEdit:focus,
        QPlainTextEdit:focus {{ border: 3px solid {theme.accent}; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0 {px[4]}; min-height: 0;
        background: transparent; }}
    QLineEdit[look="door"] {{ font-size: {points * 1.7:.1f}pt; min-height: {px[44]}; border-radius: {px[10]};
        border: 3px solid {theme.border}; padding: {px[4]} {px[14]}; }}
    QLineEdit[look="door"]:focus {{ border: 4px solid {theme.accent}; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {px[24]};
        subcontrol-origin: padding; subcontrol-position: center right; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{arrow_down}"); width: {px[16]}; height: {px[16]}; }}
    QSpinBox, QDoubleSpinBox, QTimeEdit {{ padding-right: {px[24]}; }}
    QSpinBox::up-button, QDoubleSpinBox::up-button, QTimeEdit::up-button {{
        border: none; background: transparent; width: {px[24]};
        subcontrol-origin: border; subcontrol-position: top right; }}
    QSpinBox::down-button, QDoubleSpinBox::down-button, QTimeEdit::down-button {{
        border: none; background: transparent; width: {px[24]};
        subcontrol-origin: border; subcontrol-position: bottom right; }}
    QSpinBox::up-arrow, QDoubleSpinBox::up-arrow, QTimeEdit::up-arrow {{
        image: url("{arrow_up}"); width: {px[14]}; height: {px[14]}; }}
    QSpinBox::down-arrow, QDoubleSpinBox::down-arrow, QTimeEdit::down-arrow {{
        image: url("{arrow_down}"); width: {px[14]}; height: {px[14]}; }}
    QComboBox QAbstractItemView {{ background: {theme.card}; color: {theme.text};
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QTableView, QListWidget, QTreeView {{ background: {theme.card}; alternate-background-color: {theme.background};
        border: 1px solid {theme.card_border}; border-radius: {px[8]}; gridline-color: {theme.card_border};
        selection-background-color: {theme.chip_walk_in[1]}; selection-color: {theme.text}; }}
    QTableView::item {{ padding: 0 {px[8]}; }}
    QTableView:focus, QListWidget:focus {{ border: 2px solid {theme.accent}; }}
    QListWidget[look="bare"] {{ background: transparent; border: none; }}
    QHeaderView::section {{ background: {theme.background}; color: {theme.secondary}; border: none;
        border-bottom: 1px solid {theme.card_border}; padding: {px[6]} {px[8]}; font-weight: bold; }}
    QTableCornerButton::section {{ background: {theme.background}; border: none; }}
    QProgressBar {{ background: {theme.track}; border: none; border-radius: {px[6]}; min-height: {px[12]};
        max-height: {px[12]}; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: {px[6]}; }}
    QCheckBox, QRadioButton {{ spacing: {px[10]}; min-height: {px[28]}; border-radius: {px[6]};
        border: 2px solid transparent; padding: 0 {px[4]}; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {theme.accent}; }}
    QCheckBox::indicator, QRadioButton::indicator, QListView::indicator, QTreeView::indicator {{
        width: {px[18]}; height: {px[18]}; border: 2px solid {theme.border}; background: {theme.card}; }}
    QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{ border-radius: {px[4]}; }}
    QRadioButton::indicator {{ border-radius: {px[10]}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {{
        background: {theme.accent}; border-color: {theme.accent}; image: url("{tick}"); }}
    QRadioButton::indicator:checked {{ border: {px[6]} solid {theme.accent}; width: {px[10]}; height: {px[10]}; }}
    QScrollBar:vertical {{ background: transparent; width: {px[12]}; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: {px[12]}; margin: 0; }}
    QScrollBar::handle {{ background: {theme.border}; border-radius: {px[4]}; min-height: {px[32]}; min-width: {px[32]};
        margin: 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: transparent; border: none; }}
    QSplitter::handle {{ background: transparent; width: {px[12]}; }}
    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QToolTip {{ background: {theme.card}; color: {theme.text}; border: 1px solid {theme.border}; }}
    """
