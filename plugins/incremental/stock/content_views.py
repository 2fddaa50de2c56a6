"""Attributes of contents as templates see them, each worked out once while nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from incremental.stock.values import Values

Call: TypeAlias = "tuple[str, tuple[Any, ...] | None]"  # an attribute, and the arguments if it is a method

_WORKED_OUT = {"_slug", "_output_location_referenced"}  # noted by Pelican itself at the first look
_look_up = object.__getattribute__


class ContentViews:
    """The known facts of the contents of a build, valid until an attribute of a content or a tag is set.

    Plugins may change a content right before Pelican writes its page: ``forget`` that content then.

    Attributes:
        context: The context that all generators share; its ``localsiteurl`` changes from page to page.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self.context: Mapping[str, Any] = {}
        self._known: dict[Content, dict[Any, Any]] = {}
        self._texts: dict[tuple[tuple[Call, ...], str], dict[str, str]] = {}
        self._properties: dict[tuple[type, str], bool] = {}

    def read(self, content: Content, name: str) -> Any:
        """Return an attribute; keep texts that properties work out, such as addresses."""
        kind = type(content)
        is_property = self._properties.get((kind, name))
        if is_property is None:
            is_property = self._properties[kind, name] = isinstance(getattr(kind, name, None), property)
        if not is_property:
            return _look_up(content, name)
        known, place = self.known_of(content), (name, _look_up(content, "_context").get("localsiteurl"))
        value = known.get(place)
        if value is None:
            value = _look_up(content, name)
            if isinstance(value, str):
                known[place] = value
        return value

    def texts(self, calls: tuple[Call, ...]) -> dict[str, str]:
        """Return the known texts of contents by name, each of the results of all *calls*."""
        return self._texts.setdefault((calls, self.context.get("localsiteurl", "")), {})

    def text(self, content: Content, name: str, arguments: tuple[Any, ...] | None) -> str:
        """Return the text of what an attribute of *content* holds, or returns for *arguments*."""
        known = self.known_of(content)
        place = (name, arguments, _look_up(content, "_context").get("localsiteurl"))
        text: str | None = known.get(place)
        if text is None:
            try:
                value = self.read(content, name)
                text = self._values.text(value if arguments is None else value(*arguments))
            except AttributeError:
                text = "missing"
            known[place] = text
        return text

    def known_of(self, content: Content) -> dict[Any, Any]:
        """Return the known facts of *content*, to which others may be added."""
        known = self._known.get(content)
        if known is None:
            known = self._known[content] = {}
        return known

    def forget(self, content: Content | None = None) -> None:
        """Forget what is known of *content*, or of all."""
        self._values.forget(content)
        if content is None:
            self._known.clear()
            self._texts.clear()
        elif self._known.pop(content, None):
            for known in self._texts.values():
                known.pop(self._values.name_of(content) or "", None)

    def follow(self) -> None:
        """Notice changes from now on."""

        def set_and_forget(changed: Any, name: str, value: Any) -> None:
            if name not in _WORKED_OUT and _look_up(changed, "__dict__").get(name) is not value:
                self.forget()
            object.__setattr__(changed, name, value)

        for changing in (Content, URLWrapper):
            changing.__setattr__ = set_and_forget  # type: ignore[method-assign, assignment]

    def unfollow(self) -> None:
        """Notice no more changes."""
        for changing in (Content, URLWrapper):
            if "__setattr__" in vars(changing):
                del changing.__setattr__
