"""Content/site.yaml decides all by which one newsroom differs from another."""

import io
import json
import os
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from commands import run_task
from newsroom.editor.new_entry import add_entry
from newsroom.editor.schemas import write_schemas
from newsroom.identity.palette import Palette, contrast
from newsroom.identity.sign import MOST_BYTES, find_fault
from sites import CONTENT, ROOT, article, identify, page, write_content, write_file

OLD_COLOURS = [shade for _, shades in Palette() for shade in shades.hex]
SVG = '<svg xmlns="http://www.w3.org/2000/svg"'
SIGN = f'{SVG} viewBox="0 0 8 8"><rect width="8" height="8" fill="#0b3d91"/></svg>'
BLUE = (11, 61, 145, 255)
OWN = {
    "name": "Hoa Việc Thiện",
    "subtitle": "tin thi đua của ngành",
    "description": "Tin của ngành.",
    "address": "https://tin.example.vn",
    "particulars": "{Cơ quan chủ quản: Sở Thử Nghiệm}",
    "navigation": "[Tin, Trường học, Khen thưởng]",
    "categories": "[{name: Trường học}, {name: Công đoàn, slug: doan-the},"
    " {name: Nội bộ, front_page: false}]",
    "colours": "{accent: {light: 0b3d91, dark: 9ec5ff}, highlight: {light: 1b5e20, dark: a5d6a7},"
    " paper: {light: ffffff, dark: 101418}, sheet: {light: f2f5fa, dark: 1a2027},"
    " ink: {light: 101418, dark: f0f0f0}, quiet: {light: 47525e, dark: b0bac5},"
    " rule: {light: d0d7de, dark: 39424e}}",
    "licence": "{name: CC-BY-SA-4.0, title: Ghi công và chia sẻ như cũ, url: 'https://a.example/giay-phep'}",
    "fonts": "{regular: Phong.ttf, bold: Phong.ttf}",
    "offline": "false",
    "feed_items": "1",
    "feed_full_text": "true",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A newsroom of its own, built."""
    folder = tmp_path_factory.mktemp("own")
    files = {
        "articles/2024/a.md": article("Bài của trường", category="Trường học", date="2024-03-07"),
        "articles/2024/b.md": article("Bài của đoàn", category="công đoàn"),
        "articles/2024/c.md": article("Bài nội bộ", category="Nội bộ"),
        "pages/ngoai-tuyen.md": page("Ngoại tuyến"),
    }
    content = write_content(folder / "content", files)
    identify(content, **OWN)
    (content / "bieu-tuong.svg").write_text(SIGN, "utf-8")
    write_file(content / "fonts/Phong.ttf", (ROOT / "theme/fonts/NotoSans-Bold.ttf").read_bytes())
    write_file(content / "fonts/OFL.txt", "Giấy phép.")
    run = run_task("build", "--content", content, "--output", folder / "output", SITEURL="")
    assert run.returncode == 0, run.stdout + run.stderr
    return folder / "output"


def text_of(site):
    kinds = {".html", ".xml", ".json", ".txt", ".webmanifest", ".svg", ".js", ".csv", ".ics", ".conf", ""}
    return {
        path: path.read_text("utf-8") for path in site.rglob("*") if path.is_file() and path.suffix in kinds
    }


def test_no_byte_of_another_newsroom_is_left(site):
    for path, text in text_of(site).items():
        for old in ("Gương Sáng", "guong-sang", "guongsang", *OLD_COLOURS):
            assert old.casefold() not in text.casefold(), f"{path}: {old}"


def test_pages_have_the_name_the_address_the_sections_and_the_colours(site):
    front = (site / "index.html").read_text("utf-8")
    assert "<title>Hoa Việc Thiện: tin thi đua của ngành</title>" in front
    assert 'href="https://tin.example.vn/"' in front
    assert "--accent: light-dark(#0b3d91,#9ec5ff)" in front
    assert '<meta name="theme-color" content="#ffffff"' in front
    assert '<li><a href="/chuyen-muc/truong-hoc/">Trường học</a></li>' in front
    assert "Sở Thử Nghiệm" in front


def test_categories_have_their_own_addresses_and_places(site):
    assert "Bài của đoàn" in (site / "chuyen-muc/doan-the/index.html").read_text("utf-8")
    assert not (site / "chuyen-muc/hoi-nghi").exists()
    front = (site / "index.html").read_text("utf-8")
    assert "Bài của trường" in front
    assert "Bài nội bộ" not in front
    assert "Bài nội bộ" in (site / "tin/index.html").read_text("utf-8")


def test_feeds_data_and_workers_follow(site):
    feed = (site / "atom.xml").read_text("utf-8")
    assert (feed.count("<entry>"), feed.count("<content")) == (1, 1)
    package = json.loads((site / "du-lieu/datapackage.json").read_text("utf-8"))
    assert package["name"] == "hoa-viec-thien"
    assert package["licenses"][0]["name"] == "CC-BY-SA-4.0"
    assert "registration.unregister()" in (site / "sw.js").read_text("utf-8")
    manifest = json.loads((site / "site.webmanifest").read_text("utf-8"))
    assert (manifest["name"], manifest["theme_color"]) == ("Hoa Việc Thiện", "#ffffff")


@pytest.mark.parametrize(
    ("name", "side", "corner"),
    [
        ("180", 180, BLUE),
        ("512", 512, BLUE),
        ("che-512", 512, BLUE),
    ],
)
def test_icons_are_drawn_from_the_sign(site, name, side, corner):
    icon = Image.open(io.BytesIO((site / f"tai-nguyen/bieu-tuong-{name}.png").read_bytes())).convert("RGBA")
    assert icon.size == (side, side)
    assert icon.getpixel((1, 1)) == corner
    assert icon.getpixel((side // 2, side // 2)) == BLUE


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"navigation": "[Tin, Hội ngị]"}, "Trang không có mục “Hội ngị”. Có phải là “Hội nghị”?"),
        ({"categories": "[{name: Tin tức}, {name: Tin Tức}]"}, "Chuyên mục này trùng địa chỉ với “Tin tức”."),
        ({"categories": "[{name: Tin tức}, {name: Tin tức}]"}, "Chuyên mục này trùng địa chỉ với “Tin tức”."),
        ({"categories": "[{name: Tin}, {name: TIN, slug: a}]"}, "Chuyên mục này trùng"),
        ({"categories": "[{name: '***'}]"}, "phải có chữ cái"),
        ({"categories": f"[{{name: {'dài ' * 70}}}]"}, "Ghi phần cuối địa chỉ vào slug."),
        ({"categories": "[{name: Con}]"}, "Ghi phần cuối địa chỉ vào slug."),
        ({"navigation": "[Tin, Phong trào, tin]"}, "“tin” có hai lần trong danh sách."),
        ({"name": "x" * 301}, "dài 301 ký tự, nhiều nhất là 300."),
        ({"fonts": "{regular: ../a.ttf, bold: b.ttf}"}, "“../a.ttf” phải là tên một tệp"),
        ({"fonts": "{regular: phong.ttf, bold: phong.ttf}"}, "content/fonts/phong.ttf không phải phông chữ"),
        ({"categories": "[]"}, "Trường “categories” đang để trống"),
        ({"address": "tin.example.vn"}, "“address” phải là địa chỉ của trang"),
        ({"offline": "có"}, "“offline” là true (có) hoặc false (không)."),
        ({"colours": "{accent: {light: đỏ, dark: ff938a}}"}, "“đỏ” phải là một màu"),
        ({"colours": "{accent: {light: f8d7da, dark: ff938a}}"}, "khó đọc: tương phản 1,3, ít nhất là 4,5."),
        ({"fonts": "{regular: a.ttf, bold: b.ttf}"}, "Không có tệp content/fonts/a.ttf."),
        ({"nam": "Tên"}, "Không có trường “nam”. Có phải là “name”?"),
        ({"name": ""}, "“name” (tên) đang để trống."),
        ({"particulars": "{'': 024 1234}"}, "Dòng này thiếu tên trước dấu hai chấm"),
        ({"time_zone": "Europe/Berlim"}, "Không có múi giờ “Europe/Berlim”: viết như Asia/Ho_Chi_Minh"),
        ({"time_zone": "../../etc/passwd"}, "Không có múi giờ"),
        ({"time_zone": "Europe"}, "Không có múi giờ"),
        ({"cluster_kinds": "[{name: nhóm, head: A}, {name: Nhóm, head: B}]"}, "“Nhóm” đã có ở trên."),
        ({"cluster_kinds": "[nhóm]"}, "phải gồm các trường con, thụt vào hai dấu cách: name, head."),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path, fields, told):
    content = write_content(tmp_path, {})
    write_file(content / "fonts/phong.ttf", b"\0\1\0\0")
    identify(content, **fields)
    run = run_task("check", "--content", content)
    assert run.returncode == 1
    line, *_ = [line for line in run.stdout.splitlines() if told in line]
    assert line.startswith(f"{content}/site.yaml:")


def test_without_the_file_the_editor_is_told_to_make_it(tmp_path):
    content = write_content(tmp_path, {})
    (content / "site.yaml").unlink()
    run = run_task("check", "--content", content)
    assert run.returncode == 1
    assert f"{content}/site.yaml:1:1:" in run.stdout
    sample = re.search(r"chưa có thì chép (\S+) vào đây", run.stdout)[1]
    (content / "site.yaml").write_text((ROOT / sample).read_text("utf-8"), "utf-8")
    assert "Không có tệp này" not in run_task("check", "--content", content).stdout


def test_days_and_hours_are_those_of_the_newsrooms_time_zone(tree):
    tree.article("a", date="2024-03-05 14:30")
    tree.article("b", date="'2024-03-05T23:30:00+07:00'")
    tree.article("c", date="2024-03-06 01:00", slug="sang-mai")
    identify(tree.root, time_zone="Europe/Berlin")
    now = datetime(2024, 3, 6, 0, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    site = tree.site(now)
    dates = {story.title: story.front.date.isoformat() for story in site.stories}
    assert dates == {"a": "2024-03-05T14:30:00+01:00", "b": "2024-03-05T17:30:00+01:00"}
    assert site.changes_at.isoformat() == "2024-03-06T01:00:00+01:00"
    again = {story.title: story.front.date.isoformat() for story in tree.site(now).stories}
    assert again == dates


def test_clusters_are_of_the_newsrooms_own_kinds_in_their_order(tree):
    identify(tree.root, cluster_kinds="[{name: liên đoàn, head: Chủ tịch}, {name: cụm, head: Trưởng cụm}]")
    entries = "".join(
        f"  - {{id: {name}, name: {name}, kind: {kind}}}\n"
        for name, kind in (("a", "cụm"), ("b", "Liên đoàn"))
    )
    tree.write("vocabularies/clusters.yaml", f"clusters:\n{entries}")
    tree.article("a", cluster="a")
    assert [(one.name, one.kind, one.head_title) for one in tree.site().clusters] == [
        ("b", "liên đoàn", "Chủ tịch"),
        ("a", "cụm", "Trưởng cụm"),
    ]
    add_entry(tree.root, "clusters", "Liên đoàn các trường")
    assert "kind: liên đoàn" in (tree.root / "vocabularies/clusters.yaml").read_text("utf-8")
    write_schemas(tree.root, tree.root.with_name("schemas"))
    schema = json.loads((tree.root.with_name("schemas") / "clusters.json").read_text("utf-8"))
    assert schema["properties"]["clusters"]["items"]["properties"]["kind"] == {
        "enum": ["liên đoàn", "cụm"],
        "description": "loại, có trong cluster_kinds của content/site.yaml, như cụm, khối; bắt buộc",
    }


def test_a_changed_time_zone_is_seen_by_the_next_build(tmp_path):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article(date="2024-03-05 23:30")})
    places = ["--content", content, "--output", tmp_path / "output"]
    for zone, offset in (("Asia/Ho_Chi_Minh", "+07:00"), ("Asia/Tokyo", "+09:00")):
        identify(content, time_zone=zone)
        run = run_task("build", *places)
        assert run.returncode == 0, run.stdout + run.stderr
        assert f"2024-03-05T23:30:00{offset}" in (tmp_path / "output/tin/2024/a.html").read_text("utf-8")


def test_nothing_is_published_without_an_address(tmp_path):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article()})
    places = ["--content", content, "--output", tmp_path / "output", "--target", tmp_path / "target"]
    run = run_task("publish", *places, SITEURL="")
    assert run.returncode == 1
    assert "Chưa biết địa chỉ của trang" in run.stderr
    assert not (tmp_path / "target").exists()
    assert not (tmp_path / "output").exists()
    identify(content, address="https://tin.example.vn")
    assert run_task("publish", *places, SITEURL="").returncode == 0
    assert "https://tin.example.vn/tin/2024/a.html" in (tmp_path / "target/current/sitemap.xml").read_text(
        "utf-8"
    )


@pytest.mark.parametrize(
    ("svg", "told"),
    [
        ("x", "không phải SVG"),
        ("<html/>", "phải là SVG"),
        (f'{SVG} width="8"/>', "viewBox"),
        (f'{SVG} viewBox="0 0 8 9"/>', "vuông"),
        (SIGN.replace("<rect", "<script>a()</script><rect"), "<script>"),
        (SIGN.replace("<rect", '<rect onload="a()"'), "<rect>"),
        (SIGN.replace("<rect", '<a href="https://a.example"/><rect'), "<a>"),
        (SIGN.replace("<rect", "<text>Chữ</text><rect"), "chữ"),
        (f'<!DOCTYPE svg [<!ENTITY a "b">]>{SIGN}', "DOCTYPE"),
        (SIGN.replace("<rect", "<g/>" * MOST_BYTES + "<rect"), "đơn giản hơn"),
    ],
)
def test_a_sign_that_is_no_plain_drawing_is_refused(svg, told):
    assert told in find_fault(svg.encode())


@pytest.mark.parametrize("stands", ["nothing", "folder", "pipe", "30 GB"])
def test_what_stands_in_the_place_of_the_sign_is_told(tmp_path, stands):
    content = write_content(tmp_path, {})
    sign = content / "bieu-tuong.svg"
    sign.unlink()
    if stands == "folder":
        sign.mkdir()
    elif stands == "pipe":
        os.mkfifo(sign)
    elif stands == "30 GB":
        with sign.open("wb") as file:
            file.truncate(30 << 30)
    run = run_task("check", "--content", content)
    assert run.returncode == 1
    assert f"{sign}:1:1:" in run.stdout


def drawing(inside, outside=""):
    return f'{outside}{SVG} viewBox="0 0 8 8">{inside}</svg>'


CIRCLE = '<circle r="4" fill="red"/>'
CHAIN = "".join(
    f'<{{0}} id="a{number}">{f"""<circle r="9" {{1}}="url(#a{number + 1})"/>""" * 2}</{{0}}>'
    for number in range(30)
)


@pytest.mark.parametrize(
    "data",
    [
        drawing(CIRCLE, '<?xml-stylesheet href="https://a.example/a.css"?>'),
        drawing(CIRCLE, '<?xml version="1.0" encoding="gbk"?>'),
        drawing(CIRCLE, '<?xml version="1.0" encoding="none"?>'),
        drawing(CIRCLE, '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg>').encode("utf-16"),
        drawing("<title>é</title>").encode("latin-1"),
        drawing("<circle style=\"fill:url('https://a.example/a')\"/>"),
        drawing('<circle style="fill:URL( //a.example/a)"/>'),
        drawing('<circle style="fill:\\75rl(https://a.example/a)"/>'),
        drawing("<circle style=\"background:image-set('https://a.example/a' 1x)\"/>"),
        drawing('<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://a.example"/>'),
        drawing('<animateTransform attributeName="x"/>'),
        drawing('<g xml:base="https://a.example/"/>'),
        drawing('<circle r="1e9" stroke="red" stroke-width=".0001" stroke-dasharray=".001"/>'),
        drawing("<g opacity='.5'>" * 500 + "</g>" * 500),
        drawing("<g opacity='.5'><path d='M0 0h8v8z'/></g>" * 200),
        drawing('<circle r="9" stroke="red" stroke-dasharray=".0001"/>' * 100),
        drawing('<circle r="9" style="stroke:red;stroke-dasharray/**/: .0001"/>' * 100),
        drawing('<filter id="a"><feMorphology radius="1e6"/></filter><g filter="url(#a)"/>'),
        *(
            drawing(CHAIN.format(*names) + f'<circle r="9" {names[1]}="url(#a0)"/>')
            for names in (("clipPath", "clip-path"), ("mask", "mask"), ("pattern", "fill"))
        ),
        *(
            f'{SVG} viewBox="{box}"/>'
            for box in ("a b c c", "0 0 0 0", "0 0 nan nan", "8 8", "0 0 1e30 1e30")
        ),
        f'{SVG} viewBox="0 0 8 8" width="0" height="0"/>',
    ],
)
def test_a_sign_that_loads_something_or_cannot_be_drawn_is_refused(data):
    assert find_fault(data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize(
    "inside",
    [
        (
            '<defs><linearGradient id="a"><stop style="stop-color:rgb(1,2,3)"/></linearGradient></defs>'
            '<path d="M0 0h8" transform="matrix(1 0 0 1 2 2)" style="fill:url(#a);stroke-dasharray:none"/>'
        ),
        '<clipPath id="a"><circle r="3"/></clipPath><g clip-path="url(\'#a\')"><circle r="4"/></g>',
        "<title>Dấu (hiệu)</title><!-- <script> -->",
    ],
)
def test_a_sign_of_shapes_and_gradients_is_accepted(inside):
    assert not find_fault(
        drawing(inside, '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no"?>').encode()
    )


def test_the_signs_of_the_project_are_plain_drawings():
    assert not find_fault((CONTENT / "bieu-tuong.svg").read_bytes())
    assert not find_fault(SIGN.encode())


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert not list(Palette().find_faint())
