"""Fragments that many pages share, each drawn once for an environment."""

from collections.abc import Hashable
from functools import cache
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.runtime import Macro


class Fragments(Extension):
    """A function ``once(macro, subject, *arguments)`` for templates, which caches the drawn text."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)

        @cache
        def draw(macro: Macro, *arguments: Hashable) -> str:
            return macro(*arguments)

        def once(macro: Macro, subject: Any, *arguments: Hashable) -> str:
            if isinstance(subject, Hashable):
                return draw(macro, subject, *arguments)
            return macro(subject, *arguments)

        environment.globals["once"] = once
