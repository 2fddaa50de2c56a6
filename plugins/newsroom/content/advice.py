"""Warnings about texts that may be published as they are.

Editors stop reading warnings after false alarms, so an uncertain rule reports nothing.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from newsroom.content.models import ArticleFront, CampaignFront, EntryFront
from newsroom.files.frontmatter import FrontMatter
from newsroom.files.prose import Prose, field_text
from newsroom.files.yaml_writing import DIVIDERS, split_names, write_list
from newsroom.language.name_matching import shorten
from newsroom.problems import Problems, Where

MAX_TITLE = 110  # characters
MAX_SUMMARY = 300  # characters
UNPLACED = "Bài không thuộc phong trào nào và không ghi tỉnh, thành phố nào: khó tìm ra trong các danh sách."
# Only these are never doubled; compare "ngày ngày", "tồn tại tại", "khen thưởng bằng Bằng khen".
FUNCTION_WORDS = {"và", "của", "các", "những", "đã", "đang", "với", "nhưng", "nếu", "cũng", "hoặc", "rằng"}
LONGEST_DOUBLED = 4  # syllables
LONGEST_SENTENCE = 400  # characters on either side of a day
PROPERLY_DOUBLED = {"xã hội": "chủ", "học sinh": "học"}  # before this word: xã hội chủ nghĩa

_WORD = re.compile(r"[^\W_]+")
_SIGN = b"\xe2\x80"  # the first two of three bytes of each of “”‘’–—… in UTF-8
_TO_SPACES = bytes(code if chr(code).isalnum() or code > 127 else 32 for code in range(256))  # noqa: PLR2004 (ASCII)
_GAP = re.compile(r"[*_]*(?: +|\n)[*_]*")
_DOUBLE_QUOTE = re.compile(r'(?<!\d)"')  # not inches
_SINGLE_QUOTED = re.compile(r"(?<![\w'])'(?=\w)[^'\n]+(?<=[\w.,!?…])'(?!\w)")
_DAY = re.compile(
    r"\b(?:ngày|sáng|trưa|chiều|tối|đêm) (?:ngày )?(?:mùng |mồng )?(\d{1,2})(?:/| tháng )(\d{1,2})(?![\w/])",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(\d{1,2})(?:[/.-]| tháng )(\d{1,2})(?:[/.-]|,? năm )(?:19|20)\d\d\b")
_YEAR = re.compile(r"(?:\bnăm|\d/) ?(?:19|20)\d\d\b")
_YEAR_AFTER = re.compile(r"[ ,(]*(?:năm|hằng năm|hàng năm|âm lịch)\b")
_ENDS_WITH_YEAR = re.compile(
    r"(?:[\s,;–-]|và|đến|tới|hết|ngày|sáng|trưa|chiều|tối|\d{1,2}(?:/\d{1,2})?(?![\d/]))*?/(?:19|20)\d\d\b"
)
_EVERY_YEAR = re.compile(
    r"(?:nhân|dịp|mừng|niệm|truyền thống|lễ|mỗi|hằng năm|hàng năm|Quốc tế)\s+$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…]\s|\n")
_FEWEST_LOUD = 4  # words in capitals


def advise(front: FrontMatter, model: EntryFront, prose: list[Prose], problems: Problems) -> None:
    """Add warnings about one file to *problems*."""
    body = prose[0]
    for text in prose:
        _check_quotes(text, problems)
        _check_doubled_words(text, problems)
    _check_years(body, f"{model.title}\n{model.summary}\n{body.text}", problems)
    _check_front(front, model, problems)


def _check_front(front: FrontMatter, model: EntryFront, problems: Problems) -> None:
    title, summary = field_text(front, ("title",)), field_text(front, ("summary",))
    if len(title) > MAX_TITLE and not isinstance(model, CampaignFront):  # its name is official
        problems.warn(("title",), f"Tiêu đề dài {len(title)} ký tự, nên không quá {MAX_TITLE}.")
    if _is_shouted(title):
        problems.warn(("title",), "Tiêu đề viết toàn chữ hoa.", "Chỉ viết hoa chữ đầu và tên riêng.")
    if len(summary) > MAX_SUMMARY:
        message = f"Tóm tắt dài {len(summary)} ký tự, nên không quá {MAX_SUMMARY}: một, hai câu là đủ."
        problems.warn(("summary",), message)
    if isinstance(model, CampaignFront):
        _check_joined(("aliases",), model.aliases, problems, DIVIDERS)
    if isinstance(model, ArticleFront):
        _check_joined(("tags",), model.tags, problems)
        _check_joined(("authors",), model.authors, problems)
        _check_counts(model, problems)
        # A document is for the whole country: an article that names it may belong to no campaign.
        named = [front.get(field) for field in ("campaigns", "provinces", "documents")]
        if not any(named) and not (model.event and model.event.province):
            problems.warn((), UNPLACED, "Thêm “campaigns” hoặc “provinces”.")


def _check_joined(
    where: Where, names: Sequence[str], problems: Problems, signs: str = f",/{DIVIDERS}"
) -> None:
    """Warn of an item that is several names with one of the *signs* between them."""
    joined = (index for index, name in enumerate(names) if any(sign in name for sign in signs))
    index = next((index for index in joined if split_names(names[index]) != [names[index]]), None)
    if index is None:
        return
    line = problems.position((*where, index))[0]
    if not any(problem.line == line for problem in problems):  # else it is read otherwise than typed
        name = shorten(" ".join(names[index].split()))
        message = f"“{name}” được hiểu là một mục: dấu phẩy, chấm phẩy không chia danh sách."
        items = dict.fromkeys(part for name in names for part in split_names(name))
        problems.warn((*where, index), message, f"Nhiều mục thì viết {write_list(str(where[-1]), items)}")


def _check_counts(model: ArticleFront, problems: Problems) -> None:
    for index, honour in enumerate(model.honours):
        named = [recipient.name for recipient in honour.recipients]
        names, counted = len(named), honour.collectives + honour.individuals
        # A collective may have a comma in its name: only the right number of names is certain.
        parts = sum(len(split_names(name)) for name in named)
        signs = f",{DIVIDERS}" if names < parts == counted else DIVIDERS
        if not any(recipient.unit or recipient.role for recipient in honour.recipients):
            _check_joined(("honours", index, "recipients"), named, problems, signs)
        if names > counted:
            message = (
                f"Nêu {names} tên mà số tập thể, cá nhân cộng lại là {counted}: sổ khen thưởng tính theo số."
            )
            problems.warn(("honours", index), message, "Ghi “collectives”, “individuals”.")


def _is_shouted(title: str) -> bool:
    """Check that most words are in capitals, not only abbreviations, which have no vowel marks."""
    words = [word for word in _WORD.findall(title) if len(word) > 1 and word.isalpha()]
    loud = [word for word in words if word.isupper()]
    marked = [word for word in loud if unicodedata.normalize("NFD", word) != word]
    return len(loud) >= _FEWEST_LOUD and 2 * len(loud) > len(words) and len(marked) > 1


def _check_quotes(prose: Prose, problems: Problems) -> None:
    """Warn of straight quotes, at most once for each line."""
    if '"' not in prose.text and "'" not in prose.text:
        return
    start = 0
    for line in prose.text.split("\n"):
        if quote := _DOUBLE_QUOTE.search(line) or _SINGLE_QUOTED.search(line):
            message = "Ngoặc thẳng trong bài: dùng ngoặc cong “ ”."
            problems.warn(prose.place(start + quote.start()), message, "Viết “…”.")
        start += len(line) + 1


def _check_doubled_words(prose: Prose, problems: Problems) -> None:
    """Warn of each doubled phrase at its first occurrence."""
    if not _may_double(prose.text):
        return
    matches = list(_WORD.finditer(prose.text))
    words = [match[0] for match in matches]
    reported: set[str] = set()
    after = 0
    for first in range(len(words)):
        for length in _mistaken_lengths(tuple(words[first : first + 2 * LONGEST_DOUBLED + 1])):
            second, end = first + length, first + 2 * length
            if (
                first >= after
                and _run_on(prose.text, matches[first:end])
                and not _is_heading(prose.text, matches[second - 1].end(), matches[second].start())
            ):
                after = end
                phrase = " ".join(words[second:end])
                if phrase not in reported:
                    reported.add(phrase)
                    place = prose.place(matches[second].start())
                    problems.warn(place, f"“{phrase}” viết hai lần liền nhau.")


def _may_double(text: str) -> bool:
    """Check fast for doubled phrases, which nearly all texts lack."""
    first, *rest = text.casefold().encode().split(_SIGN)
    words = b" ".join([first, *(part[1:] for part in rest)]).translate(_TO_SPACES).split()
    ends = int.from_bytes(map(itemgetter(-1), words))
    for length in range(1, LONGEST_DOUBLED + 1):
        # A byte is 0 if the word has the last byte of the word at that distance before it.
        unlike = (ends ^ ends >> 8 * length).to_bytes(len(words))
        at = unlike.find(bytes(length), length)
        while at >= 0:
            if words[at - length : at] == words[at : at + length]:
                return True
            at = unlike.find(bytes(length), at + 1)
    return False


def _run_on(text: str, words: list[re.Match[str]]) -> bool:
    return all(_GAP.fullmatch(text, word.end(), after.start()) for word, after in pairwise(words))


@lru_cache(64)
def _mistaken_lengths(words: tuple[str, ...]) -> list[int]:
    """Return the numbers of words after which *words* begin again by mistake."""
    typed, folded = list(words), [word.casefold() for word in words]
    return [
        length
        for length in range(1, LONGEST_DOUBLED + 1)
        if folded[:length] == folded[length : 2 * length]
        and _is_mistake(typed[:length], typed[length : 2 * length], folded[2 * length : 2 * length + 1])
    ]


def _is_mistake(once: list[str], again: list[str], following: list[str]) -> bool:
    """Check that two equal phrases are neither a reduplication nor a name after its first word."""
    if once != again and once != [again[0].capitalize(), *again[1:]]:
        return False
    folded = tuple(word.casefold() for word in again)
    if len(folded) == 1:
        return folded[0] in FUNCTION_WORDS
    if len(set(folded)) == 1 or not folded[0].isalpha() or folded[0] == "từng":
        return False
    return [PROPERLY_DOUBLED.get(" ".join(folded), "")] != following


def _is_heading(text: str, end: int, start: int) -> bool:
    return "\n" in text[end:start] and text[text.rfind("\n", 0, end) + 1 : end].startswith("#")


def _check_years(body: Prose, everything: str, problems: Problems) -> None:
    may_have = "/" in body.text or " tháng " in body.text
    matches = list(_DAY.finditer(body.text)) if may_have else []
    dated = {(int(day), int(month)) for day, month in _DATED.findall(everything)} if matches else set()
    for match in matches:
        day, month = int(match[1]), int(match[2])
        if not (1 <= day <= 31 and 1 <= month <= 12) or (day, month) in dated:  # noqa: PLR2004 (a calendar's)
            continue
        if not _year_is_known(body.text, match):
            dated.add((day, month))  # report each day once
            message = f"“{match[0]}” không có năm: bài còn được đọc trong nhiều năm."
            problems.warn(body.place(match.start()), message, f"Viết như {day}/{month}/2024.")


def _year_is_known(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 80]
    before = text[max(0, match.start() - 20) : match.start()]
    if _YEAR_AFTER.match(after) or _ENDS_WITH_YEAR.match(after) or _EVERY_YEAR.search(before):
        return True
    begin, end = max(0, match.start() - LONGEST_SENTENCE), match.end() + LONGEST_SENTENCE
    opened = [stop.end() for stop in _SENTENCE_END.finditer(text, begin, match.start())]
    closed = _SENTENCE_END.search(text, match.end(), end)
    sentence = text[opened[-1] if opened else begin : closed.start() if closed else end]
    return bool(_YEAR.search(sentence))
