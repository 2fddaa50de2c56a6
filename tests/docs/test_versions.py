"""The version of the project is the last that CHANGELOG.md describes."""

import re
import tomllib

from sites import ROOT


def test_the_changelog_has_a_section_for_the_projects_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", project["version"]]
