"""The particulars of the publisher, some of which are still placeholders."""

from collections.abc import Mapping


def filled(particulars: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return names and values of the particulars that are no placeholders."""
    return tuple((name, value) for name, value in particulars.items() if not value.startswith("["))


def unfilled(particulars: Mapping[str, str], siteurl: str) -> list[str]:
    """Return the names of settings that are placeholders: ``[in brackets]``, or a reserved host."""
    names = [name for name, value in particulars.items() if value.startswith("[")]
    return [*names, "address"] if siteurl.endswith(".example") else names
