"""The words for serial scanners and cameras: how they stand, and what to do when they do not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:  # Only who uses a camera or a port pays for their libraries.
    from checkin.scanning.camera import CameraState
    from checkin.scanning.serial import PortState

translate = QCoreApplication.translate


def port_line(name: str, state: PortState | None) -> str:
    """The serial scanner in a few words; `name` is empty when none is chosen."""
    if not name or state is None:
        return translate("Scanners", "Serial scanner: none")
    stands = {
        "off": translate("Scanners", "off"),
        "open": translate("Scanners", "ready"),
        "missing": translate("Scanners", "not plugged in"),
        "busy": translate("Scanners", "in use elsewhere"),
        "noise": translate("Scanners", "not a scanner"),
    }[state.value]
    return translate("Scanners", "Serial scanner: {name}, {state}").format(name=name, state=stands)


def port_problem(name: str, state: PortState) -> str:
    """One sentence on what keeps the serial scanner from reading; empty when nothing does."""
    sentences = {
        "missing": translate(
            "Scanners",
            "The scanner on {name} is not plugged in. It is read again as soon as it is; names can be typed.",
        ),
        "busy": translate(
            "Scanners", "Another program has the scanner on {name}, or this account may not use it. Close that program."
        ),
        "noise": translate(
            "Scanners", "What comes from {name} is no scanner, so it is left alone. Choose another port: F9, then F4."
        ),
    }
    return sentences.get(state.value, "").format(name=name)


def camera_line(name: str, state: CameraState | None) -> str:
    """The camera in a few words; `name` is empty when none is chosen."""
    if not name or state is None:
        return translate("Scanners", "Camera: off")
    stands = {
        "off": translate("Scanners", "off"),
        "starting": translate("Scanners", "starting"),
        "on": translate("Scanners", "ready"),
        "missing": translate("Scanners", "not plugged in"),
        "busy": translate("Scanners", "in use elsewhere"),
    }[state.value]
    return translate("Scanners", "Camera: {name}, {state}").format(name=name, state=stands)


def camera_problem(name: str, state: CameraState, programs: Sequence[str] = ()) -> str:
    """One sentence on what keeps the camera from reading; `programs` are those that have it, where the system tells."""
    if state.value == "missing":
        return translate("Scanners", "The camera {name} is not plugged in. F2 chooses another one.").format(name=name)
    if state.value != "busy":
        return ""
    if programs:
        return translate(
            "Scanners", "The camera is in use by {programs}. Turn the video off there; it comes back here by itself."
        ).format(programs=", ".join(programs))
    return translate(
        "Scanners",
        "The camera gives no picture: another program, such as Zoom, may be using it. Turn the video off there; it"
        " comes back here by itself.",
    )


def no_camera() -> str:
    """F2 was pressed, and there is nothing to choose."""
    return translate("Scanners", "No camera was found. Plug one in, then press F2.")
