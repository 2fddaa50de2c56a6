"""Harmful texts, a line for each.

``alert(1)`` must never run; no browser may send ``evil.example`` a request.
"""

import json

from sites import article

EVIL = "evil.example"
PICTURE = "{static}/images/le-trao.jpg"
TAG, ATTRIBUTE, LINK = "Thẻ HTML", "Thuộc tính", "Liên kết"
WEB = "Địa chỉ web"

# (name, Markdown, the first message to the editor; empty if it may be published)
BODIES = [
    # script
    ("script", "<script>alert(1)</script>", f"9:1: {TAG} <script>"),
    ("script-capitals", "<SCRIPT>alert(1)</SCRIPT>", f"9:1: {TAG} <script>"),
    ("script-in-line", "a <sup><script>alert(1)</script></sup>", f"9:8: {TAG} <script>"),
    ("script-in-script", "<<script>script>alert(1)<</script>/script>", f"9:2: {TAG} <script>"),
    ("script-cut", "<scr<b>ipt>alert(1)</scr</b>ipt>", ""),
    ("script-src", f"<script src=//{EVIL}/x></script>", f"9:1: {ATTRIBUTE} “src”"),
    ("script-full-width", "<ｓｃｒｉｐｔ>alert(1)</ｓｃｒｉｐｔ>", ""),
    ("script-zero-width", "<s\u200bcript>alert(1)</script>", f"9:1: {TAG} <script>"),
    ("script-nul", "<scr\0ipt>alert(1)</script>", f"9:1: {ATTRIBUTE} “ipt”"),
    ("script-entities", "&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62; &amp;lt;script&amp;gt;", ""),
    ("script-code", "`<script>alert(1)</script>`", ""),
    ("script-indented", "a\n\n    <script>alert(1)</script>", f"11:5: {TAG} <script>"),
    ("script-table", "| <script>alert(1)</script> |\n|---|\n| a |", f"9:3: {TAG} <script>"),
    ("script-footnote", "a[^1]\n\n[^1]: <script>alert(1)</script>", f"11:7: {TAG} <script>"),
    ("script-label", "a[^<script>]\n\n[^<script>]: b", ""),
    ("script-quotation", "> - <script>alert(1)</script>", f"9:5: {TAG} <script>"),
    # handlers
    ("handler", "<b onclick=alert(1)>x</b>", f"9:1: {ATTRIBUTE} “onclick”"),
    ("handler-mixed", "<b STYLE=x OnClick=alert(1)>x</b>", f"9:1: {ATTRIBUTE} “onclick”"),
    ("handler-slash", "<br/onclick=alert(1)>", ""),
    ("handler-image", "<img src=x onerror=alert(1)>", f"9:1: {ATTRIBUTE} “onerror”"),
    ("handler-list", "x\n{: onclick=alert(1) }", f"10:4: {ATTRIBUTE} “onclick”"),
    ("handler-list-image", f"![x]({PICTURE}){{: onerror=alert(1) }}", f"9:37: {ATTRIBUTE} “onerror”"),
    ("handler-autofocus", "<input autofocus onfocus=alert(1)>", f"9:1: {ATTRIBUTE} “autofocus”"),
    ("handler-toggle", "<details open ontoggle=alert(1)>", f"9:1: {ATTRIBUTE} “ontoggle”"),
    ("handler-start", "<marquee onstart=alert(1)>", f"9:1: {ATTRIBUTE} “onstart”"),
    ("handler-media", "<video src=x onerror=alert(1)></video>", f"9:1: {TAG} <video>"),
    ("handler-quote", '<abbr title="&quot; onclick=&quot;alert(1)">x</abbr>', ""),
    ("handler-backtick", "<abbr title=`x`onclick=alert(1)>x", ""),
    # links
    ("link", "[x](javascript:alert(1))", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-mixed", "[x](JaVaScRiPt:alert(1))", f"9:5: {LINK} kiểu “JaVaScRiPt:”"),
    ("link-letter", "[x](&#106;avascript:alert(1))", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-hex", "[x](&#x6A;avascript:alert(1))", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-colon", "[x](javascript&colon;alert(1))", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-tab-entity", "[x](java&Tab;script:alert(1))", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-line-entity", "[x](java&NewLine;script:alert(1))", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-tab", "[x](<java\tscript:alert(1)>)", f"9:6: {LINK} kiểu “javascript:”"),
    ("link-control", "[x](\x01javascript:alert(1))", "9:5: Có ký tự điều khiển ẩn"),
    ("link-control-entity", "[x](&#1;javascript:alert(1))", "9:5: Có ký tự điều khiển ẩn"),
    ("link-soft-hyphen", "[x](java\u00adscript:alert(1))", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-percent", "[x](%6aavascript:alert(1))", f"9:5: {LINK} “%6a"),
    ("link-vbscript", "[x](vbscript:alert(1))", f"9:5: {LINK} kiểu “vbscript:”"),
    ("link-data", "[x](data:text/html,<script>alert(1)</script>)", f"9:5: {LINK} kiểu “data:”"),
    ("link-data-entity", "[x](data&#58;text/html;base64,PHNjcmlwdD4=)", f"9:5: {LINK} kiểu “data:”"),
    ("link-blob", "[x](blob:https://a.vn/x)", f"9:5: {LINK} kiểu “blob:”"),
    ("link-file", "[x](file:///etc/passwd)", f"9:5: {LINK} kiểu “file:”"),
    ("link-host-alone", f"[x](//{EVIL}/)", f"9:5: {WEB}"),
    ("link-backslash", f"[x](/\\{EVIL}/)", f"9:5: {LINK} “/\\"),
    ("link-colon-alone", f"[x](https:{EVIL})", f"9:5: {WEB}"),
    ("link-user", f"[x](https://bao.example@{EVIL}/)", f"9:5: {WEB} không được có @"),
    ("link-climbs", "[x]({filename}../../../../etc/passwd)", "9:5: Không có tệp"),
    ("link-reference", "[x][y]\n\n[y]: javascript:alert(1)", f"11:6: {LINK} kiểu “javascript:”"),
    ("link-reference-entity", "[y]\n\n[y]: <java&#115;cript:alert(1)>", f"11:7: {LINK} kiểu “javascript:”"),
    ("link-auto", "<javascript:alert(1)>", f"9:2: {LINK} kiểu “javascript:”"),
    ("link-auto-slashes", "<javascript://%0aalert(1)>", f"9:2: {LINK} kiểu “javascript:”"),
    ("link-auto-ftp", "<ftp://a.example/>", f"9:2: {LINK} kiểu “ftp:”"),
    ("link-auto-quote", '<https://a.example/"onclick="alert(1)>', ""),
    ("link-attribute", "[x](/tin/){: href=javascript:alert(1) }", f"9:5: {LINK} kiểu “javascript:”"),
    ("link-ping", f"[x](/tin/){{: ping=https://{EVIL} }}", f"9:14: {ATTRIBUTE} “ping”"),
    ("link-typed", '<a href="javascript:alert(1)">x</a>', f"9:1: {TAG} <a>"),
    ("link-no-break", "<a\u00a0href=javascript:alert(1)>x</a>", f"9:1: {TAG} <a>"),
    ("link-quote", '[x](https://a.example/"onmouseover="alert(1))', ""),
    ("link-title", "[x](https://a.example/ '\"><script>alert(1)</script>')", ""),
    ("link-mail", '[x](mailto:a@a.example?body=%3Cscript%3E) <a@a.example?subject="onclick=x>', ""),
    ("link-phone", '[x](tel:+84"onclick=alert(1))', ""),
    ("link-words", "javascript:alert(1)", ""),
    # pictures
    ("picture", "![x](javascript:alert(1))", "9:6: Ảnh trong bài viết là"),
    ("picture-data", "![x](data:image/svg+xml,<svg onload=alert(1)>)", f"9:25: {ATTRIBUTE} “onload”"),
    ("picture-elsewhere", f"![x](https://{EVIL}/x.png)", "9:6: Không lấy ảnh từ trang khác"),
    ("picture-source", f"![x]({PICTURE}){{: src=https://{EVIL}/x.png }}", "9:6: Không lấy ảnh"),
    ("picture-set", f"![x]({PICTURE}){{: srcset=https://{EVIL}/x.png }}", f"9:37: {ATTRIBUTE} “srcset”"),
    ("picture-words", f'![x" onerror="alert(1)]({PICTURE})', ""),
    ("picture-title", f'![x]({PICTURE} "a\\" onload=\\"alert(1)")', ""),
    ("picture-caption", f'![x]({PICTURE})\n"> onerror=alert(1) </figcaption x', ""),
    ("picture-script", f"![<script>alert(1)</script>]({PICTURE})", f"9:3: {TAG} <script>"),
    # whole elements
    ("svg", "<svg onload=alert(1)>", f"9:1: {ATTRIBUTE} “onload”"),
    ("svg-animate", "<svg><animate onbegin=alert(1) dur=1s>", f"9:1: {TAG} <svg>"),
    ("svg-use", '<svg><use href="data:image/svg+xml,#x">', f"9:1: {TAG} <svg>"),
    ("style", f"<style>@import '//{EVIL}/x.css';</style>", f"9:1: {TAG} <style>"),
    ("style-attribute", f'<b style="background:url(//{EVIL})">x</b>', f"9:1: {ATTRIBUTE} “style”"),
    ("style-list", "x\n{: style='position:fixed' }", f"10:4: {ATTRIBUTE} “style”"),
    ("style-link", f"<link rel=stylesheet href=//{EVIL}/x.css>", f"9:1: {ATTRIBUTE} “href”"),
    ("frame", f"<iframe src=//{EVIL}></iframe>", f"9:1: {TAG} <iframe>"),
    ("frame-document", '<iframe srcdoc="<script>alert(1)</script>">', f"9:1: {TAG} <iframe>"),
    ("object", f"<object data=//{EVIL}></object><embed src=//{EVIL}>", f"9:1: {TAG} <object>"),
    ("base", f"<base href=//{EVIL}/>", f"9:1: {ATTRIBUTE} “href”"),
    ("refresh", f'<meta name=x content="0;url=//{EVIL}">', f"9:1: {ATTRIBUTE} “content”"),
    ("refresh-text", f"<meta http-equiv=refresh content=0;url=//{EVIL}>", ""),
    ("form", f"<form action=//{EVIL}><button>x</button></form>", f"9:1: {ATTRIBUTE} “action”"),
    ("form-button", "<button formaction=javascript:alert(1)>x</button>", f"9:1: {ATTRIBUTE} “formaction”"),
    # never closed, closed too often
    ("open-comment", "<!-- a", "9:1: Ghi chú <!-- không có dấu đóng"),
    ("open-attribute", '<b onmouseover="alert(1)', ""),
    ("open-link", '<a href="javascript:alert(1)', ""),
    ("open-image", "<img src=x onerror=alert(1)", ""),
    ("open-bold", "<b><i>a</i>", "9:1: Thẻ <b> mở mà không đóng"),
    ("open-self-closed", "<q/>a", "9:1: Thẻ <q> mở mà không đóng"),
    ("open-plaintext", "<plaintext>", f"9:1: {TAG} <plaintext>"),
    ("open-textarea", "<textarea>", f"9:1: {TAG} <textarea>"),
    ("open-title", "<title>", f"9:1: {TAG} <title>"),
    ("open-xmp", "<xmp>", f"9:1: {TAG} <xmp>"),
    ("open-noembed", "<noembed>", f"9:1: {TAG} <noembed>"),
    ("open-template", "<template>", f"9:1: {TAG} <template>"),
    ("open-table", "<table><tr><td>", f"9:1: {TAG} <table>"),
    ("closed-main", "</main></body></html>", f"9:1: {TAG} <main>"),
    ("closed-text", "</p></div></article>", f"9:1: {TAG} <p>"),
    ("closed-bold", "a</b>", "9:2: Thẻ </b> đóng mà không mở"),
    # what one parser reads in another way than the next
    ("parsers-comment", "<!--> <img src=x onerror=alert(1)> -->", "9:1: Ghi chú <!-- -->"),
    ("parsers-comment-dash", f"<!---> <img src=//{EVIL}/x> -->", "9:1: Ghi chú <!-- -->"),
    ("parsers-comment-bang", "<!-- a --!> <img src=x onerror=alert(1)> -->", "9:"),
    ("parsers-comment-good", "a <!-- <script>alert(1)</script> --> b", ""),
    ("parsers-cdata", "<![CDATA[<script>alert(1)</script>]]>", "9:1: Đoạn này sẽ không hiện"),
    ("parsers-section", "<p><![x]: <script>alert(1)</script>", "9:"),
    ("parsers-instruction", "<?xml?><script>alert(1)</script>", "9:1: Đoạn này sẽ không hiện"),
    ("parsers-doctype", "<!DOCTYPE html><script>alert(1)</script>", "9:1: Đoạn này sẽ không hiện"),
    ("parsers-id", '<p id="</textarea><img src=x onerror=alert(1)>">', f"9:1: {TAG} <p>"),
    ("parsers-id-list", "x\n{: id='</textarea onclick=alert(1) x' }", ""),
    ("parsers-title", "<b title='</textarea><img src=x onerror=alert(1)>'>y</b>", ""),
    ("parsers-noscript", '<noscript><p title="</noscript><img src=x onerror=alert(1)>">', f"9:1: {TAG}"),
    ("parsers-style", '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', f"9:1: {TAG} <svg>"),
    (
        "parsers-math",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img onerror=alert(1)&gt;">',
        f"9:1: {TAG} <math>",
    ),
    (
        "parsers-form",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        f"9:1: {TAG} <form>",
    ),
    (
        "parsers-select",
        "<select><template><style><!--</style><a id='--></style></template></select><img onerror=alert(1)>'>",
        f"9:1: {TAG} <select>",
    ),
    # what cannot be seen
    ("hidden-bidi", "a \u202egnp.exe", "9:3: Có ký tự ẩn đổi chiều chữ (U+202E)"),
    ("hidden-isolate", "a \u2066gnp.exe", "9:3: Có ký tự ẩn đổi chiều chữ (U+2066)"),
    ("hidden-bidi-entity", "a &#x202e;gnp.exe", "9:3: Có ký tự ẩn đổi chiều chữ (U+202E)"),
    ("hidden-nul", "a \0 b", "9:3: Có ký tự NUL"),
    ("hidden-nul-entity", "a &#0; b", "9:3: Có ký tự NUL"),
    ("hidden-stash", "\x02wzxhzdk:0\x03", "9:1: Có ký tự điều khiển ẩn (U+0002)"),
    ("hidden-lines", "a &#8232; b &#8203; c", ""),
    # names of places, and signs of templates
    ("name-of-page", "<span id=tin-moi>x</span>", "9:1: Tên chỗ “tin-moi”"),
    ("name-clobbers", "<span id=location>a</span> <span id=document>b</span>", ""),
    ("name-quote", "## H {: class='\"onclick=alert(1)' }", ""),
    ("template", "{{ 7 * 7 }} {% set x = 1 %} ${7*7} <%= 7*7 %>", ""),
]

MARK = "xyz"
# Each stands, with the mark and its number after it, in all fields of words and all names of closed lists.
STRINGS = [
    "Lành",
    "</script><script>alert(1)</script>",
    "</title></style></textarea></noscript><img src=x onerror=alert(1)>",
    "<!-- <script> --!> ]]> <![CDATA[ <?x",
    "\" onmouseover=\"alert(1)\" x=\" ' onfocus='alert(1)' autofocus='",
    "&lt;script&gt;alert(1)&lt;/script&gt; &quot; onclick=alert(1) &#34; &amp;",
    "</h1></p></a></main></body><main><h1><svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "a\u2028b\u2029c d\u200be\ufefff",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0;=1+1",
    "+84 912, -5",
    "javascript:alert(1)//",
    "{{ 7 * 7 }}{% raw %}${7*7}<%= 7*7 %>",
    "a\nBEGIN:VEVENT\nSUMMARY:b\\n;,\nEND:VCALENDAR",
    "%3Cscript%3E%0d%0aX:y ../../ \\..\\ \\u003c",
]

# (name, fields, the message to the editor; empty if it may be published)
FIELDS = [
    ("field-slug", {"slug": "'a\"onclick=\"x'"}, "6:7: Slug chỉ gồm"),
    ("field-slug-climbs", {"slug": "../../x"}, "6:7: Slug chỉ gồm"),
    ("field-slug-script", {"slug": "'</script>'"}, "6:7: Slug chỉ gồm"),
    ("field-old", {"redirects": "['/a\"onclick=x.html']"}, "6:13: Địa chỉ cũ"),
    ("field-old-elsewhere", {"redirects": f"['//{EVIL}/a.html']"}, "6:13: Địa chỉ cũ"),
    ("field-old-climbs", {"redirects": "['/../a.html']"}, "6:13: Địa chỉ cũ"),
    ("field-old-script", {"redirects": "['javascript:alert(1)']"}, "6:13: Địa chỉ cũ"),
    ("field-source", {"source": "{name: A, url: 'javascript:alert(1)'}"}, f"6:24: {WEB}"),
    ("field-source-tab", {"source": '{name: A, url: "java\\tscript:alert(1)"}'}, f"6:24: {WEB}"),
    ("field-source-data", {"source": "{name: A, url: 'data:text/html,x'}"}, f"6:24: {WEB}"),
    ("field-source-user", {"source": f"{{name: A, url: 'https://a.vn@{EVIL}/'}}"}, f"6:24: {WEB}"),
    ("field-source-quote", {"source": "{name: A, url: 'https://a.example/\"onclick=\"alert(1)'}"}, ""),
    ("field-tag", {"tags": "['<>']"}, "6:8: Thẻ “<>” không có chữ nào"),
    ("field-campaign", {"campaigns": "['<script>alert(1)</script>']"}, "6:13: Không có phong trào"),
    ("field-picture", {"image": f"{{src: 'https://{EVIL}/x.png', alt: a}}"}, "6:14: Không lấy ảnh"),
    ("field-bidi", {"authors": '["a\\u202eb"]'}, "6:11: Có ký tự ẩn đổi chiều chữ"),
    ("field-nul", {"authors": '["a\\0b"]'}, "6:11: Có ký tự NUL"),
    ("field-key", {"'<script>'": "x"}, "6:1: "),
    ("field-object", {"authors": "!!python/object/apply:os.system [x]"}, "6:10: "),
]

# Texts that run, or send a request, on a page that nobody cleaned: the alarms must ring.
UNCLEANED = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    '<a href="javascript:alert(1)">x</a>',
    f"<img src=//{EVIL}/x.png>",
    f"<link rel=stylesheet href=//{EVIL}/x.css>",
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    "<p style='position:fixed'>x</p>",
    "<input autofocus onfocus=alert(1)>",
]


def body_article(text):
    """Return an article with *text* in the middle, beginning on line 9."""
    return article("Một bài", body=f"Đầu.\n\n{text}\n\nCuối.")


def text_of(number):
    """Return the words of all fields in the content of this *number*."""
    return f"{STRINGS[number]} {MARK} {number}"


def string_content(number):
    """Return content with a string in every possible place: files by path."""
    words = text_of(number)
    front = {"title": words, "summary": words}
    front["image"] = {"src": "images/le-trao.jpg", "alt": words, "caption": words}
    sourced = front | {"source": [{"name": words, "url": "https://a.example/"}]}
    honour = {"award": words, "grade": words, "collectives": 1, "recipients": [words], "authority": words}
    reported = sourced | {
        "date": "2024-03-05",
        "modified": "2024-03-06",
        "photo_credit": words,
        "corrections": [{"date": "2024-03-06", "text": words}],
        "campaigns": [words],
        "provinces": [words],
        "documents": [f"Loại {number}/QĐ-X"],
        "honours": [honour],
    }
    event = dict.fromkeys(("name", "place", "host", "chair", "province"), words)
    story = reported | {
        "category": "Hội nghị",
        "tags": [words],
        "authors": [words],
        "cluster": words,
        "event": event | {"date": "2024-03-05"},
        "people": [{"name": words, "role": words, "place": words}],
        "figures": [{"what": words, "value": "-5", "unit": words, "place": words, "campaign": words}],
        "exemplars": [f"guong-{number}"],
        "redirects": [f"/cu-{number}.html"],
    }
    withdrawn = story | {"withdrawn": {"reason": words, "date": "2024-04-01"}, "redirects": []}
    exemplar = reported | {"kind": "cá nhân", "role": words, "place": words, "field": words}
    campaign = sourced | {"kind": "phong trào", "launched_by": words, "aliases": [f"Tên khác {words}"]}
    return {
        f"articles/2024/chu-{number}.md": _file(story),
        f"articles/2024/go-{number}.md": _file(withdrawn),
        f"exemplars/guong-{number}.md": _file(exemplar),
        f"campaigns/pt-{number}.md": _file(campaign),
        f"pages/trang-{number}.md": _file(front),
    }


def _file(fields):
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
    return f"---\n{lines}---\nChữ.\n"


def closed_lists():
    """Return YAML to append to each of the project's closed lists, by name."""
    lists = {"awards": [], "documents": [], "clusters": [], "provinces": []}
    for number in range(len(STRINGS)):
        words = text_of(number)
        award = {"id": f"kt-{number}", "name": words, "kind": "bằng khen", "authority": words}
        lists["awards"].append(award | {"grades": [words]})
        document = {"kind": "Loại", "number": f"{number}/QĐ-X", "slug": f"vb-{number}", "date": "2024-01-01"}
        lists["documents"].append(document | {"issuer": words, "title": words})
        year = {"year": 2024, "head": words, "members": [words]}
        lists["clusters"].append({"id": f"cum-{number}", "name": words, "kind": "cụm", "years": [year]})
        name = {"name": words, "type": "tỉnh", "since": "2020-01-01", "act": words}
        before = {"name": f"{words} cũ", "type": "tỉnh", "until": "2025-06-30"}
        part = {"slug": f"cu-{number}", "names": [before]}
        province = {"slug": f"tinh-{number}", "region": "dong-nam-bo", "names": [name], "formed_from": [part]}
        lists["provinces"].append(province)
    return {
        name: "".join(f"  - {json.dumps(entry)}\n" for entry in entries) for name, entries in lists.items()
    }


def field_article(fields):
    return article(body="Đầu.\n\nCuối.", **({"title": "Một bài"} | fields))
