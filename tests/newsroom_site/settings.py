"""All that a newsroom decides, fixed for the tests.

tests/support/sites.py appends this file to a copy of the project's pelicanconf.py: a newsroom may
rename its site, or change its navigation, and no test fails.
"""

RECORDS = [
    ("Tìm kiếm", "tim-kiem/"),
    ("Khen thưởng", "khen-thuong/"),
    ("Văn bản", "van-ban/"),
    ("Cụm, khối thi đua", "cum-khoi/"),
    ("Đính chính", "dinh-chinh/"),
    ("Dữ liệu mở", "du-lieu/"),
]
