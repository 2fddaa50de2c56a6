"""docs/bat-dau.md has a picture for each step, and its tasks are those that VS Code offers."""

import ast
import json
import re

from sites import ROOT, tasks

PAGE = (ROOT / "docs/bat-dau.md").read_text("utf-8")
SCRIPT = (ROOT / "tools/first_steps.py").read_text("utf-8")
FOLDER = ROOT / "docs/images/bat-dau"
OFFERED = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
PICTURE = re.compile(r"!\[([^\]]*)\]\(images/bat-dau/([\w-]+)\.webp\)")
MOST_BYTES = 60_000


def drawn_names():
    """Return the names of the pictures that the script writes."""
    drawn = re.search(r"^DRAWN = (\{.*?^\})", SCRIPT, re.MULTILINE | re.DOTALL)[1]
    return [*ast.literal_eval(drawn), *re.findall(r'\bsave\([\w.]+, "([\w-]+)"', SCRIPT)]


def test_each_step_has_a_picture_with_words_for_those_who_do_not_see_it():
    steps = re.split(r"^\d+\. ", PAGE, flags=re.MULTILINE)[1:]
    assert len(steps) > 10
    assert [step for step in steps if not (found := PICTURE.search(step)) or len(found[1]) < 15] == []


def test_the_pages_pictures_are_those_that_the_script_writes_and_each_is_small():
    names = sorted(name for _, name in PICTURE.findall(PAGE))
    assert names == sorted(drawn_names())
    sizes = {file.stem: file.stat().st_size for file in FOLDER.iterdir()}
    assert sorted(sizes) == names
    assert max(sizes.values()) < MOST_BYTES


def test_the_page_names_the_tasks_that_vs_code_offers():
    named = re.findall(r"\*\*(\d\. [^*]+)\*\*", PAGE)
    assert named == [task["label"] for task in OFFERED if not task.get("hide")]


def test_the_tasks_of_vs_code_are_the_same_on_windows_and_tasks_of_invoke():
    ours = [task for task in OFFERED if "invoke" in task["command"]]
    assert [task["args"][0] for task in ours] == ["new", "serve", "check"]
    assert [task for task in ours if not hasattr(tasks, task["args"][0])] == []
    for task in OFFERED:
        if ".venv" in task["command"]:
            windows = task["windows"]["command"].replace("\\", "/").removesuffix(".exe")
            assert windows.replace("py -m", "python3 -m").replace("/Scripts/", "/bin/") == task["command"]
