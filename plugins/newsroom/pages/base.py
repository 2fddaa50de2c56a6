"""The common base of generators: pages with keys, and feeds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any

from jinja2 import Environment
from pelican.generators import Generator
from pelican.writers import Writer

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import json_feed_url, save_as
from newsroom.exports.feeds import FeedEntry, JsonFeed


@dataclass(frozen=True)
class Template:
    """A template that is compiled when it first renders a page; most builds render few."""

    environment: Environment
    name: str

    def render(self, values: Mapping[str, Any]) -> str:
        return self.environment.get_template(self.name).render(values)


class PageGenerator(Generator):
    def write_page(self, writer: Writer, url: str, template: str, **shown: Any) -> None:
        """Write the page at *url* by *template*, which may read no content but the variables *shown*."""
        writer.write_file(
            save_as(url), Template(self.env, template), self.context, url=url, keyed=True, **shown
        )

    def write_feed(
        self,
        writer: KeyedWriter,
        url: str,
        title: str | None,
        entries: Iterable[FeedEntry],
        form: str = "atom",
        *,
        is_own: bool = True,
    ) -> None:
        """Write the first of *entries*; add a JSON Feed.

        A feed that a setting asks for is not the site's own: it has no JSON Feed, and Pelican has written an
        empty feed in its place.
        """
        settings, newest = self.settings, tuple(islice(entries, self.settings["FEED_MAX_ITEMS"]))
        name = settings["SITENAME"]
        feed_title = title and escape(title)
        writer.write_feed(list(newest), self.context, url, url, form, True, feed_title, keyed=is_own)  # noqa: FBT003
        if is_own:
            address, whole_title = json_feed_url(url), f"{name} - {title}" if title else name
            feed = JsonFeed(address, whole_title, newest, name, settings["SITESUBTITLE"], settings["SITEURL"])
            writer.write_made(address, feed, feed.write)
