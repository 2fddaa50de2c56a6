"""UTF-8 that a program read as Windows-1252, Latin-1 or Mac Roman: "nÆ°á»›c", "n∆∞·ªõc".

Windows-1258 differs from Windows-1252 for few letters, of which the reading needs only Ă, instead of Ã.
"""

import re
from collections.abc import Iterable, Mapping
from functools import partial

from newsroom.language.passages import Passage

_ROUNDS = 3  # of reading wrongly, each of which makes a text about twice as long


# Bytes that Windows-1252 lacks stay; in Latin-1 all do.
WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}


def _any(data: Iterable[int]) -> str:
    """Return a pattern for any character as which a byte of *data* is read."""
    return f"[{re.escape(''.join(WINDOWS_1252[byte] + chr(byte) for byte in data))}]"


_BYTES = {char: byte for byte, read in WINDOWS_1252.items() for char in (read, chr(byte))} | {"Ă": 0xC3}
_NEXT = _any(range(0x80, 0xC0))
_SEQUENCE = re.compile(f"[Â-ßĂ]{_NEXT}|[à-ï]{_NEXT}{{2}}|[ð-ô]{_NEXT}{{3}}")
_USUAL = re.compile(  # what a newspaper prints, and what a second reading makes of it
    "[\x80-\xffĂăĐđĨĩŨũƠơƯưŒœŠšŽžŸƒˆ˜\u0300-\u0303\u0306\u0309\u031b\u0323Ạ-ỹ"
    "\u2000-\u206f\u20a0-\u20bf\u2100-\u2bff\ufe0f\ufeff\U0001f000-\U0001faff]"
)
# These may follow a capital Ã or Â, or «cá», in other texts: “THỊ XÃ”, «nuôi cá»…
_CLOSING = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u203a»\xa0¹²³"
_D_OR_A = _any(b"\x82\x83\x90\x91\xa8\xa9")
_MARK = _any(b"\x80\x81\x82\x83\x86\x89\x9b\xa3")
_CERTAIN = re.compile(
    f"[ÃĂ](?![{_CLOSING}]){_NEXT}|(?<=[a-z])[ÃĂ]{_NEXT}|(?<=\\w)[ÃĂ]\xa0(?=[ .,;:!?)])"
    f"|Ä{_D_OR_A}|Å[¨©]|Æ[°¡¯]"
    f"|áº{_NEXT}|á»(?![{_CLOSING}]){_NEXT}|á»{_NEXT}(?=\\w)"
    f"|Â(?!»)[\x80-\x9f\xa1-\xbf]|â[€‚„†\x80\x82\x84\x86]{_NEXT}|ï»¿|ð[Ÿ\x9f]{_NEXT}{{2}}"
    f"|(?<=[A-Za-zÂâÊêÔô])Ì{_MARK}"
    r"|(?<=[a-z])[ÃĂ](?=[\s.,;:!?)]|$)|(?<=[A-Za-z])á[º»](?=[a-z])"  # where bytes are lost
)
_CAPITALS = re.compile(f"Ã{_NEXT}(?=[A-Z])")  # NÃ”NG, if no Vietnamese letter is near
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_UNQUOTED = re.compile(f"á»{_NEXT}")  # if no « is near
# A no-break space, made plain.
_BLANK = re.compile(r"(?<=[^\W\dA-Z_])[ÃĂ] (?=[\s.,;:!?)]|$)", re.MULTILINE)
_CONTROL = re.compile("[\x80-\x9f]")  # a byte that is no letter of Windows-1252
_REMAINDER = re.compile(r"[ÃÄÅÆ]|á[º»]|â€")

_BYTES_OF_MAC = {bytes([byte]).decode("mac_roman"): byte for byte in range(0x80, 0x100)}
_NEXT_OF_MAC = f"[{re.escape(bytes(range(0x80, 0xC0)).decode('mac_roman'))}]"
_SEQUENCE_OF_MAC = re.compile(f"[¬√ƒ≈∆Ã]{_NEXT_OF_MAC}|[·‚]{_NEXT_OF_MAC}{{2}}|\uf8ff{_NEXT_OF_MAC}{{3}}")
_CERTAIN_OF_MAC = re.compile(
    f"(?<=[A-Za-z])[√ƒ∆]{_NEXT_OF_MAC}|√{_NEXT_OF_MAC}(?=[a-z])|ƒ[ëê](?=\\w)|·[∫ª]{_NEXT_OF_MAC}|‚Ä{_NEXT_OF_MAC}"
)
_REMAINDER_OF_MAC = re.compile("[√ƒ∆]|·[∫ª]|‚Ä")


def find_misread(text: str) -> Passage | None:
    """Find UTF-8 that was read wrongly in *text*, a paragraph whose lines may be read differently."""
    lines = text.split("\n")
    start: int | None = None
    is_certain = True
    offset = 0
    for index, line in enumerate(lines):
        place = _find_byte(line)
        if place is not None and (reading := _read_line(line)) != line:
            start = offset + place if start is None else start
            is_certain = is_certain and reading is not None
            lines[index] = _CONTROL.sub(" ", line) if reading is None else reading
        offset += len(line) + 1
    encoding = f"UTF-8 bị đọc nhầm là {'Mac Roman' if _CERTAIN_OF_MAC.search(text) else 'Windows-1252'}"
    return None if start is None else Passage(encoding, start, len(text), "\n".join(lines), is_certain)


def _find_byte(line: str) -> int | None:
    """Return the offset of the first character that is certainly a byte of UTF-8; None without any."""
    found = _CERTAIN.search(line) or _CERTAIN_OF_MAC.search(line)
    if not found and not _VIETNAMESE.search(line):
        found = _CAPITALS.search(line)
    if not found and "«" not in line:
        found = _UNQUOTED.search(line)
    return found.start() if found else None


def _read_line(line: str) -> str | None:
    """Read *line*, in which a byte has been found, correctly; return None where bytes are lost."""
    if _CERTAIN_OF_MAC.search(line):
        rest = _SEQUENCE_OF_MAC.sub(partial(_mask, _BYTES_OF_MAC), line)
        line = _SEQUENCE_OF_MAC.sub(partial(_read, _BYTES_OF_MAC), line)
        return None if _REMAINDER_OF_MAC.search(rest) else line
    rest = line
    for _ in range(_ROUNDS):
        if _find_byte(line) is None:
            break
        rest = _BLANK.sub("", _SEQUENCE.sub(partial(_mask, _BYTES), line))
        line = _BLANK.sub("à", _SEQUENCE.sub(partial(_read, _BYTES), line))
    return None if _REMAINDER.search(rest) else line


def _read(byte_of: Mapping[str, int], match: re.Match[str]) -> str:
    try:
        text = bytes(byte_of[char] for char in match[0]).decode()
    except UnicodeDecodeError:
        return match[0]
    return text if _USUAL.fullmatch(text) else match[0]


def _mask(byte_of: Mapping[str, int], match: re.Match[str]) -> str:
    """Replace what _read can read by a letter, for other bytes are a sign that some are lost."""
    return match[0] if _read(byte_of, match) == match[0] else "x"
