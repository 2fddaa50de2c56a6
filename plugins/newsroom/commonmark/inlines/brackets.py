"""Brackets of links and pictures.

Source: sections 6.3 and 6.4 of the specification, and "look for link or image" in its appendix.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown.util import HTML_PLACEHOLDER_RE

from newsroom.commonmark.escapes import protect
from newsroom.commonmark.inlines.emphasis import Node, fill, pair_runs
from newsroom.commonmark.lines import DEEPEST, ExcessError, Text
from newsroom.commonmark.links import INLINE_LINK, REFERENCE, Target, normalize_label, read_target

# Text after or in brackets that was meant as the target of a link.
_ADDRESS = r"<?(?:https?:|www\.|mailto:|[/{#.]|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b)"
_TARGET = re.compile(rf"(?P<space>\s*)\(\s*{_ADDRESS}")
_UNCLOSED = re.compile(rf"[^\[\]()\n]*\({_ADDRESS}")
_SPACED = re.compile(r"\(([^()<>\s\"'“”]+(?: [^()<>\s\"'“”]+)+)\)")
_UNDEFINED = re.compile(r"\[(?!\d+\])[^\[\]]+\]\[([^\[\]]+)\]")
_SWAPPED = re.compile(rf"(?<=.)\)\s?\[\s*{_ADDRESS}\S*?\]")


@dataclass
class Bracket:
    """An opening bracket that may begin a link or a picture."""

    index: int  # among the nodes
    start: int  # of the text after it
    is_picture: bool


class Brackets:
    """The opening brackets of a *text* whose *nodes* are being read."""

    def __init__(self, text: Text, nodes: list[Node]) -> None:
        self._text = text
        self._nodes = nodes
        self._open: list[Bracket] = []
        self._depths: dict[Element, int] = {}  # of pictures within pictures
        self._outside_links = 0  # how many of them a later link has made text

    def open(self, mark: str, end: int) -> None:
        """Note the *mark* ``[`` or ``![``, the next node, which ends at *end*."""
        self._open.append(Bracket(len(self._nodes), end, mark == "!["))

    def close(self, end: int) -> tuple[Node, int]:
        """Return the link or picture whose closing bracket ends at *end*, or that bracket, and its end."""
        bracket = self._open.pop() if self._open else None
        is_active = bracket and (bracket.is_picture or len(self._open) >= self._outside_links)
        self._outside_links = min(self._outside_links, len(self._open))
        found = self._find_target(bracket, end) if bracket and is_active else None
        if not bracket or not found:
            self._report_broken(bracket, end)
            return "]", end
        target, end = found
        inner = self._nodes[bracket.index + 1 :]
        del self._nodes[bracket.index :]
        if bracket.is_picture:
            depth = 1 + max(
                (self._depths.get(node, 0) for node in inner if isinstance(node, Element)), default=0
            )
            if depth > DEEPEST:
                message = f"Ảnh lồng nhau quá {DEEPEST} tầng: hãy viết lại cho bớt tầng."
                raise ExcessError(target.position, message)
            alt = "".join(map(_plain_text, pair_runs(inner)))
            element = Element("img", {"src": target.address, "alt": alt})
            self._depths[element] = depth
        else:
            element = Element("a", {"href": target.address})
            fill(element, pair_runs([_without_link(node) for node in inner]))
            self._outside_links = len(self._open)  # links contain no links
        if target.title:
            element.set("title", protect(target.title))
        self._text.parser.positions[element] = target.position
        return element, end

    def _find_target(self, bracket: Bracket, end: int) -> tuple[Target, int] | None:
        """Return the target of the link whose text ends before *end*, and the end of the link."""
        text = self._text.content
        if inline := INLINE_LINK.match(text, end):
            return read_target(inline, self._text.locate), inline.end()
        label = REFERENCE.match(text, end)
        if label:
            end = label.end()
        else:
            label = REFERENCE.fullmatch(text, bracket.start - 1, end)
            end += 2 * text.startswith("[]", end)
        definition = self._text.parser.definitions.get(normalize_label(label["label"])) if label else None
        if not definition:
            return None
        definition.is_used = True
        return definition.target, end

    def _report_broken(self, bracket: Bracket | None, end: int) -> None:
        """Report what was meant as a link; *end* is after its closing bracket."""
        text = self._text.content
        message, hint, warning = "", "Viết liền: [chữ](địa chỉ).", False
        if target := _TARGET.match(text, end):
            message = (
                "Không thành liên kết: thiếu dấu ngoặc, có chữ sau địa chỉ, hoặc liên kết trong liên kết."
            )
            if target["space"]:
                message = "Khoảng trống giữa ] và ( làm mất liên kết."
            elif spaced := _SPACED.match(text, end):
                message = "Không thành liên kết: địa chỉ có dấu cách."
                hint = f"Viết (<{spaced[1]}>)."
        elif bracket and _SWAPPED.match(text, text.rfind(")", max(0, bracket.start - 3), bracket.start)):
            message = "Liên kết viết ngược."
        elif bracket and (label := _UNDEFINED.match(text, bracket.start - 1)):
            warning = True  # the brackets may be text
            message = f"Không có dòng [{label[1]}]: ghi địa chỉ của liên kết này."
            hint = f"Thêm dòng [{label[1]}]: https://… ở cuối bài, hoặc viết [chữ](địa chỉ)."
        if message:
            offset = bracket.start - 1 if bracket else end - 1
            self._text.fault(offset, message, hint, warning=warning)

    def report_unclosed(self) -> None:
        """Report the brackets left open that were meant as links."""
        for bracket in self._open:
            if _UNCLOSED.match(self._text.content, bracket.start):
                self._text.fault(bracket.start - 1, "Liên kết thiếu dấu ].", "Viết [chữ](địa chỉ).")


def _without_link(node: Node) -> Node:
    """Return the text of *node* if it is an address."""
    return node.text or "" if isinstance(node, Element) and node.tag == "a" else node


def _plain_text(node: Node) -> str:
    if isinstance(node, Element):
        return node.get("alt") or _plain_text("".join(node.itertext()))
    return HTML_PLACEHOLDER_RE.sub("", str(node))
