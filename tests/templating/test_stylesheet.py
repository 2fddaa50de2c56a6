import base64
import hashlib
import re

from sites import article


def test_the_policy_lets_in_exactly_the_style_that_stands_in_the_page(build):
    page = build({"articles/2024/a.md": article()}).page("tin/2024/a.html")
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    digest = base64.b64encode(hashlib.sha256(page.style.string.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"/\*|\n", page.style.string), "comments and line ends travel to no reader"
