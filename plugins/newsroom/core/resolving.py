"""From the names that editors wrote to the records that bear them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, TypeVar

from newsroom.core.documents import KnownDocuments, Meant
from newsroom.core.figures import figure_id
from newsroom.core.frontmatter import Where
from newsroom.core.markup import HONOURS_ID
from newsroom.core.models import ArticleFront, CampaignFront, ExemplarFront, PageFront
from newsroom.core.names import did_you_mean, equalise, shorten
from newsroom.core.problems import Problem
from newsroom.core.provinces import Mention
from newsroom.core.stories import (
    Campaign,
    Exemplar,
    FigureGiven,
    HonourGiven,
    Item,
    Manuscript,
    Page,
    Recipient,
    Story,
)
from newsroom.core.vietnamese import format_date, slugify
from newsroom.core.vocabularies import FOLDER, Register, Vocabularies
from newsroom.core.vocabulary_models import Document
from newsroom.core.withdrawal import LISTED, LISTED_HINT, clean, name_pattern, take_out

T = TypeVar("T")
Names: TypeAlias = (
    "tuple[tuple[Campaign, ...], tuple[Mention, ...], tuple[HonourGiven, ...], tuple[Document, ...]]"
)

LISTS = {  # by field, where it is not the list's own name
    "province": "provinces",
    "place": "provinces",
    "award": "awards",
    "cluster": "clusters",
    "decision": "documents",
    "campaign": "campaigns",
}


class Resolver:
    """Resolves manuscripts in turn.

    Exemplars name campaigns, and articles name both: add them in that order.
    """

    def __init__(
        self, vocabularies: Vocabularies, urls: Mapping[str, str], unread: frozenset[str] = frozenset()
    ) -> None:
        """Args: the closed lists, the address of each file, and the files that could not be understood."""
        self.lists = vocabularies
        self.urls = urls
        self.unreadable = vocabularies.unreadable | {path.partition("/")[0] for path in unread}
        self.campaigns: Register[Campaign] = Register("phong trào", _campaign_names)
        self.known = KnownDocuments(vocabularies.documents.things)
        self.exemplars: Register[Exemplar] = Register("điển hình", lambda one: (one.title, one.slug))
        self.problems: list[Problem] = []

    def add(self, manuscript: Manuscript) -> Item:
        """Resolve *manuscript*, noting as problems the names that nothing bears."""
        match manuscript.front:
            case CampaignFront() as front:
                documents = self._documents(manuscript, front.documents)
                cited = self._cited(manuscript, documents)
                campaign = Campaign(manuscript, front, self.urls, documents, cited=cited)
                for other in self.campaigns.add(campaign):
                    message = f"Tên hoặc tên khác của phong trào này trùng với “{other.title}”."
                    self.problems.append(campaign.problem(("title",), message, f"Xem content/{other.path}."))
                return campaign
            case ExemplarFront() as front:
                if front.withdrawn:
                    notice = clean(front.withdrawn, [name_pattern(front.title)])
                    front = front.model_copy(update={"withdrawn": notice})
                names = self._names(manuscript, front)
                cited = self._cited(manuscript, names[-1])
                exemplar = Exemplar(manuscript, front, self.urls, *names, cited=cited)
                self._add_exemplar(exemplar)
                return exemplar
            case ArticleFront() as front:
                exemplars = self._each(manuscript, "exemplars", front.exemplars, self.exemplars.get)
                gone = [one for one in exemplars if one.is_withdrawn]
                if gone:
                    self._tell_of_withdrawal(manuscript, front, gone)
                    manuscript, front = take_out(manuscript, front, gone)
                    exemplars = tuple(one for one in exemplars if one not in gone)
                campaigns, provinces, honours, documents = self._names(manuscript, front, exemplars)
                place = self._place(manuscript, front)
                return Story(
                    manuscript,
                    front,
                    self.urls,
                    campaigns,
                    tuple(dict.fromkeys((*provinces, place))) if place else provinces,
                    honours,
                    documents,
                    exemplars,
                    self._one(manuscript, ("cluster",), front.cluster, self.lists.clusters.get),
                    place,
                    tuple(self._figures(manuscript, front, campaigns)),
                    cited=self._cited(manuscript, documents),
                )
            case PageFront() as front:
                return Page(manuscript, front, self.urls, cited=self._cited(manuscript))
        raise TypeError(type(manuscript.front))

    def _add_exemplar(self, exemplar: Exemplar) -> None:
        """Enter it among the others, of whom none may have the same name, office and place."""
        for other in self.exemplars.add(exemplar):
            if _identity(other) == _identity(exemplar):
                message = f"Tên, chức vụ và nơi ở trùng với content/{other.path}: không phân biệt được."
                hint = "Ghi rõ “role”, “place” của mỗi người; cùng một người thì chỉ giữ một tệp."
                self.problems.append(exemplar.problem(("title",), message, hint))

    def _tell_of_withdrawal(self, manuscript: Manuscript, front: ArticleFront, gone: list[Exemplar]) -> None:
        for index, name in enumerate(front.exemplars):
            for one in gone:
                if equalise(name) in {equalise(one.title), equalise(one.slug)}:
                    told = manuscript.marks().problem(("exemplars", index), LISTED, LISTED_HINT)
                    self.problems.append(told.as_warning())

    def _names(
        self,
        manuscript: Manuscript,
        front: ArticleFront | ExemplarFront,
        exemplars: tuple[Exemplar, ...] = (),
    ) -> Names:
        return (
            self._each(manuscript, "campaigns", front.campaigns, self.campaigns.get),
            self._provinces(manuscript, front),
            tuple(self._honours(manuscript, front, exemplars)),
            self._documents(manuscript, front.documents),
        )

    def _one(self, manuscript: Manuscript, where: Where, name: str, find: Callable[[str], T]) -> T | None:
        if not name:
            return None
        try:
            found = find(name)
        except ValueError as error:
            if _list_of(where) not in self.unreadable:
                self.problems.append(manuscript.marks().problem(where, str(error), _where_to_look(where)))
            return None
        if isinstance(found, Item) and found.status == "draft" != manuscript.status:
            message = f"“{name}” còn là bản nháp hoặc chưa tới ngày đăng."
            self.problems.append(manuscript.marks().problem(where, message, f"Xem content/{found.path}."))
        return found

    def _each(
        self, manuscript: Manuscript, field: str, names: tuple[str, ...], find: Callable[[str], T]
    ) -> tuple[T, ...]:
        for index, name in enumerate(names):
            if name in names[:index]:
                message = f"“{shorten(name)}” có hai lần trong danh sách."
                self.problems.append(manuscript.marks().problem((field, index), message))
        found = (self._one(manuscript, (field, index), name, find) for index, name in enumerate(names))
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _documents(self, manuscript: Manuscript, names: tuple[str, ...]) -> tuple[Document, ...]:
        return self._each(manuscript, "documents", names, self.lists.document)

    def _cited(self, manuscript: Manuscript, declared: tuple[Document, ...] = ()) -> tuple[Meant | None, ...]:
        """What the body cites; a day that is printed and not that of the document is worth a warning."""
        for citation, line, column in manuscript.dated:
            wrong = self.known.contradiction(citation, manuscript.day, declared)
            if wrong:
                document, (year, month, day) = wrong
                known = format_date(document.date) if document.date else ""
                message = (
                    f"{document.name} ban hành ngày {known} theo danh mục; ở đây viết {day}/{month}/{year}."
                )
                hint = _where_to_look(("documents",))
                self.problems.append(Problem(manuscript.path, line, column, message, hint, warning=True))
        return self.known.meant_by_each(manuscript.citations, manuscript.day, declared)

    def _provinces(self, manuscript: Manuscript, front: ArticleFront | ExemplarFront) -> tuple[Mention, ...]:
        return self._each(manuscript, "provinces", front.provinces, self._find_province(manuscript))

    def _place(self, manuscript: Manuscript, front: ArticleFront) -> Mention | None:
        name = front.event.province if front.event else ""
        return self._one(manuscript, ("event", "province"), name, self._find_province(manuscript))

    def _find_province(self, manuscript: Manuscript) -> Callable[[str], Mention]:
        return lambda name: self.lists.provinces.resolve(name, manuscript.day)

    def _honours(
        self,
        manuscript: Manuscript,
        front: ArticleFront | ExemplarFront,
        exemplars: tuple[Exemplar, ...],
    ) -> Iterator[HonourGiven]:
        anchors: Counter[str] = Counter()
        profiles = Counter(equalise(one.title) for one in exemplars)
        urls = {equalise(one.title): one.url for one in exemplars if profiles[equalise(one.title)] == 1}
        for index, report in enumerate(front.honours):
            where = ("honours", index, "award")
            award = self._one(manuscript, where, report.award, self.lists.awards.get)
            if not award:
                continue
            if report.grade and report.grade not in award.grades:
                message = f"{award.name} không có “{report.grade}”.{did_you_mean(report.grade, award.grades)}"
                hint = _where_to_look(where)
                self.problems.append(manuscript.marks().problem((*where[:-1], "grade"), message, hint))
            if manuscript.day and report.year and report.year > front.date.year:
                message = f"Năm khen thưởng {report.year} sau ngày đăng bài."
                self.problems.append(manuscript.marks().problem((*where[:-1], "year"), message))
            decided = (*where[:-1], "decision")
            anchor = f"{HONOURS_ID}{slugify(f'{award.id} {report.grade}')}"
            anchors[anchor] += 1
            yield HonourGiven(
                award,
                award.name_at(manuscript.day),
                report,
                anchor=anchor if anchors[anchor] == 1 else f"{anchor}-{anchors[anchor]}",
                year=report.year or front.day.year,
                decision=self._one(manuscript, decided, report.decision, self.lists.document),
                recipients=tuple(Recipient(name, urls.get(equalise(name), "")) for name in report.recipients),
            )

    def _figures(
        self, manuscript: Manuscript, front: ArticleFront, campaigns: tuple[Campaign, ...]
    ) -> Iterator[FigureGiven]:
        """The figures, each in its own campaign; one that names none is in the article's only one."""
        seen: Counter[str] = Counter()
        for index, figure in enumerate(front.figures):
            where = ("figures", index)
            place = self._one(manuscript, (*where, "place"), figure.place, self._find_province(manuscript))
            named = self._one(manuscript, (*where, "campaign"), figure.campaign, self.campaigns.get)
            if named and named not in campaigns and len(campaigns) == len(front.campaigns):
                message = f"Bài không kể phong trào “{shorten(figure.campaign)}” ở “campaigns”."
                hint = "Thêm phong trào ấy vào “campaigns”, hoặc bỏ “campaign” của số liệu."
                self.problems.append(manuscript.marks().problem((*where, "campaign"), message, hint))
            only = campaigns[0] if len(campaigns) == 1 and not figure.campaign else None
            yield FigureGiven(figure_id(figure, place, seen), figure, place, named or only)


def _identity(exemplar: Exemplar) -> tuple[str, ...]:
    return tuple(map(equalise, (exemplar.title, exemplar.front.role, exemplar.front.place)))


def _campaign_names(campaign: Campaign) -> tuple[str, ...]:
    return (campaign.title, campaign.slug, *campaign.front.aliases)


def _list_of(where: Where) -> str:
    field = next(str(part) for part in reversed(where) if isinstance(part, str))
    return LISTS.get(field, field)


def _where_to_look(where: Where) -> str:
    name = _list_of(where)
    file = f"{name}/" if name in {"campaigns", "exemplars"} else f"{FOLDER}/{name}.yaml"
    return f"Xem content/{file}."
