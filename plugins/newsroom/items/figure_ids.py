"""Ids of the figures on the page of an article, which stay when a value is corrected."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TypeAlias

from newsroom.content.models import Figure
from newsroom.language.name_matching import name_key
from newsroom.vocabulary.provinces import Mention

Ground: TypeAlias = "tuple[str, str]"


def figure_id(report: Figure, place: Mention | None, seen: Counter[str]) -> str:
    """Make an id for one figure of an article, whose earlier ones have been *seen*."""
    ground = "-".join(ground_of(place)) if place else ""
    told = (name_key(report.what), name_key(report.unit), ground, str(report.date or ""))
    key = f"so-lieu-{hashlib.sha256(chr(0).join(told).encode()).hexdigest()[:8]}"
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"


def ground_of(mention: Mention) -> Ground:
    """Identify a territory: a unit that took in others is no longer the same."""
    part = mention.former.slug if mention.former and len(mention.unit.former) > 1 else ""
    return mention.unit.slug, part
