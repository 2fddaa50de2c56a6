"""Documents of other word processors (.odt, .rtf), which LibreOffice saves as Word's."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from newsroom.importing.formats.archive import Archive
from newsroom.importing.formats.reading import Reading
from newsroom.importing.formats.word import read_docx
from newsroom.problems import RefusedError

PROGRAMS = ("soffice", "libreoffice")
PLACES = ("/Applications/LibreOffice.app/Contents/MacOS", r"C:\Program Files\LibreOffice\program")
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
            subprocess.run(  # noqa: S603 (LibreOffice, on a file with a name of ours)
                command, check=False, capture_output=True, timeout=LONGEST, stdin=subprocess.DEVNULL
            )
            return target.read_bytes()
        except subprocess.TimeoutExpired:
            raise RefusedError(f"LibreOffice đọc “{name}” quá {LONGEST} giây nên lệnh dừng.") from None
        except OSError:
            raise RefusedError(
                f"LibreOffice không đọc được “{name}”, tệp hỏng: hãy mở ra rồi lưu thành .docx."
            ) from None
