"""Damage at a target, in the output and in what is kept: never shown, always named or repaired."""

import gzip
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from growth import size
from incremental import sealed_files
from newsroom.builds import builder
from newsroom.builds.stage import BuildError, kept_file
from newsroom.publishing import publisher
from newsroom.publishing.tools import PublishError
from ordinary_user import become_ordinary
from publishing_targets import publish, send
from sites import PUBLIC, tree


@pytest.fixture
def outside(tmp_path):
    """A folder that no publish may touch."""
    folder = tmp_path / "ngoài"
    folder.mkdir()
    (folder / "luan-van.docx").write_text("của người khác")
    return folder


def shown(target):
    return Path(os.path.realpath(target / "current"))


def flip(path):
    """Change a byte of a file, and keep its size and times."""
    before, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def move_and_link(path):
    """Replace a file by a link to the same bytes."""
    aside = path.with_name(f"{path.name}.aside")
    path.rename(aside)
    aside.rename(path.parents[3] / "aside")
    path.symlink_to(path.parents[3] / "aside")


def clear(path):
    """Remove what stands at *path*, and return the path."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path


DAMAGE = {
    "a byte": lambda release: flip(release / "index.html"),
    "a cut": lambda release: os.truncate(release / "tin/2024/a3.html", 3),
    "a lost page": lambda release: (release / "index.html").unlink(),
    "a lost copy": lambda release: (release / "index.html.gz").unlink(),
    "one more page": lambda release: (release / "tin/lạ.html").touch(),
    "one more folder": lambda release: (release / "tin/lạ").mkdir(),
    "one more link": lambda release: (release / "lạ").symlink_to("/etc"),
    "one more pipe": lambda release: os.mkfifo(release / "lạ"),
    "a name with a line end": lambda release: (release / "a\nindex.html").touch(),
    "a name with a backslash": lambda release: (release / "a\\index.html").touch(),
    "a name that is no UTF-8": lambda release: (release / os.fsdecode(b"\xff.html")).touch(),
    "a link to the same": lambda release: move_and_link(release / "index.html"),
    "a folder for a page": lambda release: clear(release / "tin/2024/a4.html").mkdir(),
    "a page that is closed": lambda release: (release / "index.html").chmod(0o600),
    "a folder that is closed": lambda release: (release / "tin").chmod(0o700),
    "a link for the release": lambda release: (
        release.rename(release.with_name("x")),
        release.symlink_to("x"),
    ),
    "a cut list": lambda release: os.truncate(f"{release}.sha256", 5000),
    "a list cut between lines": lambda release: cut_line(Path(f"{release}.sha256")),
    "an empty list": lambda release: os.truncate(f"{release}.sha256", 0),
    "no list": lambda release: Path(f"{release}.sha256").unlink(),
    "a list of other bytes": lambda release: Path(f"{release}.sha256").write_bytes(bytes(range(256))),
    "a list that climbs": lambda release: Path(f"{release}.sha256").write_text(f"{'0' * 64}  ../../x\n"),
}


def cut_line(file):
    file.write_text("".join(file.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")


@pytest.mark.parametrize("name", [*DAMAGE][:: size(3, 1)])
def test_only_a_whole_release_is_shown_again(target, published, name):
    published("red", "blue", "red")
    first = tree(target / "releases/1")
    DAMAGE[name](target / "releases/2")
    with pytest.raises(
        PublishError, match=r"Bỏ qua bản 2, không còn nguyên vẹn: .|Bản 2 không còn ở nơi đăng"
    ):
        publisher.roll_back(str(target), 2)
    assert shown(target).name == "3"
    said = publisher.roll_back(str(target), None)
    assert "đang hiện lại bản 1." in said
    assert tree(shown(target)) == first


@pytest.mark.parametrize("name", [*DAMAGE][:: size(5, 1)])
def test_a_damaged_release_that_is_shown_is_replaced_by_the_next_publish(colours, target, published, name):
    published("blue", "red")
    whole = tree(shown(target))
    DAMAGE[name](shown(target))
    assert "Đang hiện bản 3" in send(colours["red"], target)
    assert tree(shown(target)) == whole
    assert "không gửi gì" in send(colours["red"], target)


@pytest.mark.parametrize(
    "line", [f"{'0' * 64}  {'a/' * 30_000}b\n", f"{'0' * 64}  {'/' * 30_000_000}\n"], ids=["deep", "wide"]
)
def test_a_list_with_a_huge_name_is_refused_at_once(target, published, line):
    published("red", "blue")
    (target / "releases/1.sha256").write_text(line)
    began = time.process_time()
    with pytest.raises(PublishError, match="Bỏ qua bản 1, không còn nguyên vẹn"):
        publisher.roll_back(str(target), None)
    assert time.process_time() - began < 5


def test_names_in_a_list_send_nothing_odd_to_the_terminal(colours, target, published):
    published("red")
    (target / "releases/1.sha256").write_text(f"{'0' * 64}  \x1b[2J{'x' * 10_000}\n")
    said = send(colours["red"], target)
    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) < 1000


def test_no_damaged_release_is_shown_when_all_are(target, published):
    published("red", "blue")
    flip(target / "releases/1/index.html")
    with pytest.raises(PublishError, match="Không có bản nào hiện lại được"):
        publisher.roll_back(str(target), None)
    assert shown(target).name == "2"


def test_an_edit_on_the_host_reaches_no_other_release_unseen(colours, target, published):
    """Releases share the files that are the same; an edit in place changes them all."""
    published("red", "blue")
    shared = target / "current/tai-nguyen"
    file = next(path for path in sorted(shared.rglob("*")) if path.is_file() and path.stat().st_nlink > 1)
    with file.open("ab") as stream:
        stream.write(b"x")
    with pytest.raises(PublishError, match=f"không còn nguyên vẹn: tai-nguyen/{file.name}"):
        publisher.roll_back(str(target), None)
    send(colours["red"], target)
    assert (target / "current/tai-nguyen" / file.name).read_bytes() == (
        colours["red"] / "output/tai-nguyen" / file.name
    ).read_bytes()


SHAPES = {
    "link": lambda path, outside: path.symlink_to(outside),
    "link to a file": lambda path, outside: path.symlink_to(outside / "luan-van.docx"),
    "link to nowhere": lambda path, outside: path.symlink_to(outside / "không có"),
    "file": lambda path, _outside: path.write_text("x"),
    "empty folder": lambda path, _outside: path.mkdir(),
    "pipe": lambda path, _outside: os.mkfifo(path),
}


NAMES = (
    *("current", ".earlier", ".link", ".guong-sang", "releases/.new", "releases/.new.sha256"),
    *("releases/2", "releases/2.sha256", f"releases/{'9' * 200}"),
)
EACH = [(name, shape) for name in NAMES for shape in SHAPES]


@pytest.mark.parametrize(("name", "shape"), EACH[:: size(5, 1)])
def test_anything_may_stand_where_a_publish_writes(colours, published, outside, name, shape):
    target = published("red")
    before = tree(outside)
    clear(target / name)
    SHAPES[shape](target / name, outside)
    send(colours["blue"], target)
    assert tree(outside) == before
    assert tree(shown(target)).items() >= tree(colours["blue"] / "output").items()
    assert str((target / ".earlier").readlink()) in {"releases/1", "none"}
    send(colours["red"], target)
    assert tree(shown(target)).items() >= tree(colours["red"] / "output").items()
    assert tree(outside) == before


ODD_NUMBERS = {
    "the largest number": lambda releases: (releases / f"{10**9 - 1}").mkdir(),
    "the largest number, whole": lambda releases: shutil.copytree(
        releases / "1",
        releases / f"{10**9 - 1}",
        copy_function=lambda *paths: (
            shutil.copy(releases / "1.sha256", releases / f"{10**9 - 1}.sha256") and shutil.copy2(*paths)
        ),
    ),
    "a name with a line end": lambda releases: (releases / f"a\nwhole {10**9 - 1}").touch(),
    "a name with all lines": lambda releases: (releases / "a\nknown 8\nwhole 8\ncurrent 8").touch(),
}


@pytest.mark.parametrize("make", ODD_NUMBERS.values(), ids=ODD_NUMBERS.keys())
def test_no_name_in_the_folder_of_releases_stops_later_publishes(colours, target, published, make):
    published("red")
    make(target / "releases")
    for colour in ("blue", "red", "blue"):
        send(colours[colour], target)
        assert tree(shown(target)).items() >= tree(colours[colour] / "output").items()
    publisher.roll_back(str(target), None)
    assert tree(shown(target)).items() >= tree(colours["red"] / "output").items()


def test_a_current_link_with_a_line_end_is_replaced(colours, target, published):
    published("red")
    (target / "current").unlink()
    (target / "current").symlink_to("releases/1\n")
    send(colours["red"], target)
    assert tree(shown(target)).items() >= tree(colours["red"] / "output").items()


def test_a_folder_with_a_file_named_by_a_line_end_is_left_alone(colours, target):
    target.mkdir()
    (target / "\n").touch()
    with pytest.raises(PublishError, match="có thứ khác"):
        send(colours["red"], target)
    assert [path.name for path in target.iterdir()] == ["\n"]


def test_a_file_that_is_linked_from_elsewhere_keeps_its_mode(colours, target, published, outside):
    published("red")
    (target / "releases/.new").mkdir()
    page = outside / "trang.html"
    page.write_bytes((colours["blue"] / "output/index.html").read_bytes())
    page.chmod(0o600)
    os.link(page, target / "releases/.new/index.html")
    send(colours["blue"], target)
    assert page.stat().st_mode & 0o777 == 0o600
    assert tree(shown(target)).items() >= tree(colours["blue"] / "output").items()


def test_what_is_mounted_at_a_release_is_left_alone(colours, target, published, outside):
    published("red")
    before = tree(outside)
    place = target / "releases/.new/tin"
    place.mkdir(parents=True)
    if subprocess.run(["mount", "--bind", outside, place], check=False).returncode:  # noqa: S607
        pytest.skip("only root may mount, and in few containers")
    try:
        with pytest.raises(PublishError, match=r"có gắn \(mount\) một ổ đĩa hay thư mục khác"):
            send(colours["blue"], target)
    finally:
        subprocess.run(["umount", place], check=True)  # noqa: S607
    assert tree(outside) == before
    send(colours["blue"], target)
    assert tree(shown(target)).items() >= tree(colours["blue"] / "output").items()


def test_everybody_may_read_what_a_careful_user_publishes(colours, target):
    before = os.umask(0o077)
    try:
        send(colours["red"], target)
    finally:
        os.umask(before)
    assert [oct(path.stat().st_mode & 0o777) for path in (target, target / "releases")] == ["0o755"] * 2


def test_a_target_that_cannot_be_listed_is_left_alone(colours, target):
    target.mkdir()
    (target / "luan-van.docx").touch()
    target.chmod(0o300)
    run = publish(colours["red"], target, first=become_ordinary)
    target.chmod(0o700)
    assert (run.returncode, [path.name for path in target.iterdir()]) == (1, ["luan-van.docx"])
    assert "Không có quyền" in run.stderr


def test_an_unfinished_release_may_hold_anything(colours, target, published, outside):
    published("red")
    before = tree(outside)
    new = target / "releases/.new"
    new.mkdir()
    (new / "tin").symlink_to(outside)
    (new / "index.html").mkdir()
    (new / "robots.txt").symlink_to(outside / "luan-van.docx")
    os.mkfifo(new / "sw.js")
    send(colours["blue"], target)
    assert tree(outside) == before
    assert tree(shown(target)).items() >= tree(colours["blue"] / "output").items()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("current", "là thư mục, không phải liên kết do lệnh publish tạo ra: hãy dời nó đi"),
        (".earlier", "là thư mục, không phải liên kết do lệnh publish tạo ra: hãy dời nó đi"),
        (".guong-sang", "có thứ khác"),
    ],
)
def test_a_folder_with_files_of_others_is_named_and_kept(colours, target, published, name, said):
    published("red")
    clear(target / name)
    (target / name).mkdir()
    (target / name / "luan-van.docx").touch()
    with pytest.raises(PublishError, match=said):
        send(colours["blue"], target)
    assert (target / name / "luan-van.docx").exists()


def test_releases_that_lie_elsewhere_are_left_there(colours, target, published, outside):
    published("red")
    (target / "releases").rename(outside / "releases")
    (target / "releases").symlink_to(outside / "releases")
    before = tree(outside)
    for attempt in (lambda: send(colours["blue"], target), lambda: publisher.roll_back(str(target), None)):
        with pytest.raises(PublishError, match="releases là liên kết: hãy thay bằng thư mục thật"):
            attempt()
    assert tree(outside) == before


def test_a_target_that_has_lost_its_mark_is_told_how_to_get_it_back(colours, target, published):
    published("red")
    (target / ".guong-sang").unlink()
    with pytest.raises(PublishError, match=r"tệp \.guong-sang thì tạo lại tệp ấy, để trống"):
        send(colours["blue"], target)
    (target / ".guong-sang").touch()
    send(colours["blue"], target)


def put(path, text="x"):
    """Put a file in the place of anything."""
    clear(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def put_link(path, outside):
    clear(path)
    path.symlink_to(outside)


def swap(first, second):
    between = first.with_name("giữa")
    first.rename(between)
    second.rename(first)
    between.rename(second)


KEPT = {
    "a byte": lambda kept, _outside: flip(kept / "packed/tin/2024/a4.html.gz"),
    "a cut": lambda kept, _outside: os.truncate(kept / "packed/tin/2024/a4.html.br", 5),
    "two swapped": lambda kept, _outside: swap(
        kept / "packed/tin/2024/a4.html.gz", kept / "packed/index.html.gz"
    ),
    "one more file": lambda kept, _outside: put(kept / "packed/lạ.html"),
    "one more folder": lambda kept, _outside: (kept / "packed/lạ").mkdir(),
    "a folder for a file": lambda kept, _outside: put(clear(kept / "packed/tin/2024/a4.html.gz") / "x"),
    "a link for a file": lambda kept, outside: put_link(
        kept / "packed/tin/2024/a4.html.gz", outside / "luan-van.docx"
    ),
    "a link for a folder": lambda kept, outside: put_link(kept / "packed/tin", outside),
    "a link for all": lambda kept, outside: put_link(kept / "packed", outside),
    "a file for all": lambda kept, _outside: put(kept),
    "a closed folder": lambda kept, _outside: (kept / "packed/tin").chmod(0),
    "a list of other bytes": lambda kept, _outside: put(kept / "packed.json"),
    "a folder for the list": lambda kept, _outside: put(clear(kept / "packed.json") / "x"),
    "a pipe for the list": lambda kept, _outside: (
        clear(kept / "packed.json"),
        os.mkfifo(kept / "packed.json"),
    ),
}


@pytest.mark.parametrize("name", [*KEPT][:: size(3, 1)])
def test_what_is_kept_for_publishing_may_be_damaged(colours, target, published, outside, name):
    published("red")
    whole, before = tree(shown(target)), tree(outside)
    KEPT[name](kept_file(colours["red"] / "output", "publish"), outside)
    other = target.with_name("nơi khác")
    send(colours["red"], other)
    assert tree(shown(other)) == whole
    assert gzip.decompress(whole["tin/2024/a4.html.gz"]) == whole["tin/2024/a4.html"]
    assert tree(outside) == before
    assert "không gửi gì" in send(colours["red"], target)


def build(site):
    return builder.build(PUBLIC, site / "content", site / "output").summary


@pytest.fixture(scope="module")
def site(colours, tmp_path_factory):
    """A copy of the red site, built where it lies; each test leaves it whole."""
    site = tmp_path_factory.mktemp("copy") / "site"
    shutil.copytree(colours["red"] / "content", site / "content")
    build(site)
    build(site)  # the first may have come too soon after the copy
    return site


OUTPUT = {
    "a byte": lambda output: flip(output / "tin/2024/a3.html"),
    "a lost page": lambda output: (output / "tin/2024/a3.html").unlink(),
    "one more page": lambda output: (output / "tin/2024/lạ.html").touch(),
    "a hidden folder": lambda output: put(output / ".git/tin/2024/config"),
    "a pipe": lambda output: os.mkfifo(output / "tin/2024/lạ"),
    "a name that is no UTF-8": lambda output: (output / os.fsdecode(b"tin/2024/\xff")).touch(),
    "a link to the same": lambda output: move_and_link(output / "tin/2024/a3.html"),
}


@pytest.mark.parametrize("name", [*OUTPUT][:: size(3, 1)])
def test_an_output_that_no_build_left_is_named_and_the_next_build_mends_it(site, target, name):
    whole = tree(site / "output")
    OUTPUT[name](site / "output")
    with pytest.raises(BuildError, match=r"một lượt dựng thành công để lại \(khác ở \.?[^)]*tin/2024/"):
        send(site, target)
    assert not target.exists()
    build(site)
    assert tree(site / "output") == whole
    send(site, target)
    assert tree(shown(target)).items() >= whole.items()


def test_a_page_is_held_against_its_digest_though_its_state_is_as_noted(site, target):
    """Times are no proof: not every file system keeps them, and a clock may be set back."""
    whole = tree(site / "output")
    noted = kept_file(site / "output", "digests")
    sealed_files.write_json(noted, sealed_files.read_json(noted) | {"index.html": "0" * 64})
    with pytest.raises(BuildError, match=r"khác ở index\.html"):
        send(site, target)
    build(site)
    send(site, target)
    assert tree(shown(target)).items() >= whole.items()


def test_a_build_keeps_no_page_that_was_changed_beside_an_edit(site):
    page = site / "output/tin/2024/a3.html"
    whole = page.read_bytes()
    flip(page)
    with (site / "content/articles/2024/a5.md").open("a", encoding="utf-8") as file:
        file.write("Thêm một câu.\n")
    build(site)
    assert page.read_bytes() == whole
