from hypothesis import given
from hypothesis import strategies as st

from newsroom.body.allowed_markup import _SANITISERS, sanitise

clean = _SANITISERS[0].clean

PARTS = [
    "&amp;",
    "&lt;",
    "&gt;",
    "&",
    "<",
    ">",
    "&#60;",
    "&lt",
    "script",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<!--",
    "-->",
]
PARTS += [
    '<a href="',
    "\" title='",
    "javascript:",
    "https://a.vn/?b=1",
    '">',
    "a",
    " ",
    "/",
    "=",
    '"',
    "'",
    "\ufdd0",
]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_stand_ins_for_references_change_nothing(html):
    assert clean(sanitise(html)) == clean(clean(html))
