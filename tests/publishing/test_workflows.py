"""The CI configurations: their permissions, and the outcome of their own commands."""

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
import yaml

from forges import GitHub, GitLab
from sites import ROOT, article

ADDRESS = "https://tin.example.vn"
BELOW_A_PATH = "https://to-chuc.example/trang"
VIETNAM = timezone(timedelta(hours=7))
GOOD = {"articles/2024/a.md": article("Tin có thật")}
MORE = {"articles/2026/moi.md": article("Tin mới", date="2026-11-18")}
BUILT = re.compile(r"ghi (\d+) trang, giữ (\d+)")
PASSED = re.compile(r"\d+ passed")
TESTS = re.compile(r"ruff|mypy|invoke|python -m pip")
FAULTY = {"articles/2024/a.md": article(date="2024-02-30")}
PINNED = re.compile(r"uses: actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40} # v\d+\.\d+\.\d+")
PINNED_IMAGE = re.compile(r"python:3\.11\.\d+-bookworm@sha256:[0-9a-f]{64}")
SCHEMAS = {
    GitHub: ["--builtin-schema", "vendor.github-workflows"],
    GitLab: ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}


def read(forge):
    return yaml.safe_load(forge.file.read_text("utf-8"))


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """The cache that all runs of these tests share, as runs on a branch do."""
    return tmp_path_factory.mktemp("kept") / "cache"


@pytest.fixture(params=[GitHub, GitLab])
def forge(request, tmp_path, cache):
    return request.param(tmp_path, cache, ADDRESS)


@pytest.mark.parametrize("forge", SCHEMAS)
def test_the_configuration_keeps_to_the_schema_of_its_forge(forge):
    command = [sys.executable, "-m", "check_jsonschema", *SCHEMAS[forge], forge.file]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_fault_is_annotated_at_its_line_and_nothing_is_built(forge):
    outcome = forge.pipeline("pull_request", FAULTY)
    assert len(outcome.failed) == 1
    if isinstance(forge, GitHub):
        assert "::error file=content/articles/2024/a.md,line=3,col=7::Không có ngày 30/2/2024" in outcome.said
    else:
        assert "content/articles/2024/a.md:3:7: Không có ngày 30/2/2024" in outcome.said
        (fault,) = (one for one in outcome.report if one["severity"] == "blocker")
        assert fault["location"] == {"path": "content/articles/2024/a.md", "lines": {"begin": 3}}
    assert (outcome.preview, outcome.published) == (None, None)


def test_an_edit_renders_little_and_a_damaged_cache_only_costs_time(tmp_path, forge):
    forge.cache = tmp_path / "kept"
    stories = {f"articles/2024/{name}.md": article(f"Tin {name}") for name in "abcd"}
    edited = stories | {"articles/2024/a.md": article("Tin a", body="Thêm một câu.")}
    assert forge.pipeline("push", stories).failed == []
    (site,) = forge.cache.rglob("output")
    for name in ("tin/2024/b.html", "tin-moi.json"):
        (site / name).write_bytes((site / name).read_bytes()[::-1])
    (site / "tin/2024/c.html").unlink()
    (site / "la.html").write_text("lạ", "utf-8")
    outcome = forge.pipeline("push", edited)
    written, unchanged = map(int, BUILT.search(outcome.said).groups())
    assert written < 20
    assert unchanged > 100
    kept = [file for file in forge.cache.rglob("*") if file.is_file() and file.stat().st_size]
    assert {file.parent.name for file in kept} >= {"builds", "cards", "output"}
    for file in kept:
        data = file.read_bytes()
        middle = len(data) // 2
        file.write_bytes(data[:middle] + b"\0damaged\0" + data[middle + 9 :])
    forge.pages_url, forge.site_url = BELOW_A_PATH, ADDRESS  # the variable of the repository goes before
    assert forge.pipeline("schedule", edited).published == outcome.published


def test_a_branch_that_is_not_the_default_is_not_published(forge):
    outcome = forge.pipeline("workflow_dispatch", GOOD, branch="thu", jobs=[forge.last_job])
    assert (outcome.failed, outcome.published) == ([], None)


def test_pages_below_a_path_lead_there(forge):
    forge.pages_url = BELOW_A_PATH
    published = forge.pipeline("push", GOOD).published
    assert f'<link rel="canonical" href="{BELOW_A_PATH}/">'.encode() in published["index.html"]
    assert b'<a href="/trang/tin/2024/a.html"' in published["index.html"]


@pytest.fixture(scope="module", params=[GitHub, GitLab])
def passed(request, tmp_path_factory):
    """A forge that has published a push, the outcome, and the folder of what it keeps."""
    folder = tmp_path_factory.mktemp("passed")
    forge = request.param(folder / "forge", folder / "kept", ADDRESS)
    return forge, forge.pipeline("push", GOOD, jobs=forge.jobs), folder / "kept"


def test_the_default_branch_is_tested_and_published(passed):
    _forge, outcome, _kept = passed
    assert outcome.failed == [], outcome.said
    assert {"index.html", "tin-moi.json", "tin/2024/a.html"} <= set(outcome.published)
    assert [name for name in outcome.published if re.search(r"(^|/)[._]", name)] == []
    assert f'<link rel="canonical" href="{ADDRESS}/">'.encode() in outcome.published["index.html"]


def test_linters_and_tests_run_after_a_locked_install(passed):
    forge, outcome, _kept = passed
    assert "All checks passed!" in outcome.said
    assert PASSED.search(outcome.said)
    installed = forge.installed.read_text().splitlines()
    assert "-m pip install --require-hashes --requirement requirements-dev.txt" in installed
    assert all(line.startswith("-m pip install --require-hashes --requirement ") for line in installed)


def test_both_forges_run_the_same_linters_and_tests():
    steps = read(GitHub)["jobs"]["test"]["steps"]
    lines = [line for step in steps for line in step.get("run", "").splitlines()]
    both = [[line for line in one if TESTS.match(line)] for one in (lines, read(GitLab)["test"]["script"])]
    assert both[0] == both[1]
    assert len(both[0]) == 5


@pytest.fixture
def tested(passed, tmp_path):
    """A forge on which the code has passed."""
    forge, _outcome, kept = passed
    return type(forge)(tmp_path, shutil.copytree(kept, tmp_path / "kept"), ADDRESS)


@pytest.mark.parametrize("event", ["push", "schedule"])
def test_a_change_of_content_alone_is_published_without_tests(tested, event):
    outcome = tested.pipeline(event, GOOD | MORE, jobs=tested.jobs)
    assert outcome.failed == []
    assert not PASSED.search(outcome.said)
    assert "requirements-dev.txt" not in tested.installed.read_text()
    assert "tin/2026/moi.html" in outcome.published


def test_a_merge_request_of_content_alone_has_its_preview_without_tests(tested):
    outcome = tested.pipeline("pull_request", GOOD | MORE, jobs=tested.jobs)
    assert outcome.failed == []
    assert not PASSED.search(outcome.said)
    assert "tin/2026/moi.html" in outcome.preview


@pytest.mark.parametrize(
    ("path", "is_code"),
    [
        ("content/articles/2024/a.md", False),
        ("content/house_rules.yaml", False),
        (".vscode/schemas/articles.json", False),
        ("plugins/newsroom/problems.py", True),
        ("theme/templates/base.html", True),
        ("tests/newsroom_site/content/articles/2024/a.md", True),
        ("pelicanconf.py", True),
        (".gitlab-ci.yml", True),
    ],
)
def test_all_but_content_is_code(tmp_path, path, is_code):
    def digest(text):
        (tmp_path / path).write_text(text, "utf-8")
        subprocess.run(["git", "add", "--all"], cwd=tmp_path, check=True)  # noqa: S607
        command = [tmp_path / ".ci" / "code-digest"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout

    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)  # noqa: S607
    assert (digest("cũ") != digest("mới")) == is_code
    assert len(digest("mới").strip()) == 64


def test_code_that_failed_is_not_published_by_a_later_change_of_content(tested):
    tested.code["plugins/newsroom/wrong.py"] = "import os\n"
    outcomes = [tested.pipeline("push", files, jobs=tested.jobs) for files in (GOOD, GOOD | MORE)]
    assert [(one.failed, one.published) for one in outcomes] == [(["test"], None)] * 2
    del tested.code["plugins/newsroom/wrong.py"]
    assert tested.pipeline("push", GOOD | MORE, jobs=tested.jobs).published


def test_faulty_content_is_not_published_though_its_code_has_passed(tested):
    outcome = tested.pipeline("push", FAULTY, jobs=tested.jobs)
    assert "test" not in outcome.failed
    assert outcome.published is None


@pytest.mark.parametrize("forge", [GitHub, GitLab])
def test_every_install_is_locked(forge):
    lines = [line for line in forge.file.read_text("utf-8").splitlines() if "pip install" in line]
    assert len(lines) >= 2
    assert all("pip install --require-hashes --requirement requirements" in line for line in lines)


def test_every_action_is_pinned_by_its_commit():
    lines = [line.strip() for line in GitHub.file.read_text("utf-8").splitlines() if "uses:" in line]
    assert len(lines) == 11
    assert [line for line in lines if not PINNED.fullmatch(line.removeprefix("- "))] == []


def test_both_forges_test_in_one_image_pinned_by_its_digest():
    images = [read(GitHub)["jobs"]["test"]["container"]["image"], read(GitLab)["default"]["image"]]
    assert images[0] == images[1]
    assert PINNED_IMAGE.fullmatch(images[0])


@pytest.mark.parametrize("kind", [GitHub, GitLab])
def test_a_merge_request_has_a_preview_is_not_published_and_writes_into_no_cache(tmp_path, kind):
    forge = kind(tmp_path / "forge", tmp_path / "kept", ADDRESS)
    forge.cache.mkdir()
    outcome = forge.pipeline("pull_request", GOOD, jobs=forge.jobs)
    assert outcome.failed == [], outcome.said
    assert PASSED.search(outcome.said)
    assert {"index.html", "tin-moi.json", "tin/2024/a.html"} <= set(outcome.preview)
    assert outcome.published is None
    assert ADDRESS.encode() not in outcome.preview["index.html"]
    assert list(forge.cache.iterdir()) == []


def test_no_job_may_do_more_than_it_must():
    workflow = read(GitHub)
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == {
        "test": {"contents": "read"},
        "site": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert "pull_request_target" not in workflow[True]  # the key "on", as YAML 1.1 reads it
    assert "workflow_run" not in workflow[True]
    assert "secrets" not in GitHub.file.read_text("utf-8")
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    outs = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["persist-credentials"] for step in outs] == [False, False]


def test_a_cache_is_restored_by_the_paths_it_was_kept_by():
    """GitHub takes the paths for part of the key."""
    for job in ("test", "site"):
        steps = read(GitHub)["jobs"][job]["steps"]
        paths = [step["with"]["path"].split() for step in steps if "actions/cache/" in step.get("uses", "")]
        assert len(paths) == 2
        assert paths[0] == paths[1]


def test_nothing_is_published_that_has_not_passed():
    assert set(read(GitHub)["jobs"]["publish"]["needs"]) == {"test", "site"}
    assert set(read(GitLab)["pages"]["needs"]) == {"check", "test", "build"}


def test_no_job_runs_for_ever_and_no_deployment_meets_another():
    workflow, gitlab = read(GitHub), read(GitLab)
    assert all(0 < job["timeout-minutes"] <= 40 for job in workflow["jobs"].values())
    assert workflow["concurrency"]["group"] == "site-${{ github.ref }}"
    assert workflow["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    assert gitlab["default"]["timeout"] == "20 minutes"
    assert gitlab["pages"]["resource_group"] == "pages"


def test_previews_are_kept_for_some_days():
    steps = read(GitHub)["jobs"]["site"]["steps"]
    (upload,) = (step for step in steps if step.get("uses", "").startswith("actions/upload-artifact@"))
    assert upload["with"]["retention-days"] == 7
    assert read(GitLab)["build"]["artifacts"]["expire_in"] == "7 days"


def test_scheduled_articles_appear_soon_after_midnight_in_vietnam():
    ((cron,),) = ([one["cron"]] for one in read(GitHub)[True]["schedule"])
    minute, hours, *days = cron.split()
    assert days == ["*", "*", "*"]
    times = {
        datetime(2026, 1, 1, int(hour), int(minute), tzinfo=UTC).astimezone(VIETNAM).strftime("%H:%M")
        for hour in hours.split(",")
    }
    assert times == {"00:05", "06:05", "12:05", "18:05"}
