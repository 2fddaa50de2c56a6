"""Reading of content/site.yaml, and of the files that it names."""

import hashlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from incremental.sealed_files import read_file
from newsroom.files.frontmatter import FrontMatter
from newsroom.files.text_file import read_bytes
from newsroom.files.validation import read_yaml
from newsroom.identity.models import FONTS_FOLDER, SITE_FILE, SiteFile
from newsroom.identity.sign import SIGN_FILE, find_fault
from newsroom.problems import FileProblems, Problems, RefusedError

_STAND_INS: FrontMatter = {
    "name": "Trang tin",
    "subtitle": "tin thi đua",
    "description": "Tin thi đua.",
    "categories": [{"name": "Phong trào"}],
}
_SAMPLES = "plugins/newsroom/starting/templates"
_NO_SIGN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'

_MOST_FONT_BYTES = 20_000_000


@dataclass(frozen=True)
class Identity:
    """The file site.yaml, its text, the SVG of the sign, and a digest of all."""

    site: SiteFile
    text: str
    sign: str
    digest: str


def load_identity(content: Path, files: FileProblems) -> Identity:
    """Read the identity of the newsroom below *content*; stand-ins take the place of what is wrong."""
    problems = files[SITE_FILE]
    site, text, data = read_yaml(
        content, SITE_FILE, SiteFile, problems, _STAND_INS, sample=f"{_SAMPLES}/{SITE_FILE}"
    )
    sign = _read_sign(content, files[SIGN_FILE])
    for name, file in site.fonts or ():
        if fault := _find_fault_of_font(content / FONTS_FOLDER / file):
            problems.fault(("fonts", name), fault)
    digest = hashlib.sha256(data + sign.encode()).hexdigest()
    return Identity(site, text, sign, digest)


def require_address(content: Path) -> None:
    """Raise RefusedError unless somebody has given the address of the public site."""
    if not os.environ.get("SITEURL") and not load_identity(content, FileProblems()).site.address:
        raise RefusedError(
            f"Chưa biết địa chỉ của trang: ghi “address” trong {content / SITE_FILE}, như"
            " https://tin.example.vn, hoặc đặt biến môi trường SITEURL."
        )


def _find_fault_of_font(file: Path) -> str:
    from PIL import ImageFont  # noqa: PLC0415 (few newsrooms have fonts)

    shown = f"content/{FONTS_FOLDER}/{file.name}"
    try:
        if file.stat().st_size > _MOST_FONT_BYTES:
            return f"{shown} nặng quá {_MOST_FONT_BYTES // 1_000_000} MB: hãy lấy phông chữ nhẹ hơn."
        ImageFont.truetype(io.BytesIO(read_file(str(file))), 20).getbbox("Ệ")
    except FileNotFoundError:
        return f"Không có tệp {shown}."
    except (OSError, ValueError):
        return f"{shown} không phải phông chữ (.ttf) đọc được: hãy chép lại tệp của phông."
    return ""


def _read_sign(content: Path, problems: Problems) -> str:
    data = read_bytes(content / SIGN_FILE, problems, sample=f"{_SAMPLES}/{SIGN_FILE}")
    if problems:
        return _NO_SIGN
    if fault := find_fault(data):
        problems.fault((1, 1), fault)
        return _NO_SIGN
    return data.decode("utf-8-sig")
