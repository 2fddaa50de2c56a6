"""Checks of Pelican's settings and plugins: none is ignored in silence."""

import ast
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from newsroom.addresses import FEED, FIXED_FILES
from newsroom.builds.setting_rules import RULES
from newsroom.pages.feeds import OF_ALL, OF_KINDS, feed_settings
from newsroom.problems import ContentError, Problem
from pelican import signals

OWN_PLUGINS = ["incremental.keyed", "newsroom.pages.plugin"]
OWN_TEMPLATES = ("index", "campaigns", "provinces", "clusters")
WATCHED = {  # folders of settings, within the folders whose changes a build notices
    "THEME": "theme",
    "THEME_TEMPLATES_OVERRIDES": "theme",
    "TEMPLATE_PAGES": "theme",
    "PLUGIN_PATHS": "plugins",
}
# Signals about content that Pelican has read, which here is none.
UNSENT = (
    *("readers_init", "content_object_init", "article_generator_pretaxonomy"),
    *("article_generator_preread", "article_generator_context", "article_generator_finalized"),
    *("article_generator_write_article", "article_writer_finalized"),
    *("page_generator_preread", "page_generator_context", "page_generator_finalized"),
    *("page_generator_write_page", "page_writer_finalized"),
)
_FEED_FILE = re.compile(r"(?!/|.*\.\.)[\w./-]*\.xml")


class SettingsFile:
    """The settings that a file sets, each with its place there, and the problems with them."""

    def __init__(self, file: Path) -> None:
        """Take the settings of *file*, which Pelican has just loaded as a module."""
        self.problems: list[Problem] = []
        self._file = file
        self._typed = {name: value for name, value in vars(sys.modules[file.stem]).items() if name.isupper()}
        files = (file.with_name("pelicanconf.py"), file)  # the second file has the last word
        self._places = {name: (path, *at) for path in files for name, at in _find_assignments(path)}

    def check(self, settings: Mapping[str, Any]) -> None:
        """Report settings that this site ignores or refuses; *settings* are those with Pelican's defaults."""
        for rule in RULES:
            for name in rule.settings.split():
                known = settings if rule.refused else self._typed
                if name in known and self._typed.get(name, known[name]) not in rule.met:
                    words = rule.instead if rule.refused else f"không có tác dụng: {rule.instead}"
                    self._report(name, f"Thiết lập {name} {words}", refused=rule.refused)
        if missing := [name for name in OWN_TEMPLATES if name not in settings["DIRECT_TEMPLATES"]]:
            self._report("DIRECT_TEMPLATES", f"Thiết lập DIRECT_TEMPLATES thiếu {', '.join(missing)}.")
        if [*(settings["PLUGINS"] or ())][:2] != OWN_PLUGINS:
            message = f"Thiết lập PLUGINS phải mở đầu bằng {', '.join(OWN_PLUGINS)}."
            self._report("PLUGINS", message)
        self._check_folders(Path(settings["PATH"]))
        self._check_feeds(settings)
        self._require_no_faults()

    def _check_folders(self, content: Path) -> None:
        project = self._file.parent.resolve()
        for name, folder in WATCHED.items():
            base = content if name == "TEMPLATE_PAGES" else project
            for path in _list(self._typed.get(name)):
                if not (base / path).resolve().is_relative_to((project / folder).resolve()):
                    advice = f"lượt dựng chỉ theo dõi thay đổi trong {folder}/, hãy chuyển vào đó."
                    self._report(name, f"Thiết lập {name} nhắc đến {path} ở nơi khác: {advice}")

    def _check_feeds(self, settings: Mapping[str, Any]) -> None:
        for begins, needed in ((OF_ALL, ""), (OF_KINDS.values(), "{slug}")):
            for name, form in feed_settings(begins):
                address = str(settings.get(name) or f"{needed}.xml")
                is_taken = address in FIXED_FILES or (
                    address.rpartition("/")[2] == FEED and (form == "rss" or bool(needed))
                )
                if is_taken or needed not in address or not _FEED_FILE.fullmatch(address.replace(needed, "")):
                    example = f"kenh/{needed or 'tin'}.{form}.xml"
                    self._report(name, f"Thiết lập {name} phải là tên một tệp chưa có, như {example}.")

    def check_plugins(self) -> None:
        """Report plugins, just registered, that wait for what Pelican does not read or write here."""
        waiting: dict[str, list[str]] = {}
        for name in UNSENT:
            for plugin in plugins_at(getattr(signals, name)):
                waiting.setdefault(plugin, []).append(name)
        for plugin, names in sorted(waiting.items()):
            reason = f"chờ {', '.join(names)}, nhưng newsroom đọc content/ thay Pelican"
            advice = 'bài nằm ở context["site"].stories của mỗi Generator, xem docs/pelican.md'
            message = f"Plugin {plugin} trong PLUGINS không nhận được bài nào: nó {reason}; {advice}."
            self._report("PLUGINS", message, refused=False)
        for plugin in plugins_at(signals.get_writer):
            message = (
                f"Plugin {plugin} trong PLUGINS không dùng được: nó ghi trang thay cho incremental.keyed."
            )
            self._report("PLUGINS", message)
        self._require_no_faults()

    def _require_no_faults(self) -> None:
        """Raise ContentError if the site cannot be built so."""
        if not all(problem.warning for problem in self.problems):
            raise ContentError(self.problems)

    def _report(self, name: str, message: str, *, refused: bool = True) -> None:
        file, line, column = self._places.get(name, (self._file, 1, 1))
        shown = os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)
        self.problems.append(Problem(shown, line, column, message, warning=not refused))


def plugins_at(signal: Any) -> list[str]:
    """Return the modules of others that receive *signal*."""
    modules = {receiver.__module__ for receiver in signal.receivers_for(None)}
    return sorted(name for name in modules if name.partition(".")[0] not in {"incremental", "newsroom"})


def _list(value: Any) -> Iterable[str]:
    return [value] if isinstance(value, str) else value or ()


def _find_assignments(file: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Find line and column of each name that *file* assigns a value to."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, (node.lineno, node.col_offset + 1)
