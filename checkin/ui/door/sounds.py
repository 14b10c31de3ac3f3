"""The sounds of the verdicts. Without a loudspeaker the desk works on: sound is never the only sign."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect

from checkin.domain.admission import Reason, Verdict
from checkin.shipped import path
from checkin.ui.parts.faces import FACES

_RINGS = "not_saved"
"""The sound that goes on until somebody answers: what could not be saved must be written down by hand first."""


class Sounds(QObject):
    """Plays the sound of each verdict; loaded once, so that it comes with the colour and not after it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effects: dict[str, QSoundEffect] = {}
        if not QMediaDevices.defaultAudioOutput().isNull():
            for name in {face.sound for face in FACES.values() if face.sound}:
                effect = QSoundEffect(self)
                effect.setSource(QUrl.fromLocalFile(str(path("sounds", f"{name}.wav"))))
                effect.setLoopCount(QSoundEffect.Loop.Infinite.value if name == _RINGS else 1)
                self._effects[name] = effect

    def play(self, verdict: Verdict) -> None:
        """Play the sound of a verdict, if there is one and anything to play it on."""
        self.play_for(verdict.reason)

    def play_for(self, reason: Reason) -> None:
        """Play the sound of a reason, to try it."""
        effect = self._effects.get(FACES[reason].sound)
        if effect is not None:
            effect.play()

    def hush(self) -> None:
        """Stop what rings: somebody has answered, or the next answer says that all is well again."""
        if _RINGS in self._effects:
            self._effects[_RINGS].stop()
