import re

import pytest
from pydantic import BaseModel

from newsroom.core import models
from sites import ROOT

HANDBOOK = (ROOT / "docs/so-tay-bien-tap.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
NAMED = re.findall(
    r"^@task(?:\(name=\"(\w+)\".*)?.*\ndef (\w+)\(", (ROOT / "tasks.py").read_text("utf-8"), re.MULTILINE
)
TASKS = [name or function for name, function in NAMED]
KINDS = [models.ArticleFront, models.ExemplarFront, models.CampaignFront, models.PageFront]
PARTS = [models.Image, models.Event, models.Person, models.Honour, models.Figure, models.Correction]


@pytest.mark.parametrize("task", TASKS)
def test_every_task_is_in_the_handbook_and_in_the_readme(task):
    assert f"invoke {task}" in HANDBOOK
    assert re.search(rf"^\| `{task}\b", README, re.MULTILINE)


@pytest.mark.parametrize(
    "model",
    [*KINDS, *PARTS, models.Reference, models.Withdrawn, models.Imported],
    ids=lambda model: model.__name__,
)
def test_every_field_is_in_the_handbook(model: type[BaseModel]):
    missing = [field for field in model.model_fields if f"`{field}`" not in HANDBOOK]
    assert not missing


def test_the_readmes_start_holds_exactly_two_commands():
    start = README.split("## Start")[1].split("\n## ")[0]
    blocks = re.findall(r"```sh\n(.*?)\n```", start, re.DOTALL)
    assert [block.rpartition("/")[2] for block in blocks] == ["invoke build", "invoke test"]


def test_the_locks_name_no_host_and_pin_every_file_by_its_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lock = (ROOT / name).read_text("utf-8")
        assert "://" not in lock
        pins = re.findall(r"^[\w.-]+==\S+", lock, re.MULTILINE)
        assert pins
        assert len(re.findall(r"^[\w.-]+==[^\n]*\\\n    --hash=sha256:", lock, re.MULTILINE)) == len(pins)
