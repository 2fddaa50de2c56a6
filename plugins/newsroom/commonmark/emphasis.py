"""Emphasis and strikethrough by runs of delimiters.

Source: section 6.2 of the specification, and "An algorithm for parsing nested emphasis and links".
"""

import unicodedata
from dataclasses import dataclass
from xml.etree.ElementTree import Element

TAGS = {("*", 1): "em", ("_", 1): "em", ("*", 2): "strong", ("_", 2): "strong", ("~", 2): "s"}


@dataclass
class Run:
    """A run of one delimiter; ``count`` falls as pairs are found."""

    char: str
    count: int
    length: int
    opens: bool
    closes: bool
    place: int  # in the text
    is_sign: bool  # within a word or number, where nobody means emphasis


Node = str | Element | Run


def make_run(text: str, start: int, end: int) -> Run:
    """Make a run of the delimiters from *start* to *end* by the characters on both sides."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _is_sign(before), _is_sign(after)
    left = not space_after and (not sign_after or space_before or sign_before)
    right = not space_before and (not sign_before or space_after or sign_after)
    if text[start] == "_":
        left, right = left and (not right or sign_before), right and (not left or sign_after)
    is_sign = (
        before.isalnum() and after.isalnum() if end - start == 1 else before.isdigit() and after.isdigit()
    )
    return Run(text[start], end - start, end - start, left, right, start, is_sign)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def pair(nodes: list[Node]) -> list[Node]:
    """Replace the pairs of runs in *nodes* by elements; the runs left over stay."""
    done: list[Node] = []
    openers: list[int] = []  # places in done
    bottoms: dict[tuple[str, bool, int], int] = {}  # places in the text before which no opener fits
    for node in nodes:
        if isinstance(node, Run) and node.closes:
            _close(node, done, openers, bottoms)
        if isinstance(node, Run) and node.count and node.opens:
            openers.append(len(done))
        if not isinstance(node, Run) or node.count:
            done.append(node)
    return done


def _close(
    closer: Run, done: list[Node], openers: list[int], bottoms: dict[tuple[str, bool, int], int]
) -> None:
    least = 2 if closer.char == "~" else 1
    key = (closer.char, closer.opens, closer.length % 3)
    while closer.count >= least:
        rank = len(openers) - 1
        while rank >= 0 and not _fit(done[openers[rank]], closer, least, bottoms.get(key, 0)):
            rank -= 1
        if rank < 0:
            bottoms[key] = closer.place
            return
        place = openers[rank]
        opener = done[place]
        assert isinstance(opener, Run)  # noqa: S101 (what openers lead to)
        size = 2 if min(opener.count, closer.count) > 1 else 1
        element = Element(TAGS[closer.char, size])
        fill(element, done[place + 1 :])
        opener.count -= size
        closer.count -= size
        stays = opener.count > 0
        del openers[rank + stays :], done[place + stays :]
        done.append(element)


def _fit(opener: Node, closer: Run, least: int, bottom: int) -> bool:
    if not isinstance(opener, Run) or opener.char != closer.char or opener.count < least:
        return False
    if opener.place < bottom:
        return False
    if (opener.closes or closer.opens) and opener.char != "~":
        return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == closer.length % 3 == 0)
    return True


def fill(element: Element, nodes: list[Node]) -> None:
    """Put *nodes* at the start of *element*."""
    texts: list[str] = []
    last: Element | None = None
    count = 0
    for node in [*nodes, None]:
        if isinstance(node, str):
            texts.append(node)
            continue
        if isinstance(node, Run):
            texts.append(node.char * node.count)
            continue
        if last is None:
            element.text = "".join(texts)
        else:
            last.tail = "".join(texts)
        if node is not None:
            element.insert(count, node)
            last, texts = node, []
            count += 1
