"""All that a newsroom decides, fixed for the tests.

tests/support/sites.py appends this file to a copy of the project's pelicanconf.py: a newsroom may
rename its site, or change its navigation, and no test fails.
"""

import contextlib
import os

from jinja2 import FileSystemBytecodeCache


class SharedTemplates(FileSystemBytecodeCache):
    """Templates as an earlier build of any test compiled them, with whatever copy of the theme."""

    def get_cache_key(self, name, filename=None):  # noqa: ARG002 (the texts of templates are compared)
        return super().get_cache_key(name)

    def get_bucket(self, environment, name, filename, source):
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code:
            bucket.code = bucket.code.replace(co_filename=filename)  # which messages name
        return bucket

    def dump_bytecode(self, bucket):
        with contextlib.suppress(OSError):  # tests fill the disk and close folders
            super().dump_bytecode(bucket)


JINJA_ENVIRONMENT |= {"bytecode_cache": SharedTemplates(os.environ["NEWSROOM_CACHE"])}  # noqa: F821

RECORDS = [
    ("Tìm kiếm", "tim-kiem/"),
    ("Khen thưởng", "khen-thuong/"),
    ("Văn bản", "van-ban/"),
    ("Cụm, khối thi đua", "cum-khoi/"),
    ("Đính chính", "dinh-chinh/"),
    ("Dữ liệu mở", "du-lieu/"),
]
