"""The two CI configurations, run here: each ``run`` by bash, in a fresh copy of the project for each job.

Python code stands in for caches, artefacts and uploads. ``pip`` installs nothing, ``invoke test`` runs only
a few tests, and ``mypy`` reads only one file.
"""

import functools
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from sites import ENVIRONMENT, ROOT, tree, write_content

DEFAULT_BRANCH = "main"
RUNS = itertools.count(1)
HERE_ONLY = (".git", ".venv", ".cache", "output", ".output.*", ".hypothesis", ".*_cache", "node_modules")
QUICK_TESTS = "tests/language/test_dates.py"
ONE_FILE = "plugins/newsroom/problems.py"
STAND_IN = """#!/bin/sh
if [ "{name} $1" = "invoke test" ]; then set -- test --only {tests}; fi
if [ "{name} $#" = "mypy 0" ]; then set -- {file}; fi
if [ "$1 $2" = "-m pip" ]; then echo "$@" >> "{log}"; exit; fi
exec "{python}" {module} "$@"
"""
GITLAB_EVENTS = {"pull_request": "merge_request_event", "workflow_dispatch": "web"}
TOKEN = re.compile(r"'[^']*'|&&|\|\||!(?!=)|\b[a-z]+(?:\.[\w-]+)+")
OPERATORS = {"&&": " and ", "||": " or ", "!": " not "}


_FOLDER = tempfile.TemporaryDirectory(prefix="checkout-")  # removed when the process ends


@functools.cache
def _copy_of_code():
    """Copy the project without its content, known to git; jobs work in trees of links to these files."""
    copy = Path(_FOLDER.name, "project")
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*HERE_ONLY))
    shutil.rmtree(copy / "content")
    _git(copy, "init", "--quiet")
    _git(copy, "config", "core.trustctime", "false")  # which each link changes
    _git(copy, "add", "--all")
    return copy


def _git(folder, *command):
    subprocess.run(["git", *command], cwd=folder, check=True)  # noqa: S607


@dataclass
class Outcome:
    """The outcome of a pipeline; files by their names below the site's root, None if there are none."""

    said: str = ""
    failed: list[str] = field(default_factory=list)
    preview: dict[str, bytes] | None = None
    published: dict[str, bytes] | None = None
    report: list = field(default_factory=list)


class Forge:
    """A place that builds merge requests and publishes branches; it keeps a *cache* between runs."""

    def __init__(self, folder, cache, pages_url):
        self.folder = folder
        self.pages_url = pages_url
        self.site_url = ""  # a variable of the repository
        self.cache = cache
        self.installed = folder / "pip.log"
        self.code = {}  # files that are not those of the project
        self._programs = folder / "bin"
        self._programs.mkdir(parents=True)
        for name in ("python", "invoke", "ruff", "mypy"):
            text = STAND_IN.format(
                name=name, tests=QUICK_TESTS, file=ONE_FILE, log=self.installed, python=sys.executable,
                module="" if name == "python" else f"-m {name}",
            )  # fmt: skip
            (self._programs / name).write_text(text)
            (self._programs / name).chmod(0o755)

    def check_out(self, files):
        """Make a fresh copy of the project with ``code`` and the content *files* alone, known to git."""
        copy = self.folder / "project"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(_copy_of_code(), copy, copy_function=os.link)
        write_content(copy / "content", files)
        for path, text in self.code.items():
            (copy / path).unlink(missing_ok=True)  # it may be a link
            (copy / path).write_text(text, "utf-8")
        _git(copy, "add", "--all")
        return copy

    def run(self, folder, script, environment):
        path = f"{self._programs}{os.pathsep}{os.environ['PATH']}"
        kept = {"PATH": path, "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache")}
        kept["PYTEST_ADDOPTS"] = "-n 0 --noconftest"  # no browser is loaded
        kept |= {name: os.environ[name] for name in ("HOME", "PYTHONPATH") if name in os.environ}
        return subprocess.run(
            [shutil.which("bash"), "--noprofile", "--norc", "-eo", "pipefail", "-c", script], cwd=folder,
            env=kept | {"SOURCE_DATE_EPOCH": ENVIRONMENT["SOURCE_DATE_EPOCH"]} | environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=300, check=False,
        )  # fmt: skip

    def give_cache(self, folder, key, *prefixes):
        """Restore the cache *key*, or else the newest whose key begins with one of *prefixes*.

        Return whether it was the very key.
        """
        exact = self.cache / key
        kept = sorted(self.cache.glob("*"), key=lambda path: path.stat().st_mtime)
        near = [path for path in kept if prefixes and path.name.startswith(prefixes)]
        found = exact if exact.exists() else near[-1] if near else None
        if found:
            shutil.copytree(found, folder, dirs_exist_ok=True)
        return found == exact

    def keep_cache(self, folder, paths, key):
        """Keep *paths* as the cache *key*; a path that the job did not make is not kept."""
        shutil.rmtree(self.cache / key, ignore_errors=True)
        for path in paths:
            target = self.cache / key / path
            if (folder / path).is_dir():
                shutil.copytree(folder / path, target)
            elif (folder / path).exists():
                target.parent.mkdir(parents=True)
                shutil.copy(folder / path, target)


class GitHub(Forge):
    last_job = "publish"
    file = ROOT / ".github/workflows/site.yml"
    jobs = ("test", "site", "publish")

    def pipeline(self, event, files, *, branch=DEFAULT_BRANCH, jobs=("site", "publish")):
        """Run *jobs*; those left out are taken to have passed."""
        workflow = yaml.safe_load(self.file.read_text("utf-8"))
        ref = "7/merge" if event == "pull_request" else branch
        context = {
            "github": {"event_name": event, "ref_name": ref, "run_id": next(RUNS), "run_attempt": 1},
            "vars": {"SITEURL": self.site_url},
        }
        if event != "schedule":
            context["github"]["event"] = {"repository": {"default_branch": DEFAULT_BRANCH}}
        outcome = Outcome()
        for name in jobs:
            job = workflow["jobs"][name]
            broken = set(outcome.failed) & {*job.get("needs", ())}
            if not broken and evaluate(job.get("if", "'yes'"), context):
                self._run_job(name, job, context | {"steps": {}}, files, outcome)
        return outcome

    def _run_job(self, name, job, context, files, outcome):
        folder = self.folder / "project"
        for step in job["steps"]:
            if not evaluate(step.get("if", "'yes'"), context):
                continue
            if "uses" in step:
                self._use(step, folder, context, files, outcome)
                continue
            environment = {key: fill(value, context) for key, value in step.get("env", {}).items()}
            outputs = self.folder / "outputs"
            outputs.write_text("", "utf-8")
            run = self.run(folder, step["run"], environment | {"GITHUB_OUTPUT": str(outputs)})
            outcome.said += run.stdout
            if "id" in step:
                lines = outputs.read_text("utf-8").splitlines()
                context["steps"][step["id"]] = {"outputs": dict(line.split("=", 1) for line in lines)}
            if run.returncode:
                outcome.failed.append(name)
                return

    def _use(self, step, folder, context, files, outcome):
        action, given = step["uses"].partition("@")[0], step.get("with", {})
        match action:
            case "actions/checkout":
                self.check_out(files)
            case "actions/cache/restore":
                key = fill(given["key"], context)
                prefixes = fill(given.get("restore-keys", ""), context).split()
                hit = self.give_cache(folder, key, *prefixes)
                context["steps"][step.get("id")] = {"outputs": {"cache-hit": str(hit).lower()}}
            case "actions/cache/save":
                key = fill(given["key"], context)
                if not (self.cache / key).exists():  # what is there already is never written anew
                    self.keep_cache(folder, given["path"].split(), key)
            case "actions/configure-pages":
                context["steps"][step["id"]] = {"outputs": {"base_url": self.pages_url}}
            case "actions/upload-artifact":
                outcome.preview = shown(folder / given["path"])
            case "actions/upload-pages-artifact":
                self.uploaded = shown(folder / given["path"])
            case "actions/deploy-pages":
                outcome.published = self.uploaded
            case _:
                assert action == "actions/setup-python"


class GitLab(Forge):
    last_job = "pages"
    file = ROOT / ".gitlab-ci.yml"
    jobs = ("check", "test", "build", "pages")

    def pipeline(self, event, files, *, branch=DEFAULT_BRANCH, jobs=("check", "build", "pages")):
        """Run *jobs*; those left out are taken to have passed."""
        configured = yaml.safe_load(self.file.read_text("utf-8"))
        variables = {
            "CI_PIPELINE_SOURCE": GITLAB_EVENTS.get(event, event),
            "CI_DEFAULT_BRANCH": DEFAULT_BRANCH,
            "CI_PAGES_URL": self.pages_url,
        }
        if event != "pull_request":
            variables["CI_COMMIT_BRANCH"] = branch
        outcome = Outcome()
        rule = first_rule(configured["workflow"]["rules"], variables)
        if rule is None:
            return outcome
        for key, value in rule.get("variables", {}).items():
            variables[key] = variables.get(value.removeprefix("$"), value)
        variables |= {"SITEURL": self.site_url} if self.site_url else {}
        made = {}
        for name in jobs:
            job = configured[name]
            if outcome.failed or ("rules" in job and first_rule(job["rules"], variables) is None):
                continue
            folder = self.check_out(files)
            for path, kept in made.items():
                shutil.copytree(kept, folder / path)
            self._run_job(name, job, variables, folder, made=made, outcome=outcome)
        outcome.preview = shown(made["public"]) if "public" in made and event == "pull_request" else None
        return outcome

    def _run_job(self, name, job, variables, folder, *, made, outcome):
        cache = job.get("cache", {})
        key = cache["key"] if isinstance(cache.get("key"), str) else cache.get("key", {}).get("prefix")
        if key:
            self.give_cache(folder, key)
        run = self.run(folder, "\n".join(job["script"]), variables)
        outcome.said += run.stdout
        artifacts = job.get("artifacts", {})
        if report := artifacts.get("reports", {}).get("codequality"):
            assert artifacts["when"] == "always"  # also when the job fails
            outcome.report = json.loads((folder / report).read_text("utf-8"))
        if run.returncode:
            outcome.failed.append(name)
            return
        for path in artifacts.get("paths", ()):
            made[path] = self.folder / f"made-{name}"
            shutil.copytree(folder / path, made[path], dirs_exist_ok=True)
        policy = cache.get("policy", "pull-push")
        if key and "push" in variables.get(policy.removeprefix("$"), policy):
            self.keep_cache(folder, cache.get("paths", []), key)
            for file in (self.cache / key).rglob("*"):  # GitLab's archives know no fractions of a second
                os.utime(file, (int(file.stat().st_mtime),) * 2)
        if name == "pages":
            outcome.published = tree(folder / "public")


def evaluate(expression, context):
    """Evaluate an expression of GitHub's; an unknown name is empty."""

    def translate(token):
        text = token[0]
        return OPERATORS.get(text) or (text if text[0] == "'" else repr(look_up(text, context)))

    python = TOKEN.sub(translate, str(expression)).strip()
    return eval(python, {"hashFiles": lambda *names: "-".join(names)})  # noqa: S307 (our own file)


def look_up(name, context):
    for part in name.split("."):
        context = context.get(part, "") if isinstance(context, dict) else ""
    return context


def fill(text, context):
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(evaluate(found[1], context)), text)


def first_rule(rules, variables):
    """Return the first of GitLab's *rules* that holds, or None."""
    for rule in rules:
        named = re.sub(r"\$(\w+)", lambda found: repr(variables.get(found[1])), rule["if"])
        if eval(named.replace("&&", " and ").replace("||", " or ")):  # noqa: S307 (our own file)
            return rule
    return None


def shown(folder: Path):
    """Return the files of *folder* that are uploaded: all but hidden ones."""
    return {name: data for name, data in tree(folder).items() if not re.search(r"(^|/)\.", name)}
