"""Write the site's records as tables, and a page that says what is in them.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /du-lieu/, template open_data; below it a CSV and a JSON file for each table, and datapackage.json
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pelican.writers import Writer

from newsroom.addresses import DATA_PACKAGE, OPEN_DATA
from newsroom.exports.open_data import make_tables
from newsroom.exports.tables import LICENCE, Table, to_csv, to_json, to_package
from newsroom.pages.base import PageGenerator


@dataclass(frozen=True)
class Format:
    """Stands where the writer wants a template: writes the variable ``table``."""

    name: str
    write: Callable[[Table], str]

    def render(self, values: Mapping[str, Any]) -> str:
        return self.write(values["table"])


CSV, JSON = Format("csv", to_csv), Format("json", to_json)


class OpenData(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        tables = make_tables(self.context["site"])
        for table in tables:
            writer.write_file(table.csv_url, CSV, self.context, table=table, keyed=True)
            writer.write_file(table.json_url, JSON, self.context, table=table, keyed=True)
        package = to_package(tables, "guong-sang", self.settings["SITENAME"], self.settings["SITEURL"])
        writer.write_bytes(DATA_PACKAGE, package, package.encode)
        described = [
            {
                "title": table.title,
                "description": table.description,
                "count": len(table.records),
                "csv": table.csv_url,
                "json": table.json_url,
                "columns": [(column.name, column.description) for column in table.columns],
            }
            for table in tables
        ]
        self.write_page(
            writer, OPEN_DATA, "open_data", tables=described, licence=LICENCE, package=DATA_PACKAGE
        )
