"""The common base of generators: pages with keys, and feeds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from itertools import islice
from typing import Any

from jinja2 import Environment
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.addresses import save_as


@dataclass(frozen=True)
class Template:
    """A template that is compiled when it first renders a page; most builds render few."""

    environment: Environment
    name: str

    def render(self, values: Mapping[str, Any]) -> str:
        return self.environment.get_template(self.name).render(values)


@dataclass(frozen=True)
class FeedEntry:
    """An entry of a feed, with the names that Pelican's writer asks for; its texts are plain."""

    title: str
    url: str
    summary: str
    date: datetime
    modified: datetime
    category: str
    author: str = ""  # empty for the site itself

    @staticmethod
    def get_content(_siteurl: str) -> None:
        """Return no text: feeds give summaries."""


class PageGenerator(Generator):
    def write_page(self, writer: Writer, url: str, template: str, **shown: Any) -> None:
        """Write the page at *url* by *template*, which may read no content but the variables *shown*."""
        writer.write_file(
            save_as(url), Template(self.env, template), self.context, url=url, keyed=True, **shown
        )

    def write_feed(
        self,
        writer: Writer,
        url: str,
        title: str | None,
        entries: Iterable[FeedEntry],
        form: str = "atom",
        *,
        is_own: bool = True,
    ) -> None:
        """Write the first of *entries*, with plain texts escaped: a feed holds HTML.

        A feed that a setting asks for is not the site's own; Pelican has written an empty feed in its place.
        """
        newest = [
            replace(
                entry,
                title=escape(entry.title),
                summary=escape(entry.summary),
                author=entry.author or self.settings["SITENAME"],
            )
            for entry in islice(entries, self.settings["FEED_MAX_ITEMS"])
        ]
        feed_title = title and escape(title)
        writer.write_feed(newest, self.context, url, url, form, True, feed_title, keyed=is_own)  # noqa: FBT003
