"""The items of HEIC and AVIF files that describe the picture.

Source: ISO/IEC 14496-12, sections 8.11.3 (item locations) and 8.11.6 (item information).
"""

from collections.abc import Iterator

EXIF, XMP = b"Exif", b"mime"  # kinds of items
_VERSION_AND_FLAGS = 4  # bytes


def find_descriptions(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and end of each item of the file *data* that holds EXIF or XMP."""
    for kind, start, end in read_boxes(data, 0, len(data)):
        if kind == b"meta":
            parts = {
                kind: (start, end) for kind, start, end in read_boxes(data, start + _VERSION_AND_FLAGS, end)
            }
            describing = dict(_describing_items(data, *parts[b"iinf"])) if b"iinf" in parts else {}
            for item, first, last in _locations(data, parts[b"iloc"][0]) if describing else ():
                if item in describing:
                    yield describing[item], first, last


def read_boxes(data: bytes, place: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind of each box, and where its content starts and ends."""
    while place + 8 <= end:
        size, kind, start = _number(data, place, 4), data[place + 4 : place + 8], place + 8
        if size == 1:
            size, start = _number(data, start, 8), start + 8
        after = place + size if size else end
        if not start <= after <= end:
            raise ValueError("a box ends outside of its box")
        yield kind, start, after
        place = after


def _describing_items(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    width = 4 if data[start] else 2  # bytes of the count, by version
    for kind, place, _ in read_boxes(data, start + _VERSION_AND_FLAGS + width, end):
        if kind == b"infe" and data[place] >= 2:  # noqa: PLR2004 (the first version with kinds)
            width = 2 if data[place] == 2 else 4  # noqa: PLR2004
            after = place + _VERSION_AND_FLAGS + width + 2
            if (item_kind := data[after : after + 4]) in {EXIF, XMP}:
                yield _number(data, place + _VERSION_AND_FLAGS, width), item_kind


def _locations(data: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each item, and where each of its parts starts and ends in the file."""
    version = data[place]
    place += _VERSION_AND_FLAGS
    offset_size, length_size = data[place] >> 4, data[place] & 15
    base_size, index_size = data[place + 1] >> 4, data[place + 1] & 15 if version else 0
    place += 2
    wide = 4 if version == 2 else 2  # noqa: PLR2004
    count, place = _number(data, place, wide), place + wide
    for _ in range(count):
        item, place = _number(data, place, wide), place + wide
        method, place = (_number(data, place, 2) & 15, place + 2) if version else (0, place)
        place += 2  # the file, always this
        base, place = _number(data, place, base_size), place + base_size
        parts, place = _number(data, place, 2), place + 2
        for _ in range(parts):
            place += index_size
            start, place = base + _number(data, place, offset_size), place + offset_size
            length, place = _number(data, place, length_size), place + length_size
            if method or start + length > len(data):
                raise ValueError("an item lies outside of the file")
            yield item, start, start + length


def _number(data: bytes, place: int, width: int) -> int:
    return int.from_bytes(data[place : place + width], "big")
