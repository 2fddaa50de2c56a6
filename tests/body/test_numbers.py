"""Numbers of documents stay on one line, and their text stays as it is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.body.numbers import keep_numbers_whole


@pytest.mark.parametrize(
    ("html", "whole"),
    [
        ("<p>Chỉ thị 34-CT/TW nêu</p>", ["34-CT/TW"]),
        ("số 1234/QĐ-UBND, 06/2022/QH15.", ["1234/QĐ-UBND", "06/2022/QH15"]),
        ('<a href="/van-ban/34-ct-tw/">Chỉ thị 34-CT/TW</a>', ["34-CT/TW"]),
        ('<a title="34-CT/TW" href="https://a.vn/34-CT/TW">văn bản</a>', []),
        ("giai đoạn 2021 - 2025, 2026-2030, từ 5/2021 - 2025", ["2021 - 2025", "5/2021 - 2025"]),
        ("còn 3 - 4 xã, 12 - 20251, 2021 - Không", []),
        ("ngày 5/12/2026, 2021-2025, 24/7, 5-7 km, A/B", []),
        ("1/QĐ-AAAAAAAAAAAAAAAAAAAAAAAAAAAA", []),
    ],
)
def test_a_number_of_a_document_does_not_break(html, whole):
    shown = keep_numbers_whole(html)
    assert re.findall('<span class="whole">(.*?)</span>', shown) == whole
    assert re.sub('<span class="whole">(.*?)</span>', r"\1", shown) == html


@given(
    st.lists(
        st.sampled_from(
            ["<b>", "</b>", '<a href="1/QĐ-B">', "</a>", "34-CT/TW", "1/Đ-", "2021 - 2025", " ", "x"]
        )
    )
)
def test_nothing_but_elements_is_added(parts):
    shown = keep_numbers_whole("".join(parts))
    assert re.sub("<[^>]*>", "", shown) == re.sub("<[^>]*>", "", "".join(parts))
