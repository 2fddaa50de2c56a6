"""Values of YAML with their places in the text, so that changes can leave the rest alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml import CollectionEndEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent, SequenceStartEvent

from newsroom.files.misread_lines import parse_events
from newsroom.language.characters import make_plain, normalize

Data: TypeAlias = "str | list[Data] | dict[str, Data] | None"
DEEPEST = 50  # groups within groups
_NULLS = {"", "~", "null", "Null", "NULL"}


class UnreadableError(ValueError):
    """YAML that cannot be read, or whose parts depend on each other."""


@dataclass(frozen=True)
class Scalar:
    """A single value; *style* is its quotation mark, or the sign of a block, or "" for none."""

    start: int
    end: int
    text: str
    style: str = ""

    @property
    def data(self) -> str | None:
        """The text as the newsroom reads it; None for nothing."""
        text = make_plain(normalize(self.text.strip())).strip()
        return None if not text or (not self.style and text in _NULLS) else text


@dataclass(frozen=True)
class Items:
    """A list."""

    start: int
    end: int
    is_flow: bool
    items: list[Node]

    @property
    def data(self) -> list[Data] | None:
        """The data of its items that are not empty; None without any."""
        found = [item.data for item in self.items]
        return [data for data in found if data is not None] or None


@dataclass(frozen=True)
class Fields:
    """A mapping."""

    start: int
    end: int
    is_flow: bool
    keys: dict[str, Scalar] = field(default_factory=dict)
    values: dict[str, Node] = field(default_factory=dict)

    @property
    def data(self) -> dict[str, Data] | None:
        """The data of its fields that are not empty; None without any."""
        found = {name: value.data for name, value in self.values.items()}
        return {name: data for name, data in found.items() if data is not None} or None


Node: TypeAlias = Scalar | Items | Fields


def read_fields(text: str) -> Fields:
    """Read the mapping that *text* is.

    Raises:
        UnreadableError: It is no mapping, or has tags, anchors, or a field twice.
    """
    try:
        events = (event for event in parse_events(text) if isinstance(event, NodeEvent | CollectionEndEvent))
        first = next(events, None)
        if first is None:
            return Fields(len(text), len(text), is_flow=False)
        node = _read_node(first, events, text, 0)
        if isinstance(node, Fields) and next(events, None) is None:
            return node
    except yaml.YAMLError as error:
        raise UnreadableError(str(error)) from None
    raise UnreadableError("no mapping, or several")


def _place(event: Event) -> tuple[int, int]:
    marks: tuple[Any, Any] = event.start_mark, event.end_mark
    return marks[0].index, marks[1].index


def _read_node(event: Event, events: Iterator[Event], text: str, depth: int) -> Node:
    start, end = _place(event)
    if getattr(event, "anchor", None) or getattr(event, "tag", None) or depth > DEEPEST:
        raise UnreadableError("an anchor, a tag, or too deep")
    if isinstance(event, ScalarEvent):
        end = start + len(text[start:end].rstrip())
        return Scalar(start, end, event.value, event.style or "")
    if isinstance(event, SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(following := next(events), CollectionEndEvent):
            items.append(_read_node(following, events, text, depth + 1))
        end = _place(following)[1] if event.flow_style else items[-1].end
        return Items(start, end, bool(event.flow_style), items)
    if not isinstance(event, MappingStartEvent):
        raise UnreadableError("an alias")
    keys: dict[str, Scalar] = {}
    values: dict[str, Node] = {}
    while not isinstance(following := next(events), CollectionEndEvent):
        key = _read_node(following, events, text, depth + 1)
        if not isinstance(key, Scalar) or key.text in keys or "\n" in text[key.start : key.end]:
            raise UnreadableError("a key twice, or that is no word")
        keys[key.text] = key
        values[key.text] = _read_node(next(events), events, text, depth + 1)
    end = _place(following)[1] if event.flow_style else [*values.values()][-1].end
    return Fields(start, end, bool(event.flow_style), keys, values)
