"""Attributes of contents as templates see them, each worked out once while nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

_WORKED_OUT = {"_slug", "_output_location_referenced"}  # noted by Pelican itself at the first look
_look_up = object.__getattribute__


class ContentViews:
    """The known facts of the contents of a build, valid until an attribute of a content or a tag is set.

    Plugins may change a content right before Pelican writes its page: ``forget`` that content then.
    """

    def __init__(self, forget_all: Callable[[], None]) -> None:
        self._forget_all = forget_all
        self._known: dict[Content, dict[Any, Any]] = {}

    def of(self, content: Content) -> dict[Any, Any]:
        """Return what is known of *content*, by names of the caller's choice."""
        known = self._known.get(content)
        if known is None:
            known = self._known[content] = {}
        return known

    def read(self, content: Content, name: str) -> Any:
        """Return an attribute; keep texts that properties work out, such as addresses."""
        if not isinstance(getattr(type(content), name, None), property):
            return _look_up(content, name)
        known, place = self.of(content), (name, _look_up(content, "_context").get("localsiteurl"))
        if place in known:
            return known[place]
        value = _look_up(content, name)
        if isinstance(value, str):
            known[place] = value
        return value

    def forget(self, content: Content | None = None) -> None:
        """Forget what is known of *content*, or of all."""
        if content is None:
            self._known.clear()
            self._forget_all()
        else:
            self._known.pop(content, None)

    def follow(self) -> None:
        """Notice changes from now on."""

        def set_and_forget(changed: Any, name: str, value: Any) -> None:
            if name not in _WORKED_OUT and vars(changed).get(name) is not value:
                self.forget()
            object.__setattr__(changed, name, value)

        for changing in (Content, URLWrapper):
            changing.__setattr__ = set_and_forget  # type: ignore[method-assign, assignment]

    def unfollow(self) -> None:
        """Notice no more changes."""
        for changing in (Content, URLWrapper):
            if "__setattr__" in vars(changing):
                del changing.__setattr__
