"""The ledger of published addresses, however an editor's program has saved it."""

import codecs

import pytest

from newsroom.site.address_ledger import ADDRESS_LEDGER, add_published

KEPT = "# Mọi địa chỉ.\r\n/tin/2024/a.html\r\n"
SAVED = {
    "UTF-16 LE": codecs.BOM_UTF16_LE + KEPT.encode("utf-16-le"),
    "UTF-16 BE": codecs.BOM_UTF16_BE + KEPT.encode("utf-16-be"),
    "UTF-8 with a mark": codecs.BOM_UTF8 + KEPT.encode(),
}


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_a_ledger_that_notepad_has_saved_is_read_and_the_next_publication_mends_it(tree, saved):
    tree.article("a")
    file = tree.write(ADDRESS_LEDGER, saved)
    told = tree.problems()
    if saved.startswith(codecs.BOM_UTF8):
        assert told == []
    else:
        (message,) = told
        assert message.startswith("addresses.txt:1:1: cảnh báo: Tệp lưu theo mã UTF-16")
    assert add_published(tree.root, ["tin/2024/b.html"]) == 1
    assert file.read_text("utf-8").splitlines()[1:] == ["/tin/2024/a.html", "/tin/2024/b.html"]


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_a_lost_address_is_reported_at_its_line(tree, saved):
    tree.write(ADDRESS_LEDGER, saved)
    assert "addresses.txt:2:1: Địa chỉ “/tin/2024/a.html” đã từng đăng" in "\n".join(tree.problems())
