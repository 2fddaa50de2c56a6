"""What cannot stand side by side on one site: two things at one address."""

from __future__ import annotations

from collections.abc import Iterable

from newsroom.addresses import FIXED_FILES, INDEXES, MAX_SLUG, save_as
from newsroom.items.items import Campaign, Exemplar, Item, Story
from newsroom.language.name_matching import name_key, shorten
from newsroom.language.vietnamese import capitalize_first, slugify
from newsroom.problems import Where


def claim_addresses(items: Iterable[Item], shown: Iterable[Item], others: Iterable[str]) -> frozenset[str]:
    """Name the file behind every address that is shown; report each that two things claim.

    Args:
        others: Addresses of the site beside those of *items* and the indexes.
    """
    ours = {save_as(url) for url in (*INDEXES, *others)} | FIXED_FILES
    campaigns = {save_as(item.url) for item in items if isinstance(item, Campaign)}  # also lists
    owners = dict.fromkeys(map(str.casefold, ours - campaigns), "một trang có sẵn")
    within: dict[str, str] = {}  # folder to whose it is

    def claim(item: Item, url: str, where: Where) -> None:
        file = save_as(url).casefold()
        parts = file.split("/")
        folders = ["/".join(parts[:end]) for end in range(1, len(parts))]
        other = next((owners[path] for path in (file, *folders) if path in owners), within.get(file))
        owners.setdefault(file, f"content/{item.path}")
        within.update(dict.fromkeys(folders, f"content/{item.path}"))
        if other:
            item.problems.fault(where, f"Trùng địa chỉ /{url} với {other}.")

    for item in items:
        claim(item, item.url, ("slug",))
    for item in items:
        for index, old in enumerate(item.front.redirects):
            claim(item, old, ("redirects", index))
    pages = (save_as(url) for item in shown for url in (item.url, *item.front.redirects))
    return frozenset(ours.union(pages))


def check_tags(stories: Iterable[Story]) -> None:
    """Report tags that can have no address of their own, such as "má" where another article has "ma"."""
    tags = (
        (story, ("tags", index), tag)
        for story in reversed(list(stories))
        for index, tag in enumerate(story.front.tags)
    )
    _check_addresses("thẻ", tags)


def check_fields(exemplars: Iterable[Exemplar]) -> None:
    """Report fields of exemplars that can have no address of their own."""
    by_date = sorted(exemplars, key=lambda one: (one.date, one.url))
    _check_addresses("lĩnh vực", ((one, ("field",), one.front.field) for one in by_date if one.front.field))


def _check_addresses(what: str, names: Iterable[tuple[Item, Where, str]]) -> None:
    first: dict[str, tuple[str, str]] = {}
    for item, where, name in names:
        slug = slugify(name)
        known, path = first.setdefault(slug, (name, item.path))
        reason = ""
        if not slug:
            reason = "không có chữ nào"
        elif len(slug) > MAX_SLUG:
            reason = f"dài quá: {what} chỉ nên là một, hai từ"
        elif name_key(known) != name_key(name):
            reason = f"trùng địa chỉ với {what} “{known}” trong content/{path}"
        if reason:
            item.problems.fault(where, f"{capitalize_first(what)} “{shorten(name)}” {reason}.")
