"""Targets as people type them: each is what it says, or is refused with the form that was meant."""

import pytest

from commands import run_task
from newsroom.builds.stage import BuildError
from newsroom.problems import UserError
from newsroom.publishing.directory import Directory, remote_shell
from newsroom.publishing.objects import Objects
from newsroom.publishing.targets import find_target
from newsroom.publishing.tools import INSTALL, PublishError, require
from sites import ROOT, article, write_content, write_file


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("/srv/guong-sang", Directory("/srv/guong-sang", "")),
        ("may-chu:/srv/trang/", Directory("/srv/trang", "may-chu")),
        ("ten@may-chu.example:/srv/tin tức", Directory("/srv/tin tức", "ten@may-chu.example")),
        ("rclone:kho:trang/a", Objects("kho:trang/a")),
    ],
)
def test_a_target_is_what_it_says(target, place):
    assert find_target(target) == place


@pytest.mark.parametrize(
    "target",
    [
        *("relative:path", "user@:x", "user@:/x", "host:path", "host:", "host:/", "host://", "host:~/x"),
        *(
            "ftp://h/x",
            "ssh://host/path",
            "https://a.example/x",
            "file:///srv/x",
            "user@host",
            "@",
            ":",
            "a:b:/x",
        ),
        *(
            "[::1]:/x",
            "user@[::1]:/x",
            "-oProxyCommand=x:/x",
            "-x@host:/x",
            "a@-x:/x",
            "c:/x",
            "C:\\x",
            "~/x",
            "~",
        ),
        *("", " ", "\n", "a\nb", "a\0b", "/srv/\x1b[1m", "host:/a\nb", "x" * 5000, "/srv/a@b", "./a:b"),
        *("rclone:", "rclone:kho", "rclone::s3,secret=x:a", "rclone:-x:a"),
        *("rclone:kho:../x", "rclone:kho:trang/../../x", "host:/srv/../..", "host:/srv/.."),
    ],
)
def test_what_is_no_target_is_refused_with_the_forms(target):
    with pytest.raises(PublishError, match=r"rclone:ten:kho/thu-muc|rclone:TÊN:KHO/THƯ-MỤC"):
        find_target(target)


@pytest.mark.parametrize(
    "name", ["", "theme", "content/x", "output", "plugins/x", ".git/x", ".cache/x", "docs", "x", ".."]
)
def test_the_project_is_no_target_not_even_through_a_link(name, tmp_path):
    (tmp_path / "link").symlink_to(ROOT)
    for folder in (ROOT, tmp_path / "link"):
        with pytest.raises(PublishError, match="nằm trong hoặc chứa"):
            find_target(str(folder / name))


def test_a_link_that_leads_back_to_itself_is_no_target(tmp_path):
    (tmp_path / "link").symlink_to("link")
    with pytest.raises(BuildError, match=r"link: liên kết \(symlink\) dẫn vòng về chính nó\."):
        find_target(str(tmp_path / "link"))


@pytest.mark.parametrize(
    "name", ["a", "a/content", "a/content/x", "a/output", "a/output/x/y", "link", "link/x", "."]
)
def test_content_and_output_are_no_targets_nor_what_holds_them(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a/content").mkdir(parents=True)
    (tmp_path / "link").symlink_to("a/output")
    with pytest.raises(PublishError, match="nằm trong hoặc chứa"):
        find_target(name, (tmp_path / "a/content", tmp_path / "a/output"))
    assert find_target("b", (tmp_path / "a/content", tmp_path / "a/output")) == Directory(
        str(tmp_path / "b"), ""
    )


@pytest.mark.parametrize(
    ("value", "shell"),
    [("", ["ssh"]), ("  ", ["ssh"]), ("ssh -F 'a b'", ["ssh", "-F", "a b"])],
)
def test_a_blank_remote_shell_is_ssh(value, shell, monkeypatch):
    monkeypatch.setenv("RSYNC_RSH", value)
    assert remote_shell() == shell


@pytest.mark.parametrize(
    ("value", "said"), [("ssh 'x", "RSYNC_RSH có dấu nháy mở"), ("khong-co-lenh", "chưa có khong-co-lenh")]
)
def test_a_remote_shell_that_is_no_command_is_explained(value, said, monkeypatch):
    monkeypatch.setenv("RSYNC_RSH", value)
    with pytest.raises(PublishError, match=said):
        require(*remote_shell()[:1])


def test_each_missing_program_has_a_way_to_get_it_on_this_system(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError) as told:
        require("rsync", "ssh")
    assert str(told.value).splitlines() == [
        "Máy này chưa có rsync: sudo apt-get install rsync.",
        "Máy này chưa có ssh: sudo apt-get install openssh-client.",
    ]
    write_file(tmp_path / "dnf", "#!/bin/sh\n").chmod(0o755)
    with pytest.raises(PublishError, match="sudo dnf install openssh-clients"):
        require("ssh")
    assert {frozenset(ways) for ways in INSTALL.values()} == {frozenset(("rsync", "ssh", "flock", "rclone"))}


def test_nothing_is_built_when_a_program_is_missing_or_the_target_is_none(tmp_path):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article()})
    places = ["--content", content, "--output", tmp_path / "output"]
    missing = run_task("publish", *places, "--target", tmp_path / "target", PATH=str(tmp_path))
    unclear = run_task("publish", *places, "--target", "may-chu:")
    assert missing.returncode == unclear.returncode == 1
    assert "Máy này chưa có rsync" in missing.stderr
    assert missing.stderr.endswith("Không có gì được đăng.\n")
    assert "--target “may-chu:” không rõ là nơi nào" in unclear.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"content"}


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    (tmp_path / "vòng").symlink_to("vòng")
    with pytest.raises(UserError, match="dẫn vòng về chính nó"):
        find_target(str(tmp_path / "vòng"))
