"""Tables of records, and how they are written: CSV for spreadsheets, JSON for programs, and a data package.

A row's ``id`` is the address of the page, or of the place on it, that says what the row says.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from newsroom.core.addresses import OPEN_DATA

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Ghi công 4.0 Quốc tế",
    "path": "https://creativecommons.org/licenses/by/4.0/deed.vi",
}
_SEPARATOR = "; "  # between several values in one cell
# Words that a spreadsheet takes for a formula, also where it parts cells at semicolons.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile("(?:^|;)(?=[=+@\t\r\n＝＋－＠-])")
T = TypeVar("T")
Cell: TypeAlias = "str | int | float | list[str] | None"


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its name, its type in Table Schema, what it says, and how it is taken from a record."""

    name: str
    type: str
    description: str
    take: Callable[[T], Any]


@dataclass(frozen=True)
class Table(Generic[T]):
    """One table of the site; ``records`` are what its rows are taken from.

    ``key`` stands for what the rows show, where that is less than what the records do.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column[T], ...]
    records: Sequence[T]
    key: str = ""

    @property
    def shows(self) -> str | None:
        """Stands for its rows; None where all that its records show may be in them."""
        return f"{self.name} {self.key}" if self.key else None

    @property
    def csv_url(self) -> str:
        return f"{OPEN_DATA}{self.name}.csv"

    @property
    def json_url(self) -> str:
        return f"{OPEN_DATA}{self.name}.json"

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """The cells of each row."""
        return [[_cell(column.take(record)) for column in self.columns] for record in self.records]


def to_csv(table: Table[Any]) -> str:
    """The *table* as CSV; the mark at its beginning lets spreadsheets see that it is UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_defused(_joined(cell)) for cell in row] for row in table.rows)
    return f"\ufeff{stream.getvalue()}"


def to_json(table: Table[Any]) -> str:
    """The *table* as a JSON list of objects, one to a line; several values are a list, none is null."""
    names = [column.name for column in table.columns]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = (encode(dict(zip(names, row, strict=True))) for row in table.rows)
    return "[" + ",\n".join(lines) + "]\n"


def to_package(tables: Iterable[Table[Any]], name: str, title: str, siteurl: str) -> str:
    """What describes all *tables* to programs.

    Source: https://specs.frictionlessdata.io/tabular-data-package/
    """
    package = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "homepage": f"{siteurl}/{OPEN_DATA}",
        "licenses": [LICENCE],
        "resources": [_resource(table) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: Table[Any]) -> dict[str, Any]:
    fields = [
        {
            "name": column.name,
            "type": column.type,
            "description": column.description,
            **({"constraints": {"required": True, "unique": True}} if column.name == "id" else {}),
        }
        for column in table.columns
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": "id"},
    }


def _cell(value: Any) -> Cell:
    if isinstance(value, str) or value is None:
        return value.replace("\N{NO-BREAK SPACE}", " ") if value else None  # which is for the eye alone
    if isinstance(value, date):  # or a moment
        return value.isoformat()
    if isinstance(value, int | float):
        return value
    return [str(_cell(one)) for one in value] or None


def _joined(cell: Cell) -> Cell:
    """Several values as one, which no value of theirs can be taken for two of."""
    return _SEPARATOR.join(one.replace(";", ",") for one in cell) if isinstance(cell, list) else cell


def _defused(cell: Cell) -> Cell:
    """Words that would be a formula begin with an apostrophe, by which spreadsheets know words."""
    return _FORMULA.sub(r"\g<0>'", cell) if isinstance(cell, str) else cell
