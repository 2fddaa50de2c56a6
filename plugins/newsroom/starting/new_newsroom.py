"""A new newsroom: a folder with the engine, an identity, and what every organisation needs."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from newsroom.builds.stage import remove
from newsroom.editor.new_file import draft
from newsroom.editor.schemas import write_schemas
from newsroom.failures import describe_failure
from newsroom.files.yaml_writing import quote
from newsroom.identity.models import SITE_FILE, check_address
from newsroom.identity.reading import load_identity
from newsroom.identity.sign import SIGN_FILE
from newsroom.problems import FileProblems, RefusedError
from newsroom.starting.engine import (
    Engine,
    git,
    is_checked_out,
    newest_version,
    signer,
    source_of,
    take_engine,
)

TEMPLATES = Path(__file__).parent / "templates"
_KEPT = ("vocabularies", "pages")  # of the sample content
_BODY = """\
Viết nội dung ở đây, thay cho đoạn này. Xem bài hiện ra sao bằng lệnh `invoke serve`.

Cách ghi từng trường ở trên, cách chèn ảnh, bảng, lời trích: docs/so-tay-bien-tap.md.
"""


def start(
    project: Path, folder: Path, name: str, address: str, now: datetime, *, with_sample: bool = False
) -> str:
    """Make a newsroom in *folder*, with the engine of *project*; return what to do next, in Vietnamese.

    The engine is the newest version that is numbered, or the project's current commit if none is.

    Args:
        name: The name of the site; asked for at a terminal when it is empty.
        address: Its address, such as https://tin.example.vn; may be empty.
        with_sample: Take all of the project's content, instead of an empty newsroom's.

    Raises:
        RefusedError: *folder* holds something, or an option is wrong; nothing was written.
        GitError: Git failed; nothing was written.
    """
    name = _ask(name, "Tên trang: ")
    try:
        address = check_address(address) if address else ""
    except ValueError as error:
        raise RefusedError(str(error)) from None
    shown, folder = folder, Path(os.path.abspath(folder))  # noqa: PTH100 (keeps links)
    _require_nothing(project, folder)
    version = newest_version(str(project), project)
    if not is_checked_out(project, version):
        sample = ["--with-sample"] if with_sample else []
        return _start_by(version, project, str(folder), f"--name={name}", f"--address={address}", *sample)
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    try:
        unfinished.mkdir(parents=True)
    except OSError as error:
        raise RefusedError(f"Không tạo được {shown}: {describe_failure(error)}.") from None
    try:
        engine = _take_engine(project, unfinished, version)
        _write_content(
            project / "content", unfinished / "content", name, address, now, with_sample=with_sample
        )
        write_schemas(unfinished / "content", unfinished / ".vscode" / "schemas")
        readme = (TEMPLATES / "README.md").read_text("utf-8")
        (unfinished / "README.md").write_text(readme.replace("TÊN TRANG", _as_markdown(name)), "utf-8")
        git(unfinished, "add", "--all")
        git(
            unfinished,
            *signer(unfinished),
            "commit",
            "--quiet",
            "--cleanup=whitespace",
            "--message",
            f"Mở tòa soạn {name}",
        )
        if folder.exists():
            folder.rmdir()
        unfinished.rename(folder)
    except OSError as error:
        raise RefusedError(f"Không ghi được {error.filename or folder}: {describe_failure(error)}.") from None
    finally:
        remove(unfinished)
    steps = (TEMPLATES / "next.txt").read_text("utf-8")
    return steps.format(folder=shlex.quote(str(shown)), engine=engine).rstrip("\n")


def _start_by(version: str, project: Path, *options: str) -> str:
    """Start by the code of a *version* that is not checked out, which its content and templates fit."""
    with tempfile.TemporaryDirectory() as place:
        git(project, "clone", "--quiet", "--shared", "--branch", version, "--", str(project), place)
        git(Path(place), "remote", "set-url", "origin", source_of(project))
        command = [sys.executable, "-m", "invoke", "start", *options]
        run = subprocess.run(command, cwd=place, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 (our own)
    if run.returncode:
        raise RefusedError(f"Bản {version} không mở được tòa soạn: {run.stderr.strip()}")
    return run.stdout.strip()


def _ask(name: str, question: str) -> str:
    if not name.strip() and sys.stdin is not None and sys.stdin.isatty():
        name = input(question)
    name = " ".join(name.split())
    if not name:
        raise RefusedError('Thiếu tên trang. Ví dụ: invoke start ../toa-soan --name "Hoa Việc Thiện".')
    if not name.isprintable():
        raise RefusedError("Tên trang có ký tự ẩn hoặc hỏng: hãy gõ lại tên, đừng chép từ nơi khác.")
    return name


def _require_nothing(project: Path, folder: Path) -> None:
    if folder.resolve().is_relative_to(project.resolve()):
        raise RefusedError(f"{folder} ở trong thư mục của dự án này: hãy chọn nơi khác, như ../toa-soan.")
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise RefusedError(f"{folder} đã có thứ khác: lệnh start chỉ ghi vào một thư mục mới hoặc trống.")


def _take_engine(project: Path, folder: Path, version: str) -> Engine:
    """Begin a repository in *folder* with the engine of *project*."""
    form = git(project, "rev-parse", "--show-object-format")
    git(folder, "init", "--quiet", "--initial-branch=main", f"--object-format={form}")
    engine = take_engine(folder, str(project), version, source=source_of(project))
    git(folder, "reset", "--quiet", "--hard", engine.commit)
    return engine


def _write_content(
    sample: Path, content: Path, name: str, address: str, now: datetime, *, with_sample: bool
) -> None:
    old = load_identity(sample, FileProblems()).site.name
    shutil.copytree(
        sample, content, ignore=None if with_sample else _ignore_all_but(sample, (*_KEPT, "404.md"))
    )
    for page in (content / "pages").glob("*.md"):
        front, rule, body = page.read_text("utf-8").partition("\n---\n")
        page.write_text(
            f"{front.replace(old, 'Trang này')}{rule}{body.replace(old, _as_markdown(name))}", "utf-8"
        )
    (content / SIGN_FILE).write_bytes((TEMPLATES / SIGN_FILE).read_bytes())
    site = (TEMPLATES / SITE_FILE).read_text("utf-8")
    (content / SITE_FILE).write_text(
        site.replace("ĐỊA CHỈ", address).replace("TÊN TRANG", quote(name)), "utf-8"
    )
    if with_sample:
        return
    (content / "vocabularies" / "clusters.yaml").write_text("clusters: []\n", "utf-8")
    categories = [category.name for category in load_identity(content, FileProblems()).site.categories]
    path, text = draft("articles", "Bài đầu tiên", now, {"category": categories})
    (content / path).parent.mkdir(parents=True)
    (content / path).write_text(f"{text}{_BODY}", "utf-8")


def _as_markdown(name: str) -> str:
    return re.sub(r"[\\`*_\[\]<>&]", r"\\\g<0>", name)


def _ignore_all_but(sample: Path, names: tuple[str, ...]) -> Callable[[str, list[str]], list[str]]:
    return lambda folder, found: [name for name in found if Path(folder) == sample and name not in names]
