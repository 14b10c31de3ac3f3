"""Whether a letter can be printed."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from checkin import fonts

_SEEN = ("L", "N", "S", "P", "Co", "Cn")
"""Categories of Unicode whose signs leave ink; what this Python's Unicode does not know yet may be a new emoji."""


@lru_cache(maxsize=8192)
def has_glyph(sign: str) -> bool:
    """Whether some font has the letter. What is not seen, or only together with its neighbours, is never missed."""
    if sign.isascii() or not unicodedata.category(sign).startswith(_SEEN):
        return True
    layout = fonts.on_paper(sign, fonts.font(10))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return all(0 not in run.glyphIndexes() for run in layout.glyphRuns())
