"""Hold the write lock of a file until a line comes on standard input: for the others, the disk stands still."""

from __future__ import annotations

import sqlite3
import sys


def main() -> None:
    file = sqlite3.connect(sys.argv[1], isolation_level=None)
    for _ in sys.stdin:
        file.execute("BEGIN IMMEDIATE")
        sys.stdout.write("held\n")
        sys.stdout.flush()
        sys.stdin.readline()
        file.execute("ROLLBACK")
    file.close()


if __name__ == "__main__":
    main()
