"""The words for a code that is somebody else's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from checkin.domain.foreign_codes import Foreign, foreign

translate = QCoreApplication.translate


def looks_like(raw: str) -> str:
    """What a code of somebody else's is, in a word; what is in it is never shown."""
    looks = {
        Foreign.LINK: translate("Verdict", "It looks like a web link"),
        Foreign.BOARDING: translate("Verdict", "It looks like a boarding pass"),
        Foreign.CONTACT: translate("Verdict", "It looks like a contact card"),
        Foreign.WI_FI: translate("Verdict", "It looks like a Wi-Fi code"),
        Foreign.OTHER: translate("Verdict", "It is a code for something else"),
    }
    return looks[foreign(raw) or Foreign.OTHER]
