"""Qt without a screen, and a laptop that remembers nothing: no test touches the settings of the person who runs it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_home = tempfile.mkdtemp(prefix="checkin-tests-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
    os.environ[name] = _home
