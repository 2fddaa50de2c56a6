"""Publishing of the built site, and return to an earlier release."""

from collections.abc import Iterator
from pathlib import Path

from newsroom.builds import fingerprint
from newsroom.builds.stage import kept_file
from newsroom.publishing.compressing import compress_site
from newsroom.publishing.directory import Directory
from newsroom.publishing.manifest import Changes, compare, hash_site
from newsroom.publishing.objects import PREFIX, Objects
from newsroom.publishing.tools import PublishError
from newsroom.servers.headers import is_served
from newsroom.site.address_ledger import ADDRESS_LEDGER, add_published

MOST_NAMED = 20


def publish_site(site: Path, content: Path, target: str, *, dry_run: bool) -> Iterator[str]:
    """Publish *site*, the output of the last build; yield lines of a report.

    Args:
        content: Content folder; its ledger of published addresses grows.
        target: A target that :func:`find_target` understands.
        dry_run: Report what would change, and change nothing.

    Raises:
        PublishError: The site was not published.
    """
    place = find_target(target)
    place.require_tools()
    kept = kept_file(site, "publish")
    files = hash_site(site, kept / "hashes.json")
    if isinstance(place, Objects):  # a store has no rules: it serves every file it holds
        files = {name: hashed for name, hashed in files.items() if is_served(name)}
    manifest = {name: file.sha256 for name, file in files.items()}
    if dry_run:
        _require_unchanged_build(site)
        yield from _report(compare(place.manifest(), manifest), f"Sẽ đăng vào {place}")
        return
    sent = None
    if isinstance(place, Directory):
        packed = compress_site(site, files, kept / "packed")
        _require_unchanged_build(site)
        with place.held() as held:
            changes = compare(place.manifest(), manifest)
            if changes or not place.holds(manifest | packed):
                sent = place.send([site, kept / "packed"], manifest | packed, held)
    else:
        _require_unchanged_build(site)
        with place.held():
            changes = compare(place.manifest(), manifest)
            sent = place.send(site, files)
    yield from _report(changes, f"Đã đăng vào {place}")
    yield str(sent) if sent else "Bản đang hiện đã đúng như vậy, không gửi gì."
    added = add_published(content, files)
    if added:
        yield f"Thêm {added} địa chỉ vào {content / ADDRESS_LEDGER}: hãy đưa tệp này vào git."


def roll_back(target: str, number: int | None) -> str:
    """Show an earlier release again; return a message that names it.

    Raises:
        PublishError: *target* has no such release, or keeps no releases.
    """
    place = find_target(target)
    if isinstance(place, Objects):
        raise PublishError(
            f"{place} không giữ các bản cũ: hãy lấy lại nội dung cũ bằng git rồi chạy invoke publish."
        )
    place.require_tools()
    place.releases()
    with place.held():
        earlier = place.releases().earlier(number)
        place.point(earlier)
    return f"{place} đang hiện lại bản {earlier}."


def find_target(target: str) -> Directory | Objects:
    """Parse ``folder``, ``user@host:/folder`` or ``rclone:remote:bucket/prefix``."""
    return Objects.named(target) if target.startswith(PREFIX) else Directory.named(target)


def _require_unchanged_build(site: Path) -> None:
    if not fingerprint.is_as_built(kept_file(site, "json"), site):
        raise PublishError(
            f"{site} không phải là trang mà một lượt dựng thành công để lại: hãy chạy lại invoke publish."
        )


def _report(changes: Changes, done: str) -> Iterator[str]:
    marked = {"+": changes.new, "~": changes.changed, "-": changes.removed}
    new, changed, removed = map(len, marked.values())
    yield f"{done}: {new} tệp mới, {changed} tệp thay đổi, {removed} tệp gỡ."
    lines = [f"  {mark} {name}" for mark, names in marked.items() for name in names]
    yield from lines[:MOST_NAMED]
    if len(lines) > MOST_NAMED:
        yield f"  … và {len(lines) - MOST_NAMED} tệp nữa"
