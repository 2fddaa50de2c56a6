"""Publishing into a folder, here and on a host: what is sent, what readers see, what is refused."""

import gzip
import os
import random
import re
import shutil
import threading
import time
from pathlib import Path

import brotli
import pytest

from attached_files import pdf
from commands import run_task, start_task
from newsroom.builds.stage import BuildError
from newsroom.publishing import publisher
from newsroom.publishing.targets import find_target
from newsroom.publishing.tools import PublishError
from ordinary_user import become_ordinary
from publishing_targets import SECRET, assets, newsroom, publish, send, ssh_host, start_publish
from sites import article, tree, write_file

KILLS = int(os.environ.get("KILLS", "2"))


def shown(target):
    return Path(os.path.realpath(target / "current"))


def packed(name):
    return name.endswith((".gz", ".br"))


def site_at(folder):
    """The site's own files, without what is compressed."""
    return {name: data for name, data in tree(folder).items() if not packed(name)}


def test_one_edited_article_of_sixty_sends_what_it_changed_and_no_more(tmp_path, target):
    site = tmp_path / "site"
    newsroom(site / "content", "red", count=60)
    run = publish(site, target)
    assert run.returncode == 0, run.stderr
    first, before = shown(target), site_at(site / "output")
    assert site_at(first) == before
    body = "Đã sửa. [Toàn văn]({static}/files/a.pdf)"
    edited = article("Bài 7", body=body, image="{src: images/red.png, alt: Một màu}")
    write_file(site / "content/files/a.pdf", pdf())
    (site / "content/articles/2024/a7.md").write_text(edited, "utf-8")
    run = publish(site, target)
    assert run.returncode == 0, run.stderr
    second, after = shown(target), site_at(site / "output")
    assert site_at(second) == after
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"tin/2024/a7.html", "tep/a.pdf"} <= changed
    assert len(changed) < 14
    sent = [
        file for name in changed for file in (name, f"{name}.gz", f"{name}.br") if (second / file).is_file()
    ]
    size = sum((second / file).stat().st_size for file in sent)
    assert f"đã gửi {len(sent)} tệp, {size} byte." in run.stdout
    fresh = {name for name in tree(second) if (second / name).stat().st_nlink == 1}
    assert fresh == set(sent), "all else is linked to the release before"


def test_text_lies_there_compressed_when_that_is_smaller(target, published):
    published("red")
    files = tree(shown(target))
    assert gzip.decompress(files["index.html.gz"]) == files["index.html"]
    assert brotli.decompress(files["index.html.br"]) == files["index.html"]
    assert files["index.html.gz"][4:8] == bytes(4), "no time in it: the same text makes the same bytes"
    assert all(len(files[name]) < len(files[name[:-3]]) for name in files if packed(name))
    assert not any(re.search(r"\.(png|jpg|webp|avif)\.", name) for name in files)


def test_the_last_five_are_kept_and_can_be_shown_again(colours, target, published):
    published("red", "blue")
    for colour in ("red", "blue", "red", "blue"):
        send(colours[colour], target)
    assert sorted(one.name for one in (target / "releases").glob("[0-9]")) == ["2", "3", "4", "5", "6"]
    run = run_task("rollback", "--target", target)
    assert (run.returncode, shown(target).name) == (0, "5"), run.stderr
    assert site_at(target / "current/") == site_at(colours["red"] / "output")
    run = run_task("rollback", "--target", target, "--to", "2")
    assert (run.returncode, shown(target).name) == (0, "2")
    run = run_task("rollback", "--target", target, "--to", "1")
    assert (run.returncode, shown(target).name) == (1, "2")
    assert "Bản 1 không còn ở nơi đăng. Các bản ở đó: 2, 3, 4, 5, 6; đang hiện: 2." in run.stderr
    send(colours["red"], target)
    assert shown(target).name == "7", "a release number is never used again"


def test_a_dry_run_says_what_would_change_and_sends_nothing(colours, target):
    assert "  + anh/" in send(colours["red"], target, dry_run=True)
    assert not target.exists()
    send(colours["red"], target)
    before = tree(target)
    said = send(colours["blue"], target, dry_run=True)
    assert re.search(r"Sẽ đăng vào .*: \d+ tệp mới, \d+ tệp thay đổi, \d+ tệp gỡ\.", said)
    assert tree(target) == before


def test_what_is_there_already_is_looked_at_and_mended(colours, target, published):
    published("red")
    assert "không gửi gì" in send(colours["red"], target)
    assert shown(target).name == "1"
    (shown(target) / "index.html").write_text("bị sửa")
    send(colours["red"], target)
    assert site_at(shown(target)) == site_at(colours["red"] / "output")


def test_what_no_build_has_left_is_refused(colours, target, published):
    published("red")
    before = tree(target)
    stray = colours["blue"] / "output/la.html"
    stray.touch()
    try:
        with pytest.raises(BuildError, match="không phải là trang mà một lượt dựng thành công để lại"):
            send(colours["blue"], target)
    finally:
        stray.unlink()
    assert tree(target) == before


def test_faulty_content_is_refused(tmp_path, target, published):
    published("red")
    before = tree(target)
    site = tmp_path / "site"
    newsroom(site / "content", "red")
    (site / "content/articles/2024/a0.md").write_text(article(date="2024-02-30"), "utf-8")
    run = publish(site, target)
    assert run.returncode == 1
    assert "Không có ngày 30/2/2024" in run.stderr
    assert tree(target) == before


def test_a_folder_with_something_else_is_left_alone(colours, target):
    target.mkdir()
    (target / "luan-van.docx").touch()
    for attempt in (lambda: send(colours["red"], target), lambda: publisher.roll_back(str(target), None)):
        with pytest.raises(PublishError, match="có thứ khác, không phải do lệnh publish tạo ra"):
            attempt()
    assert [one.name for one in target.iterdir()] == ["luan-van.docx"]


def test_a_failed_first_publish_does_not_claim_that_readers_see_a_site(colours, target):
    target.mkdir()
    (target / "luan-van.docx").touch()
    run = publish(colours["red"], target)
    assert run.returncode == 1
    assert "đăng lần đầu thì có thể chưa thấy gì" in run.stderr


def test_a_folder_whose_parent_is_missing_is_not_made(colours, tmp_path):
    with pytest.raises(PublishError, match="thư mục cha phải có sẵn"):
        send(colours["red"], tmp_path / "khong/co")


def test_the_second_of_two_at_once_is_told(colours, target):
    with (
        find_target(str(target)).held(),
        pytest.raises(PublishError, match="Đang có một lượt đăng khác vào"),
    ):
        send(colours["red"], target)
    assert not (target / "current").exists()


def test_without_rsync_it_is_said_how_to_get_it(colours, target, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match=r"Máy này chưa có rsync: sudo apt-get install rsync\."):
        send(colours["red"], target)


def read_all_the_time(target, stop, seen, faults):
    """As a visitor: resolve the link, read a page, then all that it loads."""
    while not stop.is_set():
        release = shown(target)
        try:
            page = (release / "tin/2024/a3.html").read_bytes()
            seen.add(page)
            for name in assets(page):
                (release / name).read_bytes()
        except OSError as error:
            faults.append(error)


def test_whoever_is_killed_visitors_see_the_old_site_or_the_new(colours, target):
    for colour in ("blue", "red"):  # so that the ledgers are written, and builds find nothing to do
        began = time.monotonic()
        assert publish(colours[colour], target).returncode == 0
    whole = time.monotonic() - began
    pages = {colour: (site / "output/tin/2024/a3.html").read_bytes() for colour, site in colours.items()}
    stop, seen, faults = threading.Event(), set(), []
    visitor = threading.Thread(target=read_all_the_time, args=(target, stop, seen, faults))
    visitor.start()
    try:
        for kill in range(KILLS):
            colour = ("blue", "red")[kill % 2]
            process = start_publish(colours[colour], target)
            time.sleep(whole * random.uniform(0.1, 1.1))
            process.kill()
            assert site_at(shown(target)) in [site_at(site / "output") for site in colours.values()]
            send(colours[colour], target)
            assert site_at(shown(target)) == site_at(colours[colour] / "output")
    finally:
        stop.set()
        visitor.join()
    assert faults == []
    assert seen <= set(pages.values())
    assert len(seen) == 2


def test_a_rollback_that_is_killed_shows_a_whole_release(colours, target, published):
    published("blue", "red")
    began = time.monotonic()
    assert run_task("rollback", "--target", target).returncode == 0
    whole = time.monotonic() - began
    for _ in range(KILLS):
        send(colours["red"], target)
        task = start_task("rollback", "--target", target)
        time.sleep(whole * random.uniform(0.1, 1.1))
        task.kill()
        assert site_at(shown(target)) in [site_at(site / "output") for site in colours.values()]
        send(colours["blue"], target)
        assert site_at(shown(target)) == site_at(colours["blue"] / "output")


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    with ssh_host(tmp_path_factory.mktemp("ssh")) as shell:
        yield shell


def test_a_host_gets_the_same(colours, target, host, monkeypatch):
    there = f"noi-dang:{target}"
    run = publish(colours["red"], there, RSYNC_RSH=host, MY_TOKEN=SECRET)
    assert run.returncode == 0, run.stderr
    assert site_at(shown(target)) == site_at(colours["red"] / "output")
    monkeypatch.setenv("RSYNC_RSH", host)
    send(colours["blue"], there)
    assert site_at(shown(target)) == site_at(colours["blue"] / "output")
    with (
        find_target(there).held(),
        pytest.raises(PublishError, match=f"Đang có một lượt đăng khác vào {there}"),
    ):
        send(colours["red"], there)
    run = run_task("rollback", "--target", there, RSYNC_RSH=host)
    assert (run.returncode, shown(target).name) == (0, "1"), run.stderr


def test_a_host_that_refuses_is_told_in_vietnamese(colours, target, host):
    run = publish(colours["red"], f"noi-dang:{target}", RSYNC_RSH=f"{host} -p 1", MY_TOKEN=SECRET)
    assert run.returncode == 1
    assert f"Không nối được tới noi-dang:{target}" in run.stderr
    assert "Traceback" not in run.stderr
    assert SECRET not in run.stdout + run.stderr


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exec tr '\\0' x </dev/zero", "trả lời bằng chữ lạ (xxx"),
        ("echo Chào", "trả lời bằng chữ lạ (Chào)"),
        ("printf '\\033[2Jboom' >&2; exit 9", "\\x1b[2Jboom"),
    ],
)
def test_a_host_that_answers_oddly_is_told_at_once(colours, target, monkeypatch, script, told):
    shell = target.with_name("shell")
    shell.write_text(f"#!/bin/sh\n{script}\n")
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    with pytest.raises(PublishError, match=re.escape(told)):
        send(colours["red"], f"noi-dang:{target}")
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "mode", "said"),
    [
        ("", 0o500, ["Không có quyền ghi vào {}.", ""]),
        ("", 0, ["Không mở được {}: phải là thư mục", "Không mở được {}: phải là thư mục"]),
        ("releases", 0o500, ["Không có quyền ghi vào {}.", ""]),
        ("releases", 0, ["Không có quyền ghi vào {}.", "Không có quyền ghi vào {}."]),
    ],
)
def test_a_closed_folder_at_the_target_is_explained(colours, target, name, mode, said):
    for colour in ("red", "blue"):
        assert publish(colours[colour], target).returncode == 0
    before = tree(target)
    (target / name).chmod(mode)
    tasks = [("publish", "--content", colours["red"] / "content", "--output", colours["red"] / "output")]
    tasks += [("rollback",)] if said[1] else []
    try:
        runs = [run_task(*task, "--target", target, first=become_ordinary) for task in tasks]
    finally:
        (target / name).chmod(0o755)
    assert [run.returncode for run in runs] == [1] * len(runs)
    for run, sentence in zip(runs, said, strict=False):
        assert sentence.format(target) in run.stderr
    assert tree(target) == before


def test_a_full_disk_leaves_what_is_shown(colours, target, published, tmp_path, monkeypatch):
    """A limit on the size of files stands for the disk: a write fails in the middle of a file."""
    published("red")
    before = site_at(shown(target))
    shell = tmp_path / "shell"
    shell.write_text("#!/bin/sh\nshift\ntrap '' XFSZ\nulimit -f 4\nexec sh -c \"$*\"\n")
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    with pytest.raises(PublishError, match=f"noi-dang:{target} hết chỗ"):
        send(colours["blue"], f"noi-dang:{target}")
    assert site_at(shown(target)) == before
    send(colours["blue"], target)
    assert site_at(shown(target)) == site_at(colours["blue"] / "output")


def test_each_address_stays_noted_and_demanded(tmp_path, target):
    site = tmp_path / "site"
    newsroom(site / "content", "red", count=2)
    assert publish(site, target).returncode == 0
    ledger = (site / "content/addresses.txt").read_text("utf-8").splitlines()
    assert ledger[1:] == sorted(ledger[1:])
    assert {"/", "/tin/2024/a1.html", "/dia-phuong/lao-cai/", "/chuyen-muc/hoi-nghi/"} <= set(ledger)
    assert not [line for line in ledger if re.search(r"/trang/|/the/|/tin/2024/$|404", line)]
    shutil.move(site / "content/articles/2024/a1.md", site / "content/articles/2024/a2.md")
    run = run_task("check", "--content", site / "content")
    assert run.returncode == 1
    assert "Địa chỉ “/tin/2024/a1.html” đã từng đăng, nay không còn trang nào ở đó." in run.stdout
    image = "{src: images/red.png, alt: Một màu}"
    moved = article("Bài 1", redirects="[/tin/2024/a1.html]", body="red", image=image)
    (site / "content/articles/2024/a2.md").write_text(moved, "utf-8")
    assert run_task("check", "--content", site / "content").returncode == 0
