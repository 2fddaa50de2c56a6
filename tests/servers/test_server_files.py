"""The task `invoke server`, and the files of a site for its servers."""

import pytest

from commands import run_task
from newsroom.addresses import MAX_REDIRECT, check_redirect, encode
from newsroom.servers import headers, release_files
from sites import Project, article, tree

PLACE = {"--kind": "nginx", "--root": "/srv/guong-sang/site", "--host": "tin.example.vn"}
FILES = {".may-chu/nginx.conf", ".may-chu/caddy.conf", "_headers", "_redirects"}


def server(**changed):
    options = PLACE | {f"--{name}": value for name, value in changed.items()}
    return run_task("server", *(word for pair in options.items() for word in pair))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "apache"}, "--kind là nginx hoặc caddy."),
        ({"host": "https://tin.example.vn/"}, "--host là tên miền"),
        ({"host": "tin.example.vn; return 200"}, "--host là tên miền"),
        ({"root": "output"}, "--root là đường dẫn đầy đủ"),
        ({"root": '/srv/"; return 200'}, "--root là đường dẫn đầy đủ"),
        ({"root": "/srv/$host"}, "--root là đường dẫn đầy đủ"),
        ({"certificate": "/etc/{x}"}, "--certificate là đường dẫn đầy đủ"),
        ({"port": "70000"}, "--port là một số"),
        ({"output": "/khong-co/nginx.conf"}, "Không ghi được /khong-co/nginx.conf"),
    ],
)
def test_what_no_server_could_read_is_refused(changed, said):
    run = server(**changed)
    assert run.returncode == 1
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_https_is_what_a_site_gets_when_nothing_else_is_said():
    run = server()
    assert "listen [::]:443 ssl" in run.stdout
    assert '"/etc/letsencrypt/live/tin.example.vn/fullchain.pem"' in run.stdout
    assert "return 301 https://tin.example.vn$request_uri;" in run.stdout
    assert "\ntin.example.vn:443 {" in server(kind="caddy").stdout


def test_a_build_in_steps_brings_what_a_cold_one_does(tmp_path):
    project = Project(tmp_path, {"articles/2024/a.md": article(), "articles/2024/b.md": article("Khác")})
    assert project.build().code == 0
    assert tree(project.output).keys() >= FILES
    moved = article("Khác", redirects="[/tin/2023/b.html]", withdrawn="{reason: Sai., date: 2024-05-01}")
    (project.content / "articles/2024/b.md").write_text(moved, "utf-8")
    assert project.build().code == 0
    stepwise = tree(project.output)
    assert project.build(tmp_path / "cold").code == 0
    assert stepwise == tree(tmp_path / "cold")
    assert "/tin/2023/b.html /tin/2024/b.html 301" in stepwise["_redirects"].decode()
    assert 'location = "/tin/2024/b.html" { return 410; }' in stepwise[".may-chu/nginx.conf"].decode()


def test_static_hosts_are_told_no_more_than_they_read():
    longest = check_redirect("/" + "/".join(["ế" * 19] * 4 + ["a" * 11]))
    assert len(encode(longest)) > MAX_REDIRECT - 10
    many = {f"tin/cu/{n:04}.html": "tin/moi.html" for n in range(3000)}
    told = release_files.redirects_file(
        {"bài cũ,1": "tin/moi.html", longest: f"tin/2024/{'a' * 120}.html"} | many, "/"
    )
    assert "/b%C3%A0i%20c%C5%A9,1 /tin/moi.html 301" in told.splitlines()
    assert release_files.redirects_file({"cu/": "moi/"}, "/repo/") == "/repo/cu/ /repo/moi/ 301\n"
    assert len(told.splitlines()) == 2000
    assert max(map(len, told.splitlines())) <= 1000
    lines = release_files.headers_file().splitlines()
    assert max(map(len, lines)) <= 2000
    paths = [line for line in lines if not line.startswith(" ")]
    assert len(paths) <= 100
    assert "/anh/*" in paths
    named = [line.split(":")[0] for line in lines if line.startswith("  ")]
    kept = len(paths) - 2  # not of all files, and not of attachments, which have a policy instead
    assert named.count("  Cache-Control") == kept, "two rules for one address would be joined"


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("index.html", "text/html; charset=utf-8", headers.SHORT),
        ("tin/2024/a.html", "text/html; charset=utf-8", headers.SHORT),
        ("anh/0123456789abcdef-640.avif", "image/avif", headers.FOREVER),
        ("anh/the/0123456789abcdef.png", "image/png", headers.FOREVER),
        ("tai-nguyen/tin-moi.js", "text/javascript; charset=utf-8", headers.SHORT),
        ("tai-nguyen/bieu-tuong.svg", "image/svg+xml", headers.DAY),
        ("sw.js", "text/javascript; charset=utf-8", headers.ASKED),
        ("tin/sw.js", "text/javascript; charset=utf-8", headers.SHORT),
        ("tin/atom.xml", "application/atom+xml; charset=utf-8", headers.SHORT),
        ("tin/feed.json", "application/feed+json", headers.SHORT),
        ("sitemap.xml", "application/xml; charset=utf-8", headers.SHORT),
        ("hoi-nghi/lich.ics", "text/calendar; charset=utf-8", headers.SHORT),
        ("site.webmanifest", "application/manifest+json", headers.SHORT),
        ("la.bin", "application/octet-stream", headers.SHORT),
    ],
)
def test_one_rule_holds_for_a_file(name, kind, kept):
    rule = headers.rule_for(name)
    assert (rule.content_type, rule.cache_control) == (kind, kept)
