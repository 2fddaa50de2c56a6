"""Targets of publishing, as people type them."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from newsroom.builds.stage import overlap
from newsroom.crashes import ROOT
from newsroom.language.file_names import show
from newsroom.publishing.directory import Directory
from newsroom.publishing.objects import PREFIX, Objects
from newsroom.publishing.tools import PublishError

LONGEST = 1000  # characters
FORMS = "thư mục (/srv/guong-sang), máy chủ (ten@may-chu:/srv/guong-sang) hoặc kho (rclone:ten:kho/thu-muc)"
_HOST = re.compile(r"((?:[A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][\w.-]+):(/[^/].*)")
_DRIVE = re.compile(r"[A-Za-z]:[\\/][^:@]*")


def find_target(target: str, apart: Iterable[Path] = ()) -> Directory | Objects:
    """Parse ``folder``, ``user@host:/folder`` or ``rclone:remote:bucket/prefix``.

    Args:
        apart: Folders that a target must neither hold nor lie in, besides the project.

    Raises:
        PublishError: *target* is none of these, or a folder that is no place for a published site.
        BuildError: A link in *target* leads back to itself.
    """
    if not target.strip() or not target.isprintable() or len(target) > LONGEST:
        raise PublishError(f"--target “{show(target[:40])}” không phải là nơi đăng: hãy ghi {FORMS}.")
    climbs = ".." in re.split("[:/]", target)  # a folder of this machine may: it is resolved
    if target.startswith(PREFIX) and not climbs:
        return Objects.named(target)
    if (match := _HOST.fullmatch(target)) and not climbs:
        return Directory(match[2].rstrip("/"), match[1])
    if target.startswith("~") or (
        re.search("[:@]", target) and not (os.name == "nt" and _DRIVE.fullmatch(target))
    ):
        raise PublishError(
            f"--target “{target}” không rõ là nơi nào: hãy ghi {FORMS}. Đường dẫn trên máy chủ bắt đầu"
            " bằng /; cổng, khoá hay địa chỉ IPv6 thì khai trong ~/.ssh/config."
        )
    folder = Path(target).absolute()
    for kept in (ROOT, *apart):
        if overlap(folder, kept):
            raise PublishError(
                f"{folder} nằm trong hoặc chứa {kept.absolute()}: hãy đăng vào một thư mục riêng."
            )
    return Directory(str(folder), "")
