"""Encodings of old Vietnamese fonts: TCVN3, VNI and Windows-1258.

Their letters are written as programs show them that read Windows-1252.
"""

import re
import string
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from newsroom.language.vietnamese import TONES

# Characters of Latin-1 that no Vietnamese word has; each passage has some.
FOREIGN = "".join(
    char for char in map(chr, range(0x80, 0x100)) if char not in "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý"
)
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"


@dataclass(frozen=True, eq=False)
class OldFont:
    """An encoding: its ``letters``, and a pattern of ``clear`` words, which no other language has."""

    name: str
    letters: dict[str, str]
    clear: re.Pattern[str]

    @cached_property
    def _letter(self) -> re.Pattern[str]:
        longest_first = sorted(self.letters, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))

    def decode(self, word: str) -> str | None:
        """Decode *word*; return None if it has letters that are not in this encoding."""
        if self._letter.sub("", word).strip(string.ascii_letters):
            return None
        text = unicodedata.normalize("NFC", self._letter.sub(lambda match: self.letters[match[0]], word))
        # Capitals with tones are in fonts of their own, which show small letters as capitals.
        is_capital = sum("A" <= char <= "Z" for char in word) > 1 and not re.search("[a-z]", word)
        is_mixed = any(one.islower() and other.isupper() for one, other in pairwise(text))
        return text.upper() if is_capital or is_mixed else text


def _tcvn3() -> dict[str, str]:
    codes = (
        "\xa1Ă\xa2Â\xa3Ê\xa4Ô\xa5Ơ\xa6Ư\xa7Đ\xa8ă\xa9â\xaaê\xabô\xacơ\xadư\xaeđ"
        "\xb5à\xb6ả\xb7ã\xb8á\xb9ạ\xbbằ\xbcẳ\xbdẵ\xbeắ\xc6ặ\xc7ầ\xc8ẩ\xc9ẫ\xcaấ\xcbậ"
        "\xccè\xceẻ\xcfẽ\xd0é\xd1ẹ\xd2ề\xd3ể\xd4ễ\xd5ế\xd6ệ\xd7ì\xd8ỉ\xdcĩ\xddí\xdeị"
        "\xdfò\xe1ỏ\xe2õ\xe3ó\xe4ọ\xe5ồ\xe6ổ\xe7ỗ\xe8ố\xe9ộ\xeaờ\xebở\xecỡ\xedớ\xeeợ"
        "\xefù\xf1ủ\xf2ũ\xf3ú\xf4ụ\xf5ừ\xf6ử\xf7ữ\xf8ứ\xf9ự\xfaỳ\xfbỷ\xfcỹ\xfdý\xfeỵ"
    )
    return dict(zip(codes[::2], codes[1::2], strict=True))


def _vni() -> dict[str, str]:
    tones = dict(zip("øûõùï", TONES, strict=True))
    circumflexes = {mark: _CIRCUMFLEX + tone for mark, tone in zip("âàåãáä", ["", *TONES], strict=True)}
    breves = {mark: _BREVE + tone for mark, tone in zip("êèúüéë", ["", *TONES], strict=True)}
    marks_of = dict.fromkeys("aeo", tones | circumflexes) | dict.fromkeys("uyôö", tones)
    marks_of["a"] = marks_of["a"] | breves
    letters = dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))
    letters |= {
        base + mark: letters.get(base, base) + made
        for base, marks in marks_of.items()
        for mark, made in marks.items()
    }
    capital = {old.upper(): new.upper() for old, new in letters.items()}
    title = {old[0].upper() + old[1:]: new.upper() for old, new in letters.items()}
    return letters | title | capital


def _windows_1258() -> dict[str, str]:
    letters = dict(zip("ãÃõÕýÝðÐþ", "ăĂơƠưƯđĐ₫", strict=True))
    letters |= dict(zip("ÌÒÞìò", TONES, strict=True))
    return letters | {letter: letter for letter in "àáâèéêíóôùúÀÁÂÈÉÊÍÓÔÙÚ"}


OLD_FONTS = (
    OldFont(
        "TCVN3 (phông .VnTime)",
        _tcvn3(),
        re.compile("(?=...)(?:.*[¡-©¬®µ¶¸»-¾]|.+ª)|[A-Za-z](?:[µ¶¸¨©¬]$|¹[a-z])"),
    ),
    OldFont(
        "VNI (phông VNI-Times)",
        _vni(),
        re.compile("[\x00-\x7f]*[^\x00-\x7f].*[^\x00-\x7f]|[ñÑ]..|.*[aeouy]ø|.*[aeuy]ù"),
    ),
    OldFont("Windows-1258", _windows_1258(), re.compile(".*[ðýõãÐÝÕÃ].*[ìÌòÒÞ]|.*ýõ|.*[a-zâêô][ÌÒÞ]")),
)
