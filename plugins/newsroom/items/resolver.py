"""From the names that editors wrote to the records that bear them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from newsroom.addresses import HONOURS_ID
from newsroom.content.manuscript import Manuscript
from newsroom.content.models import ArticleFront, CampaignFront, ExemplarFront, PageFront
from newsroom.documents.matching import CitedDocument, KnownDocuments
from newsroom.items.figure_ids import figure_id
from newsroom.items.items import (
    Campaign,
    Exemplar,
    Item,
    Page,
    Recipient,
    ReportedFigure,
    ReportedHonour,
    Story,
)
from newsroom.items.name_lookup import Lookup, where_to_look
from newsroom.items.withdrawal import LISTED, LISTED_HINT, clean, name_pattern, redact
from newsroom.language.name_matching import did_you_mean, name_key, shorten
from newsroom.language.vietnamese import format_date, slugify
from newsroom.vocabulary.closed_lists import NameIndex, Vocabularies
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import Mention

Resolved: TypeAlias = (
    "tuple[tuple[Campaign, ...], tuple[Mention, ...], tuple[ReportedHonour, ...], tuple[Document, ...]]"
)


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
        self.campaigns: NameIndex[Campaign] = NameIndex("phong trào", _campaign_names)
        self.known = KnownDocuments(vocabularies.documents.things)
        self.exemplars: NameIndex[Exemplar] = NameIndex("điển hình", lambda one: (one.title, one.slug))

    def add(self, manuscript: Manuscript) -> Item:
        """Resolve *manuscript*, and report the names that nothing bears."""
        names = Lookup(manuscript, self.unreadable)
        match manuscript.front:
            case CampaignFront() as front:
                documents = self._documents(names, front.documents)
                cited = self._cited(names, documents)
                campaign = Campaign(manuscript, front, self.urls, documents, cited=cited)
                for other in self.campaigns.add(campaign):
                    message = f"Tên hoặc tên khác của phong trào này trùng với “{other.title}”."
                    names.problems.fault(("title",), message, f"Xem content/{other.path}.")
                return campaign
            case ExemplarFront() as front:
                if front.withdrawn:
                    notice = clean(front.withdrawn, [name_pattern(front.title)])
                    front = front.model_copy(update={"withdrawn": notice})
                resolved = self._names(names, front)
                cited = self._cited(names, resolved[-1])
                exemplar = Exemplar(manuscript, front, self.urls, *resolved, cited=cited)
                self._add_exemplar(exemplar)
                return exemplar
            case ArticleFront() as front:
                exemplars = names.each("exemplars", front.exemplars, self.exemplars.get)
                gone = [one for one in exemplars if one.is_withdrawn]
                if gone:
                    self._warn_of_withdrawal(names, front, gone)
                    manuscript, front = redact(manuscript, front, gone)
                    exemplars = tuple(one for one in exemplars if one not in gone)
                campaigns, provinces, honours, documents = self._names(names, front, exemplars)
                place = self._place(names, front)
                return Story(
                    manuscript,
                    front,
                    self.urls,
                    campaigns,
                    tuple(dict.fromkeys((*provinces, place))) if place else provinces,
                    honours,
                    documents,
                    exemplars,
                    names.one(("cluster",), front.cluster, self.lists.clusters.get),
                    place,
                    tuple(self._figures(names, front, campaigns)),
                    cited=self._cited(names, documents),
                )
            case PageFront() as front:
                return Page(manuscript, front, self.urls, cited=self._cited(names))
        raise TypeError(type(manuscript.front))

    def _add_exemplar(self, exemplar: Exemplar) -> None:
        """Enter it among the others, of whom none may have the same name, office and place."""
        for other in self.exemplars.add(exemplar):
            if _identity(other) == _identity(exemplar):
                message = f"Tên, chức vụ và nơi ở trùng với content/{other.path}: không phân biệt được."
                hint = "Ghi rõ “role”, “place” của mỗi người; cùng một người thì chỉ giữ một tệp."
                exemplar.problems.fault(("title",), message, hint)

    def _warn_of_withdrawal(self, names: Lookup, front: ArticleFront, gone: list[Exemplar]) -> None:
        for index, name in enumerate(front.exemplars):
            for one in gone:
                if name_key(name) in {name_key(one.title), name_key(one.slug)}:
                    names.problems.warn(("exemplars", index), LISTED, LISTED_HINT)

    def _names(
        self,
        names: Lookup,
        front: ArticleFront | ExemplarFront,
        exemplars: tuple[Exemplar, ...] = (),
    ) -> Resolved:
        return (
            names.each("campaigns", front.campaigns, self.campaigns.get),
            self._provinces(names, front),
            tuple(self._honours(names, front, exemplars)),
            self._documents(names, front.documents),
        )

    def _documents(self, names: Lookup, said: tuple[str, ...]) -> tuple[Document, ...]:
        return names.each("documents", said, self.lists.document)

    def _cited(self, names: Lookup, declared: tuple[Document, ...] = ()) -> tuple[CitedDocument | None, ...]:
        """What the body cites; a day that is printed and not that of the document is worth a warning."""
        manuscript = names.manuscript
        for citation, line, column in manuscript.dated:
            wrong = self.known.find_contradicted(citation, manuscript.day, declared)
            if wrong and wrong.date:
                day = format_date(wrong.date)
                message = f"{wrong.name} ban hành ngày {day} theo danh mục; ở đây viết {citation.printed}."
                names.problems.warn((line, column), message, where_to_look(("documents",)))
        return self.known.find_each(manuscript.citations, manuscript.day, declared)

    def _provinces(self, names: Lookup, front: ArticleFront | ExemplarFront) -> tuple[Mention, ...]:
        return names.each("provinces", front.provinces, self._find_province(names))

    def _place(self, names: Lookup, front: ArticleFront) -> Mention | None:
        name = front.event.province if front.event else ""
        return names.one(("event", "province"), name, self._find_province(names))

    def _find_province(self, names: Lookup) -> Callable[[str], Mention]:
        return lambda name: self.lists.provinces.resolve(name, names.manuscript.day)

    def _honours(
        self,
        names: Lookup,
        front: ArticleFront | ExemplarFront,
        exemplars: tuple[Exemplar, ...],
    ) -> Iterator[ReportedHonour]:
        anchors: Counter[str] = Counter()
        profiles = Counter(name_key(one.title) for one in exemplars)
        urls = {name_key(one.title): one.url for one in exemplars if profiles[name_key(one.title)] == 1}
        for index, report in enumerate(front.honours):
            where = ("honours", index)
            award = names.one((*where, "award"), report.award, self.lists.awards.get)
            if not award:
                continue
            if report.grade and report.grade not in award.grades:
                message = f"{award.name} không có “{report.grade}”.{did_you_mean(report.grade, award.grades)}"
                names.problems.fault((*where, "grade"), message, where_to_look((*where, "award")))
            if names.manuscript.day and report.year and report.year > front.date.year:
                message = f"Năm khen thưởng {report.year} sau ngày đăng bài."
                names.problems.fault((*where, "year"), message)
            anchor = f"{HONOURS_ID}{slugify(f'{award.id} {report.grade}')}"
            anchors[anchor] += 1
            yield ReportedHonour(
                award,
                award.name_at(names.manuscript.day),
                report,
                anchor=anchor if anchors[anchor] == 1 else f"{anchor}-{anchors[anchor]}",
                year=report.year or front.day.year,
                decision=names.one((*where, "decision"), report.decision, self.lists.document),
                recipients=tuple(Recipient(name, urls.get(name_key(name), "")) for name in report.recipients),
            )

    def _figures(
        self, names: Lookup, front: ArticleFront, campaigns: tuple[Campaign, ...]
    ) -> Iterator[ReportedFigure]:
        """The figures, each in its own campaign; one that names none is in the article's only one."""
        seen: Counter[str] = Counter()
        for index, figure in enumerate(front.figures):
            where = ("figures", index)
            place = names.one((*where, "place"), figure.place, self._find_province(names))
            named = names.one((*where, "campaign"), figure.campaign, self.campaigns.get)
            if named and named not in campaigns and len(campaigns) == len(front.campaigns):
                message = f"Bài không kể phong trào “{shorten(figure.campaign)}” ở “campaigns”."
                hint = "Thêm phong trào ấy vào “campaigns”, hoặc bỏ “campaign” của số liệu."
                names.problems.fault((*where, "campaign"), message, hint)
            only = campaigns[0] if len(campaigns) == 1 and not figure.campaign else None
            yield ReportedFigure(figure_id(figure, place, seen), figure, place, named or only)


def _identity(exemplar: Exemplar) -> tuple[str, ...]:
    return tuple(map(name_key, (exemplar.title, exemplar.front.role, exemplar.front.place)))


def _campaign_names(campaign: Campaign) -> tuple[str, ...]:
    return (campaign.title, campaign.slug, *campaign.front.aliases)
