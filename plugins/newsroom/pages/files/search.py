"""Write the search page, and the index that its script reads.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /tim-kiem/, template search.html; below it the files of each segment of the index
"""

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import CAMPAIGNS, CATEGORIES, NEWS, PROVINCES, SEARCH
from newsroom.pages.base import PageGenerator
from newsroom.search.postings import BOUNDS
from newsroom.search.segments import Segment
from newsroom.site.site import Site


class Search(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        site = self.context["site"]
        segments = {str(segment.number): segment for segment in site.search}
        blocks = {block.name: block for segment in site.search for block in segment.blocks}
        keys = {name: block.key for name, block in blocks.items()}
        read = writer.store.keep_all("search", keys, lambda name: blocks[name].index())
        keys = {number: segment.key for number, segment in segments.items()}
        part_keys = writer.store.keep_all(
            "search parts", keys, lambda number: segments[number].part_keys(read)
        )
        for number, segment in segments.items():
            for file in segment.files(read, part_keys(number)):
                writer.write_made(*file)
        shown = {
            "bounds": " ".join(BOUNDS),
            "segments": [_describe(segment) for segment in site.search],
            "lists": _lists(site),
        }
        self.write_page(writer, SEARCH, "search.html", **shown)


def _describe(segment: Segment) -> str:
    """Return the numbers of entries in its blocks, sections of a part and rows of a file, and its edition."""
    counts = ",".join(str(len(block)) for block in segment.blocks)
    return f"{counts}.{segment.step}.{segment.rows}.{segment.key}"


def _lists(site: Site) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return the filters of results: a name, the folder of its lists, their names and last parts."""
    years = sorted({story.date.year for story in site.stories}, reverse=True)
    return [
        ("Phong trào", CAMPAIGNS, [(campaign.title, campaign.slug) for campaign in site.campaigns]),
        ("Địa phương", PROVINCES, [(unit.name, unit.slug) for unit in site.provinces.units]),
        (
            "Chuyên mục",
            CATEGORIES,
            [(category.name, category.address) for category in site.identity.categories],
        ),
        ("Năm", NEWS, [(str(year), str(year)) for year in years]),
    ]
