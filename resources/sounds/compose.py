"""Write the sounds of the door beside this file: python resources/sounds/compose.py.

A noisy corridor needs contour and rhythm rather than volume: every sound has its own melody, and its tones waver,
which is heard better than a pure tone. Notes lie between 0.6 and 2.5 kHz, where ears are best and laptops can follow.
"""

import math
import struct
import wave
from pathlib import Path

RATE = 44_100
LOUDNESS = 0.8
RAMP = 0.008  # seconds from silence to full and back: without it every note clicks


def tone(hertz: float, seconds: float, loudness: float = 1.0) -> list[float]:
    """One note with its octave, wavering 30 times a second, faded in and out."""
    count = round(seconds * RATE)
    ramp = min(RAMP, seconds / 3) * RATE
    samples = []
    for i in range(count):
        turn = 2 * math.pi * hertz * i / RATE
        waver = 0.8 + 0.2 * math.cos(2 * math.pi * 30 * i / RATE)
        fade = math.sin(math.pi / 2 * min(1.0, i / ramp, (count - 1 - i) / ramp)) ** 2
        samples.append(loudness * fade * waver * (0.8 * math.sin(turn) + 0.2 * math.sin(2 * turn)))
    return samples


def rest(seconds: float) -> list[float]:
    """Silence."""
    return [0.0] * round(seconds * RATE)


SOUNDS = {
    "come_in": tone(880, 0.065) + rest(0.010) + tone(1319, 0.075),
    "come_in_with_note": tone(880, 0.065) + rest(0.010) + tone(1319, 0.075) + rest(0.040) + tone(1047, 0.100, 0.4),
    "already_in": tone(1047, 0.090) + rest(0.060) + tone(1047, 0.090),
    "left": tone(988, 0.065, 0.8) + rest(0.010) + tone(740, 0.085, 0.8),
    "stop": tone(620, 0.300),
    "unreadable": tone(1800, 0.025, 0.7) + rest(0.070) + tone(1800, 0.025, 0.7),
    # Played again and again until somebody answers: the rest at its end keeps the rounds apart.
    "not_saved": 3 * (tone(2000, 0.090) + tone(1250, 0.090) + rest(0.020)) + rest(0.300),
}


def write(file: Path, samples: list[float]) -> None:
    """Write samples between -1 and 1 as 16-bit mono."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(struct.pack(f"<{len(samples)}h", *(round(LOUDNESS * 32_767 * s) for s in samples)))


if __name__ == "__main__":
    for name, samples in SOUNDS.items():
        write(Path(__file__).with_name(f"{name}.wav"), samples)
