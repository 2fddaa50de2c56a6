"""People whom an article names with their roles."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from newsroom.importing.proposals.names import CAPITAL, Found, quote_around
from newsroom.language.name_matching import name_key

LONGEST_ROLE = 160  # letters
_SYLLABLE = rf"[{CAPITAL}][^\W\d_{CAPITAL}]*"
_NAME = rf"{_SYLLABLE}(?:\s+{_SYLLABLE}){{1,4}}"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Cao|Đoàn|Lương|Tô"
    "|Tạ|Hà|Lâm|Đào|Trương|Phùng|Vương|Chu|Thái|Tống|Quách|Kiều|La|Tăng|Giàng|Hàng|Sùng|Lò|Vàng|Tráng|Ma"
    "|Nông|Triệu|Thào|Hạng|Lù|Sầm|Bế|Hoa|Quàng|Cầm|Đèo|Điêu|Lầu|Mùa|Vừ|Chẩu|Bàn|Tẩn|Chảo|Lục|Hứa|Khuất"
    "|Khổng|Thân|Nghiêm|Ninh|Doãn|Văn|Đồng|Giáp|Âu|Châu|Diệp|Hầu|Ksor|Siu|Nay|Thạch|Sơn|Danh|Kim"
)
_OFFICE = (
    r"(?:(?:[Nn]guyên|[Qq]uyền)\s+)?(?:(?:Phó|Tổng|Phó Tổng)\s+)?(?:Bí thư|Chủ tịch|Thủ tướng|[Tt]rưởng"
    r"|[Gg]iám đốc|Ủy viên|Uỷ viên|Vụ trưởng|Cục trưởng|Chánh|Viện trưởng|Hiệu trưởng|Biên tập|Chính ủy"
    r"|Thư ký)\b|(?:Bộ trưởng|Thứ trưởng|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đại tá|Thượng tá"
    r"|Trung tá|Thiếu tá|Chỉ huy trưởng|Đồn trưởng|Đại biểu Quốc hội|Thường trực|Kế toán trưởng|Nhà giáo)\b"
)
_MARK = r"(?:[Đđ]ồng chí|[Cc]ác đồng chí|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)\s*:?\s+"
_NAME_THEN_OFFICE = re.compile(
    rf"(?:(?:^|[;:.]\s+|\bvà\s+)(?:{_MARK})?|(?<!\w){_MARK})(?P<name>{_NAME})\s*[,–-]\s*"
    rf"(?P<role>(?:{_OFFICE})[^;:.!?()]*)"
)
_OFFICE_THEN_NAME = re.compile(
    rf"(?<!\w)(?P<role>(?:{_OFFICE})[^,;:.!?()“”]{{0,80}}?[^\W\d_{CAPITAL}])"
    rf"\s+(?P<name>{_SYLLABLE}(?:\s+{_SYLLABLE}){{1,7}})(?!\w)"
)
# Words that continue the sentence after a role.
_GOES_ON = (
    "nhấn mạnh|phát biểu|chủ trì|đồng chủ trì|kêu gọi|tại|cho biết|khẳng định|đề nghị|trao|tặng|dự|đã|đến"
    "|cùng|yêu cầu|ghi nhận|biểu dương|báo cáo|thông tin|chia sẻ|chỉ đạo|trình bày|là|làm|kết luận|đánh giá"
    "|bày tỏ|mong|chúc|chúc mừng|điều hành|khai mạc|bế mạc|ký|gửi|nêu|nói|thay mặt|thừa ủy quyền|trân trọng"
    "|tham dự|tham gia|quán triệt|phát động|thăm|động viên|trong|vừa|cũng|có|được|giao|hướng dẫn|công bố|nhận"
    "|tuyên dương|vinh dự|cắt băng|mở đầu|kiểm tra|làm việc|và (?:các|đồng chí|ông|bà|lãnh đạo|đại diện)"
)
_AFTER_ROLE = re.compile(rf",?\s+(?:{_GOES_ON})(?!\w)")
_NO_PERSON = name_key("Hồ Chí Minh")


@dataclass(frozen=True)
class ProposedPerson:
    """One item of the field ``people``."""

    name: str
    role: str


def find_people(texts: Iterable[str], is_place: Callable[[str], bool]) -> Found[ProposedPerson]:
    """Propose people named with a role; of several roles, keep the longest."""
    best: dict[str, tuple[ProposedPerson, str]] = {}
    for text in texts:
        for name, spaced_role, match in _find_named(text, is_place):
            role = " ".join(spaced_role.split()).rstrip(" ,-–")
            key = name_key(name)
            known = len(best[key][0].role) if key in best else 0
            if known < len(role) <= LONGEST_ROLE and key != _NO_PERSON:
                best[key] = ProposedPerson(name, role), quote_around(text, *match.span("name"))
    return Found(dict(best.values()))


def _find_named(text: str, is_place: Callable[[str], bool]) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield names and roles, with their matches in *text*."""
    for match in _NAME_THEN_OFFICE.finditer(text):
        name = " ".join(match["name"].split())
        if not is_place(name):
            yield name, _AFTER_ROLE.split(match["role"], maxsplit=1)[0], match
    for match in _OFFICE_THEN_NAME.finditer(text):
        place, name = _split_place(match["name"].split(), is_place)
        known = re.match(rf"(?:{_SURNAMES})\s", name) and not is_place(name)
        if known and re.fullmatch(_NAME, name) and not _AFTER_ROLE.search(match["role"]):
            yield name, f"{match['role']} {place}", match


def _split_place(words: list[str], is_place: Callable[[str], bool]) -> tuple[str, str]:
    """Split a province that belongs to the role, such as ``Lào Cai``, from the name after it."""
    lengths = (length for length in (3, 2) if len(words) > length + 1 and is_place(" ".join(words[:length])))
    length = next(lengths, 0)
    return " ".join(words[:length]), " ".join(words[length:])
