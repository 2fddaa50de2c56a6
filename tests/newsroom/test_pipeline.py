import re

import newsroom
from sites import ROOT


def test_every_plugin_is_told_of_in_the_order_in_which_they_run():
    named = re.findall(r'"newsroom\.(\w+)",', (ROOT / "pelicanconf.py").read_text("utf-8"))
    assert re.findall(r"^(\w+) {2,}", newsroom.__doc__, re.MULTILINE) == named
