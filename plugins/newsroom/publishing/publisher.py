"""Publishing of the built site, and return to an earlier release."""

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from newsroom.builds.fingerprint import read_built
from newsroom.builds.stage import kept_file, spare
from newsroom.language.file_names import show
from newsroom.publishing.compressing import compress_site
from newsroom.publishing.directory import Directory
from newsroom.publishing.manifest import Changes, compare
from newsroom.publishing.objects import Objects
from newsroom.publishing.targets import find_target
from newsroom.publishing.tools import PublishError
from newsroom.servers.headers import is_served
from newsroom.site.address_ledger import ADDRESS_LEDGER, add_published

MOST_NAMED = 20
LONGEST_NAME = 200  # characters that are shown


def require_place(site: Path, content: Path, target: str) -> None:
    """Check *target*, and that the programs that send *site* there are on this machine.

    Raises:
        PublishError: *target* is no place for a site, or a program is not installed.
        BuildError: A link in *target* leads back to itself.
    """
    find_target(target, (content, site, spare(site))).require_tools()


def publish_site(site: Path, content: Path, target: str, *, dry_run: bool) -> Iterator[str]:
    """Publish *site*, the output of the last build; yield lines of a report.

    Args:
        content: Content folder; its ledger of published addresses grows.
        target: A target that :func:`find_target` understands.
        dry_run: Report what would change, and change nothing.

    Raises:
        PublishError: The site was not published.
        BuildError: *site* is not as a build left it.
    """
    try:
        yield from _publish(site, content, target, dry_run=dry_run)
    except BrokenProcessPool:
        message = "Một tiến trình bị dừng giữa chừng, có thể vì thiếu bộ nhớ: hãy đăng lại."
        raise PublishError(message) from None


def _publish(site: Path, content: Path, target: str, *, dry_run: bool) -> Iterator[str]:
    place = find_target(target, (content, site, spare(site)))
    place.require_tools()
    files = read_built(site)
    if isinstance(place, Objects):  # a store has no rules: it serves every file it holds
        files = {name: file for name, file in files.items() if is_served(name)}
    manifest = {name: file.sha256 for name, file in files.items()}
    sent = None
    if dry_run:
        before = place.releases().manifest if isinstance(place, Directory) else place.manifest()
        yield from _report(compare(before, manifest), f"Sẽ đăng vào {place}")
        return
    if isinstance(place, Directory):
        folder = kept_file(site, "publish") / "packed"
        packed = compress_site(site, manifest, folder)
        with place.held() as held:
            releases = place.releases()
            changes = compare(releases.manifest, manifest)
            if changes or not place.shows(manifest | packed, releases):
                sent = place.send([site, folder], manifest | packed, releases, held)
    else:
        with place.held():
            changes = compare(place.manifest(), manifest)
            sent = place.send(site, files)
    yield from _report(changes, f"Đã đăng vào {place}")
    yield str(sent) if sent else "Bản đang hiện đã đúng như vậy, không gửi gì."
    added = add_published(content, files)
    if added:
        yield f"Thêm {added} địa chỉ vào {content / ADDRESS_LEDGER}: hãy đưa tệp này vào git."


def roll_back(target: str, number: int | None) -> str:
    """Show an earlier release again, if it is whole; return a message that names it.

    Raises:
        PublishError: *target* has no such release, only damaged ones, or keeps no releases.
    """
    place = find_target(target)
    if isinstance(place, Objects):
        raise PublishError(
            f"{place} không giữ các bản cũ: hãy lấy lại nội dung cũ bằng git rồi chạy invoke publish."
        )
    place.require_tools()
    place.releases().choose(number)
    damaged = ""
    with place.held():
        releases = place.releases()
        for earlier in releases.choose(number):
            damage = place.inspect(earlier).describe_damage()
            if not damage:
                place.point(earlier, releases.shown)
                return f"{damaged}{place} đang hiện lại bản {earlier}."
            damaged += f"Bỏ qua bản {earlier}, không còn nguyên vẹn: {damage}.\n"
    raise PublishError(f"{damaged}Không có bản nào hiện lại được; bản đang hiện giữ nguyên.")


def _report(changes: Changes, done: str) -> Iterator[str]:
    marked = {"+": changes.new, "~": changes.changed, "-": changes.removed}
    new, changed, removed = map(len, marked.values())
    yield f"{done}: {new} tệp mới, {changed} tệp thay đổi, {removed} tệp gỡ."
    lines = [(mark, name) for mark, names in marked.items() for name in names]
    yield from (f"  {mark} {show(name[:LONGEST_NAME])}" for mark, name in lines[:MOST_NAMED])
    if len(lines) > MOST_NAMED:
        yield f"  … và {len(lines) - MOST_NAMED} tệp nữa"
