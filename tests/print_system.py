"""A print system of the tests' own: a real cupsd with configuration, socket, spool and printers in one folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from checkin.printing.transport import Server

CUPSD = shutil.which("cupsd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
_OURS = Path("/usr/lib/cups")

_CONFIGURATION = """
Listen {folder}/s
LogLevel warn
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit Cancel-Job>
    AuthType Default
    Require user @OWNER
  </Limit>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""

_FILES = """
ServerRoot {folder}/etc
RequestRoot {folder}/spool
TempDir {folder}/spool/tmp
CacheDir {folder}/cache
StateDir {folder}/run
ServerBin {folder}/bin
ErrorLog {folder}/log/error
AccessLog {folder}/log/access
PageLog {folder}/log/page
User lp
Group lp
SystemGroup root
"""

# The printer: what it is told to be, is a file beside its paper. It says it as drivers do, and what it prints is a PDF.
_PRINTER = """#!/bin/sh
[ $# = 0 ] && exit 0
here={folder}/paper
cat >$here/job-$1.part
echo "$5" >$here/job-$1.options
while [ -e $here/empty ]; do
  [ -n "$told" ] || {{ echo "STATE: +media-empty-error,media-needed" >&2; echo "INFO: Out of labels" >&2; told=1; }}
  sleep 0.05
done
[ -z "$told" ] || echo "STATE: -media-empty-error,media-needed" >&2
if [ -e $here/jam ]; then
  echo "STATE: +media-jam-error" >&2
  echo "INFO: The cutter is jammed" >&2
  exit 4
fi
[ ! -e $here/fail ] || exit 1
mv $here/job-$1.part $here/job-$1.pdf
"""

_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "BADGE.PPD"
*Manufacturer: "Tests"
*Product: "(Badge)"
*ModelName: "Badge"
*ShortNickName: "Badge"
*NickName: "Badge"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4: ""
*PageSize w176h283/62 x 100 mm: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4: ""
*PageRegion w176h283/62 x 100 mm: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595.28 841.89"
*ImageableArea w176h283/62 x 100 mm: "0 0 175.75 283.46"
*DefaultPaperDimension: A4
*PaperDimension A4: "595.28 841.89"
*PaperDimension w176h283/62 x 100 mm: "175.75 283.46"
*VariablePaperSize: True
*MaxMediaWidth: "900"
*MaxMediaHeight: "1300"
*HWMargins: 0 0 0 0
*NonUIOrderDependency: 100 AnySetup *CustomPageSize
*CustomPageSize True: ""
*ParamCustomPageSize Width: 1 points 36 900
*ParamCustomPageSize Height: 2 points 36 1300
*ParamCustomPageSize WidthOffset: 3 points 0 0
*ParamCustomPageSize HeightOffset: 4 points 0 0
*ParamCustomPageSize Orientation: 5 int 0 3
"""

_waiting = Event()


class PrintSystem:
    """A running cupsd, and the hands that fill, jam, pause and unplug its printers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Server(str(folder / "s"))
        self.paper = folder / "paper"

    def run(self, *command: str) -> str:
        """One of the tools of CUPS, on this print system."""
        done = subprocess.run(
            command, env={"CUPS_SERVER": self.server.host, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def add(self, name: str) -> None:
        """Plug a printer in."""
        self.run("lpadmin", "-p", name, "-E", "-v", "label:/x", "-P", str(self.folder / "badge.ppd"))

    def remove(self, name: str) -> None:
        """Take a printer away."""
        self.run("lpadmin", "-x", name)

    def set(self, what: str) -> None:
        """Let the printers be "empty", or "jam", or "fail", from now on."""
        (self.paper / what).touch()

    def mend(self) -> None:
        """Fill in paper, take out what is jammed."""
        for what in ("empty", "jam", "fail"):
            (self.paper / what).unlink(missing_ok=True)

    def options(self, number: int) -> list[str]:
        """How a job was to be printed, as its printer was told."""
        return (self.paper / f"job-{number}.options").read_text().split()

    def printed(self, number: int) -> Path:
        """What came out of a job."""
        return self.paper / f"job-{number}.pdf"


@contextmanager
def print_system() -> Iterator[PrintSystem]:
    """A cupsd that lives as long as it is used."""
    assert CUPSD is not None
    # Not in pytest's folder: the path of a socket has 107 letters at most.
    with tempfile.TemporaryDirectory(prefix="cups-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        for part in ("etc", "spool/tmp", "cache", "run", "log", "bin/backend", "paper"):
            (folder / part).mkdir(parents=True)
        (folder / "paper").chmod(0o777)
        for part in ("filter", "daemon", "driver", "monitor", "notifier", "cgi-bin"):
            (folder / "bin" / part).symlink_to(_OURS / part)
        backend = folder / "bin" / "backend" / "label"
        backend.write_text(_PRINTER.format(folder=folder))
        backend.chmod(0o755)
        (folder / "badge.ppd").write_text(_PPD)
        (folder / "cupsd.conf").write_text(_CONFIGURATION.format(folder=folder))
        (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
        command = (CUPSD, "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf"))
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _until_it_listens(running, folder)
            yield PrintSystem(folder)
        finally:
            running.terminate()
            running.wait()


def _until_it_listens(running: subprocess.Popen[bytes], folder: Path) -> None:
    patience = time.monotonic() + 20
    while True:
        with socket.socket(socket.AF_UNIX) as knock:
            if not knock.connect_ex(str(folder / "s")):
                return
        assert running.poll() is None, (folder / "log" / "error").read_text()
        assert time.monotonic() < patience, "cupsd does not come"
        _waiting.wait(0.02)
