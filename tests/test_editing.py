"""Ordinary edits of a newsroom: what CI runs for them passes."""

import io
import shutil
from datetime import UTC, datetime

import pytest
from PIL import Image

from newsroom.site.address_ledger import add_published
from newsroom.site.content_loader import read_content
from sites import CONTENT, Project, article, campaign, exemplar, identify, page, write_file

TODAY = "2026-11-28"
ARTICLE = "articles/2024/lao-cai-tong-ket-10-nam-chi-thi-34.md"
PLAIN = "articles/2024/phat-dong-xoa-nha-tam-nha-dot-nat.md"
NEW = "articles/2026/tin-moi.md"


class Newsroom:
    """A copy of the newsroom, edited as by its editors; its addresses have been published."""

    def __init__(self, folder):
        self.project = Project(folder, {})
        self.project.now = datetime(2026, 11, 28, 6, tzinfo=UTC)
        self.content = self.project.content
        self.settings = (folder / "pelicanconf.py").read_text("utf-8")
        self.bring_back()
        built = self.project.build()
        assert built.code == 0, built.said
        pages = self.project.output.rglob("*.html")
        self.names = [page.relative_to(self.project.output).as_posix() for page in pages]

    def bring_back(self):
        shutil.rmtree(self.content)
        shutil.copytree(CONTENT, self.content)
        (self.project.folder / "pelicanconf.py").write_text(self.settings, "utf-8")

    def write(self, path, text):
        write_file(self.content / path, text)

    def report(self, **fields):
        """Write an article of today."""
        given = {"title": "Tin mới", "date": TODAY, "provinces": "[Lào Cai]", "source": "{name: Báo Thử}"}
        self.write(NEW, article(**given | fields))

    def add_fields(self, path, **fields):
        """Write more fields into the front matter of a file."""
        text = (self.content / path).read_text("utf-8").removeprefix("---\n")
        lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
        self.write(path, f"---\n{lines}{text}")

    def append(self, path, text):
        self.write(path, (self.content / path).read_text("utf-8") + text)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return Newsroom(tmp_path_factory.mktemp("newsroom"))


@pytest.fixture
def newsroom(kept):
    """The newsroom as it was published, ledger and all."""
    kept.bring_back()
    add_published(kept.content, kept.names)
    return kept


def correct(room):
    corrections = "[{date: 2026-11-25, text: Bản đầu ghi nhầm số tập thể.}]"
    room.add_fields(ARTICLE, modified="2026-11-25", corrections=corrections)


def add_article(room):
    room.report()


def add_photograph(room):
    data = io.BytesIO()
    Image.new("RGB", (1600, 1000), "green").save(data, "JPEG")
    room.write("images/DSC_0042.JPG", data.getvalue())
    room.report(image="{src: images/DSC_0042.JPG, alt: Lễ trao bằng khen}")


def add_own_report(room):
    room.report(source=None)


def use_unverified_words(room):
    room.report(body="Tám người được tặng kỷ niệm chương.")


def add_cluster(room):
    room.append(
        "vocabularies/clusters.yaml", "  - {id: khoi-bao-chi, name: Khối thi đua báo chí, kind: khối}\n"
    )
    room.report(cluster="Khối thi đua báo chí")


def name_another_province(room):
    room.report(provinces="[Tuyên Quang, Đà Nẵng]")


def name_a_former_province(room):
    room.report(date="2024-11-20", provinces="[Hà Giang]")


def rename_site(room):
    identify(room.project.content, name="Hoa Việc Thiện", subtitle="tin thi đua")


def fill_in_particulars(room):
    identify(room.project.content, particulars="{Cơ quan chủ quản: Sở Nội vụ}")


def add_award(room):
    room.append("vocabularies/awards.yaml", "  - {id: bk-hoi, name: Bằng khen của Hội, kind: bằng khen}\n")
    room.report(honours="[{award: Bằng khen của Hội, individuals: 2}]")


def add_document(room):
    room.append(
        "vocabularies/documents.yaml", '  - {kind: Kế hoạch, number: "12/KH-UBND", date: 2026-11-20}\n'
    )
    room.report(documents="[Kế hoạch 12/KH-UBND]")


def add_exemplar(room):
    room.write("exemplars/lo-thi-mau.md", exemplar("Lò Thị Mẫu", date=TODAY, provinces="[Lào Cai]"))
    room.report(exemplars="[Lò Thị Mẫu]")


def withdraw_article(room):
    room.add_fields(PLAIN, withdrawn="{reason: Nguồn đã đính chính., date: 2026-11-27}")


def withdraw_exemplar(room):
    room.add_fields("exemplars/hang-a-xa.md", withdrawn="{reason: Theo yêu cầu., date: 2026-11-27}")


def add_draft(room):
    room.write(NEW, "---\ntitle: Đang viết\nstatus: draft\n---\nCâu đầu.\n")


def add_scheduled_article(room):
    room.report(date="2027-01-05 07:00")


def rename_article(room):
    room.add_fields(PLAIN, redirects="[/tin/2024/phat-dong-xoa-nha-tam-nha-dot-nat.html]")
    (room.content / PLAIN).rename(room.content / "articles/2024/xoa-nha-tam.md")


def add_page(room):
    room.write("pages/quang-cao.md", page("Quảng cáo"))


def add_campaign(room):
    text = campaign("Mỗi bản một thư viện", kind="phong trào thi đua", start=2026)
    room.write("campaigns/moi-ban-mot-thu-vien.md", text)
    room.report(campaigns="[Mỗi bản một thư viện]")


def add_tag(room):
    room.report(tags="[học tập, bản làng]")


def add_event(room):
    room.report(event="{name: Hội nghị điển hình, start: 2026-12-01, end: 2026-12-02, province: Lào Cai}")


def add_honours(room):
    room.report(honours="[{award: khong-neu, collectives: 3, individuals: 5, recipients: [Lò Thị Mẫu]}]")


def add_figures(room):
    room.report(figures="[{what: Nhà đã xóa, value: trên 4500, unit: căn, date: 2026, place: Lào Cai}]")


def edit_text(room):
    room.append(ARTICLE, "\nMột đoạn viết thêm, nhắc Chỉ thị 34-CT/TW.\n")


def delete_article(room):
    """The ledger asks where readers of the old address are to go."""
    (room.content / PLAIN).unlink()
    room.report(redirects="[/tin/2024/phat-dong-xoa-nha-tam-nha-dot-nat.html]")


def replace_picture(room):
    data = io.BytesIO()
    Image.new("RGB", (1300, 900), "navy").save(data, "JPEG")
    room.write("images/minh-hoa/luy-tre.jpg", data.getvalue())


def drop_house_rules(room):
    (room.content / "house_rules.yaml").unlink()


EDITS = [
    *(correct, add_article, add_photograph, add_own_report, use_unverified_words, add_cluster),
    *(name_another_province, name_a_former_province, rename_site, fill_in_particulars, add_award),
    *(add_document, add_exemplar, withdraw_article, withdraw_exemplar, add_draft, add_scheduled_article),
    *(rename_article, add_page, add_campaign, add_tag, add_event, add_honours, add_figures, edit_text),
    *(delete_article, replace_picture, drop_house_rules),
]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_ordinary_edit_is_checked_and_built(newsroom, edit, monkeypatch):
    edit(newsroom)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(newsroom.project.now.timestamp())))
    faults = read_content(str(newsroom.content), drafts=False).faults
    assert faults == [], "\n".join(map(str, faults))
    built = newsroom.project.build()
    assert built.code == 0, built.said
    assert not list(newsroom.project.output.rglob("house_rules*"))


def test_a_deleted_article_without_a_new_address_is_a_fault(newsroom):
    """The edits above are checked against a ledger that is in force."""
    (newsroom.content / PLAIN).unlink()
    faults = read_content(str(newsroom.content), drafts=False).faults
    assert [fault.path.rpartition("/")[2] for fault in faults] == ["addresses.txt"]
