import pytest

from newsroom.vocabulary.closed_lists import NameIndex

REGION = "regions: [{id: a, name: A}]\n"
FORMED = "formed_from: [{{slug: p, names: [{{name: {}, type: tỉnh, until: 2025-06-30}}]}}]"


def unit(slug, name, more=""):
    return f"  - {{slug: {slug}, region: a, names: [{{name: {name}, type: tỉnh}}]{more and f', {more}'}}}\n"


@pytest.mark.parametrize(
    ("name", "award"),
    [
        ("Huân chương Lao động", "hc-lao-dong"),
        ("huân chương lao động", "hc-lao-dong"),
        ("hc-lao-dong", "hc-lao-dong"),
        ("Bằng khen của Chủ tịch UBND tỉnh", "bk-bo-nganh-tinh"),
        ("Xã, phường, thị trấn tiêu biểu", "xa-phuong-tieu-bieu"),
        ("xã phường đặc khu tiêu biểu", "xa-phuong-tieu-bieu"),
    ],
)
def test_an_award_is_found_by_any_of_its_names(vocabularies, name, award):
    assert vocabularies.awards.get(name).id == award


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Quyết định 666/QĐ-TTg", "666/QĐ-TTg"),
        ("666/QĐ-TTg", "666/QĐ-TTg"),
        ("666/QĐ–TTg", "666/QĐ-TTg"),
        ("Quyết định số 666/QĐ-TTg", "666/QĐ-TTg"),
        ("Quyết định 666/QĐ-TTg năm 2022", "666/QĐ-TTg"),
        ("Chỉ thị 34", "34-CT/TW"),
        ("Luật Thi đua khen thưởng năm 2022", "06/2022/QH15"),
    ],
)
def test_a_document_is_found_by_kind_number_and_year(vocabularies, name, number):
    assert vocabularies.document(name).number == number


def test_a_cluster_is_found_by_its_short_name(vocabularies):
    cluster = vocabularies.clusters.get("Khối thi đua các huyện, thị xã, thành phố")
    assert cluster.id == "huyen-thi-xa-thanh-pho-tinh-lao-cai"
    assert cluster.years[0].head == "UBND huyện Bắc Hà"


def test_no_two_awards_or_clusters_bear_one_name(vocabularies):
    for index in (vocabularies.awards, vocabularies.clusters):
        for thing in index.things:
            for name in index.names_of(thing):
                assert index.find(name) == [thing]


def test_a_name_index_tells_who_else_bears_a_name():
    index = NameIndex("chữ", lambda word: (word, word[0]), ["anh", "ba"])
    assert index.add("ăn") == []
    assert "anh" in index.add("Anh")
    assert index.find("ANH") == ["anh", "Anh"]
    assert index.get("b") == "ba"


def test_a_name_index_asks_for_the_nearest_name():
    index = NameIndex("cụm thi đua", lambda word: (word,), ["Cụm số 1"])
    with pytest.raises(ValueError, match=r"“Cum so 1”\. Có phải là “Cụm số 1”\?"):
        index.find("Cum so 1")


def test_a_name_index_asks_for_another_name_when_no_main_name_is_near():
    index = NameIndex("đơn vị", lambda names: names, [("Sở Giáo dục và Đào tạo", "Sở Học vụ"), ("Sở Y tế",)])
    with pytest.raises(ValueError, match=r"“Sở Hoc vu”\. Có phải là “Sở Học vụ”\?"):
        index.find("Sở Hoc vu")
    with pytest.raises(ValueError, match=r"Có phải là “Sở Y tế”\?"):
        index.find("So y te")


def test_a_number_of_two_years_must_be_told_with_its_year(tree):
    tree.write(
        "vocabularies/documents.yaml",
        "documents:\n"
        "  - {kind: Quyết định, number: '10', date: 2021-01-05}\n"
        "  - {kind: Quyết định, number: '10', date: 2022-01-05}\n",
    )
    tree.article("mo-ho", documents="[Quyết định 10]")
    tree.article("ro", documents="[Quyết định 10 năm 2022]")
    (told,) = tree.problems()
    assert told.startswith(
        "articles/mo-ho.md:6:13: Có nhiều văn bản “Quyết định 10”: viết rõ năm,"
        " “Quyết định 10 năm 2021”, “Quyết định 10 năm 2022”."
    )


def test_a_broken_list_does_not_accuse_the_articles_that_name_something_of_it(tree):
    tree.write(
        "vocabularies/awards.yaml", "awards:\n  - id: giay-khen\n    name: Giấy khen\n    kind: kỳ lạ\n"
    )
    tree.article("a", honours="[{award: Huân chương Lao động}]")
    (told,) = tree.problems()
    assert told.startswith("vocabularies/awards.yaml:4:11: “kỳ lạ” không phải loại có sẵn.")


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param(
            "awards",
            "awards:\n  - name: A\n    kind: giấy khen\n",
            ["2:5: Thiếu trường “id”."],
            id="award without an id",
        ),
        pytest.param(
            "awards",
            "awards:\n  - {id: Giấy khen, name: A, kind: giấy khen}\n",
            ["2:10: Slug chỉ gồm chữ thường"],
            id="id with marks",
        ),
        pytest.param("awards", "awards: []\n", [], id="no awards"),
        pytest.param("documents", "documents: []\n", [], id="no documents"),
        pytest.param(
            "documents", "documents:\n", ["1:1: Trường “documents” đang để trống."], id="list left blank"
        ),
        pytest.param(
            "awards",
            "award: []\n",
            ["1:1: Không có trường “award”. Có phải là “awards”?", "1:1: Thiếu trường “awards”."],
            id="misspelt list",
        ),
        pytest.param(
            "awards",
            "awards: Giấy khen\n",
            ["1:9: “awards” phải là một danh sách, mỗi dòng một mục bắt đầu bằng “- ”."],
            id="no list",
        ),
        pytest.param(
            "documents",
            "documents:\n  - {kind: Luật, number: '1', date: 2024-02-30}\n",
            ["2:37: Không có ngày 30/2/2024 trong lịch."],
            id="impossible date",
        ),
        pytest.param(
            "documents",
            "documents:\n  - {kind: Luật, number: '1', url: 'javascript:1'}\n",
            ["2:36: Địa chỉ web phải bắt đầu bằng"],
            id="script for an address",
        ),
        pytest.param(
            "clusters",
            "clusters:\n  - {id: a, name: A, kind: nhóm}\n",
            ["2:28: Không có loại “nhóm”.\n  Chọn một trong: cụm, khối."],
            id="unknown kind",
        ),
        pytest.param(
            "clusters",
            "clusters:\n  - {id: a, name: A, kind: cụm, years: [{year: 1800}]}\n",
            ["2:48: “year”"],
            id="year before there were any",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n  - {slug: x, region: a, names: [{name: X, type: tỉnh,"
            " since: 2025-07-01, until: 2025-06-30}]}\n",
            ["3:82: “until” sớm hơn “since”."],
            id="name that ends before it begins",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n  - {slug: x, region: a, names: [{name: X, type: tỉnh, act: Luật}]}\n",
            ["3:61: Có “act” thì phải có “since”"],
            id="act of no day",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n  - {slug: x, region: a, names: [{name: X, type: tỉnh}],"
            " formed_from: [{slug: y, names: [{name: Y, type: tỉnh}]}]}\n",
            ["3:89: Đơn vị cũ phải có ngày kết thúc “until”."],
            id="former unit without an end",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n  - {slug: x, region: a, names: [{name: X, type: huyện}]}\n",
            ["3:50: “huyện” không phải"],
            id="district",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n  - {slug: x, region: a, names: []}\n",
            ["3:26: Trường “names” đang để trống."],
            id="unit without a name",
        ),
        pytest.param(
            "provinces",
            "regions: [{id: a, name: A}, {id: a, name: B}]\nunits:\n" + unit("x", "X"),
            ["1:34: “a” đã có ở trên."],
            id="region twice",
        ),
        pytest.param(
            "provinces",
            "regions: [{id: Á, name: A}]\nunits:\n" + unit("x", "X"),
            ["1:16: Slug chỉ gồm chữ thường"],
            id="region with marks",
        ),
        pytest.param(
            "provinces",
            "regions: [{id: b, name: B}]\nunits:\n" + unit("x", "X"),
            ["3:23: Không có vùng “a”."],
            id="unknown region",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "X") + unit("x", "Y"),
            ["4:12: “x” đã có ở trên."],
            id="slug twice",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "Hòa") + unit("y", "HOÀ"),
            ["4:33: “HOÀ” cùng lúc là tên của “x”."],
            id="name of two units",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "X, until: 2020-01-02") + unit("y", "X, since: 2020-01-02"),
            ["4:33: “X” cùng lúc là tên của “x”."],
            id="name of two units for one day",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "X", "spellings: {X: [Y]}") + unit("y", "Y"),
            ["4:33: “Y” cùng lúc là tên của “x”."],
            id="spelling that is another's name",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "X", "spellings: {Z: [X1]}"),
            ["3:73: Đơn vị này không có tên “Z”."],
            id="spelling of a name that is not there",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "X", FORMED.format("P")) + unit("y", "Y", FORMED.format("Q")),
            ["4:71: Đơn vị cũ “p” đã có ở trên."],
            id="former unit twice",
        ),
        pytest.param(
            "awards",
            "awards:\n  - {id: a, name: A, kind: giấy khen}\n  - {id: a, name: B, kind: giấy khen}\n",
            ["3:10: “a” đã có ở trên."],
            id="award's id twice",
        ),
        pytest.param(
            "awards",
            "awards:\n  - {id: a, name: A, kind: giấy khen}\n  - {id: b, name: A, kind: bằng khen}\n",
            ["3:19: “A” đã có ở trên."],
            id="award's name twice",
        ),
        pytest.param(
            "clusters",
            "clusters:\n  - {id: a, name: A, kind: cụm}\n  - {id: a, name: B, kind: khối}\n",
            ["3:10: “a” đã có ở trên."],
            id="cluster's id twice",
        ),
        pytest.param(
            "clusters",
            "clusters:\n  - {id: a, name: A, kind: cụm}\n  - {id: b, name: A, kind: khối}\n",
            ["3:19: “A” đã có ở trên."],
            id="cluster's name twice",
        ),
        pytest.param(
            "documents",
            "documents:\n"
            "  - {kind: Luật, number: '1', date: 2024-01-02}\n"
            "  - {kind: Luật, number: '1', date: 2024-01-02}\n",
            ["3:26: “1 Luật 2024-01-02” đã có ở trên."],
            id="document twice",
        ),
    ],
)
def test_a_fault_of_a_list_is_told_at_its_line(tree, name, text, expected):
    tree.write(f"vocabularies/{name}.yaml", text)
    told = tree.problems()
    assert len(told) == len(expected), told
    for line, start in zip(told, expected, strict=True):
        assert line.startswith(f"vocabularies/{name}.yaml:{start}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "X, until: 2020-01-01") + unit("y", "X, since: 2020-01-02"),
            id="one name, one unit after the other",
        ),
        pytest.param(
            "provinces",
            REGION + "units:\n" + unit("x", "X", "spellings: {X: [X1, X2]}") + unit("y", "Y"),
            id="spellings of a name",
        ),
        pytest.param(
            "documents",
            "documents:\n  - {kind: Luật, number: '1', date: 2024-01-02}\n"
            "  - {kind: Luật, number: '1', date: 2025-01-02}\n"
            "  - {kind: Nghị định, number: '1', date: 2024-01-02}\n",
            id="one number, two years, two kinds",
        ),
    ],
)
def test_what_is_alike_and_still_apart_may_stand(tree, name, text):
    tree.write(f"vocabularies/{name}.yaml", text)
    assert tree.problems() == []


def test_documents_without_a_date_are_told_apart_by_their_words_only(tree):
    twice = "  - {kind: Luật, number: '1'}\n" * 2
    tree.write("vocabularies/documents.yaml", f"documents:\n{twice}")
    (told,) = tree.problems()
    assert told.startswith("vocabularies/documents.yaml:3:26: ")
    assert "None" not in told


def test_a_year_before_there_were_clusters_is_not_called_negative(tree):
    tree.write(
        "vocabularies/clusters.yaml", "clusters: [{id: a, name: A, kind: cụm, years: [{year: 1800}]}]\n"
    )
    (told,) = tree.problems()
    assert "số âm" not in told
