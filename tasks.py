"""The tasks of `invoke`: check, build and look at the site, and test and measure the project."""

import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import invoke
from invoke import Exit

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT / "plugins"))

from newsroom import crashes  # noqa: E402

crashes.watch()  # first: whatever else is imported may be broken

# plugins/ is on the path only now. Tasks import what loads Pelican: neither help nor a build that finds
# nothing to do should wait for it.
from newsroom import clock  # noqa: E402
from newsroom.builds import builder, stage  # noqa: E402
from newsroom.builds.fingerprint import is_as_built  # noqa: E402
from newsroom.editor import reports  # noqa: E402
from newsroom.failures import describe_failure  # noqa: E402
from newsroom.problems import ContentError, UserError  # noqa: E402

PUBLIC, PRIVATE = ROOT / "publishconf.py", ROOT / "pelicanconf.py"
UNTOUCHED = "\nTrang đã dựng trước đây, nếu có, vẫn giữ nguyên."
UNFINISHED = (
    "\nLượt đăng chưa xong. Nơi đăng đã có trang từ trước thì bạn đọc vẫn thấy một trang nguyên vẹn;"
    " đăng lần đầu thì có thể chưa thấy gì."
)
PREVIEW = str(ROOT / ".cache" / "serve")
CONTENT = "the folder with the content"
OUTPUT = "the folder that the site is built into"
TARGET = "a folder, user@host:/folder, or rclone:remote:bucket/folder"
PORT = "where on this machine the site is shown"
SCHEMAS = str(ROOT / ".vscode" / "schemas")
MAX_PORT, MAX_RELEASE, MAX_COUNT = 65535, 999_999_999, 1_000_000  # MAX_COUNT: of articles or runs
FIGURES, AUDIT = (str(ROOT / ".cache" / f"{name}.json") for name in ("bench", "audit"))

reports.speak_utf8()


def task(name=None, help=None):  # noqa: A002 (as in invoke)
    """Declare a task of invoke, each of whose failures is explained in a sentence."""
    return lambda body: invoke.task(name=name, help=help)(crashes.explained()(body))


@contextmanager
def _messages(note=""):
    """Exit with the message of an error for people, and *note*."""
    try:
        yield
    except ContentError as error:
        raise Exit(f"{reports.describe(error.problems)}{note}", code=1) from None
    except clock.ClockError:
        raise
    except UserError as error:
        raise Exit(f"{error}{note}", code=error.code) from None


def _read_number(option, text, most, least=1):
    """Return the number in *text*; exit unless it is from *least* to *most*."""
    if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) and least <= int(text) <= most:
        return int(text)
    raise Exit(f"--{option} là một số từ {least} đến {most}; đang là “{text:.40}”.", code=1)


def _require(package, subject):
    """Exit unless *package* is installed; *subject* begins the message."""
    if not find_spec(package):
        raise Exit(f"{subject} more packages: pip install --require-hashes -r requirements-dev.txt", code=1)


@task(help={"output": OUTPUT})
def clean(c, output="output"):
    """Remove the site, the files that its builds keep, and the pictures made for it."""
    with _messages(), stage.locked(Path(output)):
        stage.remove_site(Path(output))
        stage.forget(Path(output))
        stage.remove(stage.CACHE / "pictures", stage.CACHE / "cards")
        stage.remove(stage.kept_file(Path(output), "publish"))


@task(
    help={
        "content": CONTENT,
        "format": "text, github or gitlab for annotations of a merge request, or json for other programs",
        "unused": "also name the files in images/ that nothing uses",
    }
)
def check(c, content="content", format="text", unused=False):  # noqa: A002 (the flag's name)
    """Check the content and report its problems in Vietnamese."""
    if format not in reports.REPORT_FORMATS:
        raise Exit(f"--format là một trong: {', '.join(reports.REPORT_FORMATS)}.", code=1)
    from newsroom.builds.rendering import examine_settings
    from newsroom.site.content_loader import read_content

    with _messages():
        try:
            found = read_content(content, drafts=False)
            problems = [*found.problems, *(found.describe_unused() if unused else ())]
        except ContentError as error:
            problems = error.problems
        else:
            problems = [*examine_settings(PUBLIC, Path(content)), *problems]
    print(reports.describe(problems, format))
    if any(not problem.warning for problem in problems):
        raise Exit(code=1)


@task(
    name="import",
    help={"file": "a page saved from the browser (.html), or pasted text (.txt)", "content": CONTENT},
)
def import_article(c, file, content="content"):
    """Make a draft of a saved page or a pasted text, with proposals for its fields."""
    from newsroom.importing.import_file import import_file

    with _messages("\nKhông có gì được ghi."):
        print(import_file(Path(file), Path(content), clock.now()).report)


@task(
    help={
        "kind": "bài, điển hình, phong trào, trang; khen thưởng, văn bản, cụm thi đua, đơn vị; or asked",
        "title": "the title, the name, or kind and number of a document; asked for when left out",
        "content": CONTENT,
    }
)
def new(c, kind="", title="", content="content"):
    """Make a new file, or a new entry of a closed list, with every field explained."""
    from newsroom.editor.new_file import make_file

    with _messages():
        path = make_file(Path(content), kind, title, clock.now())
    print(f"Đã ghi {path}. Viết xong thì chạy: invoke check")


@task(
    help={
        "folder": "a new or empty folder",
        "name": "the name of the site; asked for when left out",
        "address": "its address, such as https://tin.example.vn",
        "with_sample": "take this project's articles too",
    }
)
def start(c, folder, name="", address="", with_sample=False):
    """Make a newsroom of one's own in FOLDER."""
    from newsroom.starting.new_newsroom import start as start_newsroom

    with _messages("\nKhông có gì được ghi."):
        print(start_newsroom(ROOT, Path(folder), name, address, clock.now(), with_sample=with_sample))


@task(
    help={
        "to": "the version, a tag or a branch; the newest when left out",
        "source": "another repository than that of the last version",
    }
)
def update(c, to="", source=""):
    """Bring a later version of the engine into this newsroom."""
    from newsroom.starting.update import update as update_engine

    with _messages():
        print(update_engine(ROOT, to, source))


@task(help={"file": "a picture in content/images"})
def strip(c, file):
    """Remove from a picture file the place where it was taken and all else that describes it."""
    from newsroom.pictures.stripping import strip_file

    with _messages("\nTệp giữ nguyên."):
        print(strip_file(Path(file)))


@task(help={"content": CONTENT, "target": "the folder that the schemas are written into"})
def schemas(c, content="content", target=SCHEMAS):
    """Write the schemas by which VS Code completes and checks front matter."""
    from newsroom.editor.schemas import write_schemas

    with _messages():
        written = write_schemas(Path(content), Path(target))
    print(f"Đã ghi {len(written)} tệp vào {target}.")


@task(help={"content": CONTENT, "output": OUTPUT})
def build(c, content="content", output="output"):
    """Build the public site, all or nothing."""
    started = time.monotonic()
    with _messages(UNTOUCHED):
        summary = builder.build(PUBLIC, Path(content), Path(output)).summary
    for line in summary.messages:
        print(line)
    name, weight = summary.heaviest
    print(
        f"Đã dựng {output} trong {time.monotonic() - started:.1f} giây: ghi {summary.written} trang,"
        f" giữ {summary.kept}, bỏ {summary.removed}; nặng nhất là {name}, {weight} byte nén."
    )
    return summary


@task(help={"content": CONTENT, "output": OUTPUT})
def rebuild(c, content="content", output="output"):
    """Build the public site without the files that earlier builds kept."""
    with _messages(UNTOUCHED):
        stage.forget(Path(output))
    build(c, content, output)


@task(help={"content": CONTENT, "output": OUTPUT, "port": PORT})
def serve(c, content="content", output=PREVIEW, port="8000"):
    """Build the private site, with drafts, show it here and follow changes."""
    number = _read_number("port", port, MAX_PORT, 0)
    from newsroom.builds import live_preview
    from newsroom.files.content_folder import require_content

    with _messages():  # no change of a file mends these
        clock.now()
        require_content(Path(content))
        builder.require_apart(PRIVATE, Path(content), Path(output))
        stage.require_site(Path(output))
    watched = [Path(content), ROOT / "theme", ROOT / "plugins", PRIVATE]
    build_private = partial(builder.build, PRIVATE, Path(content), Path(output), always=True)
    live_preview.serve_and_watch(Path(output), number, watched, build_private)


@task(help={"content": CONTENT, "output": OUTPUT, "port": PORT})
def preview(c, content="content", output="output", port="8000"):
    """Build the public site and show it here, as readers will see it."""
    number = _read_number("port", port, MAX_PORT, 0)
    from newsroom.builds import live_preview

    summary = build(c, content, output)
    live_preview.serve(Path(output), number, summary.root)


@task(help={"target": TARGET, "dry_run": "only say what would change", "content": CONTENT, "output": OUTPUT})
def publish(c, target, dry_run=False, content="content", output="output"):
    """Build the public site and send its changes to TARGET."""
    from newsroom.identity.reading import require_address
    from newsroom.publishing.publisher import publish_site

    with _messages("\nKhông có gì được đăng."):
        require_address(Path(content))
    with _messages(UNFINISHED), stage.locked(Path(output)):  # nothing else takes its place while it is sent
        build(c, content, output)
        if not is_as_built(Path(output)):
            build(c, content, output)  # an edit may have come too late for the build
        for line in publish_site(Path(output), Path(content), target, dry_run=dry_run):
            print(line)


@task(help={"target": TARGET, "to": "the number of the release; the previous release when left out"})
def rollback(c, target, to=""):
    """Show an earlier release again, in a folder that `publish` has filled."""
    from newsroom.publishing.publisher import roll_back

    number = _read_number("to", to, MAX_RELEASE) if to else None
    with _messages():
        print(roll_back(target, number))


@task(
    help={
        "kind": "nginx or caddy",
        "root": "the folder on the server that holds the site",
        "host": "the name of the site, such as tin.example.vn",
        "output": "the file to write; the terminal when left out",
        "certificate": "the folder with fullchain.pem and privkey.pem; certbot's for nginx when left out,"
        " and Caddy gets its own",
        "plain": "http without a certificate, to this machine alone: for a trial, or behind a proxy",
        "port": "another port than 443, or than 80 with --plain",
        "brotli": "nginx has the module brotli_static; known where nginx is on this machine",
    }
)
def server(c, kind, root, host, output="", certificate="", plain=False, port="0", brotli=False):
    """Write the configuration of the web server that shows the site: see docs/server.md."""
    from newsroom.servers.server_config import KINDS, make_place

    number = _read_number("port", port, MAX_PORT, 0)
    try:
        place = make_place(host, root, number, certificate, plain=plain)
    except ValueError as error:
        raise Exit(str(error), code=1) from None
    if kind not in KINDS:
        raise Exit("--kind là nginx hoặc caddy.", code=1)
    text = place.write(kind, brotli=brotli)
    if not output:
        print(text, end="")
        return
    try:
        Path(output).write_text(text, "utf-8")
    except OSError as error:
        raise Exit(f"Không ghi được {output}: {describe_failure(error)}.", code=1) from None
    print(f"Đã ghi {output}. Cách dùng: docs/server.md")


@task(
    help={
        "only": "test files or folders; all when left out",
        "quick": "no browser, no servers, and few builds",
    }
)
def test(c, only="tests", quick=False):
    """Run the tests, including those in a real browser; options of pytest may follow, after --."""
    _require("pytest", "The tests need")
    command = [sys.executable, "-m", "pytest", *only.split()]
    if quick:
        command += ["-m", "not slow"]
    elif only == "tests":
        sys.path.append(str(ROOT / "tools"))
        from programs import advise, missing_programs

        if missing := missing_programs():
            raise Exit(f"{advise(missing)}\nWithout them: invoke test --quick", code=1)
    if "--" in sys.argv:  # c.remainder has lost the quotes around words
        command += sys.argv[sys.argv.index("--") + 1 :]
    raise Exit(code=subprocess.run(command, cwd=ROOT, check=False).returncode)  # noqa: S603 (our own)


@task(
    help={
        "articles": "how many articles the made-up newsroom has",
        "runs": "how often each engine builds in each scenario",
        "json": "the file for all figures",
        "all": "measure stock Pelican also after an edit",
    }
)
def bench(c, articles="1000", runs="3", json=FIGURES, all=False):  # noqa: A002 (the flag's name)
    """Measure builds of a made-up newsroom beside stock Pelican and Hugo."""
    _require("hugo", "The bench needs")
    command = [sys.executable, str(ROOT / "tools" / "bench" / "bench.py")]
    command += ["--articles", str(_read_number("articles", articles, MAX_COUNT))]
    command += ["--runs", str(_read_number("runs", runs, MAX_COUNT)), "--json", json]
    command += ["--all"] if all else []
    raise Exit(code=subprocess.run(command, check=False).returncode)  # noqa: S603 (our own)


@task(
    help={
        "content": CONTENT,
        "output": OUTPUT,
        "runs": "how often each page is loaded",
        "json": "the file for all figures",
    }
)
def audit(c, content="content", output="output", runs="3", json=AUDIT):
    """Measure the public site as a reader on a weak phone meets it, beside its limits."""
    _require("axe_playwright_python", "The audit needs")
    number = _read_number("runs", runs, MAX_COUNT)
    if build(c, content, output).root != "/":
        raise Exit(
            "The audit measures the site at the root of a host: set SITEURL to such an address.", code=1
        )
    command = [sys.executable, str(ROOT / "tools" / "audit" / "audit.py"), "--site", output]
    command += ["--runs", str(number), "--json", json]
    raise Exit(code=subprocess.run(command, check=False).returncode)  # noqa: S603 (our own)
