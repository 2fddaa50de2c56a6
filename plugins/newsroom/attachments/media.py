"""Films, sound and captions.

Sources: ISO/IEC 14496-12, section 4.2 (boxes); ISO/IEC 11172-3, section 2.4.1 (frames of MP3);
https://www.w3.org/TR/webvtt1/
"""

import re

from newsroom.attachments.refusal import Findings, RefusedFileError
from newsroom.pictures.boxes import read_boxes

_PLACE = re.compile(rb"\xa9xyz|com\.apple\.quicktime\.location")
_MP3 = re.compile(rb"ID3|\xff[\xe2-\xff]")


def inspect_mp4(data: bytes) -> Findings:
    """Look at a film or sound in boxes; raise an error if a box is cut or lacking."""
    if data[4:8] != b"ftyp":
        raise RefusedFileError("không phải MP4")
    try:
        places = {kind: (start, end) for kind, start, end in read_boxes(data, 0, len(data))}
    except ValueError:
        places = {}
    if b"moov" not in places:
        raise RefusedFileError("bị cắt cụt: hãy chép lại từ nơi gửi")
    return Findings(told=("nơi quay",) if _PLACE.search(data, *places[b"moov"]) else ())


def inspect_mp3(data: bytes) -> Findings:
    """Look at sound; raise an error if it is no MP3."""
    if not _MP3.match(data):
        raise RefusedFileError("không phải MP3")
    return Findings()


def inspect_captions(data: bytes) -> Findings:
    """Look at captions; raise an error if they are no WebVTT."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFileError("không phải mã UTF-8: hãy lưu lại với mã UTF-8") from None
    if not re.match(r"WEBVTT(?:\s|$)", text):
        raise RefusedFileError("không phải phụ đề WebVTT: dòng đầu phải là WEBVTT")
    return Findings()
