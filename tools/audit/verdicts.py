"""Measurements beside their limits."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The worst value of something, and the page that has it.

    ``value`` is None where there was nothing to measure, ``limit`` where the value is only told.
    """

    what: str
    value: float | None
    where: str = ""
    limit: float | None = None
    is_least: bool = False

    @property
    def is_missed(self) -> bool:
        """Return whether the value is beyond the limit."""
        if self.value is None or self.limit is None:
            return False
        return self.value < self.limit if self.is_least else self.value > self.limit

    def __str__(self) -> str:
        """``0.44 ≤ 0.5``, green, or ``0.99 > 0.5``, red; without a limit, the value alone."""
        if self.value is None:
            return "–"
        value = _figure(self.value)
        if self.limit is None:
            return value
        signs = ("<", "≥") if self.is_least else (">", "≤")
        sign, colour = (signs[0], "red") if self.is_missed else (signs[1], "green")
        return f"[{colour}]{value} {sign} {_figure(self.limit)}[/]"


def at_most(what: str, values: Mapping[str, float | None], limit: float | None = None) -> Verdict:
    """The largest of *values*, which are named by their pages."""
    where, value = max(_known(values), key=lambda pair: pair[1], default=("", None))
    return Verdict(what, value, where, limit)


def at_least(what: str, values: Mapping[str, float | None], limit: float) -> Verdict:
    """The smallest of *values*, which are named by their pages."""
    where, value = min(_known(values), key=lambda pair: pair[1], default=("", None))
    return Verdict(what, value, where, limit, is_least=True)


def _known(values: Mapping[str, float | None]) -> list[tuple[str, float]]:
    return [(where, value) for where, value in values.items() if value is not None]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 100 else f"{value:.3g}"
