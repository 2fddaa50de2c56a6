"""Bodies that are made to take long: each repeats something until it has a given size."""


def _repeat(unit, before="", after=""):
    """Return a maker of bodies that repeat *unit* up to a number of bytes."""
    room = len(f"{before}{after}".encode())
    return lambda size: f"{before}{unit * ((size - room) // len(unit.encode()))}{after}"


def _numbered(unit, before="", after=""):
    """Return a maker of bodies that repeat *unit* with growing numbers for ``@``."""
    width = len(unit.encode()) + 4 * unit.count("@")  # up to 99,999

    def make(size):
        numbers = range((size - len(before) - len(after)) // width)
        return before + "".join(unit.replace("@", f"{number:05}") for number in numbers) + after

    return make


def _halves(first, second, between=""):
    """Return a maker of bodies that repeat *first*, then *second* as often."""

    def make(size):
        return (
            first * (size // 2 // len(first.encode()))
            + between
            + second * (size // 2 // len(second.encode()))
        )

    return make


def _growing(sign, between):
    """Return a maker of bodies with runs of *sign*, each longer than the last."""

    def make(size):
        parts, length = [], 1
        while (size := size - length - len(between)) >= 0:
            parts.append(sign * length + between)
            length += 1
        return "".join(parts)

    return make


def _both(first, second):
    """Return a maker of bodies whose halves are made by *first* and *second*."""
    return lambda size: first(size // 2 - 1) + "\n" + second(size // 2 - 1)


def _grid(size):
    """Make a table with many columns and many short rows."""
    columns = size // 8
    return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "a|\n" * (size // 6)


SENTENCE = "Phong trào thi đua lan tỏa rộng khắp trong toàn tỉnh. "
BODIES = {
    # Running text.
    "sentences": _repeat(SENTENCE),
    "paragraphs": _repeat(f"{SENTENCE}\n\n"),
    "letters": _repeat("a"),
    "short lines": _repeat("a\n"),
    "short paragraphs": _repeat("a\n\n"),
    "blank lines": _repeat("\n", "a\n", "b"),
    "spaces": _repeat(" ", "a", "b"),
    "tabs": _repeat("\t", "a", "b"),
    "lines of spaces": _repeat(" \n", "a\n", "b"),
    "spaces at the start": _repeat(" ", "", "b"),
    "hard breaks": _repeat("a  \n"),
    "backslashes at line ends": _repeat("a\\\n"),
    "columns of a spreadsheet": _repeat("a\tb\n"),
    "one row of a spreadsheet": _repeat("a\t"),
    "verse": _repeat("gió đưa cành trúc\n"),
    "dialogue": _repeat("– Vâng ạ.\n"),
    # Escapes and entities.
    "backslashes": _repeat("\\"),
    "escapes": _repeat("\\*"),
    "entities": _repeat("&amp;"),
    "short entities": _repeat("&lt"),
    "numeric entities": _repeat("&#9;"),
    "forbidden entities": _repeat("&#0;"),
    "unknown entities": _repeat("&a;"),
    "ampersands": _repeat("&"),
    "long entity": _repeat("a", "&", ""),
    "digits of an entity": _repeat("&#00"),
    # Emphasis.
    "emphasis": _repeat("*x*"),
    "emphasis apart": _repeat("*x* "),
    "unclosed strong": _repeat("**a*b"),
    "crossing emphasis": _repeat("*a*_b_"),
    "openers": _repeat("*a "),
    "closers": _repeat("a* "),
    "openers of two kinds": _repeat("*a _b "),
    "openers, then closers": _halves("*a ", "b* "),
    "strong openers, then closers": _halves("**a ", "b* "),
    "openers, then other closers": _halves("*a ", "b_ "),
    "runs of three": _repeat("a***b"),
    "underscores": _repeat("_"),
    "asterisks in words": _repeat("a*"),
    "tildes": _repeat("~~a "),
    "strikethrough": _repeat("~~a~~ "),
    "growing asterisks": _growing("*", "a"),
    "growing underscores": _growing("_", " a "),
    "growing tildes": _growing("~", "a"),
    # Code.
    "backticks": _repeat("`"),
    "code": _repeat("`a`"),
    "growing backticks": _growing("`", "a"),
    "growing backticks in a table": lambda size: "|a|b|\n|-|-|\n" + _growing("`", "a")(size - 12),
    "fences": _repeat("```\n"),
    "open fence": _repeat("a\n", "```\n"),
    "long fence": _repeat("~"),
    # Brackets.
    "opening brackets": _repeat("["),
    "closing brackets": _repeat("]"),
    "brackets before letters": lambda size: "[" * 1999 + "a" * (size - 1999),
    "brackets": _repeat("[a]"),
    "nested brackets": _halves("[", "]", "a"),
    "links": _repeat("[a](/b)"),
    "links on lines": _repeat("[a](/b)\n"),
    "links in open brackets": _halves("[", "[a](/b)"),
    "links in open pictures": _halves("![", "[a](/b)"),
    "nested links": _halves("[a", "](/b)"),
    "nested pictures": _halves("![a", "](b)"),
    "unclosed links": _repeat("[a]("),
    "unclosed targets": _repeat("[a](b"),
    "unclosed targets in angles": _repeat("[a](<b"),
    "unclosed titles": _repeat('[a](b "'),
    "spaces before a target": _repeat(" ", "[a](", "b"),
    "spaces before a title": _repeat(" ", "[a](b", "x"),
    "spaces after brackets": _repeat(" ", "[a]", "x"),
    "parentheses in a target": _repeat("(", "[a](b"),
    "nested parentheses": _repeat("(a", "[a]("),
    "pictures": _repeat("![a](b)"),
    "pictures on lines": _numbered("![a](@.jpg)\n\n"),
    "broken pictures": _repeat("!["),
    "swapped links": _repeat("(a)[/b]"),
    "swapped links without a space": lambda size: ")[/a]" * (size // 10) + "x" * (size // 2),
    "undefined labels": _repeat("[a][b]"),
    "different undefined labels": _numbered("[a][b@]"),
    "definitions": _numbered("[a@]: /b\n"),
    "used definitions": lambda size: (
        _numbered("[a@]\n")(size // 2) + "\n" + _numbered("[a@]: /b\n")(size // 2)
    ),
    "repeated definition": _repeat("[a]: /b\n"),
    "long label": _repeat("a", "[", "]: /b"),
    "links to missing files": _numbered("[a]({filename}/articles/@.md)\n"),
    "links to missing pages": _numbered("[a](/tin/@/)\n"),
    "links to missing places": _numbered("[a](#m@)\n"),
    "missing static files": _numbered("![a]({static}/images/@.jpg)\n"),
    "addresses without a scheme": _numbered("[a](b@.vn)\n"),
    # Footnotes.
    "footnotes": _both(_numbered("a[^@]\n"), _numbered("[^@]: b\n")),
    "unused footnotes": _numbered("[^@]: b\n"),
    "unknown footnotes": _numbered("[^@] "),
    "repeated footnote": _repeat("[^1]: b\n"),
    "repeated mark": _repeat("a[^1] ", "", "\n\n[^1]: b"),
    "nested footnotes": _numbered("[^@]: ", "[^00000]\n\n"),
    "footnotes on lines": _numbered("[^@]: a [^@]\n\n"),
    # HTML and addresses.
    "angles": _repeat("<"),
    "closing angles": _repeat("a>"),
    "unclosed comments": _repeat("<!--"),
    "lines of unclosed comments": _repeat("<!--\n"),
    "comments": _repeat("<!-- a -->\n"),
    "comments in text": _repeat("a<!---->"),
    "unclosed instructions": _repeat("<?"),
    "unclosed sections": _repeat("<![CDATA["),
    "unclosed declarations": _repeat("<!a"),
    "unclosed tags": _repeat("<a "),
    "unclosed attributes": _repeat('<a b="'),
    "spaces in a tag": _repeat(" ", "<a", "!"),
    "attributes of a tag": _repeat(" b", "<a", "!"),
    "bold tags": _repeat("<b>"),
    "bold tags with ids": _numbered("<b id=a@>\n\n"),
    "nested tags": _halves("<b>", "</b>", "a"),
    "crossing tags": _halves("<b>", "</i>"),
    "misnested tags": _repeat("<b><i></b></i>"),
    "closing tags": _repeat("</b>"),
    "forbidden tags": _repeat("<p>a"),
    "breaks": _repeat("<br>"),
    "bare addresses": _repeat("http://a.vn "),
    "joined addresses": _repeat("http://"),
    "broken addresses": _repeat("http://-"),
    "long domain": _repeat("www.a-", "", "%"),
    "dots of an address": _repeat(".a", "www.a", "%"),
    "closing parentheses of an address": _repeat(")", "www.a.vn", ""),
    "commas between addresses": _repeat("www.a,"),
    "unclosed addresses": _repeat("<http://a"),
    "mail addresses": _repeat("<a@b.vn>"),
    "unclosed mail addresses": _repeat("<a@b"),
    "long mail address": _repeat("a", "<a@", "!"),
    # Blocks.
    "headings": _repeat("## a\n"),
    "empty headings": _repeat("#\n"),
    "number signs": _repeat("#"),
    "joined headings": _repeat("##a\n"),
    "spaces in a heading": _repeat(" ", "## a", "b"),
    "closing signs of a heading": _repeat(" #", "## a", "b"),
    "underlines": _repeat("a\n=\n"),
    "breaks between": _repeat("---\n"),
    "spaces in a break": _repeat("- ", "", "x"),
    "wide break": _repeat(" ", "- -", "x"),
    "quotes": _repeat("> a\n"),
    "nested quotes": _repeat(">", "", "a"),
    "lazy lines in quotes": _repeat("> # a\nb\n"),
    "empty quotes and lines": _repeat(">\na\n"),
    "code in quotes": _repeat("> ```\nb\n"),
    "open comments in quotes": _repeat("> <!--\n"),
    "deeper and deeper quotes": lambda size: "".join(
        ">" * depth + " a\n" for depth in range(1, max(2, int((2 * size) ** 0.5) - 2))
    ),
    "list": _repeat("- a\n"),
    "empty items": _repeat("-\n"),
    "loose list": _repeat("- a\n\n"),
    "blank lines in an item": _repeat("\n", "- a\n", "  b"),
    "lazy lines in items": _repeat("- # a\nb\n"),
    "different marks": _repeat("- a\n+ a\n"),
    "nested lists": _repeat("- ", "", "x\n"),
    "nested numbers": _repeat("1. ", "", "x\n"),
    "deeper and deeper lists": lambda size: "".join(
        "  " * depth + "- a\n" for depth in range(max(2, int(size**0.5) - 2))
    ),
    "numbered list": _numbered("@. a\n"),
    "typed numbers": _repeat("2021. a\n\nb\n\n"),
    "lettered list": _repeat("a) a\n"),
    "amounts": _repeat("+ 500 triệu\n\na\n\n"),
    "looks like a list": _repeat("-a\n"),
    "table": _repeat("a|b\n", "a|b\n-|-\n"),
    "long table": _repeat("| a | b |\n", "| a | b |\n|---|---|\n"),
    "columns of a table": lambda size: "|a" * (size // 4 - 1) + "|\n" + "|-" * (size // 4 - 1) + "|\n",
    "columns and rows": _grid,
    "many tables": _repeat("a|b\n-|-\n\n"),
    "short rows": _repeat("a\n", "a|b\n-|-\n"),
    "long rows": _repeat("|a|b|c|\n", "|a|b|\n|-|-|\n"),
    "second delimiter rows": _repeat("|-|-|\n", "|a|b|\n|-|-|\n"),
    "delimiter rows": _repeat("|-\n"),
    "spaces in a delimiter row": _repeat(" ", "a|b\n-|-", "x"),
    "spaces in a cell": _repeat(" ", "|a|b|\n|-|-|\n|a", "b|c|"),
    "spaces before a row": _repeat(" ", "a|b\n", "|x"),
    "pipes": _repeat("|"),
    "lines of pipes": _repeat("|a\n"),
    "braces": _repeat("{"),
    "attributes": _repeat("{.a}"),
    "attributes of paragraphs": _repeat("a\n{: .b }\n\n"),
    "attributes in a heading": _repeat(" {.a}", "## a", "x"),
    "ids": _numbered("## a {#m@}\n"),
    "same id": _repeat("## a {#m}\n"),
    "ids of paragraphs": _numbered("a\n{: #m@ }\n\n"),
    "ids that are nowhere": _numbered("a\n{: id=m@ }\n\n"),
    "unclosed attributes of a heading": _repeat("{.a ", "## a "),
    # Words and characters.
    "quotation marks": _repeat('"'),
    "lines of quotation marks": _repeat('"\n'),
    "quoted words": _repeat('"a" '),
    "apostrophes": _repeat("'a "),
    "opening quotation marks": _repeat("“"),
    "doubled words": _numbered("a@ a@ "),
    "doubled function words": _repeat("và và. "),
    "days": _numbered("ngày 5/3 a@. "),
    "numbers": _repeat("1"),
    "dates": _repeat("1/"),
    "citations": _repeat("Chỉ thị số 34-CT/TW "),
    "different citations": _numbered("Chỉ thị số @-CT/TW ngày 1/2/2024. "),
    "kinds of documents": _repeat("Luật "),
    "spaces in a citation": _repeat(" ", "Luật số", "x"),
    "spaces after a citation": _repeat(" ", "Luật số 5", "x"),
    "spaces in a day": _repeat(" ", "Luật số 5 ngày 1/1", "x"),
    "signs of a citation": _repeat("-CT/A", "Luật số 1", "_"),
    "unclosed footnote marks": _repeat("[^", "", "]"),
    "labels of footnotes": _repeat("[^a", "[^1]: a\n\n"),
    "attributes after emphasis": _repeat("{.a}", "*a*"),
    "emphasis with attributes": _repeat("*a*{.b}"),
    "emphasis in links": _repeat("[*a*](/b)"),
    "rows in a quotation": _repeat("> a|b\n", "> a|b\n> -|-\n"),
    "comment that ends badly": _repeat("> <!--\nb\n", "", "> --> c"),
    "items in quotations": _repeat("> - a\nb\n"),
    "paragraphs of an item": _repeat("  a\n\n", "- a\n\n"),
    "blank lines in deep items": lambda size: "- " * 19 + "a\n" + "\n" * (size - 120) + " " * 38 + "b",
    "lazy lines in deep items": _repeat("b\n", "- " * 19 + "a\n"),
    "lazy lines in deep quotes": _repeat("b\n", "> " * 19 + "a\n"),
    "lazy lines in deep items and quotes": _repeat("b\n", "> - " * 9 + "a\n"),
    "lines in deep items": _repeat(" " * 38 + "b\n", "- " * 19 + "a\n"),
    "deep items": _repeat("- " * 19 + "b\n"),
    "deep quotes": _repeat("> " * 19 + "b\n"),
    "deep items of quotes": _repeat("> - " * 9 + "b\n\n"),
    "words of a footnote": _repeat("    a\n\n", "a[^1]\n\n[^1]: a\n\n"),
    "dashes": _repeat("– "),
    "parts of a document": _repeat("Điều 1. a\n"),
    "emoji": _repeat("✅ a\n"),
    "colons of an address": _repeat("http://a:"),
    "domains and hyphens": _repeat("www.a-:"),
    "links with titles": _repeat('[a](/b "c")'),
    "escaped bars": _repeat("\\|", "|a|b|\n|-|-|\n|"),
    "bars in links": _repeat("[a|b](c)", "|a|b|\n|-|-|\n|"),
    "links in a cell": _repeat("[a](/b)", "|a|b|\n|-|-|\n|c\\|", "|d|"),
    "declared attributes": _repeat(' b="c"', "*a*{", "}"),
    "quoted attributes": _repeat('{a=" b=" '),
    "doubled spaces": _repeat("a  "),
    "capitals": _repeat("ĐẠI HỘI "),
    "dotted words": _repeat("a.b"),
    "years": _repeat("ngày 5/3/2024. "),
    "captions": _repeat("Ảnh ", "![a](b)\n"),
    "spaces in a caption": _repeat(" ", "![a](b)\n", "x"),
    "combining marks": _repeat("\u0323\u0301", "a"),
    "marks in one order": _repeat("\u0301", "a"),
    "marks between invisible characters": _repeat("\u0301\u0323\u200b", "a"),
    "letters with marks": _repeat("a\u0301\u0323"),
    "NUL": _repeat("\0"),
    "NUL and letters": _repeat("\0a"),
    "control characters": _repeat("\x01\x02"),
    "replacement characters": _repeat("a\ufffd "),
    "private characters": _repeat("\ue001 "),
    "many private characters": lambda size: "".join(
        chr(0xE000 + number % 6400) for number in range(size // 3)
    ),
    "bidirectional marks": _repeat("\u202ea"),
    "joiners": _repeat("\u200d"),
    "form feeds": _repeat("\x0c"),
    "old line ends": _repeat("a\x0b"),
    "letters like đ": _repeat("ðang "),
    "letter like đ before a long word": _repeat("a", "ð "),
    "TCVN3": _repeat("Thi ®ua yªu n\xadíc. "),
    "VNI": _repeat("Thi ñua yeâu nöôùc. "),
    "Windows-1258": _repeat("Thi ðua yêu nýõìc. "),
    "lines of TCVN3": _repeat("Thi ®ua yªu n\xadíc\n\n"),
    "misread UTF-8": _repeat("nÆ°á»›c "),
    "lines of misread UTF-8": _repeat("nÆ°á»›c\n\n"),
    "misread marks": _repeat("Ì€Ì£", "a"),
    "long word of an old font": _repeat("Ìò", "aµ"),
    "signs of old fonts": _repeat("®"),
    "conflict": _repeat("<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n"),
    "open conflicts": _repeat("<<<<<<< a\n"),
    "divisions of one conflict": _repeat("=======\n", "<<<<<<< a\n"),
    "ends of conflicts": _repeat(">>>>>>> a\n"),
    "divisions": _repeat("=======\n\n"),
    "signs of conflicts": _repeat("<<<<<<<"),
    # Mixtures.
    "everything": _repeat('*a* [b](/c) `d` <b>e</b> "f" &amp; {#g} | h\n> i\n- j\n\n'),
    "marks": _repeat("*_[`<!&\\"),
}
