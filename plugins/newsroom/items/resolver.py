"""Resolution of the names in manuscripts."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from newsroom.addresses import HONOURS_ID
from newsroom.content.manuscript import Manuscript
from newsroom.content.models import ArticleFront, CampaignFront, ExemplarFront, Figure, Honour, PageFront
from newsroom.content.parser import UNKNOWN_CATEGORY
from newsroom.documents.matching import CitedDocument, KnownDocuments
from newsroom.files.yaml_writing import quote
from newsroom.identity.models import SITE_FILE, Category
from newsroom.items.items import (
    Campaign,
    Exemplar,
    Item,
    Page,
    Recipient,
    ReportedFigure,
    ReportedHonour,
    Story,
    ground_of,
)
from newsroom.items.name_lookup import Lookup, where_to_look
from newsroom.items.withdrawal import LISTED, LISTED_HINT, clean, redact
from newsroom.language.name_matching import did_you_mean, join_choices, name_key, shorten
from newsroom.language.vietnamese import format_date, slugify
from newsroom.problems import Where
from newsroom.vocabulary.closed_lists import NameIndex, Vocabularies
from newsroom.vocabulary.models import OTHER_AWARD, Award, Document
from newsroom.vocabulary.provinces import Mention

IN_WORDS = (
    "Xem content/vocabularies/awards.yaml. Danh mục không có thì viết award: {{name: {}, authority: …}}."
)
NOT_LISTED = "“{}” không có trong danh mục: hiện như đã viết, và được tính vào “khác”."
NOT_LISTED_HINT = 'Hay gặp thì thêm vào danh mục: invoke new --kind "khen thưởng".'


class Resolver:
    """A resolver of manuscripts.

    Exemplars name campaigns, and articles name both, so manuscripts must be added in that order.
    """

    def __init__(
        self, vocabularies: Vocabularies, urls: Mapping[str, str], unread: frozenset[str] = frozenset()
    ) -> None:
        """Take the closed lists, the address of each file, and the files that could not be parsed."""
        self.lists = vocabularies
        self.urls = urls
        self.unreadable = vocabularies.unreadable | {path.partition("/")[0] for path in unread}
        self.campaigns: NameIndex[Campaign] = NameIndex(
            "phong trào",
            lambda campaign: (campaign.title, campaign.slug, *campaign.front.other_names),
            by_part=True,
        )
        self.exemplars: NameIndex[Exemplar] = NameIndex(
            "điển hình", lambda exemplar: (exemplar.title, exemplar.slug)
        )
        self.known = KnownDocuments(vocabularies.documents.things)
        self._awards_in_words: dict[str, Award] = {}  # by key of their names
        self._first_exemplars: dict[tuple[str, ...], Exemplar] = {}  # with a name, role and place

    def add(self, manuscript: Manuscript) -> Item:
        """Resolve *manuscript*, and report unknown names."""
        names = Lookup(manuscript, self.unreadable)
        match manuscript.front:
            case PageFront() as front:
                return Page(manuscript, front, self.urls, cited=self._cited(names))
            case CampaignFront() as front:
                documents = names.find_all("documents", front.documents, self.lists.document)
                cited = self._cited(names, documents)
                campaign = Campaign(manuscript, front, self.urls, documents, cited=cited)
                for other in self.campaigns.add(campaign):
                    message = f"Tên hoặc tên khác của phong trào này trùng với “{other.title}”."
                    names.problems.fault(("title",), message, f"Xem content/{other.path}.")
                return campaign
            case ExemplarFront() as front:
                if front.withdrawn:
                    notice = clean(front.withdrawn, [front.title])
                    front = front.model_copy(update={"withdrawn": notice})
                exemplar = Exemplar(manuscript, front, self.urls, **self._resolve(names, front))
                self._add_exemplar(exemplar)
                return exemplar
            case ArticleFront() as front:
                return self._make_story(names, manuscript, front)
        raise TypeError(type(manuscript.front))

    def _add_exemplar(self, exemplar: Exemplar) -> None:
        """Add *exemplar*; report another exemplar with the same name, role and place."""
        self.exemplars.add(exemplar)
        other = self._first_exemplars.setdefault(_identity(exemplar), exemplar)
        if other is not exemplar:
            message = f"Tên, chức vụ và nơi ở trùng với content/{other.path}: không phân biệt được."
            hint = "Ghi rõ “role”, “place” của mỗi người; cùng một người thì chỉ giữ một tệp."
            exemplar.problems.fault(("title",), message, hint)

    def _make_story(self, names: Lookup, manuscript: Manuscript, front: ArticleFront) -> Story:
        exemplars = names.find_all("exemplars", front.exemplars, self.exemplars.get)
        withdrawn = [exemplar for exemplar in exemplars if exemplar.is_withdrawn]
        if withdrawn:
            keys = {name_key(name) for exemplar in withdrawn for name in (exemplar.title, exemplar.slug)}
            for index, name in enumerate(front.exemplars):
                if name_key(name) in keys:
                    names.problems.warn(("exemplars", index), LISTED, LISTED_HINT)
            manuscript, front = redact(manuscript, front, withdrawn)
            exemplars = tuple(exemplar for exemplar in exemplars if not exemplar.is_withdrawn)
        resolved = self._resolve(names, front, exemplars)
        province = front.event.province if front.event else ""
        place = names.find(("event", "province"), province, self._find_province(names))
        if place:
            resolved["provinces"] = tuple(dict.fromkeys((*resolved["provinces"], place)))
        return Story(
            manuscript,
            front,
            self.urls,
            **resolved,
            category=self._category(names, front.category),
            exemplars=exemplars,
            cluster=names.find(("cluster",), front.cluster, self.lists.clusters.get),
            place=place,
            figures=tuple(self._figures(names, front, resolved["campaigns"])),
        )

    def _resolve(
        self, names: Lookup, front: ArticleFront | ExemplarFront, exemplars: tuple[Exemplar, ...] = ()
    ) -> dict[str, Any]:
        """Return the fields of Reported; only an article has *exemplars*."""
        documents = names.find_all("documents", front.documents, self.lists.document)
        return {
            "campaigns": names.find_all("campaigns", front.campaigns, self.campaigns.get),
            "provinces": names.find_all("provinces", front.provinces, self._find_province(names)),
            "honours": tuple(self._honours(names, front, exemplars)),
            "documents": documents,
            "org_units": names.find_all("units", front.units, self.lists.units.get),
            "cited": self._cited(names, documents),
        }

    def _category(self, names: Lookup, name: str) -> Category:
        """Return the category with that *name*, or else the first."""
        categories = self.lists.categories
        known = [category.name for category in categories.things]
        hint = f"Chọn một trong: {join_choices(known)}. Danh mục ở content/{SITE_FILE}."
        asked = "" if name == UNKNOWN_CATEGORY else name  # its absence has been reported
        return names.find(("category",), asked, categories.get, lambda: hint) or categories.things[0]

    def _cited(self, names: Lookup, declared: tuple[Document, ...] = ()) -> tuple[CitedDocument | None, ...]:
        """Find the documents that the body cites; warn of a printed date that contradicts the document's."""
        manuscript = names.manuscript
        for citation, line, column in manuscript.dated:
            wrong = self.known.find_contradicted(citation, manuscript.day, declared)
            if wrong and wrong.date:
                day = format_date(wrong.date)
                message = f"{wrong.name} ban hành ngày {day} theo danh mục; ở đây viết {citation.printed}."
                names.problems.warn((line, column), message, where_to_look(("documents",)))
        return self.known.find_each(manuscript.citations, manuscript.day, declared)

    def _find_province(self, names: Lookup) -> Callable[[str], Mention]:
        return lambda name: self.lists.provinces.resolve(name, names.manuscript.day)

    def _honours(
        self, names: Lookup, front: ArticleFront | ExemplarFront, exemplars: tuple[Exemplar, ...]
    ) -> Iterator[ReportedHonour]:
        anchors: Counter[str] = Counter()
        profiles = Counter(name_key(exemplar.title) for exemplar in exemplars)
        urls = {name_key(exemplar.title): exemplar.url for exemplar in exemplars}
        urls = {name: url for name, url in urls.items() if profiles[name] == 1}
        for index, report in enumerate(front.honours):
            where = ("honours", index)
            award = self._find_award(names, (*where, "award"), report)
            if not award:
                continue
            is_listed = award.id != OTHER_AWARD
            if is_listed and report.grade and report.grade not in award.grades:
                message = f"{award.name} không có “{report.grade}”.{did_you_mean(report.grade, award.grades)}"
                names.problems.fault((*where, "grade"), message, where_to_look((*where, "award")))
            if names.manuscript.day and report.year and report.year > front.date.year:
                message = f"Năm khen thưởng {report.year} sau ngày đăng bài."
                names.problems.fault((*where, "year"), message)
            authority = report.authority or report.award.authority
            yield ReportedHonour(
                award,
                award.name_at(names.manuscript.day) if is_listed else report.award.name,
                report.model_copy(update={"authority": authority}),
                anchor=_number_id(f"{HONOURS_ID}{slugify(f'{award.id} {report.grade}')}", anchors),
                year=report.year or front.day.year,
                decision=names.find((*where, "decision"), report.decision, self.lists.document),
                recipients=tuple(
                    Recipient(one.name, urls.get(name_key(one.name), ""), one.unit, one.role)
                    for one in report.recipients
                ),
            )

    def _find_award(self, names: Lookup, where: Where, report: Honour) -> Award | None:
        """Find the award of *report* in the list, or make it of its words; articles share such awards."""
        name, authority = report.award.name, report.award.authority
        if not authority:
            return names.find(where, name, self.lists.awards.get, lambda: self._advise_on_award(name))
        try:
            award = self.lists.awards.get(name)
        except ValueError:
            names.problems.warn(where, NOT_LISTED.format(shorten(name)), NOT_LISTED_HINT)
            award = Award(id=OTHER_AWARD, name=name, kind="khác")
            return self._awards_in_words.setdefault(name_key(name), award)
        message = f"“{shorten(name)}” có trong danh mục: được tính vào “{award.name}”."
        names.problems.warn(where, message, f"Viết award: {quote(award.name)}; cấp khác thì ghi “authority”.")
        return award

    def _advise_on_award(self, name: str) -> str:
        """Write the hint for the unknown award *name*, which may be a known award with its grade."""
        key = name_key(name)
        graded = ((award.name, grade) for award in self.lists.awards.things for grade in award.grades)
        found = next((pair for pair in graded if name_key(" ".join(pair)) == key), None)
        return "Viết award: {}, grade: {}.".format(*found) if found else IN_WORDS.format(quote(name))

    def _figures(
        self, names: Lookup, front: ArticleFront, campaigns: tuple[Campaign, ...]
    ) -> Iterator[ReportedFigure]:
        """Yield the figures, each with its own campaign or else the only campaign of the article."""
        seen: Counter[str] = Counter()
        known = set(campaigns)
        for index, figure in enumerate(front.figures):
            where = ("figures", index)
            place = names.find((*where, "place"), figure.place, self._find_province(names))
            named = names.find((*where, "campaign"), figure.campaign, self.campaigns.get)
            if named and named not in known and len(campaigns) == len(front.campaigns):
                message = f"Bài không kể phong trào “{shorten(figure.campaign)}” ở “campaigns”."
                hint = "Thêm phong trào ấy vào “campaigns”, hoặc bỏ “campaign” của số liệu."
                names.problems.fault((*where, "campaign"), message, hint)
            only = campaigns[0] if len(campaigns) == 1 and not figure.campaign else None
            yield ReportedFigure(_number_id(_figure_id(figure, place), seen), figure, place, named or only)


def _figure_id(figure: Figure, place: Mention | None) -> str:
    """Make an id that stays when the value is corrected."""
    ground = "-".join(ground_of(place)) if place else ""
    facts = (name_key(figure.what), name_key(figure.unit), ground, str(figure.date or ""))
    return f"so-lieu-{hashlib.sha256(chr(0).join(facts).encode()).hexdigest()[:8]}"


def _number_id(name: str, seen: Counter[str]) -> str:
    """Number an id that has been *seen* before on the page."""
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def _identity(exemplar: Exemplar) -> tuple[str, ...]:
    return tuple(map(name_key, (exemplar.title, exemplar.front.role, exemplar.front.place)))
