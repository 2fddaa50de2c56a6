"""Cells of tables: unchanged for programs, and without formulas for spreadsheets."""

import csv
import io
import json

import pytest

from newsroom.exports.tables import Column, Table, to_csv, to_json


def table(value):
    columns = (Column("what", "Cái gì", lambda record: record),)
    return Table("so-lieu", "Số liệu", "Mỗi dòng là một số liệu.", columns, [value])


def in_csv(value):
    return list(csv.reader(io.StringIO(to_csv(table(value)))))[1][0]


def in_json(value):
    return json.loads(to_json(table(value)))[0]["what"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("https://evil.example","x")', '\'=HYPERLINK("https://evil.example","x")'),
        ("+84 912", "'+84 912"),
        ("-5 độ", "'-5 độ"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        ("Dòng một\n=1+1\n-2", "Dòng một\n'=1+1\n'-2"),
        ("Dòng một\r\n@x", "Dòng một\r'\n'@x"),
        ("Tổ 1;  +1", "Tổ 1;  '+1"),
        ("Tổ 1\t－1", "Tổ 1\t'－1"),
        (' "=1+1"', ' "\'=1+1"'),
        ('Tổ 1;"=1+1"', 'Tổ 1;"\'=1+1"'),
        ("＝1+1", "'＝1+1"),
        ("Tổ 1;=1+1", "Tổ 1;'=1+1"),
        (["=a", "b"], "'=a; b"),
        ("Thu - chi = 0", "Thu - chi = 0"),
        ("– Đợt 2", "– Đợt 2"),
        ("tin/2024/a.html", "tin/2024/a.html"),
        ("'=1", "'=1"),
        (-5, "-5"),
        (-4.5, "-4.5"),
        ("", ""),
        (None, ""),
    ],
)
def test_no_cell_of_words_is_a_formula_for_a_spreadsheet(value, cell):
    assert in_csv(value) == cell


@pytest.mark.parametrize("value", ["=1+1", "@x", "-5 độ", ["=a", "b"], -5])
def test_programs_get_every_value_as_it_is(value):
    assert in_json(value) == value
