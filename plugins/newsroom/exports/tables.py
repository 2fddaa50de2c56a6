"""Tables of records, written as CSV, JSON and a data package.

The ``id`` of a row is the address of the page, or the section of a page, with the same facts.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeAlias

from newsroom.addresses import OPEN_DATA
from newsroom.identity.models import SiteFile
from newsroom.language.vietnamese import slugify

_SEPARATOR = "; "  # between values in a cell
# The start of a text that spreadsheets read as a formula, also if they split cells at semicolons, tabs or
# line ends, or drop spaces and quotes before it.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile('(?:^|[;\t\r\n])[" ]*(?=[=+@\t\r\n＝＋－＠-])')
Cell: TypeAlias = "str | int | float | list[str] | None"


@dataclass(frozen=True)
class Column:
    """A column; ``value`` is a dotted path from a record, or a function; ``type`` is a Table Schema type."""

    name: str
    description: str
    value: str | Callable[[Any], Any]
    type: str = "string"

    def take(self, record: Any) -> Any:
        """Return the value of *record*; None if an attribute on the path is None."""
        if callable(self.value):
            return self.value(record)
        for attribute in self._attributes:
            record = None if record is None else getattr(record, attribute)
        return record

    @cached_property
    def _attributes(self) -> list[str]:
        return str(self.value).split(".")


@dataclass(frozen=True)
class Table:
    """A table of the site, with a row for each of ``records``.

    ``key``, if any, stands for the rows, as the render keys of all records would.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    records: Sequence[Any]
    key: str = ""

    @property
    def csv_url(self) -> str:
        return f"{OPEN_DATA}{self.name}.csv"

    @property
    def json_url(self) -> str:
        return f"{OPEN_DATA}{self.name}.json"

    @cached_property
    def rows(self) -> list[list[Cell]]:
        """The cells of each row."""
        return [[_make_cell(column.take(record)) for column in self.columns] for record in self.records]


def to_csv(table: Table) -> str:
    """Write *table* as CSV, with a byte order mark so that spreadsheets read it as UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_disarm_formula(_join_values(cell)) for cell in row] for row in table.rows)
    return f"\ufeff{stream.getvalue()}"


def to_json(table: Table) -> str:
    """Write *table* as a JSON list, an object per line; several values are a list, no value is null."""
    names = [column.name for column in table.columns]
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    lines = (encode(dict(zip(names, row, strict=True))) for row in table.rows)
    return "[" + ",\n".join(lines) + "]\n"


def to_package(tables: Iterable[Table], site: SiteFile, siteurl: str) -> str:
    """Write the data package, which describes all *tables* of the *site* to programs.

    Source: https://specs.frictionlessdata.io/tabular-data-package/
    """
    licence = site.licence
    package = {
        "profile": "tabular-data-package",
        "name": slugify(site.name),
        "title": site.name,
        "homepage": f"{siteurl}/{OPEN_DATA}",
        "licenses": [{"name": licence.name, "title": licence.title, "path": licence.url}],
        "resources": [_describe_resource(table) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _describe_resource(table: Table) -> dict[str, Any]:
    fields: list[dict[str, Any]] = [
        {"name": column.name, "type": column.type, "description": column.description}
        for column in table.columns
    ]
    fields[0]["constraints"] = {"required": True, "unique": True}  # the id
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


def _make_cell(value: Any) -> Cell:
    if isinstance(value, str) or value is None:
        # No-break spaces are for display only.
        return value.replace("\N{NO-BREAK SPACE}", " ") if value else None
    if isinstance(value, date):  # datetimes included
        return value.isoformat()
    if isinstance(value, int | float):
        return value
    return [str(_make_cell(item)) for item in value] or None


def _join_values(cell: Cell) -> Cell:
    """Join the values of a list; commas replace their semicolons, so that values stay apart."""
    return _SEPARATOR.join(value.replace(";", ",") for value in cell) if isinstance(cell, list) else cell


def _disarm_formula(cell: Cell) -> Cell:
    """Put an apostrophe before formulas, so that spreadsheets read them as text."""
    return _FORMULA.sub(r"\g<0>'", cell) if isinstance(cell, str) else cell
