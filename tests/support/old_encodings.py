"""Vietnamese as old fonts and wrong readings show it: the reverse of what the newsroom repairs."""

import unicodedata

GRAVE, ACUTE, HOOK, TILDE, DOT = "\u0300\u0301\u0309\u0303\u0323"
TONES = GRAVE + ACUTE + HOOK + TILDE + DOT
TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadae"
            "b5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ).decode("latin-1"),
        strict=True,
    )
)
VNI_TONES = dict(zip(TONES, "øùûõï", strict=True))
VNI_CIRCUMFLEX = dict(zip(("", *TONES), "âàáåãä", strict=True))
VNI_BREVE = dict(zip(("", *TONES), "êèéúüë", strict=True))
VNI_WHOLE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ì": "ì", "í": "í"}


def as_tcvn3(text):
    """Show *text* of a .VnTime font; a capital with a tone has the code of the small letter."""
    return "".join(TCVN3.get(char) or TCVN3.get(char.lower(), char) for char in text)


def as_vni(text):
    """Show *text* of a VNI font."""
    return "".join(map(_vni_letter, text))


def _vni_letter(char):
    small = char.lower()
    if small in VNI_WHOLE:
        return VNI_WHOLE[small] if char == small else VNI_WHOLE[small].upper()
    base, *marks = unicodedata.normalize("NFD", small)
    tone = next((mark for mark in marks if mark in TONES), "")
    if "\u0302" in marks:
        shown = base + VNI_CIRCUMFLEX[tone]
    elif "\u0306" in marks:
        shown = base + VNI_BREVE[tone]
    elif "\u031b" in marks:
        shown = {"o": "ô", "u": "ö"}[base] + VNI_TONES[tone]
    elif tone:
        shown = base + VNI_TONES[tone]
    else:
        return char
    return shown if char == small else shown.upper()


def as_windows_1258(text):
    """Show *text* in Windows-1258, which has tones as characters of their own, in Windows-1252."""
    shown = ""
    for char in text:
        try:
            data = char.encode("cp1258")
        except UnicodeEncodeError:
            decomposed = unicodedata.normalize("NFD", char)
            tone = next((mark for mark in decomposed if mark in TONES), "")
            letter = unicodedata.normalize("NFC", decomposed.replace(tone, "", 1))
            data = (letter + tone).encode("cp1258")
        shown += data.decode("cp1252")
    return shown


def misread(text, encoding="cp1252", times=1):
    """Read the UTF-8 of *text* as another encoding, as browsers do."""
    for _ in range(times):
        data = text.encode()
        text = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in data)
    return text


WRONG = {
    "TCVN3": as_tcvn3,
    "VNI": as_vni,
    "Windows-1258": as_windows_1258,
    "UTF-8 as Windows-1252": misread,
    "UTF-8 as Latin-1": lambda text: misread(text, "latin-1"),
    "UTF-8 as Windows-1258": lambda text: misread(text, "cp1258"),
    "UTF-8 as Mac Roman": lambda text: misread(text, "mac_roman"),
    "UTF-8 as Windows-1252, twice": lambda text: misread(text, times=2),
    "UTF-8 as Latin-1, twice": lambda text: misread(text, "latin-1", times=2),
}
