"""Original picture files: opening, measuring, reasons for refusal."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import ExifTags, Image

PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
MOVING = {"PNG", "WEBP"}  # several pictures in a JPEG are a phone's depth data, not an animation
SIDEWAYS = {5, 6, 7, 8}  # EXIF orientations that swap width and height
LONGEST = 16_000  # image pixels per side; AVIF and JPEG do not allow much more
COARSE = (1200, 1200)  # image pixels; decoding at this size is enough to check a file
UNREADABLE = "Không đọc được ảnh “{}”: cần tệp JPEG, PNG hoặc WebP còn nguyên."
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


@contextmanager
def open_original(data: bytes) -> Iterator[Image.Image]:
    """Open the picture in *data*; raise an error for absurd sizes and ignore Pillow's other warnings."""
    with warnings.catch_warnings(action="ignore"):
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=PICTURE_FORMATS) as image:
            if max(image.size) > LONGEST:
                raise Image.DecompressionBombError
            yield image


def measure(name: str, data: bytes) -> tuple[int, int]:
    """Return upright width and height, in image pixels, of the picture *data* of the file *name*.

    A picture that cannot be published raises ValueError with a Vietnamese message.
    """
    reason = ""
    try:
        with open_original(data) as image:
            if image.format in MOVING and getattr(image, "is_animated", False):
                reason = "Ảnh “{}” là ảnh động: hãy chọn một hình, lưu thành JPEG hoặc PNG."
            width, height = image.size
            is_sideways = image.getexif().get(ExifTags.Base.Orientation) in SIDEWAYS
            image.draft("RGB", COARSE)
            image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        most = f"{(Image.MAX_IMAGE_PIXELS or 0) // 1_000_000} triệu điểm ảnh hay một cạnh hơn 16.000"
        reason = f"Ảnh “{{}}” quá lớn, hơn {most}: hãy thu nhỏ, rộng 2.400 px là đủ."
    except Exception:  # noqa: BLE001 (Pillow raises many kinds of errors for damaged files)
        reason = _explain_unreadable(data)
    if reason:
        raise ValueError(reason.format(name))
    return (height, width) if is_sideways else (width, height)


def _explain_unreadable(data: bytes) -> str:
    if not data:
        return "Tệp ảnh “{}” rỗng (0 byte): hãy chép lại từ máy ảnh hoặc điện thoại."
    if data.startswith(b"GIF8"):
        return "Ảnh “{}” là GIF: hãy mở ra, lưu một hình thành PNG hoặc JPEG."
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "Ảnh “{}” là HEIC của điện thoại: hãy xuất hoặc gửi lại dưới dạng JPEG."
    if b"<svg" in data[:4096]:
        return "Ảnh “{}” là hình vẽ SVG: hãy xuất thành PNG, rộng ít nhất 1.200 px."
    return UNREADABLE
