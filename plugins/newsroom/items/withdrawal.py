"""Removal of a withdrawn exemplar's name from articles.

If an article lists the exemplar, the name is removed from all its fields and its text. Elsewhere, the
name may belong to a namesake: the editor gets a warning, and nothing changes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from newsroom.addresses import encode, page_url
from newsroom.body.file_links import FILENAME
from newsroom.content.manuscript import Manuscript
from newsroom.content.models import ArticleFront, Honoree, NamedAward, Person
from newsroom.items.items import Exemplar, Item, Reported, Story
from newsroom.items.name_search import FOOTNOTE, find_name, find_names, select_likely
from newsroom.language.name_matching import name_key
from newsroom.problems import FileProblems, Problems, position

M = TypeVar("M", bound=BaseModel)

REMOVED = "[tên đã gỡ]"
LISTED = f"Điển hình này đã gỡ: trên trang, tên bị bỏ hoặc thay bằng “{REMOVED}”."
LISTED_HINT = "Đọc lại và viết lại bài, xem cả ảnh và chú thích, rồi bỏ tên này khỏi “exemplars”."
NAMED = "“{}” là tên một điển hình đã gỡ, và vẫn hiện trên trang."
NAMED_HINT = "Đúng là điển hình ấy thì viết lại cho hết tên; là người trùng tên thì để nguyên."
# Fields that hold no names of people: words of closed lists, addresses and files.
CLOSED = {"slug", "redirects", "status", "category", "campaigns", "provinces", "province", "documents"}
CLOSED |= {"units", "cluster", "award", "grade", "decision", "src", "url", "imported"}
_KEPT = re.compile(rf"{FOOTNOTE.pattern}|<[^<>]*>")


def redact(
    manuscript: Manuscript, front: ArticleFront, withdrawn: Sequence[Exemplar]
) -> tuple[Manuscript, ArticleFront]:
    """Remove the names of *withdrawn* exemplars from the fields and the text of an article."""
    titles = [exemplar.front.title for exemplar in withdrawn]
    keys = {name_key(name) for exemplar in withdrawn for name in (exemplar.front.title, exemplar.slug)}
    listed = tuple(name for name in front.exemplars if name_key(name) not in keys)
    front = clean(front.model_copy(update={"exemplars": listed}), titles)
    removed = f"{REMOVED} {sorted(exemplar.render_key for exemplar in withdrawn)}"
    links = list(map(_link_pattern, withdrawn))

    def text() -> str:
        """Return the text of the manuscript without links to the profiles and without the names."""
        redacted = manuscript.text()
        for link in links:
            redacted = link.sub(r"\1", redacted)
        return _replace(redacted, titles)

    digest, front_digest = f"{manuscript.digest} {removed}", f"{manuscript.front_digest} {removed}"
    return replace(manuscript, front=front, digest=digest, front_digest=front_digest, text=text), front


def clean(model: M, names: Sequence[str]) -> M:
    """Remove *names* from *model*: whole list items that are names, otherwise the name within the text."""
    fields = ((name, getattr(model, name)) for name in type(model).model_fields)
    open_fields = ((name, value) for name, value in fields if name not in CLOSED or _is_in_words(value))
    return model.model_copy(update={name: _clean_value(value, names) for name, value in open_fields})


def _is_in_words(value: Any) -> bool:
    """Tell an award in words, which may be named after a person, from an award of the closed list."""
    return isinstance(value, NamedAward) and bool(value.authority)


def _clean_value(value: Any, names: Sequence[str]) -> Any:
    if isinstance(value, str):
        return _replace(value, names)
    if isinstance(value, tuple):
        return tuple(_clean_value(item, names) for item in value if not _is_named(item, names))
    return clean(value, names) if isinstance(value, BaseModel) else value


def _is_named(item: Any, names: Sequence[str]) -> bool:
    text = item.name if isinstance(item, Person | Honoree) else item
    return isinstance(text, str) and bool(find_names(text, names))


def _replace(text: str, names: Sequence[str]) -> str:
    """Put REMOVED in the place of *names* in *text*; keep the tags and marks of footnotes within them."""
    parts, last = list[str](), 0
    for start, end in find_names(text, names):
        if start >= last:  # else within a tag that is kept
            kept = (_replace(tag, names) for tag in _KEPT.findall(text[start:end]))
            parts += [text[last:start], REMOVED, *kept]
            last = end
    return "".join([*parts, text[last:]])


def _link_pattern(exemplar: Exemplar) -> re.Pattern[str]:
    """Compile a pattern for links to a profile; their addresses contain the name too."""
    urls = (exemplar.url, *exemplar.front.redirects)
    addresses = {
        f"/{form}" for url in urls for form in (url, page_url(url), encode(url), encode(page_url(url)))
    }
    targets = "|".join(map(re.escape, [f"{FILENAME}{exemplar.path}", *sorted(addresses)]))
    return re.compile(rf'<a href="(?:{targets})(?:[#?][^"]*)?"[^<>]*>(.*?)</a>', re.DOTALL)


def check_remaining_names(items: Sequence[Item], lists: Mapping[str, str], files: FileProblems) -> None:
    """Warn of *items* that contain the name of a withdrawn exemplar and do not list it.

    An item that lists another exemplar of the same name gets no warning.

    Args:
        lists: The texts of the closed lists, by path, of which *files* collects the problems.
    """
    withdrawn = [item for item in items if isinstance(item, Exemplar) and item.is_withdrawn]
    if not withdrawn:
        return
    names = sorted({exemplar.front.title for exemplar in withdrawn})
    for item in items:
        text = _shown_text(item)
        exemplars = item.exemplars if isinstance(item, Story) else [item]
        listed = {name_key(exemplar.front.title) for exemplar in exemplars}
        for name in select_likely(text, names):
            if name_key(name) not in listed and find_name(text, name):
                _warn(name, item.manuscript.source(), item.problems)
    for path, text in lists.items():
        for name in select_likely(text, names):
            if find_name(text, name):
                _warn(name, text, files[path])


def _warn(name: str, text: str, problems: Problems) -> None:
    """Warn at the occurrence of the name in *text*, or at its start if the name is not found."""
    found = find_name(text, name)
    place = position(text, found[0]) if found else (1, 1)
    problems.warn(place, NAMED.format(name), NAMED_HINT)


def _shown_text(item: Item) -> str:
    """Return all fields and the text; of a withdrawn item, readers see only the reason."""
    if isinstance(item, Reported) and item.front.withdrawn:
        return item.front.withdrawn.reason
    fields = item.manuscript.front.model_dump_json().replace("\\n", " ")
    return f"{fields}\0{item.manuscript.text()}"
