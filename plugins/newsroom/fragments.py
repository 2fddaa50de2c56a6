"""Parts that many pages share, drawn once."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any

from jinja2.runtime import Macro


def once(macro: Macro, subject: Any, *arguments: Hashable) -> str:
    """What *macro* draws of *subject*, remembered for as long as the process runs."""
    if isinstance(subject, Hashable):
        return _draw(macro, subject, *arguments)
    return macro(subject, *arguments)


def forget() -> None:
    """Forget what was drawn: another build has templates of its own."""
    _draw.cache_clear()


@cache
def _draw(macro: Macro, *arguments: Hashable) -> str:
    return macro(*arguments)
