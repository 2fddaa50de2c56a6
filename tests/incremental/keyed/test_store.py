import os
import sqlite3
import time

import pytest

from incremental.digests import settles_at
from incremental.keyed.facts import PageFacts
from incremental.keyed.store import DamagedError, Store, WrittenPage

PAGES = {"a.html": WrittenPage("key", 10, 20, "0a", PageFacts("/b", "c", ""))}


class Shelf:
    """Files, a store for what is made of them, and a note of what was parsed."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "kept" / "store.sqlite"
        for name, text in (("a.md", "một"), ("b.md", "hai")):
            (folder / name).write_text(text, "utf-8")
        time.sleep(0.06)  # until the clock can tell a change

    def parse(self, code="code", *, holds=True):
        """Build once more; what was said of each file, and which of them were parsed for it."""
        parsed = []

        def parse(name):
            parsed.append(name)
            data = (self.folder / name).read_bytes()
            return {"length": len(data.decode())}, f"<p>{data.decode()}</p>", data

        store = Store(self.file, code)
        made = list(store.parse_all(self.folder, ["a.md", "b.md"], parse, lambda _name, _data: holds))
        told = {one.name: (one.data["length"], one.text()) for one in made}
        store.close()
        return told, parsed

    def keep(self, keys, kind="kind"):
        """Build once more; the texts that are kept, and the names of those made for it."""
        made = []

        def make(name):
            made.append(name)
            return f"{name} by {keys[name]}"

        store = Store(self.file, "code")
        read = store.keep_all(kind, keys, make)
        told = {name: read(name) for name in keys}
        store.close()
        return told, made

    def save(self, pages):
        store = Store(self.file, "code")
        store.save_pages(pages)
        store.close()


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path)


WHOLE = {"a.md": (3, "<p>một</p>"), "b.md": (3, "<p>hai</p>")}


def test_a_file_is_parsed_once(shelf):
    assert shelf.parse() == (WHOLE, ["a.md", "b.md"])
    assert shelf.parse() == (WHOLE, [])


def test_a_file_whose_bytes_changed_is_parsed_again(shelf):
    shelf.parse()
    (shelf.folder / "a.md").write_text("bốn", "utf-8")
    assert shelf.parse() == (WHOLE | {"a.md": (3, "<p>bốn</p>")}, ["a.md"])


def test_files_that_change_places_are_noticed_though_sizes_and_times_are_the_same(shelf):
    for name in ("a.md", "b.md"):
        os.utime(shelf.folder / name, ns=(10**18, 10**18))
    shelf.parse()
    (shelf.folder / "a.md").rename(shelf.folder / "c.md")
    (shelf.folder / "b.md").rename(shelf.folder / "a.md")
    (shelf.folder / "c.md").rename(shelf.folder / "b.md")
    told, _ = shelf.parse()
    assert told == {"a.md": (3, "<p>hai</p>"), "b.md": (3, "<p>một</p>")}


def test_a_file_that_was_only_touched_is_not_parsed(shelf):
    shelf.parse()
    os.utime(shelf.folder / "a.md")
    assert shelf.parse() == (WHOLE, [])


def test_other_code_parses_all_again(shelf):
    shelf.parse()
    assert shelf.parse("other code")[1] == ["a.md", "b.md"]


def test_what_no_longer_holds_is_parsed_again(shelf):
    shelf.parse()
    assert shelf.parse(holds=False)[1] == ["a.md", "b.md"]


def test_pages_are_remembered_until_they_are_no_more(shelf):
    shelf.save(PAGES)
    assert Store(shelf.file, "code").pages == PAGES
    shelf.save({})
    assert Store(shelf.file, "code").pages == {}


def test_a_text_is_made_again_when_its_key_changes_only(shelf):
    assert shelf.keep({"x": "1", "y": "1"}) == ({"x": "x by 1", "y": "y by 1"}, ["x", "y"])
    assert shelf.keep({"x": "1", "y": "2"}) == ({"x": "x by 1", "y": "y by 2"}, ["y"])
    assert shelf.keep({"x": "3"}, "other kind") == ({"x": "x by 3"}, ["x"])
    assert shelf.keep({"x": "1"}) == ({"x": "x by 1"}, [])


def test_nothing_stays_of_a_text_that_is_no_more(shelf):
    shelf.keep({"x": "1", "y": "secret"})
    shelf.keep({"x": "1"})
    with sqlite3.connect(shelf.file) as connection:
        assert connection.execute("SELECT name, text FROM texts WHERE kind = 'kind'").fetchall() == [
            ("x", b"x by 1")
        ]
    connection.close()


def test_many_texts_are_made_by_workers_that_read_what_was_parsed(shelf):
    shelf.parse()
    store = Store(shelf.file, "code")
    (one, _) = store.parse_all(shelf.folder, ["a.md", "b.md"], None, lambda _name, _data: True)
    keys = {str(number): "key" for number in range(200)}
    read = store.keep_all("kind", keys, lambda name: f"{name} {one.text()}")
    assert [read(name) for name in keys] == [f"{name} <p>một</p>" for name in keys]
    store.close()


@pytest.mark.parametrize("junk", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 4000])
def test_a_file_that_is_no_store_is_replaced(shelf, junk):
    shelf.parse()
    shelf.file.write_bytes(junk)
    assert shelf.parse() == (WHOLE, ["a.md", "b.md"])
    assert shelf.parse() == (WHOLE, [])


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_a_store_that_was_cut_short_is_noticed(shelf, share):
    shelf.parse()
    data = shelf.file.read_bytes()
    shelf.file.write_bytes(data[: int(len(data) * share)])
    told = None
    for _attempt in range(2):  # the damage may show only when a text is read
        try:
            told, _ = shelf.parse()
            break
        except DamagedError:
            assert not shelf.file.exists()
    assert told == WHOLE


@pytest.mark.parametrize(
    ("table", "column", "value"), [("parsed", "data", '{"length": 9}'), ("pages", "key", "other")]
)
def test_a_row_that_was_changed_is_not_believed(shelf, table, column, value):
    shelf.parse()
    shelf.save(PAGES)
    with sqlite3.connect(shelf.file) as connection:
        connection.execute(f"UPDATE {table} SET {column} = ?", (value,))  # noqa: S608 (of this test)
    connection.close()
    assert "other" not in {page.key for page in Store(shelf.file, "code").pages.values()}
    assert shelf.parse()[0] == WHOLE


def test_a_text_that_was_changed_stops_the_build_and_the_next_begins_anew(shelf):
    shelf.parse()
    with sqlite3.connect(shelf.file) as connection:
        connection.execute("UPDATE texts SET text = 'khác'")
    connection.close()
    with pytest.raises(DamagedError):
        shelf.parse()
    assert shelf.parse() == (WHOLE, ["a.md", "b.md"])


def test_bytes_flipped_anywhere_never_give_other_results(shelf):
    shelf.parse()
    shelf.keep({"x": "1"})
    data = shelf.file.read_bytes()
    for place in range(0, len(data), 411):
        spoilt = bytearray(data)
        spoilt[place] ^= 0xFF
        shelf.file.write_bytes(spoilt)
        for _attempt in range(2):
            try:
                told, _ = shelf.parse()
                kept, _ = shelf.keep({"x": "1"})
                break
            except DamagedError:
                continue
        assert (told, kept) == (WHOLE, {"x": "x by 1"}), place


def test_a_file_that_could_not_be_read_is_tried_again(shelf):
    tried = []

    def parse(name):
        tried.append(name)
        return {}, "", b""  # as when another program holds it

    for _attempt in range(2):
        store = Store(shelf.file, "code")
        list(store.parse_all(shelf.folder, ["a.md"], parse, lambda _name, _data: True))
        store.close()
    assert tried == ["a.md", "a.md"]


@pytest.mark.parametrize("tick", [4_000_000, 1_000_000_000, 2_000_000_000], ids=["ext4", "NFS 2", "FAT"])
def test_no_change_within_a_tick_of_any_clock_comes_after_a_file_has_settled(tick):
    for moment in (1_700_000_000_000_000_000, 1_700_000_000_123_456_789, 1_700_000_001_999_999_999):
        stamp = moment // tick * tick  # of a change at that moment
        assert settles_at(stamp) >= stamp + tick - 1
