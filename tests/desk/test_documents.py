"""Files saved by the desk: the changed value is new, every other byte is as it was."""

from difflib import unified_diff

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from growth import size
from newsroom.desk.documents import save_text, show_text
from newsroom.files import frontmatter, misread_lines
from newsroom.files.text_file import decode, split
from newsroom.problems import Problems, RefusedError

PATH = "articles/2024/bai.md"
LIST = "vocabularies/awards.yaml"
ODD = """\
---
# Lời giải thích ở đầu tệp.
title:   "Lào Cai: trao thưởng"   # giữ ngoặc kép
date: 2024-03-05 14:30
category: 'Tin hoạt động'

tags: [ thi đua ,  "khen, thưởng" , x ]
summary: >-
  Một đoạn
  gập dòng.

  Đoạn sau.
note: |
  Dòng một
  Dòng hai

empty:
later: # chưa biết
provinces:
- Lào Cai
-   Sơn La   # tên hiện nay
image: {src: images/a.jpg,   alt: "Ảnh: lễ"}
honours:
  # hai đợt
  - award: Bằng khen
    recipients:
      - name: Tập thể A

        unit: Xã B
      - name: "Tập thể C"
  -   award:
        name: Giấy khen
        authority: Chủ tịch xã
number: 010
version: 4.10
nothing: ~
word: "null"
---

Đoạn *một*, có `mã`.

*  mục sao
*  mục hai

| a | b |
|---|:-:|
| 1 | 2 |

- - lồng
1. số

<!-- ghi chú -->
[liên kết][1]

[1]: https://tin.example/
"""
NEW = {
    "title": "Một: hai",
    "date": "2024-03-06",
    "tags": ["thi đua", "mới"],
    "summary": "Lời tóm tắt khác.",
    "note": "Dòng một\nDòng ba",
    "empty": "có rồi",
    "later": ["a, b", "c"],
    "provinces": ["Lào Cai", "Lai Châu", "Sơn La"],
    "image": {"src": "images/b.jpg", "alt": "Ảnh: lễ"},
    "honours": [{"award": "Bằng khen"}, {"award": {"name": "Giấy khen", "authority": "Chủ tịch tỉnh"}}],
    "number": "34",
    "version": "4.1",
    "nothing": {"a": "b"},
    "word": "true",
    "added": "# không phải ghi chú",
}


@pytest.fixture(params=[misread_lines.LOADER, yaml.SafeLoader], ids=["libyaml", "pure Python"])
def loader(request, monkeypatch):
    """Read the same with and without libyaml."""
    monkeypatch.setattr(misread_lines, "LOADER", request.param)


def values(path, data):
    """The front matter as the newsroom reads it."""
    problems = Problems(path)
    text = decode(data, problems)
    return frontmatter.parse(split(text, problems).front if path.endswith(".md") else text, problems)


def pruned(value):
    """A value without its empty parts."""
    if isinstance(value, dict):
        return {
            key: kept for key, inner in value.items() if (kept := pruned(inner)) not in (None, "", [], {})
        }
    if isinstance(value, list):
        return [kept for inner in value if (kept := pruned(inner)) not in (None, "", [], {})]
    return value.strip() if isinstance(value, str) else value


def opened(path, data):
    """Return the values of the front matter, and the body, as the page has them."""
    shown = show_text(path, data)
    front, body = shown.removeprefix("---\n").split("\n---\n", 1) if path.endswith(".md") else (shown, "")
    return yaml.safe_load(front), body


def sent(path, front, body=""):
    """The text that the page sends: another program has written all of it anew."""
    dumped = yaml.safe_dump(front, allow_unicode=True, width=60, sort_keys=False)
    return f"---\n{dumped}---\n{body.strip()}" if path.endswith(".md") else dumped


def diff(before, after):
    lines = unified_diff(before.decode().splitlines(), after.decode().splitlines(), "", "", n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


KINDS = {
    "plain": ODD.encode(),
    "CRLF": ODD.replace("\n", "\r\n").encode(),
    "mixed": ODD.replace("\n", "\r\n", 9).encode(),
    "old Mac": ODD.replace("\n", "\r").encode(),
    "mark": b"\xef\xbb\xbf" + ODD.encode(),
    "no end": ODD.rstrip("\n").encode(),
    "spaces": ODD.replace("---\n", "---  \n").replace("\n\n", "\n  \n").encode(),
    "no body": ODD[: ODD.rindex("---\n") + 4].encode(),
    "no line": ODD[: ODD.rindex("---\n") + 3].encode(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_only_opened_stays_as_it_is(kind, loader):
    data = KINDS[kind]
    assert save_text(PATH, data, sent(PATH, *opened(PATH, data))) == data


@pytest.mark.parametrize("kind", ["plain", "CRLF", "mark", "no end"])
@pytest.mark.parametrize("field", NEW)
def test_a_changed_field_is_all_that_changes(kind, field):
    data = KINDS[kind]
    front, body = opened(PATH, data)
    front[field] = NEW[field]
    saved = save_text(PATH, data, sent(PATH, front, body))
    assert pruned(values(PATH, saved)) == pruned(front)
    before, after = (part.decode("utf-8-sig").replace("\r\n", "\n").split("\n") for part in (data, saved))
    if field == "added":
        begins = ends = before.index("---", 1)
    else:
        begins = next(n for n, line in enumerate(before) if line.startswith(f"{field}:"))
        ends = next(
            n for n in range(begins + 1, len(before)) if before[n][:1].isalpha() or before[n] == "---"
        )
    while not before[ends - 1].strip():  # blank lines before the next field
        ends -= 1
    assert after[:begins] == before[:begins]
    assert after[len(after) - (len(before) - ends) :] == before[ends:]
    assert saved.endswith(b"\n") == data.endswith(b"\n")
    assert saved.count(b"\r\n") in {0, saved.count(b"\n")}
    assert saved.startswith(b"\xef\xbb\xbf") == (kind == "mark")


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({"title": "Một: hai"}, ['-title:   "Lào Cai: trao thưởng"   # giữ ngoặc kép',
                                 '+title:   "Một: hai"   # giữ ngoặc kép']),
        ({"empty": "có"}, ["-empty:", "+empty: có"]),
        ({"later": "mai"}, ["-later: # chưa biết", "+later: mai # chưa biết"]),
        ({"category": ""}, ["-category: 'Tin hoạt động'"]),
        ({"tags": ["thi đua", "khen, thưởng", "x", "a, b"]},
         ['-tags: [ thi đua ,  "khen, thưởng" , x ]', '+tags: [thi đua, "khen, thưởng", x, "a, b"]']),
        ({"provinces": ["Lào Cai", "Sơn La", "Lai Châu"]}, ["+- Lai Châu"]),
        ({"provinces": ["Lai Châu", "Sơn La"]}, ["-- Lào Cai", "+- Lai Châu"]),
        ({"provinces": ["Sơn La"]}, ["-- Lào Cai"]),
        ({"image": {"src": "images/a.jpg", "alt": "Lễ"}},
         ['-image: {src: images/a.jpg,   alt: "Ảnh: lễ"}', '+image: {src: images/a.jpg, alt: "Lễ"}']),
        ({"number": 11}, ["-number: 010", "+number: 11"]),
        ({"status": "draft"}, ["+status: draft"]),
        ({"added": "cuối"}, ["+added: cuối"]),
    ],
)  # fmt: skip
def test_the_difference_of_a_change(change, lines):
    data = ODD.encode()
    front, body = opened(PATH, data)
    assert diff(data, save_text(PATH, data, sent(PATH, front | change, body))) == lines


def test_a_change_deep_within_a_list_is_one_line():
    data = ODD.encode()
    front, body = opened(PATH, data)
    front["honours"][0]["recipients"][1]["name"] = "Tập thể D"
    front["honours"][1]["award"]["authority"] = "Chủ tịch tỉnh"
    assert diff(data, save_text(PATH, data, sent(PATH, front, body))) == [
        '-      - name: "Tập thể C"',
        '+      - name: "Tập thể D"',
        "-        authority: Chủ tịch xã",
        "+        authority: Chủ tịch tỉnh",
    ]


def test_items_that_move_keep_their_text():
    data = ODD.encode()
    front, body = opened(PATH, data)
    front["honours"].reverse()
    front["provinces"].reverse()
    saved = save_text(PATH, data, sent(PATH, front, body))
    before, after = (sorted(part.decode().splitlines()) for part in (data, saved))
    assert after == before
    assert pruned(values(PATH, saved)) == pruned(front)


def test_numbers_stand_without_quotes_where_a_number_is_meant():
    front = {"title": "2024", "honours": [{"award": "19", "collectives": "7"}], "version": "4.10"}
    assert save_text(PATH, None, sent(PATH, front)).decode() == (
        '---\ntitle: "2024"\nhonours:\n  - award: "19"\n    collectives: 7\nversion: "4.10"\n---\n'
    )
    path, data = "vocabularies/clusters.yaml", b"clusters:\n  - years:\n      - {year: 2023, head: A}\n"
    shown, _ = opened(path, data)
    shown["clusters"][0]["years"][0]["year"] = "2024"
    assert save_text(path, data, sent(path, shown)) == data.replace(b"2023", b"2024")


def test_the_first_field_of_an_item_may_go():
    data = ODD.encode()
    front, body = opened(PATH, data)
    del front["honours"][0]["recipients"][0]["name"]
    saved = save_text(PATH, data, sent(PATH, front, body))
    assert diff(data, saved) == [
        "-      - name: Tập thể A",
        "-",
        "-        unit: Xã B",
        "+      - unit: Xã B",
    ]


def test_a_new_file_is_as_the_handbook_writes():
    front = {
        "status": "draft",
        "summary": "",
        "tags": ["thi đua", "giáo dục"],
        "campaigns": ["Xóa nhà tạm, nhà dột nát", "Nông thôn mới"],
        "image": {"alt": "Lễ trao: ảnh", "src": "images/le-trao.jpg", "caption": ""},
        "honours": [{"award": "Bằng khen", "recipients": [{"name": "Tập thể A"}, {}]}, {}],
        "date": "2024-03-05 14:30",
        "category": "Tin hoạt động",
        "title": "Lào Cai: trao thưởng",
        "source": [{"url": "https://tin.example/a", "name": "tin.example"}],
        "corrections": [],
        "event": {"name": "", "place": None},
    }
    body = "Đoạn *một*.\n\n* mục\n* mục \\_hai\\_\n\n1\\. không phải mục, 3\\.5"
    assert (
        save_text(PATH, None, sent(PATH, front, body)).decode()
        == """\
---
title: "Lào Cai: trao thưởng"
category: Tin hoạt động
date: 2024-03-05 14:30
status: draft
image:
  src: images/le-trao.jpg
  alt: "Lễ trao: ảnh"
campaigns:
  - Xóa nhà tạm, nhà dột nát
  - Nông thôn mới
honours:
  - award: Bằng khen
    recipients:
      - name: Tập thể A
source:
  - name: tin.example
    url: https://tin.example/a
tags: [thi đua, giáo dục]
---
Đoạn *một*.

- mục
- mục \\_hai\\_

1\\. không phải mục, 3.5
"""
    )


def test_an_entry_is_added_to_a_list_below_its_comments():
    data = '# Danh mục.\nawards:\n  - id: a\n    name: A # xưa\n    kind: x\n    article: "19"\n'.encode()
    front, _ = opened(LIST, data)
    front["awards"].append({"kind": "bằng khen", "name": "B", "id": "b", "article": "20"})
    assert diff(data, save_text(LIST, data, sent(LIST, front))) == [
        "+  - id: b", "+    name: B", "+    kind: bằng khen", '+    article: "20"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("front", "words"),
    [
        ("title: &a x\ntags: [*a]", "Không dùng dấu &"),
        ("title: !!str x", "Không dùng thẻ"),
        ("title: x\ntitle: y", "đã khai ở dòng 2"),
        ("title: Lào Cai: trao", ":2:15: "),
        ("- a", "Phần khai báo phải gồm"),
        ("title: 'x", "trình soạn thảo"),
        ("? [a, b]\n: c", "Tên trường phải là một từ"),
    ],
)
def test_a_front_matter_with_faults_is_neither_opened_nor_saved(front, words):
    data = f"---\n{front}\n---\nLời.\n".encode()
    for attempt in (lambda: show_text(PATH, data), lambda: save_text(PATH, data, "---\ntitle: a\n---\n")):
        with pytest.raises(RefusedError, match="trình soạn thảo") as refused:
            attempt()
        assert words in str(refused.value)


@pytest.mark.parametrize(
    "text", ["", "Chỉ có lời.", "---\n{}\n---\nLời", "---\n: [\n---\n", "---\ntitle: ''\n---\nx"]
)
def test_a_text_without_fields_is_not_saved(text):
    with pytest.raises(RefusedError, match="nên chưa lưu gì"):
        save_text(PATH, ODD.encode(), text)


TEXTS = st.text(st.sampled_from("aĐắ z0.-:#,[]{}\"'\\&*!|>%@`~?=_/\n"), max_size=12).map(
    lambda text: "\n".join(line.strip() for line in text.split("\n")).strip()
) | st.sampled_from(
    ["no", "null", "~", "12:30", "1e3", "0x1F", "true", "2024-03-05", "- a", "a: b", "#a", "a #b"]
)
NAMES = st.sampled_from(["title", "date", "tags", "honours", "name", "unit", "status", "khác"])
VALUES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
FRONTS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=5)


def written(front, draw):
    """Front matter in many hands, with a comment before and after each field."""
    lines = []
    for name, value in front.items():
        style = draw(st.sampled_from([None, True, False]))
        dumped = yaml.safe_dump(
            {name: value}, allow_unicode=True, width=30, default_flow_style=style
        ).rstrip()
        if dumped.startswith("{"):  # the field itself stands on lines of its own
            dumped = yaml.safe_dump(value, allow_unicode=True, width=10**6, default_flow_style=True)
            dumped = f"{name}: " + dumped.removesuffix("...\n").strip()
        lines += [f"# trước {name}", dumped, *[""] * draw(st.integers(0, 2)), f"# sau {name}"]
    return "---\n" + "\n".join(lines) + "\n---\nLời.\n"


@settings(deadline=None, max_examples=size(150, 10_000), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), front=FRONTS, name=NAMES, value=VALUES)
def test_any_change_of_a_field_is_read_back_and_is_the_only_one(data, front, name, value):
    text = written(front, data.draw).encode()
    shown, body = opened(PATH, text)
    assume(pruned(shown))
    assert save_text(PATH, text, sent(PATH, shown, body)) == text
    changed = shown | {name: value}
    assume(pruned(changed))
    saved = save_text(PATH, text, sent(PATH, changed, body))
    assert pruned(opened(PATH, saved)[0]) == pruned(changed)
    before, after = text.decode().split("\n"), saved.decode().split("\n")
    if name in front:
        begins, ends = before.index(f"# trước {name}") + 1, before.index(f"# sau {name}")
        assert after[:begins] == before[:begins]
        assert after[len(after) - len(before) + ends :] == before[ends:]
    else:
        lines = iter(after)
        assert all(line in lines for line in before)


def test_values_are_shown_as_they_were_typed():
    data = b"---\nversion: 4.10\nnumber: 010\nday: 2024-03-05\nno: ~\n---\nA\r\nB\n"
    typed = {"version": "4.10", "number": "010", "day": "2024-03-05", "no": None}
    assert opened(PATH, data) == (typed, "A\nB\n")
