"""docs/pelican.md has a row for each setting of Pelican, and says what the code does with it."""

import re

from newsroom.builds.setting_rules import RULES
from pelican.settings import DEFAULT_CONFIG
from sites import ROOT

ROWS = re.findall(
    r"^\| (`[A-Z_`, ]+`) \| (works|replaced|fixed) \|",
    (ROOT / "docs/pelican.md").read_text("utf-8"),
    re.MULTILINE,
)
VERDICTS = [(name, verdict) for names, verdict in ROWS for name in re.findall(r"\w+", names)]


def test_every_setting_of_pelican_has_one_row():
    names = [name for name, _ in VERDICTS]
    assert sorted(DEFAULT_CONFIG.keys() - set(names)) == []
    assert sorted(names) == sorted(set(names))


def test_the_rows_say_what_the_rules_do():
    rules = {
        name: "fixed" if rule.refused else "replaced" for rule in RULES for name in rule.settings.split()
    }
    assert {name: verdict for name, verdict in VERDICTS if verdict != "works"} == rules
