"""Links that come from outside and are shown to guests, as text and as a QR. They are never opened from here."""

from __future__ import annotations

import re

from checkin.domain.errors import DeskError
from checkin.domain.names import clean

_LINK = re.compile(r"(?:https?://)?[^\s/:@.]+(?:\.[^\s/:@.]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)

_LONGEST = 300
"""Signs: the QR of a longer link has modules too small for a phone two metres away."""


def web_link(text: str) -> str:
    """The link that somebody wrote, with or without its protocol; "" for none. Raises DeskError for what is no web link
    (another protocol, a name without a dot, a space in it, somebody's password), and for one that is too long.
    """
    link = clean(text)
    if len(link) > _LONGEST:
        raise DeskError("A link of {count} signs is too long for a QR.", "Take a short one.", count=len(link))
    if link and not _LINK.fullmatch(link):
        raise DeskError(
            "{link} is not a web link.", "Write it as it is printed, such as bit.ly/ImPACT-form.", link=link
        )
    return link


def address(link: str) -> str:
    """What the QR of a link holds: phones open only what says by which protocol."""
    has_protocol = link.casefold().startswith(("http://", "https://"))
    return link if not link or has_protocol else f"https://{link}"
