"""Tables of data in a page, told from tables that only lay out a page."""

from bs4 import Tag

FEWEST_ROWS, FEWEST_COLUMNS = 2, 2
MOST_COLUMNS = 30
LONGEST_CELL = 300  # letters; layout has longer texts
LONGEST_SPAN = 3  # digits
_LAYOUT = "table,img,h1,h2,h3,ul,ol,blockquote"


def read_rows(table: Tag, *, is_document: bool) -> list[list[Tag | None]]:
    """Return the cells of *table* by rows, with None where a cell is merged into another.

    The list is empty if the table only lays out a page. A table of a document holds data, unless it holds
    pictures.
    """
    if table.find("img") or table.find("table"):
        return []
    if not is_document and (table.select_one(_LAYOUT) or _has_long_cell(table)):
        return []
    rows: list[list[Tag | None]] = []
    merged: dict[int, int] = {}  # rows that a cell of each column still reaches down
    for row in table("tr"):
        cells: list[Tag | None] = []
        for cell in row(["td", "th"]):
            _pass_merged(cells, merged)
            width, height = (_read_span(cell, side) for side in ("colspan", "rowspan"))
            for column in range(len(cells), len(cells) + width):
                merged[column] = height - 1
            cells += [cell, *[None] * (width - 1)]
        _pass_merged(cells, merged)
        rows.append(cells)
    rows = [row for row in rows if any(cell is not None and cell.get_text().strip() for cell in row)]
    columns = max(map(len, rows), default=0)
    return rows if len(rows) >= FEWEST_ROWS and FEWEST_COLUMNS <= columns <= MOST_COLUMNS else []


def _has_long_cell(table: Tag) -> bool:
    return any(len(cell.get_text()) > LONGEST_CELL for cell in table(["td", "th"]))


def _pass_merged(cells: list[Tag | None], merged: dict[int, int]) -> None:
    """Append None to *cells* for each next column that a cell above reaches into."""
    while merged.get(len(cells), 0) > 0:
        merged[len(cells)] -= 1
        cells.append(None)


def _read_span(cell: Tag, side: str) -> int:
    value = str(cell.get(side) or "1")
    is_number = value.isascii() and value.isdecimal() and len(value) <= LONGEST_SPAN
    return min(max(int(value), 1), MOST_COLUMNS) if is_number else 1
