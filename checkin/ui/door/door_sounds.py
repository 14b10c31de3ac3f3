"""When the door is heard: its sounds are loaded once nothing else waits, and only what stands on the panel rings."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from checkin.domain.admission import Reason, Verdict

if TYPE_CHECKING:  # It brings Qt's multimedia; the first check-in does not wait for that.
    from checkin.ui.door.sounds import Sounds


class DoorSounds(QObject):
    """Silent until `load`; `are_on` is the desk's choice."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._sounds: Sounds | None = None
        self.are_on = True

    @property
    def are_loaded(self) -> bool:
        """Whether there is anything to play."""
        return self._sounds is not None

    def load(self) -> Sounds:
        """Make the sounds ready."""
        if self._sounds is None:
            self._sounds = import_module("checkin.ui.door.sounds").Sounds(self)
        return self._sounds

    def play(self, verdict: Verdict) -> None:
        """Play the sound of a verdict."""
        if self._sounds is not None and self.are_on:
            self._sounds.play(verdict)

    def play_welcome(self) -> None:
        """Let the welcome be heard, to try the loudspeaker."""
        self.load().play_for(Reason.WELCOME)

    def alarm(self, on: bool) -> None:
        """Something that could not be saved stands on the panel, or does not any more: then nothing rings."""
        if self._sounds is not None and not on:
            self._sounds.hush()
