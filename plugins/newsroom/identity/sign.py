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
_SHAPES = {
    "svg",
    "g",
    "defs",
    "title",
    "desc",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
}
_FUNCTIONS = {"matrix", "translate", "scale", "rotate", "skewX", "skewY", "rgb", "rgba", "hsl", "hsla"}
_FUNCTION = re.compile(r"([\w-]*)\s*\(")
_OWN_PART = re.compile(r"""url\(\s*["']?#[\w.-]+["']?\s*\)""")  # such as a gradient in the same file
_DECLARATION = re.compile(
    r"""\s*<\?xml\s+version=.1\.[01].(\s+encoding=.utf-8.)?(\s+standalone=.\w+.)?\s*\?>""", re.IGNORECASE
)
_DASHES = re.compile(r"stroke-dasharray\s*[:=](?!\s*none)", re.IGNORECASE)  # there may be billions
_MOST_SHAPES = 200
_DEEPEST = 30  # elements around an element; each may need a picture of its own
_MOST_WIDE = 1_000_000  # units of the viewBox
_PLAIN = "hãy xuất lại dạng SVG thuần (plain SVG), mã UTF-8"


@dataclass(frozen=True)
class Icon:
    """A PNG of the sign: its side in pixels, the part that the sign takes, and a filled ground."""

    side: int
    part: float = 1
    filled: bool = False

    @property
    def sign_side(self) -> int:
        """The side of the sign in it, in pixels."""
        return round(self.side * self.part)


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
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return f"Biểu tượng không ghi bằng mã UTF-8: {_PLAIN}."
    if re.search(r"<\?|<!(?!--)", _DECLARATION.sub("", text, count=1)):
        return f"Biểu tượng không được có DOCTYPE, ENTITY, CDATA hay lệnh <?…?>: {_PLAIN}."
    try:
        root = ET.fromstring(text)  # noqa: S314 (no entities, see above)
    except ET.ParseError as error:
        return f"Biểu tượng không phải SVG đọc được (dòng {error.position[0]}): {_PLAIN}."
    if root.tag != f"{_SVG}svg":
        return 'Biểu tượng phải là SVG: thẻ ngoài cùng là <svg xmlns="http://www.w3.org/2000/svg" …>.'
    if not _is_square(root.get("viewBox", "")):
        return 'Biểu tượng phải vuông và có viewBox, như viewBox="0 0 64 64".'
    if fault := _find_no_shape(root):
        return fault
    try:
        for icon in ICONS.values():  # some faults show at some sizes only
            draw(text, icon.sign_side)
    except ValueError as error:
        return f"Không vẽ được biểu tượng ({error}): {_PLAIN}, với số đo vừa phải."
    return ""


def _is_square(box: str) -> bool:
    try:
        _left, _top, width, height = map(float, re.split(r"\s*,\s*|\s+", box.strip()))
    except ValueError:
        return False
    return width == height and 0 < width <= _MOST_WIDE


def _find_no_shape(root: ET.Element) -> str:
    """Return a sentence on the first element that does more than draw, or that may take long to draw."""
    waiting = [(root, 0, False)]
    for element, depth, is_clip in waiting:  # grows meanwhile
        name = element.tag.removeprefix(_SVG)
        if name not in _SHAPES or (name == "svg" and depth) or not _is_plain(element, is_clip=is_clip):
            name = name.rpartition("}")[2]
            return (
                f"Biểu tượng chỉ gồm hình vẽ: bỏ <{name}>, mã, liên kết, nét đứt, chữ (đổi thành nét vẽ);"
                f" {_PLAIN}."
            )
        if depth > _DEEPEST:
            return f"Biểu tượng có các thẻ lồng nhau quá {_DEEPEST} lần: hãy vẽ đơn giản hơn."
        if len(waiting) > _MOST_SHAPES:
            return f"Biểu tượng có hơn {_MOST_SHAPES} hình: hãy vẽ đơn giản hơn."
        waiting += [(child, depth + 1, is_clip or name == "clipPath") for child in element]
    return ""


def _is_plain(element: ET.Element, *, is_clip: bool) -> bool:
    """Check that the attributes of *element* refer to nothing outside; within a clip path, to nothing."""
    for key, value in element.attrib.items():
        local = key.rpartition("}")[2].casefold()
        if local in {"href", "base", "src"} or local.startswith("on") or "\\" in value or "@" in value:
            return False
        if "/*" in value or _DASHES.search(f"{local}={value}"):
            return False
        outside = value if is_clip or element.tag == f"{_SVG}clipPath" else _OWN_PART.sub("", value)
        if not set(_FUNCTION.findall(outside)) <= _FUNCTIONS:
            return False
    return True


@lru_cache(8)
def draw(svg: str, side: int) -> bytes:
    """Draw a sign as a PNG of *side* × *side* pixels, on a transparent ground.

    Raises:
        ValueError: It cannot be drawn.
    """
    from resvg_py import svg_to_bytes  # noqa: PLC0415 (slow to load)

    try:
        return bytes(svg_to_bytes(svg_string=svg, width=side, height=side, skip_system_fonts=True))
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Rust; no Exception
            raise ValueError(str(error)) from None
        raise


def draw_icon(svg: str, icon: Icon, ground: Shades) -> bytes:
    """Draw *icon* as a PNG, on a *ground* where the sign leaves room."""
    import io  # noqa: PLC0415

    from PIL import Image  # noqa: PLC0415

    sign = Image.open(io.BytesIO(draw(svg, icon.sign_side)))
    image = Image.new("RGBA", (icon.side, icon.side), ground.hex[0] if icon.filled else (0, 0, 0, 0))
    corner = (icon.side - sign.width) // 2
    image.alpha_composite(sign.convert("RGBA"), (corner, corner))
    data = io.BytesIO()
    image.quantize(64, Image.Quantize.FASTOCTREE).save(data, "PNG", optimize=True)
    return data.getvalue()
