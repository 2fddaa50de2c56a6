"""Unexpected errors: a sentence for the person at the terminal, a log for programmers.

``tasks.py`` calls :func:`watch` before anything else; :func:`explained` surrounds every task.
"""

import os
import platform
import re
import shlex
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path
from types import TracebackType

from invoke import Exit

from newsroom.failures import describe_failure
from newsroom.problems import UserError

ROOT = Path(__file__).parents[2]
LOG = "loi.txt"
STOPPED = "Đã dừng."
CRASH, INTERRUPT, UNREAD = 70, 130, 141  # exit codes: EX_SOFTWARE of <sysexits.h>, and those of shells
PACKAGES = ("pelican", "invoke", "Markdown", "Jinja2", "pydantic")
SHORTEST_SECRET = 4  # characters: to blank a shorter value would blank half of a message
_SECRET = re.compile(r"secret|token|passw|credential|_key|key_|pass$", re.IGNORECASE)  # variable names


def watch() -> None:
    """Report by a sentence each error that no task catches, such as those of loading the tasks."""
    for number in (0, 1, 2):
        with suppress(OSError):
            os.fstat(number)
            continue
        os.open(os.devnull, os.O_RDWR)  # else the next file to be opened would be taken for the terminal
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or sys.stdout
    sys.excepthook = _report


def _report(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    is_stopped = isinstance(error, KeyboardInterrupt)
    sys.stderr.write(f"{STOPPED if is_stopped else describe_crash(error)}\n")
    raise SystemExit(INTERRUPT if is_stopped else CRASH)


@contextmanager
def explained() -> Iterator[None]:
    """Run a task; turn each of its failures into an exit with a sentence and a code."""
    try:
        try:
            yield
        finally:
            _flush()
    except Exit:
        raise
    except KeyboardInterrupt:
        raise Exit("\n" * sys.stderr.isatty() + STOPPED, code=INTERRUPT) from None  # after the ^C there
    except BrokenPipeError:  # nobody reads any more, as after `| head`
        raise Exit(code=UNREAD) from None
    except UserError as error:
        raise Exit(str(error), code=error.code) from None
    except Exception as error:  # noqa: BLE001 (the log has all of it)
        raise Exit(describe_crash(error), code=CRASH) from None


def _flush() -> None:
    """Send all printed text; drop it if that fails, lest Python complain of it at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise


def describe_crash(error: BaseException, details: str = "") -> str:
    """Write a log of *error* and of *details*; return a sentence with the reason and the place of the log."""
    if isinstance(error, ModuleNotFoundError) and not (ROOT / "plugins" / f"{error.name}").exists():
        advice = "Hãy chạy: pip install --require-hashes -r requirements.txt"
        return f"Python ở đây không có gói “{error.name}”. {advice}\n  {_keep_log(error, details)}"
    return redact(f"Có lỗi không lường trước: {_find_reason(error)}.\n  {_keep_log(error, details)}")


def _find_reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno:
        return f"{error.filename or type(error).__name__}: {describe_failure(error)}"
    if isinstance(error, MemoryError):
        return "máy hết bộ nhớ"
    if isinstance(error, RecursionError):
        return "dữ liệu lồng vào nhau quá sâu"
    message = (str(getattr(error, "msg", error)).strip().splitlines() or [""])[0]
    return f"{_find_place(error)}{type(error).__name__}{': ' if message else ''}{message.rstrip('.')}"


def _find_place(error: BaseException) -> str:
    """Return file and line of the project's code in which *error* arose, as the start of a sentence."""
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    own = [(file, line) for file, line in frames if _is_own(file)]
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)  # of a SyntaxError
    file, line = (file, line) if file and line else own[-1] if own else ("", 0)
    return f"{file.removeprefix(f'{ROOT}{os.sep}')}:{line}: " if file else ""


def _is_own(file: str) -> bool:
    path = Path(file)
    return path.is_relative_to(ROOT) and not {"site-packages", "incremental"} & {*path.parts}


def _keep_log(error: BaseException, details: str) -> str:
    """Write the log into .cache, else into the system's temporary folder; return a sentence on its place."""
    text = redact(f"{_describe_versions()}\n{details}{''.join(traceback.format_exception(error))}")
    with suppress(OSError):
        log = ROOT / ".cache" / LOG
        log.parent.mkdir(exist_ok=True)
        log.write_text(text, "utf-8", "backslashreplace")
        return f"Chi tiết cho người lập trình: {log}"
    with suppress(OSError):
        number, name = tempfile.mkstemp(f"-{LOG}")
        os.close(number)
        Path(name).write_text(text, "utf-8", "backslashreplace")
        return f"Chi tiết cho người lập trình: {name}"
    return "Không ghi được chi tiết cho người lập trình."


def _describe_versions() -> str:
    versions = [f"Python {platform.python_version()}", platform.platform()]
    for package in PACKAGES:
        with suppress(metadata.PackageNotFoundError):
            versions.append(f"{package} {metadata.version(package)}")
    with suppress(OSError):
        versions += re.findall(
            r'^(?:name|version) = "(.*)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE
        )
    return f"{shlex.join(sys.argv)}\n{', '.join(versions)}"


def redact(text: str) -> str:
    """Replace the values of secret environment variables in *text*."""
    secrets = {
        value for name, value in os.environ.items() if _SECRET.search(name) and len(value) >= SHORTEST_SECRET
    }
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "•••")
    return text
