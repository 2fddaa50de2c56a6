"""Failures of tasks that nobody has foreseen: a sentence, a log and an exit code."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from invoke import Exit

from newsroom import crashes
from newsroom.problems import UserError
from sites import CONTENT, ENVIRONMENT, PROJECT, article, invoke, make_project

INVOKE = [sys.executable, "-m", "invoke"]
SURROUNDINGS = os.environ | ENVIRONMENT


@pytest.fixture
def failing(tmp_path, monkeypatch):
    """Return the exit of a task that raises an error."""
    monkeypatch.setattr(crashes, "ROOT", tmp_path)

    def failing(error):
        with pytest.raises(Exit) as caught, crashes.explained():
            raise error
        return caught.value

    return failing


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("bad thing\nmore"), "ValueError: bad thing."),
        (KeyError("a"), "KeyError: 'a'."),
        (AssertionError(), "AssertionError."),
        (StopIteration(), "StopIteration."),
        (RecursionError("deep"), "dữ liệu lồng vào nhau quá sâu."),
        (MemoryError(), "máy hết bộ nhớ."),
        (OSError(28, "No space left on device", "trang.html"), "trang.html: ổ đĩa đã đầy."),
        (PermissionError(13, "Permission denied", "a.md"), "a.md: không có quyền."),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), "UnicodeDecodeError: "),
        (
            SyntaxError("invalid syntax", ("cai-dat.py", 12, 3, "x ==")),
            "cai-dat.py:12: SyntaxError: invalid syntax.",
        ),
    ],
    ids=lambda value: type(value).__name__,
)
def test_an_unforeseen_error_is_a_sentence_a_log_and_code_70(failing, tmp_path, error, reason):
    end = failing(error)
    assert end.code == 70
    assert end.message.startswith("Có lỗi không lường trước: ")
    assert reason in end.message
    log = tmp_path / ".cache/loi.txt"
    assert f"\n  Chi tiết cho người lập trình: {log}" in end.message
    text = log.read_text("utf-8")
    assert "Traceback" in text
    assert type(error).__name__ in text
    assert f"Python {sys.version.split()[0]}" in text
    assert sys.argv[0] in text


def test_an_error_in_a_folder_that_has_been_removed_is_a_sentence_too(failing, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cũ").mkdir()
    os.chdir("cũ")
    (tmp_path / "cũ").rmdir()
    error = SyntaxError("invalid syntax", ("cai-dat.py", 12, 3, "x =="))
    assert "cai-dat.py:12: SyntaxError: invalid syntax." in failing(error).message


def test_a_missing_package_is_named_with_the_command_that_installs_it(failing):
    message = failing(ModuleNotFoundError("No module named 'pelican'", name="pelican")).message
    assert message.startswith("Python ở đây không có gói “pelican”. Hãy chạy: pip install ")


def test_secrets_of_the_environment_are_in_neither_sentence_nor_log(failing, tmp_path, monkeypatch):
    monkeypatch.setenv("KHO_SECRET_KEY", "mat-khau-that")
    assert "mat-khau-that" not in failing(ValueError("sai khoá mat-khau-that")).message
    assert "mat-khau-that" not in (tmp_path / ".cache/loi.txt").read_text("utf-8")


def test_a_log_goes_elsewhere_when_the_cache_cannot_be_written(failing, tmp_path, monkeypatch):
    (tmp_path / ".cache").write_text("a file")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    message = failing(ValueError("x")).message
    (log,) = tmp_path.glob("*-loi.txt")
    assert str(log) in message
    assert "Traceback" in log.read_text("utf-8")


def test_foreseen_errors_keep_their_words_and_code(failing, tmp_path):
    end = failing(UserError("Không có thư mục này."))
    assert (end.message, end.code) == ("Không có thư mục này.", 1)
    assert not (tmp_path / ".cache").exists()


def test_an_interrupt_is_one_quiet_line(failing):
    end = failing(KeyboardInterrupt())
    assert (end.message.strip(), end.code) == ("Đã dừng.", 130)


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A project whose code a test may break."""
    folder = make_project(tmp_path_factory.mktemp("broken"), copied=["plugins"])
    shutil.copytree(CONTENT, folder / "content")
    return folder


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("plugins/newsroom/clock.py", "def (:", "plugins/newsroom/clock.py:{line}: SyntaxError"),
        ("plugins/newsroom/clock.py", "import khong_co", "không có gói “khong_co”. Hãy chạy: pip install "),
        ("plugins/newsroom/content/parser.py", "1 / 0", "plugins/newsroom/content/parser.py:{line}: ZeroDiv"),
    ],
)
def test_broken_code_is_named_by_file_and_line_before_any_task_runs(broken, file, text, reason):
    good = (broken / file).read_text("utf-8")
    (broken / file).write_text(f"{good}\n{text}\n", "utf-8")
    run = invoke("check", cwd=broken)
    (broken / file).write_text(good, "utf-8")
    assert run.returncode == 70
    assert reason.format(line=good.count("\n") + 2) in run.stderr
    assert "Traceback" not in run.stderr + run.stdout


def test_a_reader_that_goes_away_is_no_error():
    run = subprocess.run(
        ["bash", "-c", '"$@" | true; echo ${PIPESTATUS[0]}', "-", *INVOKE, "check"],  # noqa: S607
        cwd=PROJECT, env=SURROUNDINGS, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert (run.stdout, run.stderr) == ("141\n", "")


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_task_runs_without_a_terminal(closed):
    command = ["bash", "-c", f'"$@" {closed}', "-", *INVOKE, "check"]
    assert subprocess.run(command, cwd=PROJECT, env=SURROUNDINGS, check=False).returncode == 0


def test_a_full_disk_behind_the_output_is_a_sentence():
    command = ["bash", "-c", '"$@" > /dev/full', "-", *INVOKE, "check"]
    run = subprocess.run(
        command, cwd=PROJECT, env=SURROUNDINGS, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 70
    assert "ổ đĩa đã đầy" in run.stderr
    assert "Traceback" not in run.stderr
    assert "Exception ignored" not in run.stderr


def test_an_interrupted_build_with_workers_ends_quietly(tmp_path):
    make_project(tmp_path)
    shutil.copytree(CONTENT, tmp_path / "content")
    for number in range(2000):
        (tmp_path / f"content/articles/2024/z{number}.md").write_text(article(f"Tin {number}"), "utf-8")
    with subprocess.Popen(
        [*INVOKE, "build"], cwd=tmp_path, env=SURROUNDINGS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", start_new_session=True,
    ) as process:  # fmt: skip
        workers = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and not workers.read_text():
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[0]
    assert (process.returncode, said) == (130, "Đã dừng.\n")
    assert not (tmp_path / "output").exists()
