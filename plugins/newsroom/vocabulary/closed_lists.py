"""The closed lists, and their records by name.

Texts are compared by ``language.name_matching``; fields of articles are looked up, and unknown names
reported, by ``items.name_lookup``. Look-ups that fail raise ValueError with a Vietnamese message.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from newsroom.files.field_types import Model
from newsroom.files.validation import read_yaml
from newsroom.identity.models import SITE_FILE, Category
from newsroom.identity.reading import Identity, load_identity
from newsroom.language.name_matching import Suggestions, did_you_mean, join_choices, name_key, shorten
from newsroom.problems import FileProblems, Problems
from newsroom.vocabulary import models
from newsroom.vocabulary.models import Award, Cluster, Document, OrgUnit
from newsroom.vocabulary.provinces import Provinces

VOCABULARIES_FOLDER = "vocabularies"
_NAMES = ("provinces", "awards", "documents", "clusters", "units")
VOCABULARY_PATHS = {f"{VOCABULARIES_FOLDER}/{name}.yaml" for name in _NAMES}
DOCUMENTS_PATH = f"{VOCABULARIES_FOLDER}/documents.yaml"
MOST_NAMESAKES = 20  # in a message
T = TypeVar("T")
M = TypeVar("M", bound=Model)


class NameIndex(Generic[T]):
    """An index of things by all their names, the main name first."""

    def __init__(
        self,
        kind: str,
        names_of: Callable[[T], Iterable[str]],
        things: Iterable[T] = (),
        *,
        by_part: bool = False,
    ) -> None:
        self.kind = kind
        self.names_of = names_of
        self._by_part = by_part  # see NameList
        self.things: list[T] = []
        self._by_name: dict[str, list[T]] = {}
        self._suggestions = Suggestions(self._main_names, self._other_names, by_part=by_part)
        for thing in things:
            self.add(thing)

    def _main_names(self) -> Iterator[str]:
        return (next(iter(self.names_of(thing))) for thing in self.things)

    def _other_names(self) -> Iterator[str]:
        return (name for thing in self.things for name in list(self.names_of(thing))[1:])

    def add(self, thing: T) -> list[T]:
        """Add *thing* under all its names; return the first other thing with each name that it shares."""
        self.things.append(thing)
        self._suggestions = Suggestions(self._main_names, self._other_names, by_part=self._by_part)
        others = []
        for name in {name_key(name) for name in self.names_of(thing)}:
            namesakes = self._by_name.setdefault(name, [])
            others += namesakes[:1]
            namesakes.append(thing)
        return others

    def find(self, name: str) -> list[T]:
        """Return all things with that *name*, at least one."""
        found = self._by_name.get(name_key(name))
        if not found:
            raise self._suggestions.error(f"Không có {self.kind} “{shorten(name)}”.", name)
        return found

    def get(self, name: str) -> T:
        """Return the only thing with that *name*; the second names must distinguish namesakes."""
        found = self.find(name)
        if len(found) > 1:
            others = ", ".join(list(self.names_of(thing))[1] for thing in found[:MOST_NAMESAKES])
            raise ValueError(f"Có nhiều {self.kind} tên “{shorten(name)}”: viết rõ một trong {others}.")
        return found[0]


@dataclass(frozen=True)
class Vocabularies:
    provinces: Provinces
    awards: NameIndex[Award]
    documents: NameIndex[Document]
    clusters: NameIndex[Cluster]
    categories: NameIndex[Category]
    identity: Identity
    units: NameIndex[OrgUnit]
    digest: str  # of their files
    unreadable: frozenset[str]  # names of lists with problems, which may lack records
    texts: Mapping[str, str]  # of their files, by path

    def document(self, name: str) -> Document:
        """Return the only document with that *name*."""
        found = self.documents.find(name)
        if len(found) > 1:
            years = ", ".join(
                f"“{other.name} năm {other.date.year}”" for other in found[:MOST_NAMESAKES] if other.date
            )
            advice = f"viết rõ năm, {years}" if years else "ghi ngày của chúng trong danh mục"
            raise ValueError(f"Có nhiều văn bản “{shorten(name)}”: {advice}.")
        return found[0]


def load_vocabularies(content: Path, files: FileProblems) -> Vocabularies:
    """Read the lists and the identity below *content*; report what is unreadable and leave it empty.

    A newsroom may do without the list of units.
    """
    texts: dict[str, str] = {}
    digest = hashlib.sha256()

    def read(name: str, model: type[M]) -> M:
        path = f"{VOCABULARIES_FOLDER}/{name}.yaml"
        records, texts[path], data = read_yaml(content, path, model, files[path])
        digest.update(hashlib.sha256(data).digest())
        return records

    provinces = Provinces(read("provinces", models.ProvincesFile))
    awards = NameIndex("hình thức khen thưởng", _award_names, read("awards", models.AwardsFile).awards)
    documents = NameIndex("văn bản", _document_names, read("documents", models.DocumentsFile).documents)
    identity = load_identity(content, files)
    found = read("clusters", models.ClustersFile).clusters
    if not files[SITE_FILE].has_faults:
        _check_kinds(
            found,
            [kind.name for kind in identity.site.cluster_kinds],
            files[f"{VOCABULARIES_FOLDER}/clusters.yaml"],
        )
    clusters = NameIndex("cụm, khối thi đua", _names, found)
    has_units = os.path.lexists(content / VOCABULARIES_FOLDER / "units.yaml")
    units = NameIndex("đơn vị", _names, read("units", models.UnitsFile).units if has_units else ())
    texts[SITE_FILE] = identity.text
    digest.update(identity.digest.encode())
    categories = NameIndex("chuyên mục", _category_names, identity.site.categories)
    unreadable = frozenset(Path(path).stem for path in texts if files[path].has_faults)
    if files[SITE_FILE].has_faults:
        unreadable |= {"category"}
    lists = (provinces, awards, documents, clusters, categories, identity, units)
    return Vocabularies(*lists, digest.hexdigest(), unreadable, texts)


def _check_kinds(clusters: Iterable[Cluster], kinds: list[str], problems: Problems) -> None:
    for index, cluster in enumerate(clusters):
        if name_key(cluster.kind) not in map(name_key, kinds):
            message = f"Không có loại “{shorten(cluster.kind)}”.{did_you_mean(cluster.kind, kinds)}"
            hint = (
                f"Chọn một trong: {join_choices(kinds)}. Loại khác thì ghi vào cluster_kinds của {SITE_FILE}."
            )
            problems.fault(("clusters", index, "kind"), message, hint)


def _award_names(award: Award) -> list[str]:
    return [award.name, award.id, *award.aliases, *(past.name for past in award.names)]


def _document_names(document: Document) -> list[str]:
    names = [document.name, document.number, f"{document.kind} số {document.number}", *document.aliases]
    if document.date:
        names += [f"{name} năm {document.date.year}" for name in names[:3]]
    return names


def _category_names(category: Category) -> list[str]:
    return [category.name, category.url]


def _names(thing: Cluster | OrgUnit) -> list[str]:
    return [thing.name, thing.id, *thing.aliases]
