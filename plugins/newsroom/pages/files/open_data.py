"""Write the site's records as tables, and a page that describes them.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /du-lieu/, template open_data.html; below it datapackage.json, and a CSV and a JSON
         file for each table
"""

from functools import partial

from incremental.writer import KeyedWriter
from newsroom.addresses import DATA_PACKAGE, OPEN_DATA
from newsroom.exports.open_data import make_tables
from newsroom.exports.tables import LICENCE, to_csv, to_json, to_package
from newsroom.pages.base import PageGenerator


class OpenData(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        tables = make_tables(self.context["site"])
        for table in tables:
            key = table.key or table
            writer.write_made(table.csv_url, key, partial(to_csv, table))
            writer.write_made(table.json_url, key, partial(to_json, table))
        package = to_package(tables, "guong-sang", self.settings["SITENAME"], self.settings["SITEURL"])
        writer.write_data(DATA_PACKAGE, package)
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
        shown = {"tables": described, "licence": LICENCE, "package": DATA_PACKAGE}
        self.write_page(writer, OPEN_DATA, "open_data.html", **shown)
