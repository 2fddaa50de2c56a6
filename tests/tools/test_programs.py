import os
import subprocess
import sys

from sites import ROOT


def run(path):
    command = [sys.executable, ROOT / "tools" / "programs.py"]
    environment = os.environ | {"PATH": path, "CHROMIUM": ""}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_all_that_is_missing_is_named_with_the_command_that_installs_it(tmp_path):
    ended = run(str(tmp_path))
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "rclone, rsync, " in ended.stderr
    assert "sudo apt-get install brotli caddy chromium fonts-noto-core " in ended.stderr


def test_where_nothing_is_missing_nothing_is_installed():
    ended = run(os.environ["PATH"])
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
