"""Texts in old or wrong encodings are repaired or reported; texts in other languages stay."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growth import size
from newsroom.files.text_file import decode
from newsroom.language.syllables import is_syllable
from newsroom.problems import Problems
from old_encodings import WRONG, as_tcvn3, as_vni, misread

LISTS = Path(__file__).parents[1] / "language"
VIETNAMESE = (LISTS / "vietnamese_sentences.txt").read_text("utf-8").splitlines()
GOOD = (LISTS / "good_sentences.txt").read_text("utf-8").splitlines()
thorough = settings(
    max_examples=size(60, 1_000),
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def read(text):
    problems = Problems("a.md")
    return decode(text.encode(), problems), problems


def test_the_lists_are_long():
    assert len(set(VIETNAMESE)) == len(set(GOOD)) == 300


@pytest.mark.parametrize("encoding", WRONG)
def test_a_sentence_in_another_encoding_is_repaired_with_a_warning(encoding):
    for sentence in VIETNAMESE:
        wrong = WRONG[encoding](sentence)
        if encoding == "Windows-1258" and "ð" not in wrong:
            continue
        text, problems = read(wrong)
        assert text == sentence
        assert [problem.warning for problem in problems] == [True]


@pytest.mark.parametrize("encoding", WRONG)
def test_an_article_in_another_encoding_is_repaired(encoding):
    article = "---\ntitle: Đồng bào đón tết\nprovince: Hà Nam\n---\n" + "\n".join(VIETNAMESE)
    text, problems = read(WRONG[encoding](article))
    assert text == article
    assert all(problem.warning for problem in problems)


def test_good_text_stays_and_nothing_is_reported():
    for sentence in GOOD:
        text, problems = read(sentence)
        assert problems == [], sentence
        assert " ".join(text.split()) == " ".join(sentence.split())


def is_odd(word):
    """Check that no Vietnamese would write *word*, which has a letter of another language."""
    foreign = [char for char in word if char not in "àáâãèéêìíòóôõùúý" and not char.isascii()]
    return bool(foreign) and not is_syllable(word)


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
@pytest.mark.parametrize("sentences", [GOOD, VIETNAMESE])
def test_a_file_of_notepad_in_utf_16_is_read_with_a_warning(encoding, mark, sentences):
    article = "---\ntitle: Đồng bào đón tết\n---\n" + "\n".join(sentences)
    problems = Problems("a.md")
    text = decode(mark + article.replace("\n", "\r\n").encode(encoding), problems)
    assert text == decode(article.encode(), Problems("a.md"))
    (warning,) = problems
    assert str(warning).startswith("a.md:1:1: cảnh báo: Tệp lưu theo mã UTF-16")


WORDS = sorted({word for sentence in VIETNAMESE for word in sentence.lower().split() if word.isalpha()})
ODD = {encoding: [word for word in WORDS if is_odd(shown(word))] for encoding, shown in WRONG.items()}


@pytest.mark.parametrize("encoding", WRONG)
@thorough
@given(data=st.data())
def test_any_syllables_in_another_encoding_are_repaired_or_reported(encoding, data):
    """A few words may look like another language or like formulas; six different words do not."""
    odd = data.draw(st.lists(st.sampled_from(ODD[encoding]), min_size=6, max_size=6, unique=True))
    others = data.draw(st.lists(st.sampled_from(WORDS), max_size=8))
    sentence = " ".join(data.draw(st.permutations(odd + others)))
    sentence += " đồng" * (encoding == "Windows-1258")  # which is recognised by its ð
    text, problems = read(WRONG[encoding](sentence))
    assert text == sentence or any(not problem.warning for problem in problems)
    assert problems


@thorough
@given(st.lists(st.sampled_from([word for sentence in GOOD for word in sentence.split()]), max_size=12))
def test_no_mixture_of_good_words_is_reported(words):
    assert read(" ".join(words))[1] == []


@thorough
@given(
    st.lists(st.sampled_from(GOOD + VIETNAMESE), min_size=1, max_size=5),
    st.sampled_from(VIETNAMESE),
    st.sampled_from(sorted(WRONG)),
)
def test_a_pasted_paragraph_is_repaired_between_good_ones(good, sentence, encoding):
    wrong = WRONG[encoding](sentence)
    if encoding == "Windows-1258" and "ð" not in wrong:
        return
    text, problems = read("\n\n".join([*good, wrong]))
    assert text.splitlines()[-1] == sentence
    ((line, warning),) = [(problem.line, problem.warning) for problem in problems]
    assert (line, warning) == (2 * len(good) + 1, True)


@pytest.mark.parametrize(
    ("text", "repaired", "message"),
    [
        pytest.param(
            "a\n\nĐồng chí nói: Thi ®ua yªu n\xadíc!",
            None,
            "a.md:3:19: Chữ theo mã TCVN3 (phông .VnTime), không đọc lại chắc được: “®ua yªu n·íc”.",
            id="within a sentence in Unicode",
        ),
        pytest.param(
            "a\n\nĐây là câu: Thi ®ua yªu n\xadíc!",
            "a\n\nĐây là câu: Thi đua yêu nước!",
            "a.md:3:17: cảnh báo: Chữ theo mã TCVN3 (phông .VnTime), đã đọc lại:",
            id="within a sentence in Unicode, with clear borders",
        ),
        pytest.param(
            "place: Hµ Nam",
            "place: Hà Nam",
            "a.md:1:8: cảnh báo: Chữ theo mã TCVN3 (phông .VnTime), đã đọc lại: “Hµ Nam” thành “Hà Nam”.",
            id="one word in a field",
        ),
        pytest.param(
            "§¹I HéI THI §UA",
            "ĐẠI HỘI THI ĐUA",
            "a.md:1:1: cảnh báo: Chữ theo mã TCVN3 (phông .VnTime), đã đọc lại: “§¹I HéI THI §UA” thành",
            id="capitals",
        ),
        pytest.param(
            "Thµnh phè Hµ Néi, TP Hµ Néi, Hµ NéI Vµ C¸c N¥I",
            "Thành phố Hà Nội, TP Hà Nội, HÀ NỘI VÀ Các NƠI",
            "a.md:1:1: cảnh báo: Chữ theo mã TCVN3",
            id="capitals among others",
        ),
        pytest.param(
            "nh©n d©n, c¸n bé níc nhµ",
            None,
            "a.md:1:1: Chữ theo mã TCVN3 (phông .VnTime), không đọc lại chắc được:",
            id="letters are lost",
        ),
        pytest.param(
            "vÃ  lÃ m viá»‡c",
            None,
            "a.md:1:2: Chữ theo mã UTF-8 bị đọc nhầm là Windows-1252, không đọc lại chắc được: “Ã  lÃ m",
            id="a no-break space is lost",
        ),
        pytest.param(
            "Ä‘i Ä‘Ã¢u, vÃ ",
            "đi đâu, và",
            "a.md:1:1: cảnh báo: Chữ theo mã UTF-8 bị đọc nhầm là Windows-1252, đã đọc lại:",
            id="a no-break space is cut off",
        ),
        pytest.param(
            "Nhiệt độ 37Â°C â€“ cao",
            "Nhiệt độ 37°C – cao",
            "a.md:1:10: cảnh báo: Chữ theo mã UTF-8 bị đọc nhầm là Windows-1252, đã đọc lại: “37Â°C â€“ cao”",
            id="only signs",
        ),
    ],
)
def test_the_editor_is_told_the_encoding_and_its_place(text, repaired, message):
    found, problems = read(text)
    assert [str(problem)[: len(message)] for problem in problems] == [message]
    assert repaired is None or found == repaired


def test_each_encoding_of_a_paragraph_is_reported_once_at_its_line():
    sentence = VIETNAMESE[0]
    lost = "vÃ  lÃ m viá»‡c"
    _text, problems = read("\n".join([misread(sentence), as_tcvn3(sentence)]))
    assert [(problem.line, problem.warning) for problem in problems] == [(1, True), (2, True)]
    _text, problems = read("\n".join([as_tcvn3(sentence), lost]))
    assert [(problem.line, problem.warning) for problem in problems] == [(1, True), (2, False)]


@pytest.mark.parametrize("encoding", ["VNI", *(name for name in WRONG if name.startswith("UTF-8"))])
def test_capitals_are_repaired(encoding):
    for sentence in VIETNAMESE:
        assert read(WRONG[encoding](sentence.upper()))[0] == sentence.upper()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("encoding", WRONG)
def test_marks_may_be_composed_or_not(form, encoding):
    sentence = VIETNAMESE[2]
    of_wrong = unicodedata.normalize(form, WRONG[encoding](sentence + " Đồng bào vui."))
    assert read(of_wrong)[0] == sentence + " Đồng bào vui."
    assert read(misread(unicodedata.normalize(form, sentence)))[0] == sentence


@pytest.mark.parametrize("rest", ["", " ", "\ufffd"], ids=["nothing", "space", "replacement"])
@pytest.mark.parametrize("lost", ["\x81", "\x8d", "\x8f", "\x90", "\x9d", "\xa0"])
def test_a_lost_byte_is_repaired_or_reported(lost, rest):
    for sentence in VIETNAMESE:
        text, problems = read(misread(sentence).replace(lost, rest))
        assert text == sentence or any(not problem.warning for problem in problems)


@pytest.mark.parametrize("encoding", ["TCVN3", "UTF-8 as Latin-1"])
def test_a_lost_soft_hyphen_is_reported(encoding):
    wrong = WRONG[encoding]("Nước sông dâng, bác sĩ khám bệnh miễn phí")
    _text, problems = read(wrong.replace("\xad", ""))
    assert [problem.warning for problem in problems] == [False]


@pytest.mark.parametrize("rest", ["", " "], ids=["nothing", "space"])
def test_a_sentence_that_lost_its_soft_hyphens_is_never_silent(rest):
    for sentence in VIETNAMESE:
        assert read(as_tcvn3(sentence).replace("\xad", rest))[1], sentence


@pytest.mark.parametrize(
    "sentence", ["Người thợ mộc già góp đá", "Bà mua lưới, thóc", "Được mùa cà phê", "Ngư dân đón tết"]
)
def test_a_word_that_lost_its_soft_hyphen_is_not_read_as_another_word(sentence):
    _text, problems = read(as_tcvn3(sentence).replace("\xad", ""))
    assert [problem.warning for problem in problems] == [False]


@pytest.mark.parametrize(("wrong", "right"), [("n\xadíc", "nước"), ("tr\xadëng", "trưởng")])
def test_a_soft_hyphen_within_a_syllable_is_a_letter(wrong, right):
    text, problems = read(f"Hội {wrong}")
    assert text == f"Hội {right}"
    assert [problem.warning for problem in problems] == [True]
    good = "thi đua yêu nư\xadớc, co\xadopération, th\xad\nesis"
    assert read(good) == (good.replace("\xad", ""), [])


def test_two_wrong_steps_are_undone():
    sentence = VIETNAMESE[0]
    assert read(misread(as_tcvn3(sentence)))[0] == read(misread(as_vni(sentence)))[0] == sentence


def test_a_short_line_is_repaired_beside_a_clear_one():
    text, problems = read("---\ntitle: X· Hßa B×nh\n---\nThi ®ua yªu n\xadíc\n")
    assert text == "---\ntitle: Xã Hòa Bình\n---\nThi đua yêu nước\n"
    assert [(one.line, one.warning) for one in sorted(problems)] == [(2, True), (4, True)]


def test_readers_get_the_repaired_text(tree):
    wrong = as_tcvn3("Bà con nông dân góp đất làm đường.")
    tree.article("a", title=as_vni("Thi đua yêu nước"), provinces=f"[{as_tcvn3('Hà Nam')}]", body=wrong)
    content = tree.load()
    assert content.faults == []
    item = content.site.items["articles/a.md"]
    assert item.title == "Thi đua yêu nước"
    assert [mention.name for mention in item.provinces] == ["Hà Nam"]
    assert "Bà con nông dân góp đất làm đường." in item.text


def test_a_list_in_an_old_encoding_is_read(tree):
    name = as_vni("Khối thi đua báo chí")
    tree.write("vocabularies/clusters.yaml", f"clusters:\n  - id: khoi\n    name: {name}\n    kind: khối\n")
    tree.article("a", cluster="Khối thi đua báo chí")
    (problem,) = tree.load().problems
    assert problem.warning
    assert problem.path.endswith("clusters.yaml")


BYTES = {"TCVN3": "latin-1", "VNI": "cp1252", "Windows-1258": "cp1252"}


@pytest.mark.parametrize("encoding", BYTES)
def test_a_file_in_the_bytes_of_an_old_encoding_is_repaired_with_one_warning(encoding):
    article = "---\r\ntitle: Đồng bào đón tết\r\nprovince: Hà Nam\r\n---\r\n" + "\r\n".join(VIETNAMESE)
    problems = Problems("a.md")
    text = decode(WRONG[encoding](article).encode(BYTES[encoding]), problems)
    assert text == article.replace("\r\n", "\n")
    ((line, column, message),) = [
        (problem.line, problem.column, str(problem)) for problem in problems if problem.warning
    ]
    assert (line, column) == (2, 8)
    assert f"Chữ theo mã {encoding}" in message
    assert "thành “Đồng bào đón tết”.\n  Cả tệp lưu theo mã ấy: chuyển sang Unicode UTF-8" in message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            as_tcvn3("Ông Lê Văn Đức đọc tác phẩm của ").encode("latin-1") + b"Fran\xe7ois",
            "a.md:1:1: Chữ theo mã TCVN3 (phông .VnTime), không đọc lại chắc được",
            id="a word of another language",
        ),
        pytest.param(
            "Bà con góp đất.\n".encode() + as_tcvn3("Thi đua yêu nước").encode("latin-1"),
            "a.md:2:5: Tệp không phải mã UTF-8.",
            id="only a part",
        ),
        pytest.param(
            "Le café de la gare, où l’été".encode("cp1252"), "a.md:1:7: Tệp không phải mã UTF-8.", id="French"
        ),
        pytest.param("Thi đua".encode("utf-16")[:-1], "a.md:1:1: Tệp theo mã UTF-16", id="half of UTF-16"),
    ],
)
def test_bytes_that_cannot_be_read_for_certain_are_a_fault(data, message):
    problems = Problems("a.md")
    assert decode(data, problems) == ""
    assert [str(problem)[: len(message)] for problem in problems] == [message]
    assert problems.has_faults


def test_a_reading_as_mac_roman_is_named_and_signs_of_mathematics_stay():
    text, problems = read("Thi " + misread("đua yêu nước – “tốt”, √2 ≈ 1,4", "mac_roman"))
    assert text == "Thi đua yêu nước – “tốt”, √2 ≈ 1,4"
    assert "Chữ theo mã UTF-8 bị đọc nhầm là Mac Roman, đã đọc lại: “ƒëua y√™u" in str(problems[0])
    good = "√2, √π, √∞, ∆T = 5, ∆x, ƒ(x), 5·10, A·B, °C, Å, ∑ƒ, một √ và ‚đôi’"
    assert read(good) == (good, [])
