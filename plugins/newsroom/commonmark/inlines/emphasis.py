"""Emphasis and strikethrough by runs of delimiters.

Source: section 6.2 of the specification, and "An algorithm for parsing nested emphasis and links" in its
appendix; GitHub's strikethrough.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from xml.etree.ElementTree import Element

from newsroom.commonmark.lines import Text

_TAGS = {("*", 1): "em", ("_", 1): "em", ("*", 2): "strong", ("_", 2): "strong", ("~", 2): "s"}
_BLANK = 4  # signs of one run, as in a form to be filled in


@dataclass(slots=True)
class DelimiterRun:
    """A delimiter run; ``count`` falls as pairs are found."""

    char: str
    count: int
    length: int
    opens: bool
    closes: bool
    start: int  # in the text
    is_in_word: bool  # or within a number, where nobody means emphasis

    def __str__(self) -> str:
        return self.char * self.count


Node = str | Element | DelimiterRun
_Openers = list[tuple[int, DelimiterRun]]  # with their indexes among the nodes that are done
_Bottoms = dict[tuple[str, bool, int], int]  # starts of closers before which no opener fits, by their kinds


def make_run(text: str, start: int, end: int) -> DelimiterRun:
    """Make a run of the delimiters from *start* to *end* by the characters on both sides."""
    length = end - start
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _is_punctuation(before), _is_punctuation(after)
    left_flanking = not space_after and (not sign_after or space_before or sign_before)
    right_flanking = not space_before and (not sign_before or space_after or sign_after)
    opens, closes = left_flanking, right_flanking
    if text[start] == "_":
        opens = left_flanking and (not right_flanking or sign_before)
        closes = right_flanking and (not left_flanking or sign_after)
    joined = str.isalnum if length == 1 else str.isdigit
    return DelimiterRun(text[start], length, length, opens, closes, start, joined(before) and joined(after))


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def pair_runs(nodes: list[Node]) -> list[Node]:
    """Replace the pairs of runs in *nodes* by elements; the runs left over stay."""
    done: list[Node] = []
    openers: _Openers = []
    bottoms: _Bottoms = {}
    for node in nodes:
        if isinstance(node, DelimiterRun):
            if node.closes:
                _close(node, done, openers, bottoms)
            if node.count and node.opens:
                openers.append((len(done), node))
            if not node.count:
                continue
        done.append(node)
    return done


def _close(closer: DelimiterRun, done: list[Node], openers: _Openers, bottoms: _Bottoms) -> None:
    key = (closer.char, closer.opens, closer.length % 3)
    while closer.count >= _least(closer):
        rank = len(openers) - 1
        while rank >= 0 and not _fit(openers[rank][1], closer):
            rank = rank - 1 if openers[rank][1].start >= bottoms.get(key, 0) else -1
        if rank < 0:
            bottoms[key] = closer.start
            return
        index, opener = openers[rank]
        size = 2 if min(opener.count, closer.count) > 1 else 1
        element = Element(_TAGS[closer.char, size])
        fill(element, done[index + 1 :])
        opener.count -= size
        closer.count -= size
        stays = opener.count > 0
        del openers[rank + stays :], done[index + stays :]
        done.append(element)


def _least(run: DelimiterRun) -> int:
    """Return the number of delimiters in the shortest mark."""
    return 2 if run.char == "~" else 1


def _fit(opener: DelimiterRun, closer: DelimiterRun) -> bool:
    if opener.char != closer.char or opener.count < _least(opener):
        return False
    if (opener.closes or closer.opens) and opener.char != "~":  # rules 9 and 10
        return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == closer.length % 3 == 0)
    return True


def fill(element: Element, nodes: list[Node]) -> None:
    """Put *nodes* at the start of *element*."""
    children: list[Element] = []
    texts: list[list[str]] = [[]]  # before, between and after the children
    for node in nodes:
        if isinstance(node, Element):
            children.append(node)
            texts.append([])
        else:
            texts[-1].append(str(node))
    element.text, *tails = map("".join, texts)
    for child, tail in zip(children, tails, strict=True):
        child.tail = tail
    element[:0] = children


def measure_depth(nodes: Sequence[Node]) -> int:
    """Return the number of elements that contain each other in *nodes*."""
    depth, level = 0, [node for node in nodes if isinstance(node, Element)]
    while level:
        depth += 1
        level = [child for element in level for child in element]
    return depth


def report_runs(text: Text, runs: Sequence[DelimiterRun]) -> None:
    """Report signs of a *text* that its *runs* make marks, and marks that stay signs."""
    for run in runs:
        if run.count < run.length and (run.is_in_word or run.length >= _BLANK):
            message = f"Dấu {run.char * run.length} ở đây thành dấu của chữ nghiêng, đậm hoặc gạch."
            hint = f"Muốn hiện dấu thì viết \\{run.char}; nhân thì viết ×, khoảng giá trị thì viết –."
            text.warn(run.start, message, hint)
            break
    left = [run for run in runs if run.count == run.length and (run.char, run.length) in _TAGS]
    for run, after in zip_longest(left, left[1:]):
        is_opening = run.opens and not run.closes
        has_partner = after is not None and (after.char, after.length) == (run.char, run.length)
        in_line = has_partner and "\n" not in text.content[run.start : after.start]
        if run.char == "~" or ((is_opening or in_line) if run.length > 1 else (is_opening and in_line)):
            message = f"Dấu {run} ở đây hiện ra, không thành chữ nghiêng, đậm hay gạch."
            hint = (
                "Bên trong không có dấu cách ở đầu, ở cuối: a **chữ** b; muốn hiện dấu thì thêm \\ ở trước."
            )
            text.warn(run.start, message, hint)
            return
