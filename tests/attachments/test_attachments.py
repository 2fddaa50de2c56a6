"""Files in content/files, from the line that names them to the site."""

import json

import pytest

from attached_files import archive, office, pdf
from commands import run_task
from newsroom.attachments.kinds import inspect
from newsroom.site.address_ledger import add_published
from sites import article, exemplar, page

AUTHOR = pdf(change=lambda made: made.add_metadata({"/Author": "Lò Văn Thử"}))
BODY = "Xem [toàn văn **quyết định**]({static}/files/2024/Quyết%20định%2012.PDF)."
ADDRESS = "tep/2024/quyet-dinh-12.pdf"
DOCUMENTS = """\
documents:
  - {kind: Quyết định, number: 666/QĐ-TTg, date: 2022-06-02}
  - kind: Quyết định
    number: 12/QĐ-THU
    date: 2024-03-01
    file: files/2024/Quyết định 12.PDF
"""


def test_a_link_in_a_body_says_what_it_leads_to(build):
    site = build({"files/2024/Quyết định 12.PDF": pdf(12), "articles/2024/a.md": article(body=BODY)})
    assert site.run.returncode == 0, site.run.stderr
    (link,) = site.page("tin/2024/a.html").select(f"a[href='/{ADDRESS}']")
    assert link.get_text() == f"toàn văn quyết định (PDF, 12\u00a0trang, {-(-len(pdf(12)) // 1000)}\u00a0KB)"
    assert (site.output / ADDRESS).read_bytes() == pdf(12)


def test_listed_files_are_at_the_end_of_every_kind_of_page(build):
    listed = '[{file: files/a.docx, title: "Danh sách được khen"}, {file: files/b.zip, title: Ảnh gốc}]'
    files = {"files/a.docx": office("docx"), "files/b.zip": archive({"a.txt": "a"})}
    items = {
        "articles/2024/a.md": article(attachments=listed),
        "exemplars/b.md": exemplar(attachments=listed),
        "pages/c.md": page(attachments=listed),
    }
    site = build(files | items)
    for path in ("tin/2024/a.html", "guong/b.html", "c.html"):
        links = site.page(path).select("a[href^='/tep/']")
        assert [link["href"] for link in links] == ["/tep/a.docx", "/tep/b.zip"]
        assert links[0].get_text() == "Danh sách được khen (Word, 1\u00a0KB)"
    data = json.loads(site.page("tin/2024/a.html").select_one("script[type='application/ld+json']").string)
    (first, _second) = data["@graph"][0]["encoding"]
    assert first == {
        "@type": "MediaObject",
        "name": "Danh sách được khen",
        "contentUrl": "https://guongsang.example/tep/a.docx",
        "encodingFormat": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "contentSize": f"{len(office('docx'))} B",
    }


def test_a_document_offers_our_copy_before_the_official_address(build):
    official = "    url: https://vanban.example/12\n"
    files = {"files/2024/Quyết định 12.PDF": pdf(3), "vocabularies/documents.yaml": DOCUMENTS + official}
    site = build(files | {"articles/2024/a.md": article(documents="[12/QĐ-THU]")})
    links = site.page("van-ban/quyet-dinh-12-qd-thu-2024/index.html").select(".facts a")
    assert [link["href"] for link in links] == [f"/{ADDRESS}", "https://vanban.example/12"]
    assert "(PDF, 3\u00a0trang" in links[0].get_text()


def test_a_better_scan_keeps_its_address_and_renews_what_is_said(build):
    files = {"files/2024/Quyết định 12.PDF": pdf(2), "articles/2024/a.md": article(body=BODY)}
    build(files | {"articles/2024/b.md": article("Bài khác")})
    site = build({"files/2024/Quyết định 12.PDF": pdf(7)})
    assert "7\u00a0trang" in site.page("tin/2024/a.html").get_text()
    assert (site.output / ADDRESS).read_bytes() == pdf(7)


def test_only_files_in_use_are_published(build):
    withdrawn = "{reason: Nguồn đính chính., date: 2024-05-01}"
    site = build(
        {
            "files/thua.pdf": pdf(),
            "files/nhap.pdf": pdf(),
            "files/go.pdf": pdf(),
            "articles/2024/nhap.md": article(
                status="draft", attachments="[{file: files/nhap.pdf, title: Nháp}]"
            ),
            "articles/2024/go.md": article(withdrawn=withdrawn, body="[A]({static}/files/go.pdf)"),
            "articles/2024/a.md": article(),
        }
    )
    assert not [name for name in site.files if name.startswith("tep/")]
    assert "thua.pdf" in run_task("check", "--unused", "--content", site.content).stdout


@pytest.mark.parametrize(
    ("files", "fields", "problems"),
    [
        (
            {},
            {"body": "[A]({static}/files/a.pdf)"},
            ["articles/a.md:7:5: Không có tệp đính kèm “files/a.pdf” trong content/."],
        ),
        (
            {"files/quyet-dinh.pdf": pdf()},
            {"attachments": "[{file: files/quyet-dịnh.pdf, title: A}]"},
            ["articles/a.md:6:22: Không có tệp đính kèm “files/quyet-dịnh.pdf” trong content/. Có phải là"],
        ),
        (
            {"files/a.pdf": b"<!doctype html><p>a"},
            {"body": "[A]({static}/files/a.pdf)"},
            ["articles/a.md:7:5: Tệp “a.pdf” không phải PDF."],
        ),
        (
            {"files/a.exe": b"MZ"},
            {"body": "[A]({static}/files/a.exe)"},
            ["articles/a.md:7:5: Tệp “a.exe” không"],
        ),
        (
            {"files/a.pdf": b"%PDF-" + bytes(26_000_000)},
            {"body": "[A]({static}/files/a.pdf)"},
            ["articles/a.md:7:5: Tệp đính kèm “a.pdf” nặng 26,0 MB, quá 25 MB nên không được đọc."],
        ),
        (
            {"files/A b.pdf": pdf(), "files/a-B.pdf": pdf()},
            {},
            ["files/a-B.pdf:1:1: Tệp này và “files/A b.pdf” cùng một địa chỉ /tep/a-b.pdf"],
        ),
        (
            {"files/a.pdf": AUTHOR},
            {"body": "[A]({static}/files/a.pdf)"},
            ["files/a.pdf:1:1: cảnh báo: Ai tải tệp này về cũng đọc được tên người soạn “Lò Văn Thử”."],
        ),
        ({"files/x.md": "a"}, {}, ["files/x.md:1:1: Bài viết để trong content/articles/"]),
        (
            {"files/…/a.pdf": pdf()},
            {"body": "[A]({static}/files/…/a.pdf)"},
            ["articles/a.md:7:5: Tên tệp “…/a"],
        ),
    ],
)
def test_what_an_editor_can_mend_is_told_where_it_is(tree, files, fields, problems):
    for path, content in files.items():
        tree.write(path, content)
    tree.article("a", **fields)
    told = tree.problems()
    assert len(told) == len(problems)
    assert all(line.startswith(start) for line, start in zip(told, problems, strict=True)), told


def test_a_heavy_file_is_told(tree):
    tree.write("files/a.csv", b"a," * 5_500_000)
    tree.article("a", body="[A]({static}/files/a.csv)")
    (line,) = tree.problems()
    assert line.startswith("articles/a.md:7:5: cảnh báo: Tệp “a.csv” nặng 11,0 MB: mạng yếu tải rất lâu.")


def test_a_file_that_readers_may_cite_is_missed(tree):
    tree.write("files/a.pdf", pdf())
    tree.write("files/go.pdf", pdf())
    withdrawn = "{reason: Nguồn đính chính., date: 2024-05-01}"
    tree.article("a", body="[A]({static}/files/a.pdf)")
    tree.article("go", body="[A]({static}/files/go.pdf)", withdrawn=withdrawn)
    tree.write("addresses.txt", "/tep/a.pdf\n/tep/go.pdf\n/tep/mat.pdf\n")
    (warning,) = tree.problems()
    assert warning.startswith(
        "addresses.txt:3:1: cảnh báo: Tệp “/tep/mat.pdf” đã từng đăng, nay không bài nào"
    )


def test_addresses_of_files_are_noted(tree):
    add_published(tree.root, ["tep/a.pdf", "tep/a.csv", "tep/a.csv.gz", "index.html"])
    assert tree.root.joinpath("addresses.txt").read_text("utf-8").split("\n")[1:-1] == [
        "/",
        "/tep/a.csv",
        "/tep/a.pdf",
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", AUTHOR),
        ("a.docx", office("docx", {"docProps/core.xml": "<dc:creator>Lò Văn Thử</dc:creator>"})),
    ],
)
def test_a_copy_without_its_makers_is_written_beside_the_file(tree, name, data):
    file = tree.write(f"files/{name}", data)
    run = run_task("strip", file)
    assert run.returncode == 0, run.stderr
    copy = file.with_name(f"a-da-go{file.suffix}")
    assert f"Đã ghi {copy}, không còn tên người" in run.stdout
    assert file.read_bytes() == data
    stripped = inspect(name, copy.read_bytes())
    assert (stripped.pages, stripped.told) == (inspect(name, data).pages, ())
    assert b"Th\xe1\xbb\xad" not in copy.read_bytes()
    again = run_task("strip", file)
    assert again.returncode == 1
    assert f"Đã có {copy}" in again.stderr
