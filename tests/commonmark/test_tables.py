"""Tables as editors type and paste them."""

import pytest

TABLE = (
    "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
)


@pytest.mark.parametrize(
    "text",
    [
        "| A | B |\n|---|---|\n| 1 | 2 |",
        "A | B\n--|--\n1 | 2",
        "| A | B |\n|———|———|\n| 1 | 2 |",
        "| A | B |\n| – | – |\n| 1 | 2 |",
        "|A|B|\n|-|-|\n|1|2",
    ],
)
def test_a_table_is_read_however_its_rule_is_drawn(html, text):
    assert html(text) == TABLE
    assert html(f"Kết quả:\n{text}") == f"<p>Kết quả:</p>{TABLE}"
    assert html(f"- Kết quả:\n\n  {text.replace(chr(10), chr(10) + '  ')}\n\nSau.").count(TABLE) == 1


def test_an_escaped_bar_is_text(html):
    assert "<td>a|b</td><td></td>" in html("| A | B |\n|---|---|\n| a\\|b | |")
    assert "<td><code>a|b</code></td>" in html("| A | B |\n|---|---|\n| `a\\|b` | 2 |")


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("| A | B |\n|---|---|\n| 1 | 2 | 3 |", "3:1 Hàng này có 3 ô mà bảng chỉ có 2 cột"),
        ("| A | B |\n|---|---|\n| [x|y](/a/) |", "3:1 Dấu | trong liên kết"),
        ("| A | B |\n|---|---|\n| [x](/a|b) |", "3:1 Dấu | trong liên kết"),
        ("| A | B |\n|---|---|\n| `x|y` |", "3:1 Dấu | trong liên kết"),
        ("| A | B |\n|---|---|\n| 1 |", "3:1 Hàng này có 1 ô mà bảng có 2 cột"),
        ("| A | B |\n|---|---|\n| 1 | hai\nba |", "4:1 Hàng này có 1 ô mà bảng có 2 cột"),
        ("Xã | Số\nA | 1\nB | 2", "1:1 Dòng này giống hàng của bảng"),
        ("STT   Xã   Số\n1     A    2", "1:1 Các dòng này có cột"),
        ("STT | B\n---|---\n1. | 2", "3:1 Hàng này bắt đầu bằng một dấu khác"),
        ("A | B\n---|---\n- một | 2", "3:1 Hàng này bắt đầu bằng một dấu khác"),
        ("1.\tA\t7\n2.\tB\t5", "1:1 Các dòng này có cột"),
        ("| A | B |\n|---|---|\n1\t2", "3:1 Hàng này có dấu tab"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\nNguồn: Ban Thi đua", "4:1 Dòng ngay dưới bảng"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n| C | D |\n|---|---|", "5:1 Hàng gạch thứ hai"),
        ("| A | B |\n|---|\n| 1 | 2 |", "2:1 Hàng gạch này có 1 cột mà hàng trên có 2 ô"),
        ("|---|---|\n| 1 | 2 |", "1:1 Hàng gạch này không có hàng tiêu đề"),
        ("| A | B |\n| 1 | 2 |", "1:1 Dòng này giống hàng của bảng"),
        ("> chữ\n| A | B |\n|---|---|", "3:1 Bảng này dính vào đoạn ở trên"),
        ("Đầu.\n\nA\tB\n1\t2", "3:1 Các dòng này có cột như chép từ Excel"),
        ("A\t\u2003\tB", "1:1 Các dòng này có cột như chép từ Excel"),
        ("A\t\tB", "1:1 Các dòng này có cột như chép từ Excel"),
        ("A\tB\tC", "1:1 Các dòng này có cột như chép từ Excel"),
    ],
)
def test_what_would_lose_cells_is_reported_at_its_row(read, text, remark):
    assert any(found.startswith(remark) for found in read(text)[1])


def test_a_mistake_after_an_escaped_bar_is_reported_at_its_column(read):
    problems = read("| A | B |\n|---|---|\n| x\\|[a] (/b) | [a] (/b) |")[1]
    assert [problem.split()[0] for problem in problems] == ["3:6", "3:17"]


def test_rows_of_a_spreadsheet_are_written_out(read):
    assert "| A | B | rồi một hàng |---|---|" in read("A\tB\n1\t2")[1][0]
    assert "|  | A\\|x | B |  | rồi" in read("\tA|x\tB\t\na\t1\t2\t3")[1][0]


@pytest.mark.parametrize(
    "row",
    ["| `a` | `b` |", "| ``a`` | `b` c |", "| [a](/a/) | [b](/b/) |", "| [1] | [2] |", "| `a\\|b` | ` |"],
)
def test_code_and_links_in_neighbouring_cells_are_no_cut(read, row):
    problems = read(f"| A | B |\n|---|---|\n{row}")[1]
    assert not any("cắt đôi" in one for one in problems)
