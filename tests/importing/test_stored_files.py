"""Pictures and attachments beside a draft: whole, never in the place of others, and never left alone."""

import itertools
import os
import signal
import sys

import pillow_heif
import pytest

from newsroom.importing.formats.reading import Attachment
from newsroom.importing.page.article import ArticlePicture
from newsroom.importing.stored_files import LONGEST_IMPORT, StoredFiles
from newsroom.problems import RefusedError
from office_files import picture
from sites import tree, write_content

EVENTS = {"open", "os.mkdir", "os.rename", "os.rmdir", "os.remove", "shutil.move", "shutil.rmtree"}
PICTURES = {f"{number}.jpg": picture(number, (200, 200)) for number in range(3)}
SOURCES = tuple(PICTURES)
PLACES = [f"images/le/anh-{number}.jpg" for number in (1, 2, 3)]
WRITTEN = dict(zip(PLACES, PICTURES.values(), strict=True)) | {
    "files/le/a.pdf": b"%PDF",
    "articles/2024/le.md": b"Xong.\n",
}


def write(content):
    stored = StoredFiles(content, "le")
    stored.add_pictures([ArticlePicture(SOURCES, sources=SOURCES)], PICTURES)
    stored.add_attachments([Attachment("a.pdf", b"%PDF")])
    stored.write(content / "articles/2024/le.md", "Xong.\n")


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", {})


def shown(content, before):
    """Return the files that commands of editors see, by their paths, besides those *before*."""
    found = {path: data for path, data in tree(content).items() if not path.startswith(".")}
    return {path: data for path, data in found.items() if path not in before}


def write_until(content, moment):
    """Write in a process of its own; kill it when it begins its *moment*-th work with files."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    count = itertools.count()

    def kill(event, _arguments):
        if event in EVENTS and next(count) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    write(content)
    os._exit(0)


def test_a_kill_at_any_moment_leaves_whole_folders_and_the_draft_last(tmp_path):
    orders = []
    for moment in itertools.count():
        content = write_content(tmp_path / str(moment), {})
        before = tree(content)
        code = write_until(content, moment)
        found = shown(content, before)
        assert found == {path: WRITTEN[path] for path in found}
        if tuple(found) not in orders:
            orders.append(tuple(found))
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert [len(order) for order in orders] == [0, 3, 4, 5]
    assert not [path for path in tree(content) if path.startswith(".")]


def test_what_a_killed_import_left_is_removed_when_it_is_old(content):
    before = tree(content)
    write_until(content, 6)
    (left,) = content.glob(".*.part")
    assert shown(content, before) == {}
    write(content)
    assert left.exists()  # another import may be writing it
    os.utime(left, (0, left.stat().st_mtime - LONGEST_IMPORT - 1))
    StoredFiles(content, "hai").write(content / "articles/2024/hai.md", "Hai.\n")
    assert not left.exists()


def test_a_folder_of_an_editor_is_left_alone(content):
    (content / "images/le").mkdir(parents=True)
    (content / "images/le/anh-1.jpg").write_bytes(b"cu")
    write(content)
    assert (content / "images/le/anh-1.jpg").read_bytes() == b"cu"
    assert (content / "images/le-2/anh-1.jpg").read_bytes() == PICTURES["0.jpg"]


def test_a_draft_that_cannot_be_written_takes_its_files_with_it(content):
    (content / "articles/2024/le.md").mkdir(parents=True)
    before = tree(content)
    with pytest.raises(RefusedError, match="Không ghi được bản nháp"):
        write(content)
    assert tree(content) == before


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("JPEG", "jpg"),
        ("PNG", "png"),
        ("WEBP", "webp"),
        ("HEIF", "heic"),
        ("AVIF", "avif"),
        ("TIFF", "tif"),
        ("BMP", "bmp"),
    ],
)
def test_a_picture_gets_the_ending_of_its_kind(content, kind, ending):
    pillow_heif.register_heif_opener()
    stored = StoredFiles(content, "le")
    shown = ArticlePicture(("IMG_1",), sources=("IMG_1",))
    stored.add_pictures([shown], {"IMG_1": picture(size=(200, 200), kind=kind)})
    assert stored.places == {"IMG_1": f"images/le/anh-1.{ending}"}
