"""All that a newsroom decides, fixed for the tests.

tests/support/sites.py appends this file to a copy of the project's pelicanconf.py: a newsroom may
rename its site, or change its navigation, and no test fails.
"""

SITENAME = "Gương Sáng"
SITESUBTITLE = "tin hội nghị và điển hình tiên tiến của phong trào thi đua"
SITEDESCRIPTION = "Tin về các hội nghị, phong trào thi đua và những cá nhân, tập thể, mô hình tiêu biểu."
PARTICULARS = {
    "Cơ quan chủ quản": "[tên cơ quan chủ quản]",
    "Người chịu trách nhiệm": "[họ tên, chức vụ]",
    "Loại trang, giấy phép": "[trang thông tin điện tử; số giấy phép]",
    "Địa chỉ": "[số nhà, đường, xã, tỉnh]",
    "Thư điện tử": "[thư@ten-mien.vn]",
    "Điện thoại": "[số điện thoại]",
    "Facebook": "[https://www.facebook.com/…]",
    "YouTube": "[https://www.youtube.com/…]",
    "Zalo": "[https://zalo.me/…]",
}
NAVIGATION = [
    ("Tin", "tin/"),
    ("Hội nghị", "hoi-nghi/"),
    ("Phong trào", "phong-trao/"),
    ("Địa phương", "dia-phuong/"),
    ("Điển hình", "guong/"),
]
OFFLINE = True
RECORDS = [
    ("Tìm kiếm", "tim-kiem/"),
    ("Khen thưởng", "khen-thuong/"),
    ("Văn bản", "van-ban/"),
    ("Cụm, khối thi đua", "cum-khoi/"),
    ("Đính chính", "dinh-chinh/"),
    ("Dữ liệu mở", "du-lieu/"),
]
FEED_MAX_ITEMS = 20
