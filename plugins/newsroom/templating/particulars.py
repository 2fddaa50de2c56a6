"""What the publisher has still to say of himself before the site goes public."""

from __future__ import annotations

from collections.abc import Mapping


def filled(particulars: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What is told of the publisher, without placeholders."""
    return tuple((name, value) for name, value in particulars.items() if not value.startswith("["))


def unfilled(particulars: Mapping[str, str], siteurl: str) -> list[str]:
    """The names of the settings that are still placeholders: ``[in brackets]``, or a host that cannot be."""
    names = [name for name, value in particulars.items() if value.startswith("[")]
    return [*names, "SITEURL"] if siteurl.endswith(".example") else names
