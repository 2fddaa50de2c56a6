"""Bodies that an editor's browser wrote, with the Markdown of the file wherever both mean the same.

Decap's serializer writes the whole body anew after a change of one letter: other bullets, padded tables,
links in place of references. Passages are the same if they render to the same HTML.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from markdown import Markdown

from newsroom.commonmark.extension import AttributeLists, CommonMark
from newsroom.commonmark.lines import ExcessError
from newsroom.problems import Problems

LONGEST_TIDIED = 20_000  # characters of a block in which bullets and escapes are changed
MOST_ESCAPES = 30  # of a block; each is tried
_BLOCK = re.compile(r"\n[ \t]*(?:\n[ \t]*)*\n")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_BULLET = re.compile(r"^([ \t>]*)[*+](?=[ \t]+(?!(?:\*[ \t]*)+$))", re.MULTILINE)  # but no line of stars
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_PAIRED = "*_~[]`"  # signs that stay alike on both sides of their text
_SPACES = re.compile(r"[ \t\n]+")
_LINE = re.compile(
    r"(<img\b[^>]*>)[ \t]*\n|\n(?=[ \t]*(?:<img\b|https?:|<a href=\"[^\"]*\">https?:))"
)  # of its own
_LOOSE = re.compile(r"<li><p>(.*?)</p> ?")  # an item between blank lines
_LIST_TAG = re.compile(r" ?(</?(?:li|ul|ol)\b[^>]*>) ?")
_PLAIN_RULE = re.compile(r"^\|?[ \t]*-+[ \t]*(?:\|[ \t]*-+[ \t]*)*\|?$")  # without the sides of columns
_PREFORMATTED = re.compile("(<pre.*?</pre>)", re.DOTALL)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_PADDING = re.compile(r" ?\| ?")  # of a row
_RULE = re.compile(r"<p>[-|:]+</p>")  # below the head of a table


def merge_bodies(old: str, sent: str) -> str:
    """Return the body *sent*, with the text of *old* wherever it renders to the same HTML."""
    if old.strip() == sent.strip():
        return old
    render = _make_renderer()
    sent = _restore_sides(old, sent, render)
    if old.strip() == sent.strip() or render(old) == render(sent):
        return old
    before, after = old[: len(old) - len(old.lstrip("\n"))], old[len(old.rstrip()) :] or "\n"
    if not sent.strip():
        return ""
    tidy = tidy_body(sent, render)
    merged = _merge_blocks(old.strip("\n").rstrip(), tidy, render)
    found = merged if render(merged) == render(sent) else tidy
    return f"{before}{found}{after}"


def _restore_sides(old: str, sent: str, render: Callable[[str], str]) -> str:
    """Return *sent* with the sides of columns in *old*, which Decap's serializer drops from every table."""
    if "-:" not in old and ":-" not in old:
        return sent
    lines, rules = sent.split("\n"), defaultdict[str, list[str]](list)
    for _number, head, rule in _find_rules(old.split("\n")):
        rules[render(head)].append(rule)
    for number, head, rule in _find_rules(lines):
        known = rules[render(head)]
        before = known.pop(0) if known else rule  # tables with the same head are in the same order
        lines[number] = before if _PLAIN_RULE.match(rule) else rule
    return "\n".join(lines)


def _find_rules(lines: Sequence[str]) -> list[tuple[int, str, str]]:
    """Return each line that may be the rule below a table's head, with its number and that head."""
    return [
        (number, head, rule)
        for number, (head, rule) in enumerate(pairwise(lines), 1)
        if "|" in head and "-" in rule and set(rule) <= set("|-: \t")
    ]


def tidy_body(sent: str, render: Callable[[str], str] | None = None) -> str:
    """Return the body *sent* with dashes for bullets, and without escapes that change nothing."""
    render = render or _make_renderer()
    text = sent.strip("\n").rstrip()
    tidy = "\n\n".join(_tidy_block(block, render) for block in _split(text))
    return tidy if render(tidy) == render(text) else text


def _tidy_block(block: str, render: Callable[[str], str]) -> str:
    if _FENCE.search(block) or len(block) > LONGEST_TIDIED:
        return block
    html = render(block)
    dashes = _BULLET.sub(r"\1-", block)
    block = dashes if render(dashes) == html else block
    if len(_ESCAPED.findall(block)) > MOST_ESCAPES:
        return block
    for sign in sorted({block[match.end()] for match in _ESCAPED.finditer(block)}):
        places = [match.start() for match in _ESCAPED.finditer(block) if block[match.end()] == sign]
        for group in [places] if sign in _PAIRED else [[place] for place in reversed(places)]:
            bare = "".join(char for place, char in enumerate(block) if place not in group)
            block = bare if render(bare) == html else block
    return block


def _merge_blocks(old: str, sent: str, render: Callable[[str], str]) -> str:
    """Take blocks of *old*, and the blank lines between them, wherever *sent* has the same."""
    ours, theirs = _split(old), _split(sent)
    gaps = _gaps(old, ours)
    matcher = SequenceMatcher(None, [*map(render, ours)], [*map(render, theirs)], autojunk=False)
    parts: list[str] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            for number in range(first, last):
                parts += [gaps[number] if number > first else "\n\n" if parts else "", ours[number]]
            continue
        for number, block in enumerate(theirs[start:end]):
            merged = _merge_lines(ours[first + number], block, render) if first + number < last else block
            parts += ["\n\n" if parts else "", merged]
    return "".join(parts)


def _merge_lines(old: str, sent: str, render: Callable[[str], str]) -> str:
    """Take lines of the block *old*, such as items and rows, wherever *sent* has the same."""
    ours, theirs = old.split("\n"), sent.split("\n")
    before, after = ([(_indent(line), render(line)) for line in lines] for lines in (ours, theirs))
    lines: list[str] = []
    for tag, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        lines += ours[first:last] if tag == "equal" else theirs[start:end]
    merged = "\n".join(lines)
    return merged if render(merged) == render(sent) else sent


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _split(text: str) -> list[str]:
    """Split *text* at blank lines outside fences; lines that are indented belong to the block before."""
    blocks: list[str] = []
    fence = ""
    for block in _BLOCK.split(text):
        joins = bool(blocks) and (fence or block[:1] in {" ", "\t"})
        for match in _FENCE.finditer(block):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence):
                fence = ""
        if joins:
            blocks[-1] += f"\n\n{block}"
        else:
            blocks.append(block)
    return blocks


def _gaps(text: str, blocks: list[str]) -> list[str]:
    """Return the text before each of *blocks* since the block before."""
    gaps, done = [], 0
    for block in blocks:
        place = text.find(block, done)
        gaps.append(text[done:place] if place >= 0 else "\n\n")
        done = max(place, done) + len(block)
    return gaps


def _make_renderer() -> Callable[[str], str]:
    commonmark = CommonMark(USE_DEFINITION_ORDER=False)
    markdown = Markdown(extensions=[commonmark, AttributeLists()])

    @cache
    def render(text: str) -> str:
        """Render *text* to HTML for comparison."""
        markdown.reset()
        commonmark.parser.begin(Problems(""), 1)
        try:
            html = markdown.convert(text) + "".join(_COMMENT.findall(text))  # pages have no comments
        except ExcessError:
            return text
        if not html:  # such as a definition
            return text.strip()
        parts = _PREFORMATTED.split(html)
        return "".join(part if part.startswith("<pre") else _simplify(part) for part in parts)

    return render


def _simplify(html: str) -> str:
    """Remove spaces, blank lines between items, and the padding of a row that stands alone.

    A picture or an address on a line of its own is a figure or a film: that line stays.
    """
    html = _SPACES.sub(" ", _LINE.sub(r"\1<line>", html))
    if "<li>" in html:
        html = _LOOSE.sub(r"<li>\1", _LIST_TAG.sub(r"\1", html))
    if html.startswith("<p>|"):
        html = _PADDING.sub("|", html)
        html = re.sub("-+", "-", html) if _RULE.fullmatch(html) else html
    return html
