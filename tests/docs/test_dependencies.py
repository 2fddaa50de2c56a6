"""docs/dependencies.md gives the reason for each package."""

import json
import re
import tomllib

from sites import ROOT


def package(requirement):
    return re.match(r"[\w-]+", requirement)[0].lower()


def test_each_package_of_the_project_has_a_row_in_the_right_table_and_no_other_has():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = [project["dependencies"], project["optional-dependencies"]["dev"]]
    tables = (ROOT / "docs/dependencies.md").read_text("utf-8").split("\n## ")[1:3]
    rows = [set(re.findall(r"^\| `([\w-]+)` \| .+ \|$", table, re.MULTILINE)) for table in tables]
    assert rows == [set(map(package, requirements)) for requirements in needed]


def test_each_package_of_the_desk_has_its_reason():
    wanted = json.loads((ROOT / "editor/package.json").read_text("utf-8"))["dependencies"]
    needed = [*wanted, *map(package, (ROOT / "editor/requirements.in").read_text("utf-8").splitlines())]
    section = (ROOT / "docs/dependencies.md").read_text("utf-8").split("\n## ")[3]
    assert re.findall(r"^- `([\w-]+)` ", section, re.MULTILINE) == needed
