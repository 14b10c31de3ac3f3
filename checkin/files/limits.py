"""How large a list may be. What is larger is refused before it can fill the memory of an old laptop."""

ROWS = 200_000
"""Rows of one table: twice the largest list that the application is measured with."""

COLUMNS = 500
"""Columns of one table: a form with every option in a column of its own has two hundred."""

CELLS = 4_000_000
"""Cells of one table, empty ones within its rectangle too: that is how they lie in memory, about 60 bytes each."""

FILLED = 2_000_000
"""Cells with something in them of one sheet of a workbook: its reader takes about 100 bytes for each, and the whole has
300 MB. A hundred thousand people with twenty answers each have as many."""

WORDLESS = 4 * 2**20
"""Bytes of a sheet's XML without any text by which it is known to hold no list: the first `HEADER_ROWS` rows of
`COLUMNS` columns fit into half of that."""

FILE_BYTES = 64 * 2**20
"""Bytes of a text file, and of all members of a workbook together once they are unpacked."""

SHEETS = 100
"""Sheets of a workbook that are looked at."""

RATIO = 400
"""How many times larger a member of a workbook may become. Sheets of real lists reach 10 to 40, rows of nothing but
formatting 200; deflate itself ends at 1032. Asked of members above `RATIO_FROM` only."""

RATIO_FROM = 4 * 2**20
"""Bytes, unpacked, from which the ratio counts: a small sheet that packs well does no harm."""

LINE = 1_000_000
"""Letters of one line of text: far more than a row of long answers, and less than a file without any line breaks."""

CELL = 32_767
"""Letters of one cell: Excel's own limit, so that nothing a person could see in a sheet is too long."""

HEADER_ROWS = 40
"""Rows at the top among which the headings are looked for: Zoom writes six lines before them, people twenty."""

OTHER = 5_000
"""Letters kept of a cell of a column that is not read: a long comment survives, a book does not."""
