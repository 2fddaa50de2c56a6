"""Publishing to a store of objects by a real rclone: what is sent, in which order, what is refused."""

import os
import random
import time
from hashlib import md5

import pytest

from growth import size
from newsroom.publishing import publisher
from newsroom.publishing.objects import ASSETS, FEEDS, FRONT, LISTS, PAGES, Objects, turn_of
from newsroom.publishing.tools import PublishError
from newsroom.servers.headers import is_served
from publishing_targets import SECRET, assets, object_store, publish, send, start_publish
from sites import tree

KILLS = int(os.environ.get("KILLS", "1"))


@pytest.fixture(scope="module")
def store():
    with object_store() as store:
        yield store


@pytest.fixture(scope="module", autouse=True)
def configured(store, tmp_path_factory):
    none = str(tmp_path_factory.mktemp("rclone") / "rclone.conf")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (store.environment | {"RCLONE_CONFIG": none}).items():
            patch.setenv(name, value)
        patch.delenv("AWS_CA_BUNDLE", raising=False)
        yield


@pytest.fixture(scope="module")
def filled(colours, configured):
    """A target that holds the red site; the tests that damage its records leave it whole."""
    target = "rclone:kho:trang/sau"
    send(colours["red"], target)
    return target


def for_readers(site):
    return {name: data for name, data in tree(site / "output").items() if is_served(name)}


def sums(site):
    """The MD5 of each file that readers may see."""
    return {name: md5(data, usedforsecurity=False).hexdigest() for name, data in for_readers(site).items()}


@pytest.mark.parametrize(
    ("name", "turn"),
    [
        ("anh/0a.jpg", ASSETS),
        ("tai-nguyen/tin-moi.js", ASSETS),
        ("site.webmanifest", ASSETS),
        ("tim-kiem/1/11.txt", ASSETS),
        ("tin/2024/a.html", PAGES),
        ("tin/index.html", LISTS),
        ("tin/atom.xml", FEEDS),
        ("tin/feed.json", FEEDS),
        ("tin-moi.json", FEEDS),
        ("sw.js", FEEDS),
        ("index.html", FRONT),
    ],
)
def test_what_needs_something_goes_after_it(name, turn):
    assert turn_of(name) == turn


def test_each_file_has_its_type_and_how_long_it_is_kept_and_only_changes_are_sent(colours, store):
    target = "rclone:kho:trang/mot"
    send(colours["red"], target, dry_run=True)
    assert store.names("mot") == {}
    run = publish(colours["red"], target, MY_PASSWORD=SECRET)
    assert run.returncode == 0, run.stderr
    assert SECRET not in run.stdout + run.stderr
    assert store.names("mot") == sums(colours["red"])
    page = store.get("mot/tin/2024/a3.html")
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert page["CacheControl"] == "public, max-age=60, must-revalidate"
    assert "ContentEncoding" not in page
    picture = store.get(f"mot/{next(name for name in store.names('mot') if name.startswith('anh/'))}")
    assert picture["CacheControl"] == "public, max-age=31536000, immutable"
    assert store.get("mot/sw.js")["CacheControl"] == "no-cache"
    red, blue = (for_readers(colours[colour]) for colour in ("red", "blue"))
    changed = [name for name in blue if blue[name] != red.get(name)]
    began = store.times("mot")
    time.sleep(1.1)  # seconds: the clock of the store has whole ones
    said = send(colours["blue"], target)
    assert f"Đã gửi {len(changed)} tệp, {sum(len(blue[name]) for name in changed)} byte." in said
    assert store.names("mot") == sums(colours["blue"])
    again = {name for name, moment in store.times("mot").items() if began.get(name) != moment}
    assert again == set(changed)
    assert "Đã gửi 0 tệp, 0 byte." in send(colours["blue"], target)


def test_whatever_is_killed_no_page_lacks_its_assets_and_the_next_completes_it(colours, store):
    target = "rclone:kho:trang/hai"
    began = time.monotonic()
    send(colours["red"], target)
    whole = time.monotonic() - began
    for kill in range(KILLS):
        process = start_publish(colours[("blue", "red")[kill % 2]], target)
        time.sleep(whole * random.uniform(0.1, 1))
        process.kill()
        there = store.names("hai")
        for name in (one for one in there if one.startswith("tin/2024/a")):
            missing = assets(store.get(f"hai/{name}")["Body"].read()) - there.keys()
            assert not missing, name
        then = colours[("red", "blue")[random.randrange(2)]]  # also what was shown before
        send(then, target)
        assert store.names("hai") == sums(then)


DAMAGED = [
    *(
        b"",
        b'{"publish": "", "names": ["../../x"]}',
        b"x",
        b"\xff\0",
        b"[]",
        b'{"publish": 1}',
        b"[" * 100_000,
    ),
    *(b'{"publish": "", "names": {"a": 1}}', b'{"publish": "", "names": ["/x", "a//b", "", 7]}'),
    f"{'0' * 64}  ../../x\n".encode(),
]


@pytest.mark.parametrize("name", ["started.json", "manifest.sha256"])
@pytest.mark.parametrize("damaged", size(DAMAGED[:2], DAMAGED))
def test_damaged_records_cost_time_only(colours, store, filled, name, damaged):
    store.client.put_object(Bucket="trang", Key="x", Body=b"someone else's")
    store.client.put_object(Bucket="trang", Key=f"sau/.guong-sang/{name}", Body=damaged)
    store.client.delete_object(Bucket="trang", Key="sau/sw.js")
    store.client.put_object(Bucket="trang", Key="sau/la.html", Body=b"x")
    send(colours["red"], filled)
    assert store.names("sau") == sums(colours["red"])
    assert store.get("x")["Body"].read() == b"someone else's"


@pytest.mark.parametrize(
    ("name", "record"),
    [
        (
            "started.json",
            rb'{"publish": "", "names": ["a\u0000b", "\ud800", "a\nb", "tin", "index.html/x", "-rf", "*"]}',
        ),
        (
            "manifest.sha256",
            f"{'0' * 64}  a\0b\n{'0' * 64}  c\td\n{'0' * 64}  {'x' * 5000}\n".encode(),
        ),
    ],
)
def test_names_of_nothing_in_the_records_stop_no_publish(colours, store, filled, name, record):
    store.client.put_object(Bucket="trang", Key=f"sau/.guong-sang/{name}", Body=record)
    send(colours["red"], filled)
    assert store.names("sau") == sums(colours["red"])
    assert "Đã gửi 0 tệp" in send(colours["red"], filled)


def test_a_name_with_a_line_end_names_one_object(colours, tmp_path, monkeypatch):
    monkeypatch.setenv("RCLONE_CONFIG_DIA_TYPE", "local")
    target, folder = f"rclone:dia:{tmp_path}/bay", tmp_path / "bay"
    send(colours["red"], target)
    (folder / "a\nindex.html").write_bytes(b"x")
    with pytest.raises(PublishError, match="đầu tiên là "):
        send(colours["red"], target)
    assert (folder / "index.html").is_file()
    send(colours["red"], target)
    there = {name: data for name, data in tree(folder).items() if not name.startswith(".guong-sang/")}
    assert there == for_readers(colours["red"])


def test_a_place_with_something_else_is_left_alone(colours, store):
    store.client.put_object(Bucket="trang", Key="ba/luan-van.docx", Body=b"x")
    with pytest.raises(PublishError, match="có thứ khác, không phải do lệnh publish tạo ra"):
        send(colours["red"], "rclone:kho:trang/ba")
    assert store.names("ba").keys() == {"luan-van.docx"}


def test_two_at_once_are_told(colours, store):
    target = "rclone:kho:trang/bon"
    with Objects.named(target).held(), pytest.raises(PublishError, match="Đang có một lượt đăng khác vào"):
        send(colours["red"], target)
    assert store.names("bon") == {}


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("rclone:kho:khong-co-kho-nay/a", "Không có kho chứa (bucket)"),
        ("rclone:la:trang/a", "rclone chưa có cấu hình"),
        (f"rclone::s3,secret_access_key={SECRET}:trang/a", "khoá đăng nhập để trong cấu hình"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese_without_secrets(colours, target, told):
    run = publish(colours["red"], target)
    assert run.returncode == 1
    assert told in run.stderr
    assert SECRET not in run.stdout + run.stderr
    assert "Traceback" not in run.stderr


def test_without_rclone_it_is_said_how_to_get_it(colours, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublishError, match="Máy này chưa có rclone: sudo apt-get install rclone"):
        send(colours["red"], "rclone:kho:trang/nam")


def test_there_is_no_release_to_return_to():
    with pytest.raises(PublishError, match="không giữ các bản cũ"):
        publisher.roll_back("rclone:kho:trang/mot", None)
