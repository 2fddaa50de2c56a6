"""Texts of values, equal in two builds only if the values would be shown alike.

``keys.describe`` takes plain data and objects with keys of their own. Pages of stock Pelican show articles,
tags and objects of plugins, which have none: here they are described by what they hold.
"""

import builtins
import dis
import inspect
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import PurePath
from types import CodeType, FunctionType, ModuleType
from typing import Any

from pelican.contents import Content
from pelican.paginator import Page, Paginator
from pelican.urlwrappers import URLWrapper

from incremental.digests import ATOMS, UnkeyedError, digest

# Modules whose functions depend on their arguments only; all but a few of their functions, at least.
_PURE = {"collections", "functools", "html", "itertools", "json", "markupsafe", "math", "operator", "re"}
_PURE |= {"slugify", "string", "textwrap", "unicodedata", "unidecode", "urllib.parse", "pelican.utils"}
_IMPURE = {"open", "input", "print", "exec", "eval", "compile", "globals", "locals", "vars", "id", "hash"}
_LARGE = 16  # items of a list whose text is worth a digest, and a memory of it wherever it occurs
_SLUGS = {"settings", "name", "slug", "_name", "_slug", "_slug_from_name"}  # as_dict() adds two of them
_OF_PAGE = ("full_name", "base_url", "number", "object_list", "paginator")
_OF_PAGINATOR = ("name", "url", "per_page", "orphans", "object_list")


class Values:
    """The texts of the values of one build, and its contents by name."""

    def __init__(self) -> None:
        self.contents: dict[str, Content | None] = {}
        self._names: dict[Content, str] = {}
        # By number of an object: itself, its size, its text, and whether it refers to nothing above a part.
        self._known: dict[int, tuple[Any, int, str, bool]] = {}
        self._references = 0  # of parts to objects above them, so far
        self._pure: dict[Any, str] = {}

    def add(self, content: Content) -> None:
        """Note a new *content*: pages name it by its class and its source."""
        name = self._names[content] = f"{type(content).__name__} {content.source_path}"
        self.contents[name] = None if name in self.contents else content  # a name of two is of no use

    def forget(self, content: Content | None = None) -> None:
        """Forget the texts of the attributes of *content*, or all texts: some object has changed."""
        if content is None:
            self._known.clear()
        else:
            for value in object.__getattribute__(content, "__dict__").values():
                self._known.pop(id(value), None)

    def name_of(self, content: Content) -> str | None:
        """Return the name of *content*, which another may share."""
        return self._names.get(content)

    def name(self, content: Content) -> str:
        """Return the name of *content*.

        Raises:
            UnkeyedError: Another has the same name, or Pelican has not made it in this build.
        """
        name = self._names.get(content, "")
        if self.contents.get(name) is not content:
            raise UnkeyedError(f"{content!r:.80} is no source of its own")
        return name

    def text(self, value: Any, above: tuple[Any, ...] = ()) -> str:
        """Return the text of *value*, within the objects *above*.

        Raises:
            UnkeyedError: *value* may show something that it does not hold.
        """
        if isinstance(value, str):
            return f"{type(value).__name__} {len(value)} {value}"
        if isinstance(value, ATOMS):
            return f"{type(value).__name__} {value!r}"
        if isinstance(value, Content):
            return self.name(value)
        if isinstance(value, list | tuple | set | frozenset | Mapping):
            return self._text_of_many(value, above)
        if isinstance(value, PurePath):
            return f"path {value}"
        if isinstance(value, partial):
            return f"partial {self.text([value.func, value.args, value.keywords], above)}"
        if isinstance(value, type | FunctionType | ModuleType) or inspect.isbuiltin(value):
            return self.code(value)
        return self._text_of_object(value, above)

    def _text_of_many(self, value: Any, above: tuple[Any, ...]) -> str:
        size = len(value)
        known = self._known_text(value, size, above)
        if known:
            return known
        if any(other is value for other in above):
            raise UnkeyedError("a list that holds itself")
        references, within = self._references, (*above, value)
        parts: Iterable[str]
        if isinstance(value, Mapping):
            parts = [f"{self.text(key, within)}={self.text(item, within)}" for key, item in value.items()]
        else:
            parts = [self.text(item, within) for item in value]
        if isinstance(value, set | frozenset):
            parts = sorted(parts)
        text = f"{type(value).__name__}({', '.join(parts)})"
        is_acyclic = references == self._references
        if size >= _LARGE and (is_acyclic or not above):
            text = digest(text)
        if not above or (is_acyclic and size >= _LARGE):
            self._known[id(value)] = (value, size, text, is_acyclic)
        return text

    def _text_of_object(self, value: Any, above: tuple[Any, ...]) -> str:
        known = self._known_text(value, 0, above)
        if known:
            return known
        for distance, other in enumerate(reversed(above)):
            if other is value:
                self._references += 1
                return f"above {distance}"
        references, within = self._references, (*above, value)
        if isinstance(value, URLWrapper):
            rest = {name: item for name, item in vars(value).items() if name not in _SLUGS}
            parts = [self.code(type(value)), value.name or "", value.slug or "", self.text(rest, within)]
        elif type(value) in {Page, Paginator}:
            names = _OF_PAGE if type(value) is Page else _OF_PAGINATOR
            patterns = value.settings.get("PAGINATION_PATTERNS")
            parts = [self.text([getattr(value, name) for name in names], within), self.text(patterns)]
        elif hasattr(value, "__dict__") and not hasattr(type(value), "__slots__"):
            parts = [self.code(type(value)), self.text(vars(value), within)]
        else:
            raise UnkeyedError(f"{value!r:.80} may show what it does not hold")
        text = f"{type(value).__name__}<{'; '.join(parts)}>"
        is_acyclic = references == self._references
        if is_acyclic or not above:
            text = digest(text)
        if not above or (is_acyclic and isinstance(value, URLWrapper)):
            self._known[id(value)] = (value, 0, text, is_acyclic)
        return text

    def _known_text(self, value: Any, size: int, above: tuple[Any, ...]) -> str:
        """Return the known text of *value*, empty if there is none that fits below *above*."""
        known = self._known.get(id(value))
        return known[2] if known and known[1] == size and (known[3] or not above) else ""

    def code(self, value: Any) -> str:
        """Return the text of a function, class or module whose results depend on their arguments only.

        Raises:
            UnkeyedError: It may depend on anything else, such as the time.
        """
        if value not in self._pure:
            name = f"code {getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value.__name__)}"
            self._pure[value] = name  # while the functions that it calls are looked at
            try:
                self._pure[value] = digest("\n".join([name, *sorted(self._dependencies(value))]))
            except UnkeyedError:
                del self._pure[value]
                raise
        return self._pure[value]

    def _dependencies(self, value: Any) -> Iterator[str]:
        """Yield the texts of all that the results of *value* depend on besides its arguments."""
        if _is_pure(value):
            return
        if hasattr(value, "jinja_pass_arg"):
            raise UnkeyedError(f"{value!r:.80} may read the whole context")
        if isinstance(value, FunctionType):
            yield from self._globals_of(value)
        elif isinstance(value, type):
            for base in value.__mro__:
                for member in vars(base).values() if base.__module__ != "builtins" else ():
                    yield from self._members(member)
        else:
            raise UnkeyedError(f"{value!r:.80} may return anything")

    def _members(self, member: Any) -> Iterator[str]:
        if isinstance(member, staticmethod | classmethod):
            member = member.__func__
        if isinstance(member, property | cached_property):
            member = member.fget if isinstance(member, property) else member.func
        if isinstance(member, FunctionType | type | partial):
            yield self.text(member)
        elif callable(member):
            raise UnkeyedError(f"{member!r:.80} may return anything")

    def _globals_of(self, function: FunctionType) -> Iterator[str]:
        """Yield the texts of all that *function* finds outside itself."""
        for name in sorted(_global_names(function.__code__)):
            if name in function.__globals__:
                yield f"{name}={self.text(function.__globals__[name])}"
            elif hasattr(builtins, name):
                yield self.code(getattr(builtins, name))
        cells = [cell.cell_contents for cell in function.__closure__ or ()]
        yield self.text([cells, function.__defaults__, function.__kwdefaults__])


def _is_pure(value: Any) -> bool:
    if isinstance(value, ModuleType):
        return value.__name__ in _PURE
    module = getattr(value, "__module__", None)
    if module == "builtins":
        return value.__name__ not in _IMPURE
    return module in _PURE or (isinstance(value, type) and issubclass(value, URLWrapper | BaseException))


def _global_names(code: CodeType) -> set[str]:
    names = set()
    for instruction in dis.get_instructions(code):
        if instruction.opname in {"LOAD_GLOBAL", "LOAD_NAME"}:
            names.add(instruction.argval)
        elif instruction.opname in {"IMPORT_NAME", "STORE_GLOBAL"}:
            raise UnkeyedError("a function that imports, or notes something")
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            names |= _global_names(constant)
    return names
