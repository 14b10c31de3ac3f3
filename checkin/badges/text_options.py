"""How a text lies: in which direction it is read, on which side it begins, where its lines may end."""

from __future__ import annotations

import unicodedata
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption

from checkin import fonts
from checkin.badges.design import Align

AT_WORDS = QTextOption.WrapMode.WordWrap
ANYWHERE = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


@cache
def option(align: Align, *, right_to_left: bool) -> QTextOption:
    """How a text lies that is read in this direction. All texts share it: whoever changes one takes a copy."""
    made = QTextOption()
    made.setWrapMode(AT_WORDS)
    made.setFlags(fonts.ON_PAPER)
    made.setTextDirection(Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight)
    if align is Align.CENTRE:
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    else:
        right = right_to_left == (align is Align.START)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    return made


def is_right_to_left(text: str) -> bool:
    """By the first letter that has a direction, as the Unicode bidirectional algorithm decides it."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
