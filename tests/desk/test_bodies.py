"""Bodies that a serializer wrote anew."""

import pytest

from newsroom.desk.bodies import merge_bodies, tidy_body

OLD = """\
Đoạn *một* có [liên kết][1] và
xuống dòng.

- mục một
- mục hai với __đậm__
    - con

| Tên | Số |
|---|:-:|
| A | 1 |
| B | 2 |


1. một
1. hai

```
mã * sao

  - còn
```

<!-- ghi chú -->
Cuối[^1].

[^1]: Chú thích.

[1]: https://tin.example/
"""
ANEW = """\
Đoạn *một* có [liên kết](https://tin.example/) và
xuống dòng.

* mục một
* mục hai với **đậm**
  * con

| Tên |  Số |
| --- | :-: |
| A   |  1  |
| B   |  2  |

1. một
2. hai

```
mã * sao

  - còn
```

<!-- ghi chú -->
Cuối[^1].

[^1]: Chú thích."""


def test_a_body_that_only_looks_different_stays():
    assert merge_bodies(OLD, ANEW) == OLD


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("Cuối[^1].", "Cuối rồi[^1].", ["| B | 2 |", "    - con", "- mục một", "1. hai", "|---|:-:|"]),
        ("* mục một", "* mục mới", ["| B | 2 |", "1. hai", "|---|:-:|"]),
        ("| B   |  2  |", "| B   |  3  |", ["| A | 1 |", "|---|:-:|", "    - con", "1. hai", "- mục một"]),
        ("  - còn", "  - hết", ["| B | 2 |", "    - con", "1. hai"]),
        ("1. một", "Thêm.\n\n1. một", ["| B | 2 |", "    - con", "1. hai"]),
    ],
)
def test_a_change_leaves_the_other_blocks_as_they_were(before, after, kept):
    merged = merge_bodies(OLD, ANEW.replace(before, after))
    lines = merged.splitlines()
    assert [line for line in kept if line not in lines] == []
    changed = after.replace("* ", "- ") if after.startswith("* ") else after.partition("\n")[0]
    assert changed.replace("  ", " ").replace("  ", " ") in merged.replace("  ", " ").replace("  ", " ")
    assert merged.endswith("\n")
    assert merge_bodies(merged, ANEW.replace(before, after)) == merged


@pytest.mark.parametrize(
    ("old", "sent", "merged"),
    [
        ("Một *hai*.\n", "Một hai.", "Một hai.\n"),
        ("Một \\*hai\\*.\n", "Một *hai*.", "Một *hai*.\n"),
        ("- a\n  - b\n", "- a\n- b", "- a\n- b\n"),
        ("- a\n- b\n", "* b\n* a", "- b\n- a\n"),
        ("\n\nMột.\n\n\n", "Một, hai.", "\n\nMột, hai.\n\n\n"),
        ("Một.", "Một, hai.", "Một, hai.\n"),
        ("Một.\n", "", ""),
        ("Một.\n", " \n", ""),
        ("", "Một.", "Một.\n"),
        ("A\n\n\nB\n\nC\n", "A\n\nB\n\nC khác", "A\n\n\nB\n\nC khác\n"),
        ("A\n\nA\n\nA\n", "A\n\nA", "A\n\nA\n"),
        ("Một[^1].\n\n[^1]: Chú.\n", "Một[^1].\n\n[^1]: Chú khác.", "Một[^1].\n\n[^1]: Chú khác.\n"),
        ("![a]({static}/images/a.jpg)\n", "![b]({static}/images/a.jpg)", "![b]({static}/images/a.jpg)\n"),
        ("Thơ  \nxuống\n", "Thơ\nxuống", "Thơ\nxuống\n"),
        ("![a](b.jpg) Chú thích.\n", "![a](b.jpg)\nChú thích.", "![a](b.jpg)\nChú thích.\n"),
        ("Xem https://youtu.be/abc\n", "Xem\nhttps://youtu.be/abc", "Xem\nhttps://youtu.be/abc\n"),
    ],
)
def test_every_change_of_meaning_is_kept(old, sent, merged):
    assert merge_bodies(old, sent) == merged


@pytest.mark.parametrize(
    ("old", "sent", "merged"),
    [
        (
            "| a | b |\n|---|:-:|\n| 1 | 2 |\n",
            "| a | b |\n| - | - |\n| 1 | 3 |",
            "| a | b |\n|---|:-:|\n| 1 | 3 |\n",
        ),
        ("| a |\n|--:|\n| 1 |\n", "| a |\n| :-- |\n| 1 |", "| a |\n| :-- |\n| 1 |\n"),
        ("- a\n- b\n  - c\n", "* a\n* b\n\n  * c\n\nThêm.", "- a\n- b\n  - c\n\nThêm.\n"),
        ("<!-- x -->\nA\n", "<!-- x -->\n\nA thêm", "<!-- x -->\n\nA thêm\n"),
        ("<!-- x -->\nA\n\nB\n", "<!-- x -->\n\nA\n\nB thêm", "<!-- x -->\n\nA\n\nB thêm\n"),
        ("<!-- x -->\n", "<!-- y -->", "<!-- y -->\n"),
        (
            "| a | b |\n|---|---|\n| x | y |\n\nGiữa\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n",
            "| a | b |\n|---|---|\n| x | y |\n\nGiữa\n\n| a | b |\n|---|---|\n| 1 | 3 |",
            "| a | b |\n|---|---|\n| x | y |\n\nGiữa\n\n| a | b |\n|---|--:|\n| 1 | 3 |\n",
        ),
    ],
)
def test_losses_of_the_serializer_are_no_changes(old, sent, merged):
    assert merge_bodies(old, sent) == merged


@pytest.mark.parametrize(
    ("sent", "tidy"),
    [
        ("* a\n* b\n  * c", "- a\n- b\n  - c"),
        ("+ a", "- a"),
        ("* **a**: b\n* *c*", "- **a**: b\n- *c*"),
        ("* * *", "* * *"),
        ("Giá 3\\.5 \\- 4", "Giá 3.5 - 4"),
        ("\\- không phải mục", "\\- không phải mục"),
        ("a \\_b\\_ \\[c\\] \\*d", "a \\_b\\_ [c] *d"),
        ("```\n* a \\_\n```", "```\n* a \\_\n```"),
        ("> * a", "> - a"),
    ],
)
def test_what_is_new_is_written_as_people_write(sent, tidy):
    assert tidy_body(sent) == tidy


def test_a_body_that_is_sent_as_it_was_stays():
    two_tables = "| a | b |\n|---|---|\n| x | y |\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n"
    assert merge_bodies(two_tables, two_tables) == two_tables
