"""Honours, each combined from all articles and profiles that report it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from newsroom.items.items import Exemplar, Recipient, Reported, ReportedHonour, Story
from newsroom.language.name_matching import name_key
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import name_provinces

COMMITTEE = name_key("Ủy ban nhân dân")


@dataclass(eq=False)
class HonourRecord:
    """An honour, combined from its reports; it is complete once all items are in the ledger.

    ``home`` reports it first, at ``position`` among its honours; ``sources`` are its articles in order
    of date, or else its profile; ``anchors`` are ids in the profiles of its recipients.
    """

    home: Reported
    position: int
    given: ReportedHonour
    collectives: int
    individuals: int
    sources: list[Reported]
    decision: Document | None = None
    stated_authority: str = ""
    stated_year: int | None = None
    recipients_by_name: dict[str, Recipient] = field(default_factory=dict)
    anchors: dict[Exemplar, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.join(self.given)

    def join(self, given: ReportedHonour) -> None:
        """Add the facts of *given*, from another article or a profile."""
        self.decision = self.decision or given.decision
        self.stated_authority = self.stated_authority or given.report.authority
        self.stated_year = self.stated_year or given.report.year
        for recipient in given.recipients:
            key = self._key_of(recipient)
            known = self.recipients_by_name.get(key, recipient)
            self.recipients_by_name[key] = replace(
                max(known, recipient, key=lambda either: either.url),
                unit=known.unit or recipient.unit,
                role=known.role or recipient.role,
            )

    def _key_of(self, recipient: Recipient) -> str:
        """Return the key of *recipient*: the name, with the unit if a namesake of another unit has that."""
        name, unit = name_key(recipient.name), name_key(recipient.unit)
        known = self.recipients_by_name.get(name)
        return name if not known or _are_compatible(name_key(known.unit), unit) else f"{name}\0{unit}"

    def receive(self, exemplar: Exemplar, anchor: str) -> None:
        """Add the recipient *exemplar*, whose profile states the honour at *anchor*."""
        name = name_key(exemplar.title)
        known = self.recipients_by_name.get(name)
        is_namesake = known and known.url not in {"", exemplar.url}
        key = exemplar.url if is_namesake else name
        facts = known if known and not is_namesake else Recipient("")
        self.recipients_by_name[key] = replace(facts, name=exemplar.title, url=exemplar.url)
        self.anchors[exemplar] = anchor

    def has_room_for(self, others: Iterable[Recipient]) -> bool:
        """Return whether its recipients and *others* are at most as many as were honoured, if known."""
        number = self.collectives + self.individuals
        names = self.recipients_by_name.keys() | set(map(self._key_of, others))
        return not number or len(names) <= number

    def may_be(self, given: ReportedHonour) -> bool:
        """Return whether all stated facts agree, numbers aside."""
        ours, theirs = self.given.report, given.report
        return (
            (self.given.award, ours.grade) == (given.award, theirs.grade)
            and _are_compatible(self.decision, given.decision)
            and _are_compatible(_authority_key(self.stated_authority), _authority_key(theirs.authority))
            and _are_compatible(self.stated_year, theirs.year)
        )

    @property
    def id(self) -> str:
        """The permanent address of its first report."""
        return f"{self.home.url}#{self.given.anchor}"

    @property
    def render_key(self) -> str:
        items = (self.home, *self.sources, *self.anchors)
        return " ".join([self.given.anchor, *(item.record_key for item in items)])

    @property
    def name(self) -> str:
        """The name of the award on the day."""
        return self.given.name

    @property
    def grade(self) -> str:
        return self.given.report.grade

    @property
    def status(self) -> str:
        return self.home.status

    @property
    def year(self) -> int:
        """The stated year, or else that of the first report."""
        return self.stated_year or self.given.year

    @property
    def authority(self) -> str:
        """The stated authority, or else the authority that the law names."""
        return self.stated_authority or self.given.authority

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        return tuple(self.recipients_by_name.values())

    @property
    def only_recipient(self) -> str:
        """The name of the only recipient; empty if there are more, or it has no name."""
        alone = self.collectives + self.individuals == 1 == len(self.recipients_by_name)
        return self.recipients[0].name if alone else ""

    @property
    def articles(self) -> list[Reported]:
        return [source for source in self.sources if isinstance(source, Story)]

    @property
    def other_sources(self) -> list[Reported]:
        """The sources without the page of ``id``."""
        return [source for source in self.sources if source is not self.home]

    @cached_property
    def campaigns(self) -> list[str]:
        """Slugs of the listed campaigns of its reports."""
        campaigns = (campaign for item in self._stating for campaign in item.campaigns)
        return sorted({campaign.slug for campaign in campaigns if campaign.status != "hidden"})

    @cached_property
    def units(self) -> list[str]:
        """Slugs of today's units of its reports."""
        return sorted({unit.slug for item in self._stating for unit in item.units})

    @property
    def provinces(self) -> tuple[str, ...]:
        """Names of the provinces of its reports, as of the time."""
        return tuple(dict.fromkeys(mention.name for item in self._stating for mention in item.provinces))

    @property
    def province_names(self) -> tuple[str, ...]:
        """Its provinces, as lists name them."""
        return name_provinces(self.provinces)

    @property
    def _stating(self) -> list[Reported]:
        """The items that state it: an article that only a profile names may be about other things."""
        return self.sources if isinstance(self.home, Story) else [self.home]


def own_honours(exemplar: Exemplar, records: Iterable[HonourRecord]) -> list[tuple[HonourRecord, str]]:
    """Return the honours of *exemplar*, latest year first, each with its id in the profile or "".

    Args:
        exemplar: If it is not listed, the register has no records of it, but its profile states its honours.
        records: Those in the register of which it is a recipient.
    """
    known = [(record, record.anchors.get(exemplar, "")) for record in records]
    stated = (HonourRecord(exemplar, 0, given, 0, 0, []) for given in exemplar.honours)
    known.sort(key=lambda pair: -pair[0].year)
    return known or [(record, record.given.anchor) for record in stated]


def _authority_key(text: str) -> str:
    """Return a key that is equal for full and abbreviated names of committees."""
    return name_key(text).replace(COMMITTEE, "ubnd")


def _are_compatible(ours: object, theirs: object) -> bool:
    return not ours or not theirs or ours == theirs
