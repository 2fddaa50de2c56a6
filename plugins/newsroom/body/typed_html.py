"""Reader of the HTML that editors type, which may only be small inline tags."""

from collections import defaultdict
from collections.abc import Iterable
from html.parser import HTMLParser

from newsroom.body.allowed_markup import TYPED_TAGS, refuse_attributes
from newsroom.body.rendered_body import Body
from newsroom.commonmark.lines import DEEPEST, ExcessError
from newsroom.problems import Position

_INVISIBLE = "Đoạn này sẽ không hiện trên trang: hãy xóa hoặc viết lại."
_FILM = "địa chỉ của phim trên một dòng riêng, hoặc {static}/files/ten-phim.mp4 trên một dòng riêng"
_PLAYERS = {"iframe": _FILM, "embed": _FILM, "object": _FILM, "video": _FILM} | {
    "audio": "{static}/files/ten-tep.mp3 trên một dòng riêng"
}
_PARTS_OF_PLAYERS = {"source", "track", "param"}
_IN_MARKDOWN = _PLAYERS | {
    "strong": "**chữ**",
    "em": "*chữ*",
    "a": "[chữ](địa chỉ)",
    "img": "![lời tả](tệp ảnh)",
    "li": "- ở đầu dòng",
    "h2": "## ở đầu dòng",
}


class TypedHTML(HTMLParser):
    """A reader of the HTML in one body."""

    def __init__(self, body: Body) -> None:
        super().__init__()
        self._body = body
        self._open: defaultdict[str, list[Position]] = defaultdict(list)  # the start tags by their names
        self._depth = 0

    def read(self, pieces: Iterable[tuple[str, Position]]) -> bool:
        """Read the *pieces* of HTML typed in the body, with their positions; return False if any stays open.

        Before Python 3.14, html.parser raises AssertionError for a declaration.
        """
        for piece, self._position in pieces:
            self.reset()
            try:
                self.feed(piece)
            except AssertionError:
                self._fault(_INVISIBLE)
        left = [(position, name) for name, positions in self._open.items() for position in positions]
        for position, name in sorted(left):
            self._body.problems.fault(position, f"Thẻ <{name}> mở mà không đóng: thêm </{name}>.")
        return not left

    def _fault(self, message: str) -> None:
        self._body.problems.fault(self._position, message)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _PARTS_OF_PLAYERS:  # the player has been reported
            return
        self._check_tag(tag)
        if tag in _PLAYERS:
            return
        for _, message in refuse_attributes(tag, values):
            self._fault(message)
        if (identifier := values.get("id")) is not None:
            self._body.add_id(identifier, self._position)
        if tag in TYPED_TAGS - {"br"}:
            self._open[tag].append(self._position)
            self._depth += 1
            if self._depth > DEEPEST:
                message = f"Thẻ HTML lồng nhau quá {DEEPEST} tầng, hoặc mở mà không đóng: hãy bỏ bớt."
                raise ExcessError(self._position, message)

    handle_startendtag = handle_starttag  # browsers see no difference

    def handle_endtag(self, tag: str) -> None:
        if self._open[tag]:
            self._open[tag].pop()
            self._depth -= 1
        elif tag not in _PLAYERS and self._check_tag(tag):
            self._fault(f"Thẻ </{tag}> đóng mà không mở: hãy xóa.")

    def handle_comment(self, data: str) -> None:
        if data.startswith("["):
            self._fault(_INVISIBLE)
        elif data.startswith((">", "->")) or "--!>" in data:  # browsers end it there
            self._fault(
                "Ghi chú <!-- --> này kết thúc không rõ: hãy xóa, hoặc viết lại thành <!-- lời ghi -->."
            )

    def handle_decl(self, _decl: str) -> None:
        self._fault(_INVISIBLE)

    def unknown_decl(self, _data: str) -> None:
        self._fault(_INVISIBLE)

    def handle_pi(self, _data: str) -> None:
        self._fault(_INVISIBLE)

    def _check_tag(self, tag: str) -> bool:
        """Report a *tag* that may not be typed; return False for it."""
        if tag not in TYPED_TAGS:
            advice = _IN_MARKDOWN.get(tag, "bằng Markdown")
            self._fault(f"Thẻ HTML <{tag}> không được dùng trong bài: viết {advice}.")
        return tag in TYPED_TAGS
