"""Targets of publishing: a host with ssh, and a store of objects; and a site to publish."""

import contextlib
import getpass
import io
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import boto3
from botocore.config import Config
from PIL import Image
from programs import find_program

from commands import run_task, start_task
from newsroom.publishing import publisher
from sites import article, write_content
from web_servers import free_port

SECRET = "mat-khau-khong-ai-duoc-thay"  # noqa: S105 (of nothing)


def newsroom(folder, colour, count=12):
    """Write content whose articles have their text, and their picture, in *colour*."""
    picture = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(picture, "PNG")
    image = f"{{src: images/{colour}.png, alt: Một màu}}"
    files = {f"articles/2024/a{n}.md": article(f"Bài {n}", body=colour, image=image) for n in range(count)}
    odd = """["/Tin/BÀI (1);$x=&'!@.php", /_cu/1]"""  # file names that shells and lists may misread
    files["articles/2024/cu.md"] = article("Bài cũ", redirects=odd)
    return write_content(folder, files | {f"images/{colour}.png": picture.getvalue()}, campaign=False)


def publish(site, target, *options, **environment):
    """Publish the site that ``site / content`` makes, as `invoke publish` does."""
    return run_task(*_publish(site, target), *options, **environment)


def start_publish(site, target):
    """Start to publish, and return the task, which can be killed."""
    return start_task(*_publish(site, target))


def _publish(site, target):
    content, output = site / "content", site / "output"
    return ("publish", "--content", content, "--output", output, "--target", target)


def send(site, target, *, dry_run=False):
    """Publish the site that a build has left in ``site / output``, and return the report."""
    lines = publisher.publish_site(site / "output", site / "content", str(target), dry_run=dry_run)
    return "\n".join(lines)


def assets(html):
    """Return the addresses of the pictures and scripts that a page loads."""
    sources = (part.split(b'"')[0] for part in html.split(b' src="')[1:])
    return {source.decode().lstrip("/") for source in sources if source.startswith(b"/")}


@contextlib.contextmanager
def running(command, port):
    """Run a server, and wait until it answers at *port*."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(600):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                assert server.poll() is None, f"{command[0]} has stopped"
                time.sleep(0.05)
            yield
        finally:
            server.terminate()


@contextlib.contextmanager
def ssh_host(folder):
    """Run a host with ssh on loopback, and yield the ``RSYNC_RSH`` that reaches it."""
    sshd = find_program("sshd")
    port = free_port()
    for name in ("host", "user"):
        command = [find_program("ssh-keygen"), "-q", "-t", "ed25519", "-N", ""]
        subprocess.run([*command, "-f", folder / name], check=True)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # which sshd asks for
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\nUsePAM no\n"
        f"AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nPasswordAuthentication no\n"
    )
    key = (folder / "host.pub").read_text()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {key}")
    (folder / "ssh_config").write_text(
        f"Host noi-dang\n HostName 127.0.0.1\n Port {port}\n User {getpass.getuser()}\n"
        f" IdentityFile {folder}/user\n IdentitiesOnly yes\n UserKnownHostsFile {folder}/known_hosts\n"
        " StrictHostKeyChecking yes\n BatchMode yes\n"
    )
    with running([sshd, "-D", "-e", "-f", folder / "sshd_config"], port):
        yield f"ssh -F {folder}/ssh_config"


class Store:
    """A bucket of an S3-compatible store."""

    def __init__(self, port):
        self.environment = {
            "RCLONE_CONFIG_KHO_TYPE": "s3",
            "RCLONE_CONFIG_KHO_PROVIDER": "Other",
            "RCLONE_CONFIG_KHO_ENDPOINT": f"http://127.0.0.1:{port}",
            "RCLONE_CONFIG_KHO_ACCESS_KEY_ID": "ai-do",
            "RCLONE_CONFIG_KHO_SECRET_ACCESS_KEY": SECRET,
            "RCLONE_CONFIG_KHO_REGION": "us-east-1",
        }
        self.client = boto3.client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{port}",
            aws_access_key_id="ai-do",
            aws_secret_access_key=SECRET,
            region_name="us-east-1",
            config=Config(retries={"max_attempts": 3}),
        )
        self.client.create_bucket(Bucket="trang")

    def names(self, prefix):
        """Return the MD5 of each public object below *prefix*, by name."""
        return {name: entry["ETag"].strip('"') for name, entry in self._listed(prefix)}

    def times(self, prefix):
        """Return the time of the last writing of each public object, by name."""
        return {name: entry["LastModified"] for name, entry in self._listed(prefix)}

    def _listed(self, prefix):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket="trang", Prefix=f"{prefix}/")
        for entry in (entry for page in pages for entry in page.get("Contents", [])):
            name = entry["Key"].removeprefix(f"{prefix}/")
            if not name.startswith(".guong-sang/"):
                yield name, entry

    def get(self, name):
        return self.client.get_object(Bucket="trang", Key=name)


@contextlib.contextmanager
def object_store():
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with running(command, port):
        yield Store(port)
