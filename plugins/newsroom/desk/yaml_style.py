"""Values of YAML as the handbook writes them."""

import re
from collections.abc import Iterator

import yaml
from yaml import ScalarEvent

from newsroom.desk.yaml_nodes import Fields, Items, Node, Scalar
from newsroom.files.misread_lines import parse_events
from newsroom.files.yaml_writing import SAFE_ITEM, quote

LONGEST_LINE = 100  # characters of a list on one line
_NO_TEXT = re.compile(  # what other programs read as a number, a switch or nothing
    r"[-+]?(\d[\d_]*(\.\d*)?|\.\d+)([eE][-+]?\d+)?|0[xo][\da-fA-F]+|~|null|true|false", re.IGNORECASE
)


class Order(dict[str, "Order"]):
    """The fields of a group, in the order of the handbook, with the fields within each.

    *is_number*: the value has no fields, and may be a number, which needs no quotation marks.
    """

    is_number = False

    def within(self, name: str) -> "Order":
        """Return the order of the fields within the field *name*, which may be unknown."""
        return self.get(name, Order())


def write_field(name: str, value: Node, order: Order, column: int) -> str:
    """Write the lines of the field *name*, indented by *column* spaces, without the last line end."""
    return f"{' ' * column}{write_key(name)}:{write_value(value, order, column)}"


def write_value(value: Node, order: Order, column: int) -> str:
    """Write what follows the colon of a field at *column*."""
    if isinstance(value, Scalar):
        return f" {write_scalar(value, order, column=column)}"
    if isinstance(value, Fields):
        return "".join(f"\n{line}" for line in _field_lines(value, order, column + 2))
    line = write_flow(value, order)
    if all(isinstance(item, Scalar) and SAFE_ITEM.fullmatch(item.data or "") for item in value.items) and (
        len(line) < LONGEST_LINE
    ):
        return f" {line}"
    return "".join(f"\n{write_item(item, order, column + 2)}" for item in value.items if item.data)


def write_item(value: Node, order: Order, column: int) -> str:
    """Write an item of a list, whose dash is at *column*, without the last line end."""
    return f"{' ' * column}-{write_item_value(value, order, column)}"


def write_item_value(value: Node, order: Order, column: int) -> str:
    """Write what follows the dash at *column*."""
    if isinstance(value, Fields):
        return " " + "\n".join(_field_lines(value, order, column + 2)).lstrip()
    if isinstance(value, Items):
        return f" {write_flow(value, order)}"
    return f" {write_scalar(value, order, column=column)}"


def _field_lines(value: Fields, order: Order, column: int) -> Iterator[str]:
    for name in sort_names(value, order):
        yield write_field(name, value.values[name], order.within(name), column)


def sort_names(value: Fields, order: Order) -> list[str]:
    """Return the names of the fields that are not empty: known ones in their order, then others."""
    known = [*order]
    names = [name for name, inner in value.values.items() if inner.data is not None]
    return sorted(names, key=lambda name: known.index(name) if name in order else len(known))


def write_key(name: str) -> str:
    """Write the *name* of a field."""
    return name if _is_read_as(f"{name}: a", name) else quote(name)


def write_scalar(value: Scalar, order: Order, *, column: int = -1, style: str = "") -> str:
    """Write *value*; at a *column* on lines of its own if it has several lines, else on one line.

    Args:
        style: The quotation mark that it is to have even if it needs none.
    """
    text = value.data or ""
    lines = text.split("\n")
    if len(lines) > 1 and column >= 0 and all(line.isprintable() and line == line.rstrip() for line in lines):
        indent = " " * (column + 2)
        return "|-" + "".join(f"\n{indent}{line}" if line else "\n" for line in lines)
    if not text.isprintable():
        return '"' + "".join(map(_escape, text)) + '"'
    may_mislead = bool(value.style and _NO_TEXT.fullmatch(text)) and not order.is_number
    is_safe = not may_mislead and _is_read_as(f"a: {text}", "a", text)
    if style not in {"'", '"'} and is_safe and (column >= 0 or _is_read_as(f"[{text}]", text)):
        return text
    return quote(text)


def _escape(char: str) -> str:
    if char.isprintable():
        return f"\\{char}" if char in '"\\' else char
    return {"\n": "\\n", "\t": "\\t"}.get(char) or f"\\U{ord(char):08x}"


def _is_read_as(line: str, *texts: str) -> bool:
    """Check that the first values on *line* are *texts* without quotation marks."""
    try:
        scalars = [event for event in parse_events(line) if isinstance(event, ScalarEvent)]
    except yaml.YAMLError:
        return False
    found = [event.value for event in scalars if not event.style and not event.anchor and not event.tag]
    return len(scalars) <= 2 and found[: len(texts)] == [*texts]  # noqa: PLR2004 (a name and its value)


def write_flow(value: Node, order: Order, old: Node | None = None, text: str = "") -> str:
    """Write *value* on one line, with the parts of *old*, a value within *text*, that have not changed."""
    if isinstance(value, Scalar):
        return write_scalar(value, order, style=old.style if isinstance(old, Scalar) else "")
    parts = []
    if isinstance(value, Items):
        known = [*old.items] if isinstance(old, Items) else []
        for item in value.items:
            same = next((other for other in known if other.data == item.data), None)
            parts += [text[same.start : same.end] if same else write_flow(item, order)] if item.data else []
        return f"[{', '.join(parts)}]"
    earlier = old.values if isinstance(old, Fields) else {}
    places = {name: place for place, name in enumerate(earlier)}
    for name in sorted(sort_names(value, order), key=lambda name: places.get(name, len(places))):
        inner, before = value.values[name], earlier.get(name)
        if before and before.data == inner.data:
            written = text[before.start : before.end]
        else:
            written = write_flow(inner, order.within(name), before, text)
        parts.append(f"{write_key(name)}: {written}")
    return f"{{{', '.join(parts)}}}"
