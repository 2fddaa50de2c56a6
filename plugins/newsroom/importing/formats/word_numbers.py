"""Numbers that Word counts for paragraphs, such as “a)” or “Điều 2.”, as text.

Source: ECMA-376, part 1, section 17.9.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_LEVELS = 9
BULLET = "•"
MOST_ROMAN = 3999
LONGEST_NUMBER = 6  # digits
LONGEST_TEXT = 80  # characters of a number with the text around it
_ROMANS = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_NO_LIST = ("", 0)
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """A level of a list: the format of its numbers, the text around them, the first number.

    It counts anew after each of the first *restart* levels. All numbers of a legal level are decimal.
    """

    format: str
    text: str
    start: int
    restart: int
    is_legal: bool


@dataclass
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)  # shared by all lists of one definition


class WordNumbers:
    """The lists of a document, which count on from each paragraph to the next."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._of_styles: dict[str, tuple[str, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def count(self, paragraph: Element) -> str | None:
        """Return the number that *paragraph* shows, BULLET for a bullet, or None outside lists; count it."""
        number, level = self.find(paragraph)
        found = self._lists.get(number)
        here = found.levels.get(level) if found else None
        if not found or not here:
            return None
        counts = found.counts
        if level in found.restarts and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts[level] = found.restarts[level] - 1
        elif counts[level] < 0:
            counts[level] = here.start - 1
        counts[level] += 1
        for below, deeper in found.levels.items():
            if level < below and level < deeper.restart:
                counts[below] = -1
        if here.format == "bullet":
            return BULLET
        number = _PLACE.sub(lambda match: _write(found, int(match[1]) - 1, here), here.text).strip()
        is_sign = number and not any(map(str.isalnum, number))  # typed as one that counts
        return BULLET if is_sign else number[:LONGEST_TEXT]

    def find(self, paragraph: Element) -> tuple[str, int]:
        """Return the list of *paragraph*, "" for none, and its level."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return _NO_LIST
        number, level = self._of_styles.get(_value(properties.find(f"{W}pStyle")), _NO_LIST)
        direct = properties.find(f"{W}numPr")
        if direct is not None:
            number = _value(direct.find(f"{W}numId")) or number
            level = min(_number(_value(direct.find(f"{W}ilvl")), level), MOST_LEVELS - 1)
        return number, level

    def _read_lists(self, numbering: Element) -> None:
        definitions: dict[str, dict[int, Level]] = {}
        counts: defaultdict[str, list[int]] = defaultdict(lambda: [-1] * MOST_LEVELS)
        for definition in numbering.iter(f"{W}abstractNum"):
            key = definition.get(f"{W}abstractNumId", "")
            definitions[key] = {}
            self._lists[f"~{key}"] = _List(definitions[key], {}, counts[key])
            for element in definition.iter(f"{W}lvl"):
                place = _read_place(element)
                definitions[key][place] = _read_level(element)
                if style := _value(element.find(f"{W}pStyle")):
                    self._of_styles[style] = (f"~{key}", place)
        for number in numbering.iter(f"{W}num"):
            key = _value(number.find(f"{W}abstractNumId"))
            found = _List(dict(definitions.get(key, {})), {}, counts[key])
            self._lists[number.get(f"{W}numId", "")] = found
            for override in number.iter(f"{W}lvlOverride"):
                place = _read_place(override)
                if (level := override.find(f"{W}lvl")) is not None:
                    found.levels[place] = _read_level(level)
                if (start := override.find(f"{W}startOverride")) is not None:
                    found.restarts[place] = _number(_value(start), 1)

    def _read_styles(self, styles: Element) -> None:
        parents: dict[str, str] = {}
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            parents[name] = _value(style.find(f"{W}basedOn"))
            direct = style.find(f"{W}pPr/{W}numPr")
            if direct is not None and (number := _value(direct.find(f"{W}numId"))):
                level = _number(_value(direct.find(f"{W}ilvl")), self._of_styles.get(name, _NO_LIST)[1])
                self._of_styles[name] = (number, level)
        for name in parents:
            heirs, ancestor = list[str](), name  # of the list of the nearest style that has one
            while ancestor and ancestor not in self._of_styles:
                heirs.append(ancestor)
                self._of_styles[ancestor] = _NO_LIST  # so that a loop ends
                ancestor = parents.get(ancestor, "")
            self._of_styles |= dict.fromkeys(heirs, self._of_styles.get(ancestor, _NO_LIST))


def _write(found: _List, place: int, shown: Level) -> str:
    """Write the number of the level at *place* as the level *shown* does."""
    level = found.levels.get(place)
    if not level:
        return ""
    count = found.counts[place] if found.counts[place] >= 0 else level.start
    return write_number(count, "decimal" if shown.is_legal else level.format)


def write_number(count: int, form: str) -> str:
    """Write *count* in a format of Word: ``decimal``, ``lowerLetter``, ``upperRoman`` or another."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < count <= MOST_ROMAN:
        roman = ""
        for value, sign in _ROMANS:
            times, count = divmod(count, value)
            roman += sign * times
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form == "none" else str(count)


def _read_place(element: Element) -> int:
    return min(_number(element.get(f"{W}ilvl"), 0), MOST_LEVELS - 1)


def _read_level(element: Element) -> Level:
    form = _value(element.find(f"{W}numFmt")) or "decimal"
    text, start = _value(element.find(f"{W}lvlText")), _number(_value(element.find(f"{W}start")), 1)
    restart = _number(_value(element.find(f"{W}lvlRestart")), MOST_LEVELS)
    is_legal = element.find(f"{W}isLgl") is not None
    return Level(form, text, start, restart, is_legal)


def _value(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _number(text: str | None, default: int) -> int:
    return (
        int(text) if text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else default
    )
