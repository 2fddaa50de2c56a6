"""Documents of other word processors (.odt, .rtf), which LibreOffice saves as Word's."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from newsroom.importing.formats.archive import Archive
from newsroom.importing.formats.reading import Reading, require_at_most
from newsroom.importing.formats.word import read_docx
from newsroom.problems import RefusedError

PROGRAMS = ("soffice", "libreoffice")
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS", r"C:\Program Files\LibreOffice\program")
MOST_GROUPS = 100_000  # of RTF; LibreOffice takes 2 KB for each, if they are within each other
LONGEST = 90  # seconds that a conversion may take


def read_odt(name: str, data: bytes) -> Reading:
    """Read a document of LibreOffice Writer.

    Raises:
        RefusedError: It is broken, or LibreOffice is not on this machine.
    """
    archive = Archive(name, data)
    for part in archive:
        if part.endswith(".xml"):
            archive.read_xml(part)
    return read_docx(name, _convert(name, data, ".odt"))


def read_rtf(name: str, data: bytes) -> Reading:
    """Read a document in Rich Text Format.

    Raises:
        RefusedError: It is broken, or LibreOffice is not on this machine.
    """
    require_at_most(MOST_GROUPS, data.count(b"{"), "nhóm", name)
    return read_docx(name, _convert(name, data, ".rtf"))


def _convert(name: str, data: bytes, suffix: str) -> bytes:
    """Return the document *data* as LibreOffice saves it for Word; its macros do not run."""
    places = os.pathsep.join([os.environ.get("PATH", ""), *PLACES])
    found = (shutil.which(program, path=places) for program in PROGRAMS)
    program = next(filter(None, found), None)
    if not program:
        raise RefusedError(
            f"Muốn nhập “{name}” thì máy phải có LibreOffice. Máy này không có: hãy mở tệp bằng chương trình"
            " đã viết nó, lưu thành .docx rồi nhập tệp .docx ấy."
        )
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, f"bai{suffix}"), Path(folder, "ra", "bai.docx")
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", "docx", "--outdir", str(target.parent), str(source)]
        try:
            _run(command)
            return target.read_bytes()
        except subprocess.TimeoutExpired:
            raise RefusedError(f"LibreOffice đọc “{name}” quá {LONGEST} giây nên lệnh dừng.") from None
        except OSError:
            raise RefusedError(
                f"LibreOffice không đọc được “{name}”, tệp hỏng: hãy mở ra rồi lưu thành .docx."
            ) from None


def _run(command: Sequence[str]) -> None:
    """Run *command* for LONGEST at most, then end it with all that it has started."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 (LibreOffice, on a file with a name of ours)
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        process.wait(LONGEST)
    finally:
        if process.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:  # on Windows
                end_tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
                subprocess.run(end_tree, stdout=quiet, stderr=quiet, check=False)  # noqa: S603 (our own process)
            process.kill()
            process.wait()
