import io
import json
import re
import socket

import pytest
from PIL import Image

from commands import run_task
from newsroom.builds import stage
from ordinary_user import become_ordinary
from sites import ROOT, article, invoke, write_content

PICTURE = io.BytesIO()
Image.new("RGB", (512, 512), "white").save(PICTURE, "PNG")
TASKS = {
    *("audit", "bench", "build", "check", "clean", "import", "new", "preview", "publish", "rebuild"),
    *("rollback", "schemas", "serve", "server", "start", "strip", "test", "update"),
}


def test_the_tasks_are_those_that_pelican_users_know():
    listed = re.findall(r"^  (\w+)  ", invoke("--list").stdout, re.MULTILINE)
    assert set(listed) == TASKS


@pytest.mark.parametrize("words", ["", "-l", "--list-depth 1 --list", "check --list", "--"])
def test_the_tasks_are_listed_by_what_an_editor_does(words):
    run = invoke(*words.split())
    groups = [part.splitlines()[0] for part in run.stdout.split("\n\n")]
    assert groups[:-1] == ["Viết", "Xem", "Đăng", "Tòa soạn", "Lập trình"]
    assert re.search(r"\n\nXem\n  build  +Dựng trang công khai", run.stdout)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("chek", "Không có lệnh “chek”. Có phải là “check”?"),
        ("check --forma x", "Không có tùy chọn --forma. Xem: invoke check --help"),
        ("publish", "Lệnh publish còn thiếu --target. Xem: invoke publish --help"),
        ("server --kind caddy", "Lệnh server còn thiếu --root, --host. Xem: invoke server --help"),
        ("publish --dry-runn", "Không có tùy chọn --dry-runn. Xem: invoke publish --help"),
        ("import --ownn bài.docx", "Không có tùy chọn --ownn. Xem: invoke import --help"),
        ("serve --port", "Sau --port phải có một giá trị."),
        ("check bài.md", "“bài.md” không phải một lệnh, và sau check chỉ viết các tùy chọn"),
        ("check '", "“'” không phải một lệnh, và sau check chỉ viết các tùy chọn"),
        ("check --format text --format json", "“json” không phải một lệnh, và sau check chỉ viết"),
        ("--list=x", "Sau --list không viết gì thêm. Xem các lệnh: invoke --list."),
        ("--help chek", "Không có lệnh “chek”. Có phải là “check”?"),
    ],
)
def test_a_mistyped_command_is_explained_in_vietnamese(words, told):
    run = invoke(*words.split())
    assert run.returncode == 1
    assert told in run.stderr
    assert run.stdout == ""


@pytest.mark.parametrize("words", ["publish --help", "--help publish", "publish -h", "publish x --help"])
def test_help_runs_nothing_and_is_in_vietnamese(words):
    run = invoke(*words.split())
    lines = run.stdout.splitlines()
    assert (run.returncode, run.stderr) == (0, "")
    assert lines[0].startswith("invoke publish: dựng trang công khai")
    assert "  -d, --dry-run       chỉ nói sẽ đổi những gì" in lines
    assert "(bắt buộc)" in run.stdout
    assert "Usage" not in run.stdout


@pytest.mark.parametrize("task", sorted(TASKS))
def test_each_task_explains_itself(task):
    run = invoke(task, "--help")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith(f"invoke {task}: ")


def test_check_reports_all_and_exits_1(tmp_path):
    wrong = article(date="2024-02-30", slug="../x", provinces="[Lào Cai]")
    content = write_content(tmp_path, {"articles/2024/a.md": wrong})
    run = run_task("check", "--content", content)
    assert run.returncode == 1
    assert "a.md:3:7:" in run.stdout
    assert "a.md:6:7:" in run.stdout
    assert "2 lỗi, 0 cảnh báo trong 1 tệp." in run.stdout
    assert "Traceback" not in run.stdout + run.stderr


@pytest.mark.parametrize("task", ["build", "check", "schemas", "serve"])
def test_a_time_that_is_none_is_an_error_in_one_sentence(tmp_path, task):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article()})
    run = run_task(task, "--content", content, SOURCE_DATE_EPOCH="hôm nay")
    assert run.returncode == 1
    assert run.stderr == "SOURCE_DATE_EPOCH phải là số giây từ 1/1/1970; đang là hôm nay.\n"
    assert run.stdout == ""


@pytest.mark.parametrize("number", ["abc", "-1", "1.5", "0x50", " 8", "٣", "²", "65536", "9" * 5000])
@pytest.mark.parametrize("task", ["serve", "preview", "server --kind caddy --root /srv/x --host a.vn"])
def test_a_port_that_is_none_is_an_error_in_one_sentence(task, number):
    run = run_task(*task.split(), f"--port={number}")
    assert run.returncode == 1
    assert run.stderr == f"--port là một số từ 0 đến 65535; đang là “{number[:40]}”.\n"


@pytest.mark.parametrize("number", ["abc", "-1", "0", "²", "٣", "9" * 5000])
@pytest.mark.parametrize("option", ["rollback --target /tmp/khong --to", "bench --runs", "bench --articles"])
def test_a_number_that_is_none_is_an_error_in_one_sentence(option, number):
    *task, flag = option.split()
    run = run_task(*task, f"{flag}={number}")
    assert run.returncode == 1
    assert run.stderr.startswith(f"{flag} là một số từ 1 đến ")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("task", ["serve", "preview"])
def test_a_port_that_another_program_uses_is_an_error_in_one_sentence(tmp_path, task):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article()})
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        run = run_task(task, "--content", content, "--output", tmp_path / "output", "--port", port)
    assert run.returncode == 1
    reason = "một chương trình khác đang dùng cổng này"
    assert run.stderr == f"Không mở được cổng {port} ({reason}): chọn cổng khác bằng --port.\n"


def test_check_can_annotate_a_merge_request(tmp_path):
    content = write_content(tmp_path, {"articles/2024/a.md": article(date="2024-02-30")})
    run = run_task("check", "--content", content, "--format", "github")
    assert f"::error file={content.as_posix()}/articles/2024/a.md,line=3,col=7::Không có ngày" in run.stdout


def test_check_can_be_read_by_programs(tmp_path):
    files = {"articles/2024/a.md": article(date="2024-02-30"), "articles/2024/b.md": article(status="nháp")}
    content = write_content(tmp_path, files)
    run = run_task("check", "--content", content, "--format", "json")
    assert run.returncode == 1
    assert run.stderr == ""
    told = json.loads(run.stdout)
    assert [one["severity"] for one in told] == ["warning", "error", "warning", "error"]
    assert told[1] == {
        "path": f"{content.as_posix()}/articles/2024/a.md",
        "line": 3,
        "column": 7,
        "severity": "error",
        "message": "Không có ngày 30/2/2024 trong lịch.",
        "hint": "",
        "more": 0,
    }
    assert told[3]["hint"] == "Chọn một trong: draft, published, hidden."


def test_check_writes_a_report_for_a_program_and_shows_the_text(tmp_path):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article(date="2024-02-30")})
    file = tmp_path / "báo cáo.json"
    run = run_task("check", "--content", content, "--format", "gitlab", "--output", file)
    assert run.returncode == 1
    assert "a.md:3:7: Không có ngày 30/2/2024" in run.stdout
    severities = [one["severity"] for one in json.loads(file.read_text("utf-8"))]
    assert severities == ["minor", "blocker"]
    run = run_task("check", "--content", content, "--output", tmp_path)
    assert (run.returncode, run.stdout) == (1, "")
    assert f"Không ghi được {tmp_path}: " in run.stderr


def test_check_tells_programs_too_that_there_is_no_content(tmp_path):
    run = run_task("check", "--content", tmp_path / "khong", "--format", "json")
    assert run.returncode == 1
    assert [one["severity"] for one in json.loads(run.stdout)] == ["error"]


def test_nothing_wrong_is_an_empty_list_to_programs():
    run = run_task("check", "--format", "json")
    assert (run.returncode, json.loads(run.stdout)) == (0, [])


def test_check_passes_with_warnings(tmp_path):
    content = write_content(tmp_path, {"articles/2024/a.md": article(status="draft", summary="")})
    run = run_task("check", "--content", content)
    assert run.returncode == 0
    assert "cảnh báo: Trường “summary” (tóm tắt) đang để trống." in run.stdout


def test_check_names_the_files_that_nothing_uses(tmp_path):
    image = "{src: images/dau.png, alt: Một hình}"
    draft = article(status="draft", body="![Hai hình](<{static}/images/sau/nháp 2.png>)\n")
    pictures = ["images/dau.png", "images/dau.svg", "images/sau/nháp\u00a02.png"]  # the SVG is its source
    pictures += ["images/thừa.png", "images/ghi-chú.docx", "images/khác.svg"]
    files = {"articles/2024/a.md": article(image=image), "articles/2024/b.md": draft}
    content = write_content(tmp_path, files | dict.fromkeys(pictures, PICTURE.getvalue()))
    run = run_task("check", "--content", content, "--unused")
    assert run.returncode == 0, run.stdout
    unused = [line for line in run.stdout.splitlines() if "Không có gì dùng tệp này" in line]
    names = [line.partition(":")[0].removeprefix(f"{content}/") for line in unused]
    assert names == sorted(pictures[3:])
    assert "Không có gì dùng" not in run_task("check", "--content", content).stdout
    broken = "---\ntitle: [x\n---\n![Ba]({static}/images/thừa.png)\n"
    (content / "articles/2024/c.md").write_text(broken, "utf-8")
    run = run_task("check", "--content", content, "--unused")
    assert "Không có gì dùng" not in run.stdout
    assert "Còn lỗi nên chưa biết tệp nào không dùng" in run.stdout


def test_options_of_pytest_reach_it_as_they_were_typed():
    tests = ("test", "--only", "tests/language/test_dates.py")
    run = invoke(
        *tests, "--", "-k", "not there and nor_here", "--collect-only", "--noconftest", "-n0", cwd=ROOT
    )
    assert run.returncode == 5, run.stdout + run.stderr  # no tests were selected
    assert "deselected" in run.stdout


def test_clean_removes_what_builds_made(tmp_path):
    output = tmp_path / "output"
    output.mkdir()
    (output / "tin-moi.json").touch()
    project = tmp_path / "project"
    (project / ".cache").mkdir(parents=True)
    for name in ("tasks.py", "plugins"):
        (project / name).symlink_to(ROOT / name)
    assert invoke("clean", "--output", output, cwd=project).returncode == 0
    assert not output.exists()


def test_clean_names_what_it_may_not_remove(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "pictures").touch()
    kept.chmod(0o500)

    def become_ordinary_there():
        stage.CACHE = kept
        become_ordinary()

    run = run_task("clean", "--output", tmp_path / "output", first=become_ordinary_there)
    assert (run.returncode, run.stderr) == (1, f"Không đọc hay ghi được {kept}/pictures: không có quyền.\n")


def test_a_format_that_is_none_is_refused(tmp_path):
    run = run_task("check", "--content", write_content(tmp_path, {}), "--format", "xml")
    assert run.returncode == 1
    assert "--format là một trong: text, github, gitlab, json." in run.stderr


@pytest.mark.parametrize("siteurl", ["https://a.example/a/../b", "tin.example.vn", "http://?q", "http://a#b"])
def test_a_site_address_that_is_none_is_refused(tmp_path, siteurl):
    content = write_content(tmp_path / "content", {})
    run = run_task("build", "--content", content, "--output", tmp_path / "output", SITEURL=siteurl)
    assert run.returncode == 1
    assert f"đang là {siteurl}" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("task", ["check", "build", "serve"])
def test_a_content_folder_that_is_not_there_is_said_once(tmp_path, task):
    run = run_task(task, "--content", tmp_path / "khong")
    assert run.returncode == 1
    assert (run.stdout + run.stderr).count("hông có thư mục nội dung") == 1
    assert "Traceback" not in run.stdout + run.stderr
