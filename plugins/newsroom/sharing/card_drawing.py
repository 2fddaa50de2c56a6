"""Drawing of sharing cards as PNG pictures.

Vietnamese stacks marks above and below its letters. So lines have wide spacing, and text is placed by its
measured ink, not by the metrics of the font.
"""

import hashlib
import io
import re
import textwrap
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from newsroom.identity.palette import Palette
from newsroom.identity.sign import draw
from newsroom.sharing.cards import CARD_HEIGHT, CARD_WIDTH, SharingCard

VERSION = 2  # of the design; a new version redraws all cards
REGULAR, BOLD = "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"
SHADES = 7  # of each text colour on paper, for smooth edges of letters
MARGIN = 80  # pixels, like all sizes below
SIGN_COLOURS = 16
SIGN_SIZE = 56  # the side of the logo beside the name
TOP, BOTTOM = 150, 520  # label and title lie between them
BAND = 14  # height of the red band at the foot
LABEL, NAME, FOOT = 30, 38, 27  # font sizes
SIZES = (96, 88, 80, 74, 66, 60, 54, 48, 43, 38, 34, 30, 26)  # of the title; the first that fits
NARROW = 40  # letters per line that fit for certain at the smallest size
COMPRESSION = 7  # PNG level: a sixth more bytes than 9, in a sixth of the time
LINE = 1.3  # distance of baselines, in font sizes
# Characters missing from the fonts, mostly emoji, which would leave gaps.
FOREIGN = re.compile(
    "[^\u0020-\u007e\u00a0-\u024f\u1e00-\u1eff\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u20ab№]"
)


class Artist:
    """An artist that draws cards; ``design`` is a digest of everything but the words."""

    def __init__(self, regular: Path, bold: Path, palette: Palette, sign: str) -> None:
        """Take the files of two fonts, the colours of the site, and its sign, an SVG."""
        self._files = {REGULAR: regular.read_bytes(), BOLD: bold.read_bytes()}
        self._font = lru_cache(self._load_font)
        self._colours = {
            name: getattr(palette, name).hex[0] for name in ("paper", "ink", "quiet", "rule", "accent")
        }
        self._sign = sign
        parts = [*self._files.values(), sign.encode(), " ".join(self._colours.values()).encode()]
        self.design = f"{VERSION} {hashlib.sha256(b''.join(parts)).hexdigest()}"

    def _load_font(self, name: str, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(io.BytesIO(self._files[name]), size)

    def draw(self, card: SharingCard) -> bytes:
        """Draw *card* as a PNG."""
        paper, ink, quiet, rule, accent = self._colours.values()
        image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), paper)
        pen = ImageDraw.Draw(image)
        sign = Image.open(io.BytesIO(draw(self._sign, SIGN_SIZE))).convert("RGBA")
        image.paste(sign, (MARGIN, MARGIN - SIGN_SIZE // 2), sign)
        self._draw_line(pen, (MARGIN + SIGN_SIZE + 20, MARGIN + NAME // 3), card.site, (BOLD, NAME), ink)
        self._draw_title(pen, card.label, _drawable(card.title))
        pen.rectangle((0, CARD_HEIGHT - BAND, CARD_WIDTH, CARD_HEIGHT), accent)
        if card.foot:
            pen.line((MARGIN, 540, CARD_WIDTH - MARGIN, 540), rule, 2)
            self._draw_line(pen, (MARGIN, 582), card.foot, (REGULAR, FOOT), quiet)
        data = io.BytesIO()
        drawn = image.quantize(
            palette=_make_palette(tuple(self._colours.values()), sign.tobytes()), dither=Image.Dither.NONE
        )
        drawn.save(data, "PNG", compress_level=COMPRESSION)
        return data.getvalue()

    def _draw_line(
        self, pen: ImageDraw.ImageDraw, at: tuple[int, int], text: str, face: tuple[str, int], colour: str
    ) -> None:
        """Draw a line of text from a point *at* its baseline, smaller if it would be too long."""
        name, size = face
        text = _drawable(text)
        room = CARD_WIDTH - MARGIN - at[0]
        size = min(size, int(size * room / max(1, self._font(name, size).getlength(text))))
        pen.text(at, text, colour, self._font(name, size), "ls")

    def _draw_title(self, pen: ImageDraw.ImageDraw, label: str, title: str) -> None:
        """Draw label and title in the middle of the card, the title as large as possible."""
        over = 2 * LABEL if label else 0
        lines, size = self._fit_title(title, BOTTOM - TOP - over)
        font = self._font(BOLD, size)
        above, height = self._measure_ink(lines, size)
        top = TOP + (BOTTOM - TOP - over - height) // 2
        self._draw_line(pen, (MARGIN, top + LABEL), label, (BOLD, LABEL), self._colours["accent"])
        for number, line in enumerate(lines):
            baseline = top + over + above + round(number * size * LINE)
            pen.text((MARGIN, baseline), line, self._colours["ink"], font, "ls")

    def _fit_title(self, text: str, height: int) -> tuple[list[str], int]:
        """Choose the largest size at which *text* is at most *height* high; return its lines and the size."""
        words = text.split(" ")  # split() would also break at no-break spaces
        for size in SIZES:
            font = self._font(BOLD, size)
            widths = [font.getlength(word) for word in words]
            ends = balance(widths, font.getlength(" "), CARD_WIDTH - 2 * MARGIN)
            lines = [" ".join(words[start:end]) for start, end in zip([0, *ends], ends, strict=False)]
            if lines and self._measure_ink(lines, size)[1] <= height:
                return lines, size
        most = int(height / size / LINE)
        return textwrap.wrap(text, NARROW, max_lines=most, placeholder="…"), size

    def _measure_ink(self, lines: list[str], size: int) -> tuple[int, int]:
        """Measure the ink of *lines*: its height above the first baseline, and in all."""
        font = self._font(BOLD, size)
        above, below = font.getbbox(lines[0], anchor="ls")[1], font.getbbox(lines[-1], anchor="ls")[3]
        return round(-above), round((len(lines) - 1) * size * LINE + below - above)


def balance(widths: list[float], space: float, most: int) -> list[int]:
    """Break words into the fewest lines, and make the widest line as narrow as possible.

    Args:
        widths: Widths of the words, in pixels.
        space: Width of a space, in pixels.
        most: Maximum width of a line, in pixels.

    Returns:
        The number of words before each line's end; empty if a word is wider than *most*.
    """
    if max(widths) > most:
        return []
    fewest = len(_line_ends(widths, space, most))
    low, high = int(max(widths)), most
    while low < high:
        middle = (low + high) // 2
        if max(widths) <= middle and len(_line_ends(widths, space, middle)) == fewest:
            high = middle
        else:
            low = middle + 1
    return _line_ends(widths, space, high)


def _line_ends(widths: list[float], space: float, most: int) -> list[int]:
    ends = []
    used = -space
    for number, width in enumerate(widths):
        if used + space + width > most and number:
            ends.append(number)
            used = -space
        used += space + width
    return [*ends, len(widths)]


def _drawable(text: str) -> str:
    """Normalise *text* to NFC and remove characters missing from the fonts."""
    return re.sub(" +", " ", FOREIGN.sub("", unicodedata.normalize("NFC", text))).strip(" ")


@lru_cache(2)
def _make_palette(colours: tuple[str, ...], sign: bytes) -> Image.Image:
    """Make the palette of colours and their shades; a fixed small palette keeps files small and stable."""
    paper, ink, quiet, rule, accent = colours
    ground = ImageColor.getrgb(paper)
    on_paper = Image.new("RGBA", (SIGN_SIZE, SIGN_SIZE), paper)
    on_paper.alpha_composite(Image.frombytes("RGBA", (SIGN_SIZE, SIGN_SIZE), sign))
    of_sign = on_paper.convert("RGB").quantize(SIGN_COLOURS).getpalette() or []
    channels = [*ImageColor.getrgb(rule), *of_sign]
    for name in (ink, accent, quiet):
        colour = ImageColor.getrgb(name)
        for shade in range(SHADES + 1):
            part = shade / SHADES
            channels += [round(c * part + p * (1 - part)) for c, p in zip(colour, ground, strict=True)]
    image = Image.new("P", (1, 1))
    image.putpalette(channels)
    return image
