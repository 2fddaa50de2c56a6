import re
import sys
from importlib import util

import pytest
from invoke import Collection

from newsroom.content.models import ReportedFront
from newsroom.content.parser import FRONT_MODELS
from newsroom.editor.field_help import describe
from newsroom.identity.models import SiteFile
from sites import ROOT

HANDBOOK = (ROOT / "docs/so-tay-bien-tap.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
DEVELOPING = (ROOT / "docs/developing.md").read_text("utf-8")
# Where the handbook describes the fields of each kind; what all have in common stands in "Các trường chung".
SECTIONS = {
    "articles": ["## Các trường chung", "## Bài báo và điển hình", "Riêng bài báo:"],
    "exemplars": ["## Các trường chung", "## Bài báo và điển hình", "Riêng điển hình:"],
    "campaigns": ["## Các trường chung", "## Phong trào"],
    "pages": ["## Các trường chung"],
}
FIELDS = [(folder, name) for folder, model in FRONT_MODELS.items() for name in model.model_fields]


def load_tasks():
    spec = util.spec_from_file_location("project_tasks", ROOT / "tasks.py")
    module = util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = path
    return Collection.from_module(module).tasks


TASKS = load_tasks()
ARGUMENTS = {name: task.get_arguments() for name, task in TASKS.items()}  # invoke gives the help only once


@pytest.mark.parametrize("task", TASKS)
def test_every_task_is_in_the_handbook_and_in_the_guide_for_developers(task):
    assert f"invoke {task}" in HANDBOOK
    assert re.search(rf"^\| `{task}\b", DEVELOPING, re.MULTILINE), f"docs/developing.md has no row for {task}"


@pytest.mark.parametrize("task", TASKS)
def test_the_guide_for_developers_names_every_option_of_a_task(task):
    options = {f"--{argument.name.replace('_', '-')}" for argument in ARGUMENTS[task]}
    if task in {"import", "strip"}:
        options.remove("--file")  # written without its name
    commands = DEVELOPING.split("## All commands")[1].split("\n## ")[0]
    assert [option for option in sorted(options) if option not in commands] == []


@pytest.mark.parametrize("task", TASKS)
def test_every_task_and_each_of_its_options_has_a_word_of_help(task):
    assert TASKS[task].__doc__
    unexplained = [argument.name for argument in ARGUMENTS[task] if not argument.help]
    assert unexplained == []


def rows(heading):
    """Return the table under *heading*: the words about each field."""
    after = HANDBOOK.split(f"{heading}\n")[1].split("|---|---|\n")[1].split("\n\n")[0]
    return dict(re.match(r"\| `(\w+)` \| (.*) \|$", line).groups() for line in after.splitlines())


@pytest.mark.parametrize(("folder", "field"), FIELDS)
def test_the_handbook_says_of_every_field_what_new_files_and_schemas_say(folder, field):
    words = describe(FRONT_MODELS[folder].model_fields[field])
    found = [table[field].replace("`", "") for table in map(rows, SECTIONS[folder]) if field in table]
    assert found == [words], f"docs/so-tay-bien-tap.md needs the row: | `{field}` | {words} |"


def test_the_handbook_describes_exactly_the_fields_of_the_newsrooms_own_file():
    assert rows("## Trang của ai: site.yaml").keys() == SiteFile.model_fields.keys()


def test_the_handbook_describes_exactly_the_fields_of_each_model():
    for folder, sections in SECTIONS.items():
        assert {field for section in sections for field in rows(section)} == set(
            FRONT_MODELS[folder].model_fields
        )


def test_every_field_has_words_and_so_has_every_field_within_one():
    assert [name for folder, name in FIELDS if not FRONT_MODELS[folder].model_fields[name].description] == []
    assert "()" not in "".join(describe(field) for field in ReportedFront.model_fields.values())


def test_what_the_handbook_quotes_of_trouble_really_occurs():
    trouble = HANDBOOK.split("## Khi có trục trặc")[1]
    quoted = re.findall(r"^\| (.+?)…? \| ", trouble.split("|---|---|\n")[1], re.MULTILINE)
    assert len(quoted) > 5
    known = [path.read_text("utf-8") for path in (ROOT / "tests/sites_invalid").glob("*/expected")]
    assert [message for message in quoted if not any(message in text for text in known)] == []


def test_the_readmes_start_holds_exactly_two_commands():
    start = README.split("## Start")[1].split("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)\n```", start, re.DOTALL)
    assert [block.rpartition("/")[2] for block in blocks] == ["invoke build", "invoke test"]
    assert " tools/programs.py && " in blocks[1], "a bare machine has no nginx"


def test_the_locks_name_no_host_and_pin_every_file_by_its_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text("utf-8")
        assert "://" not in lock
        pins = re.findall(r"^[\w.-]+==\S+", lock, re.MULTILINE)
        assert pins
        assert len(re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", lock, re.MULTILINE)) == len(pins)
