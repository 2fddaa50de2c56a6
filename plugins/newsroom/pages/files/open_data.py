"""Write the site's records as tables, and a page that describes them.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /du-lieu/, template open_data.html; below it datapackage.json, and a CSV and a JSON
         file for each table
"""

from functools import partial

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import DATA_PACKAGE, OPEN_DATA
from newsroom.exports.open_data import make_tables
from newsroom.exports.tables import to_csv, to_json, to_package
from newsroom.pages.base import PageGenerator


class OpenData(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        site = self.context["site"]
        tables = make_tables(site)
        # Records show entries of the closed lists, which their own keys leave out.
        for table in tables:
            key = (site.vocabularies.digest, table.key or table)
            writer.write_made(table.csv_url, key, partial(to_csv, table))
            writer.write_made(table.json_url, key, partial(to_json, table))
        package = to_package(tables, site.identity, self.settings["SITEURL"])
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
        shown = {"tables": described, "licence": dict(site.identity.licence), "package": DATA_PACKAGE}
        self.write_page(writer, OPEN_DATA, "open_data.html", **shown)
