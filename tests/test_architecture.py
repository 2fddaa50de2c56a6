"""The order of the packages, held against the imports."""

import ast
import re

import newsroom
from sites import ROOT

PLUGINS = ROOT / "plugins"
ORDER = ["incremental", *re.findall(r"^(\w+) {2,}\S", newsroom.__doc__, re.MULTILINE)]
MAY_IMPORT_PELICAN = {"incremental", "pages", "builds"}


def package_of(module):
    """The package of the dotted *module*; a module that lies beside the packages stands for itself."""
    parts = module.split(".")
    return parts[0] if parts[0] != "newsroom" or len(parts) == 1 else parts[1]


def imports():
    """Each import of each module, as a pair of the importing module and the imported name."""
    for file in sorted(PLUGINS.rglob("*.py")):
        module = ".".join(file.relative_to(PLUGINS).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((module, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names = (alias.name for alias in node.names)
                bare = node.module == "newsroom"
                yield from ((module, f"newsroom.{name}" if bare else node.module) for name in names)


IMPORTS = set(imports())
ARROWS = {
    (package_of(module), package_of(name))
    for module, name in IMPORTS
    if module != "newsroom"
    and name.partition(".")[0] in {"newsroom", "incremental"}
    and package_of(module) != package_of(name)
}


def drawing():
    """The packages as a Mermaid graph: an arrow for each import that no longer path implies."""
    below = {name: {to for start, to in ARROWS if start == name} for name in ORDER}
    reach = {}
    for name in ORDER:
        reach[name] = below[name].union(*(reach[to] for to in below[name]))
    lines = ["graph BT"]
    for name in ORDER:
        implied = set().union(*(reach[to] for to in below[name]))
        lines += [f"  {name} --> {to}" for to in sorted(below[name] - implied)]
    return "\n".join(lines)


def test_the_table_of_contents_lists_each_package_once():
    found = {path.stem for path in (PLUGINS / "newsroom").iterdir() if not path.stem.startswith("__")}
    assert sorted(ORDER) == sorted({"incremental", *found})


def test_each_package_imports_only_those_above_it():
    place = {name: number for number, name in enumerate(ORDER)}
    assert [(start, to) for start, to in sorted(ARROWS) if place[to] > place[start]] == []


def test_only_pages_and_builds_import_pelican():
    users = {module for module, name in IMPORTS if name.partition(".")[0] == "pelican"}
    assert {package_of(module) for module in users} - MAY_IMPORT_PELICAN == set()


def test_the_drawing_of_the_packages_shows_their_imports():
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    drawn = re.search(r"```mermaid\n(.*?)\n```", text, re.DOTALL)[1]
    assert drawn == drawing()
