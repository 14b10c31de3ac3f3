"""Where the files that ship with the application are."""

from pathlib import Path

# Beside this file in the wheel, one folder up in a checkout. Not importlib.resources, which does the same
# for wheels that are unpacked, as ours is: importing it costs 4 to 10 ms before the first window.
_HERE = Path(__file__).resolve().parent
_ROOT = _HERE / "resources" if (_HERE / "resources").is_dir() else _HERE.parent / "resources"


def path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as `path("sounds", "stop.wav")`."""
    return _ROOT.joinpath(*parts)
