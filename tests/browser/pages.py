"""One page of each template of the site that the browser tests look at."""

import pytest

PAGES = {
    "front page": "/",
    "article": "/tin/2024/lao-cai-tong-ket-10-nam-chi-thi-34.html",
    "list": "/tin/",
    "campaign": "/phong-trao/vi-nguoi-ngheo/",
    "campaign x province": "/phong-trao/vi-nguoi-ngheo/lao-cai/",
    "campaigns": "/phong-trao/",
    "province": "/dia-phuong/tuyen-quang/",
    "former unit": "/dia-phuong/ha-giang/",
    "provinces": "/dia-phuong/",
    "exemplar": "/guong/hang-a-xa.html",
    "exemplars": "/guong/",
    "conferences": "/hoi-nghi/",
    "conferences of a year": "/hoi-nghi/2023/",
    "clusters": "/cum-khoi/",
    "cluster": "/cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/",
    "document": "/van-ban/quyet-dinh-666-qd-ttg-2022/",
    "documents": "/van-ban/",
    "exemplars of a kind": "/guong/mo-hinh/",
    "honours": "/khen-thuong/",
    "list of honours": "/khen-thuong/danh-sach/",
    "page": "/gioi-thieu.html",
    "not found": "/404.html",
    "category": "/chuyen-muc/phong-trao/",
    "tag": "/the/giam-ngheo/",
    "year": "/tin/2024/",
    "numbered page": "/tin/trang/1/",
    "withdrawn": "/tin/2020/go.html",
    "draft": "/tin/2020/nhap.html",
    "corrections": "/dinh-chinh/",
    "open data": "/du-lieu/",
    "components": "/mau/",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
