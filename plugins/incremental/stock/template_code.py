"""The compiled code of templates, kept for the next build."""

from collections.abc import Callable
from contextlib import suppress

from jinja2.bccache import Bucket, BytecodeCache

from incremental.digests import UnkeyedError, digest
from incremental.stock.shelf import Shelf

_KIND = "template"


class TemplateCode(BytecodeCache):
    """A cache that Jinja fills.

    *options* describes the environment, to which the code belongs: Jinja applies filters to constants when
    it compiles a template. It raises UnkeyedError where a filter may return anything.
    """

    def __init__(self, shelf: Shelf, options: Callable[[], str]) -> None:
        self._shelf, self._options = shelf, options

    def _name(self, bucket: Bucket) -> str:
        return digest(f"{bucket.key} {bucket.checksum} {self._options()}")

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(UnkeyedError):
            kept = self._shelf.get(_KIND, self._name(bucket))
            if kept:
                bucket.bytecode_from_string(kept.data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(UnkeyedError):
            self._shelf.put(_KIND, self._name(bucket), "", None, bucket.bytecode_to_string())
