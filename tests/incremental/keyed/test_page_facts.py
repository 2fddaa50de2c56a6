from bs4 import BeautifulSoup

from commands import build_site
from incremental.keyed.facts import take_facts
from sites import CONTENT


def facts(html):
    return take_facts(html.encode())


def test_the_facts_of_a_page_are_those_that_a_parser_finds(tmp_path):
    build_site(CONTENT, tmp_path / "site")
    for file in (tmp_path / "site").rglob("*.html"):
        data = file.read_bytes()
        page = BeautifulSoup(data, "html.parser")
        found = take_facts(data)
        targets = {tag[name] for name in ("href", "src") for tag in page.select(f"[{name}]")}
        sets = (tag["srcset"].split(",") for tag in page.select("[srcset]"))
        targets |= {candidate.split()[0] for candidates in sets for candidate in candidates}
        assert set(found.links.split()) == {target for target in targets if target.startswith(("/", "#"))}
        assert set(found.ids.split()) == {tag["id"] for tag in page.select("[id]")}
        assert found.inline.startswith("sha256-")
        assert "\n" not in found.inline


def test_every_candidate_of_a_picture_is_a_link():
    html = '<source srcset="/a.avif 1w, /b.avif 2w"><img src="/c.jpg" srcset="/d?e&amp;f,https://g.vn/ 2x">'
    assert facts(html).links.split() == ["/a.avif", "/b.avif", "/c.jpg", "/d?e&f"]


def test_what_a_policy_has_to_let_in_is_noted():
    html = '<p style="x" onclick="y" title="z">a</p><script>b</script><script src="/c.js"></script>'
    assert facts(html).inline.split() == ["event-handler", "no-policy", "script", "style-attribute"]


def test_data_is_no_script():
    html = '<script type="application/ld+json">{"a": 1}</script><script type="module">b</script>'
    assert facts(html.partition('<script type="module')[0]).inline == "no-policy"
    assert "script" in facts(html).inline.split()


def test_text_that_looks_like_an_attribute_is_none():
    assert facts('<p>Viết  href="/a" là sai.</p><a class="x" href="/b?c&amp;d">e</a>').links == "/b?c&d"


def test_a_place_is_known_by_the_name_that_links_give_it():
    found = facts('<p id="fn:&lt;đ&gt;">x</p><a href="#fn:&lt;đ&gt;">y</a>')
    assert (found.ids, found.links) == ("fn:<đ>", "#fn:<đ>")
