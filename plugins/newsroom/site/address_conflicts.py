"""Conflicts of addresses: two things at one address."""

from collections.abc import Collection, Iterable

from newsroom.addresses import MAX_SLUG, page_url, save_as
from newsroom.items.items import Campaign, Exemplar, Item, Story
from newsroom.language.name_matching import name_key, shorten
from newsroom.language.vietnamese import capitalize_first, slugify
from newsroom.problems import Where

_NAMESAKES = (
    "Một người thì ghi tên như nhau ở mọi bài; hai người thì thêm chữ phân biệt, như “Lê Vân (Lào Cai)”."
)


def check_addresses(items: Collection[Item], own_files: frozenset[str]) -> None:
    """Report each address of *items* that another item claims, or that is among the site's *own_files*."""
    campaigns = {save_as(item.url) for item in items if isinstance(item, Campaign)}  # also lists
    owners = dict.fromkeys(map(str.casefold, own_files - campaigns), "một trang có sẵn")
    within: dict[str, str] = {}  # from a folder to its owner

    def claim(item: Item, url: str, where: Where) -> None:
        file = save_as(page_url(url)).casefold()
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
        redirects = frozenset(item.front.redirects)
        for index, old in enumerate(item.front.redirects):
            if old != page_url(old) and page_url(old) in redirects:
                continue  # /a beside /a/
            claim(item, old, ("redirects", index))


def check_tags(stories: Iterable[Story]) -> None:
    """Report tags without a valid address of their own, such as "má" if another article has "ma"."""
    tags = (
        (story, ("tags", index), tag)
        for story in reversed(list(stories))
        for index, tag in enumerate(story.front.tags)
    )
    _check_slugs("thẻ", tags)


def check_authors(stories: Iterable[Story]) -> None:
    """Report authors without a valid address of their own, such as "Lê Vân" beside "Lê Văn"."""
    authors = (
        (story, ("authors", index), author)
        for story in reversed(list(stories))
        for index, author in enumerate(story.front.authors)
    )
    _check_slugs("tác giả", authors, _NAMESAKES)


def check_fields(exemplars: Iterable[Exemplar]) -> None:
    """Report fields of exemplars without a valid address of their own."""
    by_date = sorted(exemplars, key=lambda exemplar: (exemplar.date, exemplar.url))
    fields = ((exemplar, ("field",), exemplar.front.field) for exemplar in by_date)
    _check_slugs("lĩnh vực", (field for field in fields if field[-1]))


def _check_slugs(kind: str, names: Iterable[tuple[Item, Where, str]], hint: str = "") -> None:
    first: dict[str, tuple[str, str]] = {}
    for item, where, name in names:
        slug = slugify(name)
        known, path = first.setdefault(slug, (name, item.path))
        reason = ""
        if not slug:
            reason = "không có chữ nào"
        elif len(slug) > MAX_SLUG:
            reason = "dài quá: chỉ nên là vài từ"
        elif name_key(known) != name_key(name):
            reason = f"trùng địa chỉ với {kind} “{known}” trong content/{path}"
        if reason:
            item.problems.fault(where, f"{capitalize_first(kind)} “{shorten(name)}” {reason}.", hint)
