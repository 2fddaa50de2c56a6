"""The site's sign, an SVG, and the icons drawn from it.

Browsers show the SVG itself; phones want PNG pictures.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET  # the sign is the newsroom's own file

from newsroom import addresses
from newsroom.identity.palette import Shades

SIGN_FILE = "bieu-tuong.svg"
MOST_BYTES = 20_000  # of an SVG that every reader loads
_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN = {"script", "foreignObject", "image", "style", "a", "use", "animate", "set", "text"}


@dataclass(frozen=True)
class Icon:
    """A PNG of the sign: its side in pixels, the part that the sign takes, and a filled ground."""

    side: int
    part: float = 1
    filled: bool = False


ICONS = dict(
    zip(
        addresses.ICONS,
        (
            Icon(180, filled=True),  # iPhones round the corners themselves
            Icon(192),
            Icon(512),
            Icon(512, part=0.8, filled=True),  # maskable: a circle of 80 % stays visible
        ),
        strict=True,
    )
)


def find_fault(data: bytes) -> str:
    """Return the fault of a sign as a Vietnamese sentence; "" if it may be published."""
    if len(data) > MOST_BYTES:
        return f"Biểu tượng nặng {len(data)} byte, nhiều nhất {MOST_BYTES}: hãy vẽ đơn giản hơn."
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "Biểu tượng không được có DOCTYPE hay ENTITY: hãy xuất lại dạng SVG thuần (plain SVG)."
    try:
        root = ET.fromstring(data)  # noqa: S314 (no entities, see above)
    except ET.ParseError as error:
        return f"Biểu tượng không phải SVG đọc được (dòng {error.position[0]})."
    if root.tag != f"{_SVG}svg":
        return 'Biểu tượng phải là SVG: thẻ ngoài cùng là <svg xmlns="http://www.w3.org/2000/svg" …>.'
    *_corner, width, height = [0, *re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    if not width or width != height:
        return 'Biểu tượng phải vuông và có viewBox, như viewBox="0 0 64 64".'
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        links = [key for key in element.attrib if key.rpartition("}")[2] == "href" or key.startswith("on")]
        if name in _FORBIDDEN or links or "url(http" in str(element.attrib):
            return f"Biểu tượng chỉ gồm hình vẽ: bỏ <{name}>, mã, liên kết và chữ (đổi chữ thành nét vẽ)."
    return ""


@lru_cache(8)
def draw(svg: str, side: int) -> bytes:
    """Draw a sign as a PNG of *side* × *side* pixels, on a transparent ground."""
    from resvg_py import svg_to_bytes  # noqa: PLC0415 (slow to load)

    return bytes(svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True))


def draw_icon(svg: str, icon: Icon, ground: Shades) -> bytes:
    """Draw *icon* as a PNG, on a *ground* where the sign leaves room."""
    import io  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    sign = Image.open(io.BytesIO(draw(svg, round(icon.side * icon.part))))
    image = Image.new("RGBA", (icon.side, icon.side), ground.hex[0] if icon.filled else (0, 0, 0, 0))
    corner = (icon.side - sign.width) // 2
    image.alpha_composite(sign.convert("RGBA"), (corner, corner))
    data = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(data, "PNG", optimize=True)
    return data.getvalue()
