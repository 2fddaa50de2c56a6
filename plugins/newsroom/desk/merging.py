"""Changed fields, written into the text of their file: all other lines stay as they are."""

from __future__ import annotations

import json
from difflib import SequenceMatcher

from newsroom.desk.yaml_nodes import Fields, Items, Node, Scalar, read_fields
from newsroom.desk.yaml_style import (
    Order,
    sort_names,
    write_field,
    write_flow,
    write_item,
    write_item_value,
    write_scalar,
    write_value,
)


class MergeError(ValueError):
    """A text that cannot take the changes."""


def merge_fields(text: str, sent: Fields, order: Order) -> str:
    """Return the YAML *text* with the values of *sent*; empty values count as missing.

    Raises:
        UnreadableError: *text* cannot be read.
        MergeError: The result would not have these values.
    """
    old = read_fields(text)
    if old.data == sent.data:
        return text
    merge = _Merge(text)
    if old.is_flow:
        merged = "".join(
            f"{write_field(name, sent.values[name], order.within(name), 0)}\n"
            for name in sort_names(sent, order)
        )
    else:
        merge.fields(old, sent, order)
        merged = merge.apply()
    if read_fields(merged).data != sent.data:
        raise MergeError(text)
    return merged


class _Merge:
    """The replacements that a text needs."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: list[tuple[int, int, int, str]] = []  # start, end, number, replacement

    def apply(self) -> str:
        """Return the text with all replacements."""
        parts, done = [], 0
        for start, end, _, replacement in sorted(self._edits):
            parts += [self.text[done : max(start, done)], replacement]
            done = max(end, done)
        return "".join([*parts, self.text[done:]])

    def fields(self, old: Fields, sent: Fields, order: Order) -> None:
        """Change the fields of *old*, each on lines of its own, to those of *sent*."""
        names = sort_names(sent, order)
        kept = [name for name in old.keys if name in names or old.values[name].data is None]
        column = self._column(old.start) if old.keys else 0
        for index, (name, key) in enumerate(old.keys.items()):
            value = old.values[name]
            if name in names:
                self._field(key, value, sent.values[name], order.within(name))
            elif value.data is None:
                continue
            elif self._opens_line(key.start):
                self._replace(self._line_start(key.start), self._line_end(value.end), "")
            else:  # beside a dash: the next field takes its place
                following = next(
                    (old.keys[other] for other in [*old.keys][index + 1 :] if other in kept), None
                )
                self._replace(key.start, following.start if following else value.end, "")
        known = [*order]
        for name in (name for name in names if name not in old.keys):
            place = known.index(name) if name in order else len(known)
            before = [other for other in kept if other not in order or known.index(other) < place]
            line = write_field(name, sent.values[name], order.within(name), column)
            if before and name in order:
                before = [max((o for o in before if o in order), key=known.index, default=before[-1])]
            if before:
                self._add(old.values[before[-1]].end, line)
            elif old.keys and self._opens_line(old.start):
                start = self._line_start(old.start)
                self._replace(start, start, f"{line}\n")
            else:
                self._add(old.values[kept[0]].end if kept else old.end, line)

    def _field(self, key: Scalar, old: Node, sent: Node, order: Order) -> None:
        if old.data == sent.data:
            return
        colon = self.text.index(":", key.end) + 1
        column = self._column(key.start)
        if self._merges_inside(old, sent, order):
            return
        if isinstance(old, Scalar) and isinstance(sent, Scalar):
            self._scalar(old, sent, order, colon, column)
        elif isinstance(old, Items | Fields) and old.is_flow and type(old) is type(sent):
            self._replace(old.start, old.end, write_flow(sent, order, old, self.text))
        else:
            self._replace(colon, self._value_end(old), write_value(sent, order, column))

    def _merges_inside(self, old: Node, sent: Node, order: Order) -> bool:
        """Change only parts of *old*, if it has lines of its own and stays a group of its kind."""
        if isinstance(old, Fields) and isinstance(sent, Fields) and not old.is_flow:
            if self._opens_line(old.start) or any(sent.values[n].data for n in old.keys if n in sent.values):
                self.fields(old, sent, order)
                return True
        elif isinstance(old, Items) and isinstance(sent, Items) and not old.is_flow:
            dashes = [self._dash(old, item) for item in old.items]
            if all(dash is not None and self._opens_line(dash) for dash in dashes):
                self._items(old, sent, order, [dash or 0 for dash in dashes])
                return True
        return False

    def _items(self, old: Items, sent: Items, order: Order, dashes: list[int]) -> None:
        column = self._column(dashes[0])
        new = [item for item in sent.items if item.data is not None]
        before = [json.dumps(item.data, sort_keys=True) for item in old.items]
        after = [json.dumps(item.data, sort_keys=True) for item in new]
        for tag, first, last, start, end in SequenceMatcher(
            None, before, after, autojunk=False
        ).get_opcodes():
            if tag == "equal":
                continue
            paired = min(last - first, end - start)
            for number in range(paired):
                self._item(
                    dashes[first + number], old.items[first + number], new[start + number], order, column
                )
            for index in range(first + paired, last):
                if old.items[index].data is not None:
                    where = self._line_start(dashes[index]), self._line_end(old.items[index].end)
                    self._replace(*where, "")
            for number in range(start + paired, end):
                line = write_item(new[number], order, column)
                if after[number] in before:  # it has been moved
                    place = before.index(after[number])
                    start_of_line = self._line_start(dashes[place])
                    line = self.text[start_of_line : self._line_end(old.items[place].end)].removesuffix("\n")
                if first + paired:
                    self._add(old.items[first + paired - 1].end, line)
                else:
                    place = self._line_start(dashes[0])
                    self._replace(place, place, f"{line}\n")

    def _item(self, dash: int, old: Node, sent: Node, order: Order, column: int) -> None:
        if self._merges_inside(old, sent, order):
            return
        if isinstance(old, Scalar) and isinstance(sent, Scalar):
            self._scalar(old, sent, order, dash + 1, column)
        elif isinstance(old, Items | Fields) and old.is_flow and type(old) is type(sent):
            self._replace(old.start, old.end, write_flow(sent, order, old, self.text))
        else:
            self._replace(dash + 1, self._value_end(old), write_item_value(sent, order, column))

    def _scalar(self, old: Scalar, sent: Scalar, order: Order, after: int, column: int) -> None:
        """Replace *old*, which follows the sign that ends at *after*, and keep the spaces before it."""
        written = write_scalar(sent, order, column=column, style=old.style)
        if old.end > old.start and "\n" not in self.text[after : old.start]:
            self._replace(old.start, old.end, written)
        else:
            self._replace(after, self._value_end(old), f" {written}")

    def _dash(self, old: Items, item: Node) -> int | None:
        """Find the dash of *item*, which stands below the first dash of its list."""
        column = self._column(old.start)
        start = self._line_start(item.start)
        while start >= self._line_start(old.start):
            place = start + column
            if self.text[place : place + 1] == "-" and place <= item.start:
                return place
            if not start:
                break
            start = self._line_start(start - 1)
        return None

    def _value_end(self, value: Node) -> int:
        """Return the end of *value*, with the spaces behind it if nothing else is on its line."""
        end = self._line_end(value.end)
        return value.end if self.text[value.end : end].strip() else end - self.text[:end].endswith("\n")

    def _add(self, after: int, line: str) -> None:
        """Add a *line* below the line of the place *after*."""
        place = self._line_end(after)
        is_last = not self.text[:place].endswith("\n") and bool(place)
        self._replace(place, place, f"\n{line}" if is_last else f"{line}\n")

    def _replace(self, start: int, end: int, replacement: str) -> None:
        self._edits.append((start, end, len(self._edits), replacement))

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        return len(self.text) if end < 0 else end + 1

    def _column(self, place: int) -> int:
        return place - self._line_start(place)

    def _opens_line(self, place: int) -> bool:
        return not self.text[self._line_start(place) : place].strip()
