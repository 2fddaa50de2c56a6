"""The structure of a picture file, read before anything is decoded.

A small file may ask for hours or gigabytes: a million chunks, ten thousand scans.
"""

import re
from collections.abc import Iterator
from itertools import islice

MOST_PARTS = 10_000  # chunks of a PNG or segments of a JPEG; 30 MB from usual programs have 4,000
MOST_SCANS = 50  # of a JPEG, each nearly as slow as a whole picture; encoders write about ten
PNG_START, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_SCAN, _END = 0xDA, 0xD9
_JPEG_END = b"\xff\xd9"
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}  # frames, as those of the next line
_FRAMES = {0xC0, 0xC1, 0xC3, 0xC5, 0xC7, 0xC9, 0xCB, 0xCD, 0xCF, *_PROGRESSIVE}
_MARKER = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")  # of a segment; none occurs within a scan


def has_too_many_parts(data: bytes) -> bool:
    """Return whether the picture *data* has more parts or scans than any program writes."""
    if data.startswith(PNG_START):
        return any(islice(read_chunks(data), MOST_PARTS, None))
    if not data.startswith(_JPEG):
        return False
    if data.count(b"\xff\xda") <= MOST_SCANS:  # as in nearly every file; the scans are not read
        return any(islice(_header(data), MOST_PARTS, None))
    markers = [marker for marker, _place in islice(read_segments(data), MOST_PARTS + 1)]
    return len(markers) > MOST_PARTS or markers.count(_SCAN) > MOST_SCANS


def complete(data: bytes) -> bytes:
    """Return the picture *data*; with its end, if it is a JPEG that lacks it."""
    if not data.startswith(_JPEG) or data.endswith(_JPEG_END):
        return data
    place = len(_JPEG)
    while found := _MARKER.search(data, place):
        if found[1][0] == _END:  # others may follow, such as a phone's depth data
            return data
        place = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
    return data + _JPEG_END


def has_several_scans(data: bytes) -> bool:
    """Return whether the JPEG *data* is decoded scan by scan, with all its coefficients in memory."""
    components = 1
    for marker, place in _header(data):
        if marker in _FRAMES:
            components = data[place + 7] if place + 7 < len(data) else 1
        if marker in _PROGRESSIVE or (marker == _SCAN and data[place + 2 : place + 3] < bytes([components])):
            return True
    return False


def read_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the kind of each chunk of a PNG, and where it starts and ends."""
    place = len(PNG_START)
    while place < len(data):
        start, place = place, place + 12 + int.from_bytes(data[place : place + 4], "big")
        yield data[start + 4 : start + 8], start, place


def _header(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the segments of a JPEG up to its first scan."""
    for marker, place in read_segments(data):
        yield marker, place
        if marker == _SCAN:
            return


def read_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield the marker of each segment of a JPEG and the place of its length."""
    place = len(_JPEG)
    while (found := _MARKER.search(data, place)) and found[1][0] != _END:
        yield found[1][0], found.end()
        place = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")


def find_end(data: bytes, place: int) -> int:
    """Return the place behind the first picture of the JPEG *data*, whose last segment ends at *place*."""
    found = _MARKER.search(data, place)
    return found.end() if found else len(data)
