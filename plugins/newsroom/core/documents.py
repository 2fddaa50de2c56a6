"""Which document a citation means, by its number, its names, its day and who issued it; never by guess."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from newsroom.core.citations import Citation, find_citations, this_sentence
from newsroom.core.claims import Claim, Day, read_claim
from newsroom.core.names import name_key
from newsroom.core.vocabulary_models import Document

# Signs that every province, district or department uses: they do not say whose document it is.
_LOCAL = re.compile(r"ubnd|hđnd|mttq|btv|tu|hu|thu|đu|qu|s[a-zđ]{2,}")
_WORD = re.compile(r"\w+")


class Meant(NamedTuple):
    """The document that a citation means, and how many of its characters name it."""

    document: Document
    length: int


class Contradiction(NamedTuple):
    """A document that is cited with a day that is not its own."""

    document: Document
    printed: Day


@dataclass(frozen=True)
class _Known:
    document: Document
    number: str
    names: tuple[str, ...]  # aliases with its number in them


class KnownDocuments:
    """The documents of the closed list, asked by citations."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._numbered: dict[str, list[_Known]] = defaultdict(list)
        self._named: dict[str, list[tuple[str, Document]]] = defaultdict(list)
        self._claimed: dict[Citation, tuple[Claim, ...]] = {}
        for document in documents:
            numbered = []
            for alias in document.aliases:
                start, citation = next(find_citations(alias), (1, None))
                if citation and not start and citation.number:
                    numbered.append((bare_number(citation.number), name_key(alias)))
                elif citation and not start:
                    self._named[citation.kind].append((name_key(alias), document))
            own = bare_number(document.number)
            for bare in {own, *(bare for bare, _ in numbered)}:
                names = tuple(alias for number, alias in numbered if number == bare)
                self._numbered[bare].append(_Known(document, name_key(document.number), names))

    def meant_by_each(
        self, citations: Sequence[Citation], day: date | None, own: Collection[Document]
    ) -> tuple[Meant | None, ...]:
        """What each of the *citations* of one text means; a document is given only the first time.

        Args:
            day: When the text's names are understood; None: at any time.
            own: The documents that its editor has declared.
        """
        seen: set[Document] = set()
        result: list[Meant | None] = []
        for citation in citations:
            meant = self.meant(citation, day, own)
            if meant and meant.document in seen:
                meant = None
            elif meant:
                seen.add(meant.document)
            result.append(meant)
        return tuple(result)

    def meant(self, citation: Citation, day: date | None, own: Collection[Document]) -> Meant | None:
        """The one known document that *citation* can mean at *day*, if there is exactly one."""
        possible = (claim for claim in self._claims(citation) if claim.may_be_meant(day, own))
        claims = [
            claim
            for claim in possible
            if not claim.doubtful or (claim.document in own and not claim.known_day)
        ]
        claims = [claim for claim in claims if claim.is_confirmed] or claims
        declared = [claim for claim in claims if claim.document in own]
        if len(declared or claims) != 1:
            return None
        (claim,) = declared or claims
        if declared or claim.is_certain:
            return Meant(claim.document, claim.length)
        return None

    def contradiction(
        self, citation: Citation, day: date | None, own: Collection[Document]
    ) -> Contradiction | None:
        """The one document that *citation* can mean but for the day that is printed, and that day.

        A document of another year may well have the same number: then the days must be alike.
        """
        every = self._claims(citation)
        claims = [claim for claim in every if claim.may_be_meant(day, own)]
        if len(claims) != 1 or any(claim.is_confirmed for claim in every):
            return None
        (claim,) = claims
        known, printed = claim.known_day, claim.day
        if claim.apart or not (known and printed and (claim.sure or claim.issued or claim.document in own)):
            return None
        alike = printed[0] == known[0] or printed[1:] == known[1:]
        return Contradiction(claim.document, printed) if alike else None

    def _claims(self, citation: Citation) -> tuple[Claim, ...]:
        """What it says of each document that it can mean; remembered, for articles cite in the same words."""
        if citation not in self._claimed:
            read = self._claims_by_number if citation.number else self._claims_by_name
            self._claimed[citation] = tuple(read(citation))
        return self._claimed[citation]

    def _claims_by_number(self, citation: Citation) -> Iterator[Claim]:
        said = name_key(citation.number)
        has_sign = not citation.number.isdecimal()
        text = citation.words + citation.after
        for known in self._numbered.get(bare_number(citation.number), ()):
            document = known.document
            is_named = any(_bears(text, name) for name in known.names)
            if citation.kind and citation.kind.casefold() != document.kind.casefold():
                continue
            exact = has_sign and said == known.number
            both_have_signs = has_sign and not document.number.isdecimal()
            if both_have_signs and not exact and not is_named:
                continue
            sure = exact and not _is_local(said)
            length = len(citation.words)
            yield read_claim(document, length, citation.after, exact=exact, named=bool(is_named), sure=sure)

    def _claims_by_name(self, citation: Citation) -> Iterator[Claim]:
        """Those that bear the longest name that the words begin with."""
        found = [
            (length, document)
            for name, document in self._named.get(citation.kind, ())
            if (length := _bears(citation.words, name))
        ]
        longest = max((length for length, _ in found), default=0)
        for length, document in found:
            if length == longest:
                after = this_sentence(f"{citation.words[length:]}{citation.after}")
                yield read_claim(document, length, after, exact=True, named=True, sure=True)


def bare_number(number: str) -> str:
    """``666`` of ``666/QĐ-TTg``, ``1`` of ``01-KH/BCĐTW``."""
    return re.split(r"[/-]", name_key(number))[0].lstrip("0")


def _is_local(number: str) -> bool:
    return any(_LOCAL.fullmatch(part) for part in re.split(r"[/-]", number)[1:])


def _bears(text: str, name: str) -> int:
    """How many characters of *text*, at its beginning, are the *name*; 0 when it begins otherwise."""
    for word in _WORD.finditer(text):
        so_far = name_key(text[: word.end()])
        if so_far == name:
            goes_on = re.match(r"[/–-]\w", text[word.end() :])
            return 0 if goes_on else word.end()
        if not name.startswith(so_far):
            return 0
    return 0
