"""Front matter, closed lists and ledgers of any size are checked in linear time, or refused at once."""

import random
import re
from itertools import product

import pytest

from children import measure_task
from growth import assert_linear, size
from newsroom.attachments.attachment_library import Attachments
from newsroom.content.house_rules import HouseRules
from newsroom.content.parser import FRONT_MODELS, Parser
from newsroom.files.text_file import MAX_ARTICLE_BYTES
from newsroom.files.validation import MOST_REPORTED
from newsroom.language.name_matching import MOST_QUESTIONS
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import MOST_ALIKE
from sites import CONTENT, article, exemplar, write_content

MOST_TIME, MOST_MEMORY = 3, 300  # seconds of processor time, and MB
ARTICLE = "articles/2024/a.md"
WORDS = ("tags", "authors", "provinces", "campaigns", "exemplars", "documents", "redirects")
GROUPS = ("honours", "figures", "corrections", "people", "source")
ITEMS = {"different": "Tên {}", "same": "Tên", "empty": '""', "groups": "{{a: b}}", "lists": "[a]"}
FRONTS = {
    f"{field}, {kind}": lambda n, field=field, item=item: f"{field}:\n" + write_items(item, n)
    for field in (*WORDS, *GROUPS)
    for kind, item in ITEMS.items()
}
FRONTS |= {
    "figures": lambda n: "figures:\n" + write_items("{{what: a{}, value: 1, place: Hà Giang}}", n),
    "figures without a number": lambda n: "figures:\n" + write_items("{{what: a{}, value: x}}", n),
    "unknown fields of figures": lambda n: "figures:\n" + write_items("{{what: a, value: 1, k{}: b}}", n),
    "honours": lambda n: "honours:\n" + write_items("{{award: Huân chương Lao động, individuals: 2}}", n),
    "recipients": lambda n: "honours:\n  - award: A\n    recipients: [" + "A, " * n + "]\n",
    "unknown fields": lambda n: "".join(f"k{i}: a\n" for i in range(n)),
    "repeated fields": lambda n: "tags: a\n" * n,
    "nested groups": lambda n: "image:\n" + "".join(" " * min(i, 90) + f"a{i}:\n" for i in range(1, n)),
    "open brackets": lambda n: "tags: " + "[" * n + "\n",
    "brackets": lambda n: "tags: " + "[" * n + "]" * n + "\n",
    "open brackets in a block": lambda n: "modified: |\n  b: " + "[" * n + "\nk: a\n- b\n",
    "open braces": lambda n: "image: " + "{a: " * n + "\n",
    "lines of open brackets": lambda n: "".join(f"k{i}: [a\n" for i in range(n)),
    "dashes": lambda n: "tags:\n  " + "- " * n + "x\n",
    "anchors": lambda n: "tags:\n" + write_items("&a b", n),
    "aliases": lambda n: "tags:\n  - &a b\n" + write_items("*a", n),
    "YAML's types": lambda n: "tags:\n" + write_items("!!int 3", n),
    "complex keys": lambda n: "? [a]\n: b\n" * n,
    "comments": lambda n: "# a\n" * n,
    "comments for values": lambda n: "".join(f"k{i}: #b\n" for i in range(n)),
    "comments behind values": lambda n: "".join(f"k{i}: a #b\n" for i in range(n)),
    "comments in a list": lambda n: "tags: [" + "#a\n" * n + "]\n",
    "commas": lambda n: "tags: " + "," * n + "\n",
    "tabs": lambda n: "\ta: b\n" * n,
    "spaces": lambda n: "tags: a" + " " * n + "x\n",
    "block": lambda n: "modified: |\n" + "  a b c\n" * n,
    "folded block of blank lines": lambda n: "modified: >\n" + "\n" * n + "  a\n",
    "escapes": lambda n: 'tags: "' + "\\n" * n + '"\n',
    "forbidden escapes": lambda n: "".join(f'k{i}: "\\d"\n' for i in range(n)),
    "open quotation marks": lambda n: "".join(f'k{i}: "a\n' for i in range(n)),
    "open quotation mark": lambda n: 'tags: "' + "a: b\n" * n,
    "colons": lambda n: "".join(f"k{i}: a: b\n" for i in range(n)),
    "colons in a list": lambda n: "tags:\n" + write_items("a: b: c", n),
    "percent signs": lambda n: "".join(f"k{i}: %a\n" for i in range(n)),
    "documents of YAML": lambda n: "...\na: b\n" * n,
    "long key": lambda n: "k" * n + ": a\n",
    "long line": lambda n: "tags: " + "k " * n + "\n",
    "lines without a colon": lambda n: "abc\n" * n,
    "question marks": lambda n: "?\n" * n,
    "colons alone": lambda n: ": " * n + "\n",
    "names with commas": lambda n: "provinces: " + "a, " * n + "b\n",
    "separators of redirects": lambda n: f"redirects: '/a{' ' * (n // 2)}b'\n",
    "digits of a number": lambda n: "figures: [{what: a, value: " + "9" * n + "}]\n",
    "spaces in a day": lambda n: "modified: '5" + " " * (n // 2) + "x'\n",
}
UNIT = "  - {{slug: u{0}, region: r, names: [{{name: U{0}, type: tỉnh}}]}}"
LISTS = {
    "awards, groups in groups": ("awards: [", "["),
    "provinces": ("regions: [{id: r, name: R}]\nunits:", UNIT),
    "provinces of no kind": ("regions: [{id: r, name: R}]\nunits:", UNIT.replace("tỉnh", "tỉn")),
    "provinces, one name": (
        "regions: [{id: r, name: R}]\nunits:\n  - slug: u\n    region: r\n    names:",
        "      - {{name: U, type: tỉnh}}",
    ),
    "awards": ("awards:", "  - {{id: a{0}, name: A{0}, kind: bằng khen}}"),
    "awards of no kind": ("awards:", "  - {{id: a{0}, name: A{0}, kind: bằng khe}}"),
    "documents": ("documents:", "  - {{kind: Quyết định, number: {}/QĐ-TTg, date: 2024-01-02}}"),
    "documents, one address": ("documents:", "  - {{kind: Quyết định, number: {}/QĐ, slug: a}}"),
    "clusters, members": (
        "clusters:\n  - id: a\n    name: A\n    kind: cụm\n    years:\n      - year: 2020\n        members:",
        "          - m{}",
    ),
    "house_rules": ("unverified:", "  - text: từ{}"),
    "house_rules, blank": ("unverified:", '  - text: ""'),
}
SITES = {
    "unknown exemplars": lambda n: {
        **{f"articles/a{i}.md": article(exemplars=f"Nguyễn Văn {i}") for i in range(n)},
        **{f"exemplars/e{i}.md": exemplar(f"Nguyễn Thị {i}") for i in range(n)},
    },
    "exemplars, one name": lambda n: {f"exemplars/e{i}.md": exemplar("Nguyễn Thị") for i in range(n)},
    "names that were taken down": lambda n: {
        **{
            f"exemplars/e{i}.md": exemplar(f"Lò Thị {i}", withdrawn="{reason: A., date: 2024-05-01}")
            for i in range(max(n // 10, 150))
        },
        **{f"articles/a{i}.md": article(body=f"Gặp Lò Thị {i % 150}.") for i in range(n)},
    },
    "wrong links": lambda n: {
        f"articles/a{i}.md": article(body=f"[a]({{filename}}/articles/x{i}.md) [b](/x{i}/)") for i in range(n)
    },
    "reports of one conference": lambda n: {
        f"articles/a{i}.md": article(
            event='{name: "A", date: 2024-03-05}',
            honours=f"[{{award: Huân chương Lao động, individuals: {i}}}]",
        )
        for i in range(n)
    },
    "marks of many footnotes": lambda n: {
        "articles/a.md": article(
            body=" ".join(f"[^{i % 300}]" for i in range(80 * n)) + " [a](/x/)\n\n" + write_notes(300)
        )
    },
    "lost addresses": lambda n: {"addresses.txt": "".join(f"/a{i}.html\n" for i in range(40 * n))},
    "short lost addresses": lambda n: {"addresses.txt": "/a\n" * (1_500 * n)},
    "conflicts in addresses": lambda n: {"addresses.txt": "<<<<<<< a\n" * (450 * n)},
}


def write_notes(count):
    return "".join(f"[^{i}]: a\n" for i in range(count))


def write_items(item, count):
    return "".join(f"  - {item.format(i)}\n" for i in range(count))


def write_list(name, count):
    head, item = LISTS[name]
    path = name.partition(",")[0].partition(" ")[0]
    folder = "" if path == "house_rules" else "vocabularies/"
    return {f"{folder}{path}.yaml": head + "\n" + "".join(f"{item.format(i)}\n" for i in range(count))}


def fill(make, most):
    """Make the largest text of at most *most* bytes."""
    low, high = 1, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(make(middle).encode()) <= most else (low, middle - 1)
    return make(low)


@pytest.fixture(scope="module")
def parse(tmp_path_factory):
    """Return a function that parses an article with a front matter."""
    root = tmp_path_factory.mktemp("content")
    (root / "articles/2024").mkdir(parents=True)
    parser = Parser(root, Pictures(root), Attachments(root), HouseRules())

    def parse(front):
        (root / ARTICLE).write_text(f"---\ntitle: Tin\n{front}---\nNội dung.\n", "utf-8")
        return parser.parse(ARTICLE)[0]["problems"]

    return parse


@pytest.mark.parametrize("name", FRONTS)
def test_twice_the_front_matter_takes_twice_the_time(parse, name):
    assert_linear(parse, FRONTS[name], size(400, 4_000))


@pytest.mark.parametrize("name", SITES)
def test_twice_the_site_takes_twice_the_time(tree, name):
    def load(files):
        for path, text in files.items():
            tree.write(path, text)
        assert tree.load().problems

    assert_linear(load, SITES[name], size(60, 1_000))


@pytest.mark.parametrize("name", LISTS)
def test_twice_the_closed_list_takes_twice_the_time(tree, name):
    def load(files):
        for path, text in files.items():
            tree.write(path, text)
        tree.load()

    assert_linear(load, lambda count: write_list(name, count), size(150, 3_000))


def test_most_errors_of_a_file_are_counted_only(parse):
    found = [problem[2] for problem in parse(FRONTS["unknown fields"](3 * MOST_REPORTED))]
    assert sum(message.startswith("Không có trường") for message in found) <= MOST_REPORTED
    assert any(re.match(r"Từ đây còn \d+ lỗi nữa", message) for message in found)


def test_only_so_many_unknown_names_get_a_proposal(tree):
    typed = map("".join, product(*zip("hà giag", "HÀ GIAG", strict=True)))
    names = list(dict.fromkeys(typed))  # all of one spelling, but for the case
    for number in range(4):
        tree.article(f"a{number}", provinces=f"[{', '.join(names[:40])}]")
    found = [problem for problem in tree.problems() if "Không có tỉnh" in problem]
    assert len(found) == 4 * 40
    assert sum("Có phải là" in problem for problem in found) == MOST_QUESTIONS


def test_lost_addresses_are_counted_and_a_ledger_that_is_too_large_is_refused(tree):
    tree.write("addresses.txt", "".join(f"/a{i}.html\r\n" for i in range(500)))
    found = tree.problems()
    assert len(found) == MOST_ALIKE
    assert "… và 450 lỗi cùng loại nữa trong tệp này." in found[-1]
    tree.write("addresses.txt", "/a.html\n" * 2_000_000)
    (found,) = tree.problems()
    assert found.startswith("addresses.txt:1:1: Tệp nặng 16.000 KB, quá 10.000 KB")


def test_a_rule_of_blank_text_is_reported(tree):
    tree.write("house_rules.yaml", 'unverified:\n  - text: ""\n')
    (found,) = tree.problems()
    assert found.startswith("house_rules.yaml:2:5: Trường “text” đang để trống.")


VALID = [(file.parent.name, file.read_text("utf-8")) for file in sorted(CONTENT.glob("[acep]*/**/*.md"))]
VALID = [(path if path in FRONT_MODELS else "articles", text) for path, text in VALID]
ODD = [
    "",
    "-",
    "- ",
    ":",
    ": ",
    "[",
    "]",
    "{a: b}",
    "#",
    "|",
    ">",
    "'",
    '"',
    "&a",
    "*a",
    "!!int",
    "~",
    "?",
    "---",
]
ODD += ["9" * 5_000, "1e999", "-0", "٣", "2024-02-30", "0000-00-00", "true", "a" * 6_000, "  "]
ODD += ["\t", "\x00", "\u202e", "\ud7ff"]


def mutate(text, chance):
    """Change the front matter of *text* in a few places."""
    lines = text.split("\n")
    end = lines.index("---", 1)
    for _change in range(chance.randint(1, 4)):
        place = chance.randrange(1, end)
        line, odd = lines[place], chance.choice(ODD)
        cut = chance.randint(0, len(line))
        lines[place] = chance.choice(
            [
                line[:cut] + odd + line[cut:],
                line[:cut] + line[cut + 1 :],
                f"{line.partition(':')[0]}: {odd}",
                f"  {line}",
                line.strip(),
                f"{line}\n{line}",
                lines[chance.randrange(1, end)],
                "",
                "".join(chance.sample(line, len(line))),
            ]
        )
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(size(60, 1_000)))
def test_a_changed_front_matter_is_accepted_or_reported_at_its_line(tree, seed):
    chance = random.Random(seed)
    folder, text = chance.choice(VALID)
    text = mutate(text, chance)
    tree.write(f"{folder}/a.md", text)
    for problem in tree.load().problems:
        if problem.path.endswith(f"{folder}/a.md"):
            assert 1 <= problem.line <= text.count("\n") + 1
            assert problem.message


@pytest.mark.parametrize(
    "name", size(["tags, different", "open brackets", "open brackets in a block"], FRONTS)
)
def test_the_longest_front_matter_takes_seconds(tmp_path, name):
    front = fill(FRONTS[name], MAX_ARTICLE_BYTES - 200)
    check(write_content(tmp_path, {ARTICLE: f"---\ntitle: Tin\n{front}---\nNội dung.\n"}))


@pytest.mark.parametrize("name", size(list(LISTS)[:1], LISTS))
def test_the_longest_closed_list_takes_seconds(tmp_path, name):
    for count in (3_000, 12_000, 60_000):
        content = write_content(tmp_path / str(count), {})
        for path, text in write_list(name, count).items():
            (content / path).write_text(text, "utf-8")
        check(content)


def check(content):
    run = measure_task("check", "--content", content)
    assert "Traceback" not in run.output
    assert run.seconds <= MOST_TIME
    assert run.megabytes <= MOST_MEMORY
