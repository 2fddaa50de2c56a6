from newsroom.templating.particulars import unfilled


def test_placeholders_are_named_and_what_is_filled_is_not():
    particulars = {"Địa chỉ": "[số nhà]", "Điện thoại": "024 0000 0000"}
    assert unfilled(particulars, "https://tin.vn") == ["Địa chỉ"]
    assert unfilled(particulars, "https://guongsang.example") == ["Địa chỉ", "address"]
