"""Removal of a withdrawn exemplar's name from articles.

If an article lists the exemplar, the name is removed from all its fields and its text. Elsewhere, the
name may belong to a namesake: the editor gets a warning, and nothing changes.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any, TypeVar

from pydantic import BaseModel

from newsroom.addresses import encode, page_url
from newsroom.body.file_links import FILENAME
from newsroom.content.manuscript import Manuscript
from newsroom.content.models import ArticleFront, Person
from newsroom.items.items import Exemplar, Item, Reported, Story
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import TONES, split_tone
from newsroom.problems import FileProblems, Problems, position

M = TypeVar("M", bound=BaseModel)

REMOVED = "[tên đã gỡ]"
LISTED = f"Điển hình này đã gỡ: trên trang, tên bị bỏ hoặc thay bằng “{REMOVED}”."
LISTED_HINT = "Đọc lại và viết lại bài, xem cả ảnh và chú thích, rồi bỏ tên này khỏi “exemplars”."
NAMED = "“{}” là tên một điển hình đã gỡ, và vẫn hiện trên trang."
NAMED_HINT = "Đúng là điển hình ấy thì viết lại cho hết tên; là người trùng tên thì để nguyên."
# Fields that hold no names of people: words of closed lists, addresses and files.
CLOSED = {"slug", "redirects", "status", "category", "campaigns", "provinces", "province", "documents"}
CLOSED |= {"cluster", "award", "grade", "decision", "src", "url", "imported"}
_SPACE = r"(?:\s|&nbsp;|<[^<>]*>)"  # elements may begin or end between words
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aăâeêioôơuưy"


@lru_cache
def name_pattern(name: str) -> re.Pattern[str]:
    """Compile a pattern for *name* in NFC text or HTML, in any case, spacing and tone placement."""
    return re.compile(rf"(?<!\w){_loose_pattern(name)}(?!\w)", re.IGNORECASE)


def _loose_pattern(name: str) -> str:
    """Write a pattern for the lower-case *name*, also within longer words."""
    name = unicodedata.normalize("NFC", name).lower()
    gaps = _WORD.split(name)[1:-1]
    patterns = [f"{_SPACE}+" if gap.isspace() else rf"(?:{_SPACE}|&\w+;|[^\w\s<>])*" for gap in gaps]
    words = map(_tone_pattern, _WORD.findall(name))
    return "".join(chain.from_iterable(zip(words, [*patterns, ""], strict=False))) or re.escape(name)


def _tone_pattern(word: str) -> str:
    """Write a pattern for a syllable with its tone on any vowel: ``hòa`` and ``hoà``."""
    letters, tone = split_tone(word)
    if not tone:
        return re.escape(word)
    forms = [
        unicodedata.normalize("NFC", f"{letters[: place + 1]}{TONES[tone - 1]}{letters[place + 1 :]}")
        for place, letter in enumerate(letters)
        if letter in _VOWELS
    ]
    return f"(?:{'|'.join(forms)})"


def redact(
    manuscript: Manuscript, front: ArticleFront, withdrawn: Sequence[Exemplar]
) -> tuple[Manuscript, ArticleFront]:
    """Remove the names of *withdrawn* exemplars from the fields and the text of an article."""
    patterns = [name_pattern(exemplar.front.title) for exemplar in withdrawn]
    names = {name_key(name) for exemplar in withdrawn for name in (exemplar.front.title, exemplar.slug)}
    listed = tuple(name for name in front.exemplars if name_key(name) not in names)
    front = clean(front.model_copy(update={"exemplars": listed}), patterns)
    removed = f"{REMOVED} {sorted(exemplar.render_key for exemplar in withdrawn)}"
    links = list(map(_link_pattern, withdrawn))

    def text() -> str:
        """Return the text of the manuscript without links to the profiles and without the names."""
        redacted = manuscript.text()
        for link in links:
            redacted = link.sub(r"\1", redacted)
        return _replace(redacted, patterns)

    digest, front_digest = f"{manuscript.digest} {removed}", f"{manuscript.front_digest} {removed}"
    return replace(manuscript, front=front, digest=digest, front_digest=front_digest, text=text), front


def clean(model: M, patterns: Iterable[re.Pattern[str]]) -> M:
    """Remove names from *model*: whole list items that are names, otherwise the name within the text."""
    fields = ((name, getattr(model, name)) for name in type(model).model_fields if name not in CLOSED)
    return model.model_copy(update={name: _clean_value(value, patterns) for name, value in fields})


def _clean_value(value: Any, patterns: Iterable[re.Pattern[str]]) -> Any:
    if isinstance(value, str):
        return _replace(value, patterns)
    if isinstance(value, tuple):
        return tuple(_clean_value(item, patterns) for item in value if not _is_named(item, patterns))
    return clean(value, patterns) if isinstance(value, BaseModel) else value


def _is_named(item: Any, patterns: Iterable[re.Pattern[str]]) -> bool:
    name = item.name if isinstance(item, Person) else item
    return isinstance(name, str) and _replace(name, patterns) != unicodedata.normalize("NFC", name)


def _replace(text: str, patterns: Iterable[re.Pattern[str]]) -> str:
    text = unicodedata.normalize("NFC", text)
    for pattern in patterns:
        text = pattern.sub(lambda match: "".join([REMOVED, *_TAG.findall(match[0])]), text)
    return text


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
    patterns = {exemplar.front.title: name_pattern(exemplar.front.title) for exemplar in withdrawn}
    any_name = re.compile("|".join(map(_loose_pattern, patterns)))  # lower() beats IGNORECASE fourfold
    for item in items:
        text = _shown_text(item)
        if not any_name.search(text.lower()):
            continue
        exemplars = item.exemplars if isinstance(item, Story) else [item]
        listed = {name_key(exemplar.front.title) for exemplar in exemplars}
        for name, pattern in patterns.items():
            if name_key(name) not in listed and pattern.search(text):
                _warn(name, pattern, item.manuscript.source(), item.problems)
    for path, text in lists.items():
        for name, pattern in patterns.items():
            if pattern.search(text):
                _warn(name, pattern, text, files[path])


def _warn(name: str, pattern: re.Pattern[str], text: str, problems: Problems) -> None:
    """Warn at the first occurrence of the name in *text*, or at its start if Markdown splits the name."""
    match = pattern.search(text)
    place = position(text, match.start()) if match else (1, 1)
    problems.warn(place, NAMED.format(name), NAMED_HINT)


def _shown_text(item: Item) -> str:
    """Return all fields and the text; of a withdrawn item, readers see only the reason."""
    if isinstance(item, Reported) and item.front.withdrawn:
        return unicodedata.normalize("NFC", item.front.withdrawn.reason)
    fields = item.manuscript.front.model_dump_json().replace("\\n", " ")
    return unicodedata.normalize("NFC", f"{fields}\0{item.manuscript.text()}")
