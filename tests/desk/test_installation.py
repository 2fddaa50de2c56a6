"""The desk is installed from a lock that names one package, by its hash, and no host."""

import json
import re

from sites import ROOT

FOLDER = ROOT / "editor"


def test_decap_alone_is_pinned_by_hash_and_the_lock_names_no_host():
    wanted, lock = (
        json.loads((FOLDER / name).read_text("utf-8")) for name in ("package.json", "package-lock.json")
    )
    (path, package), *others = [(path, one) for path, one in lock["packages"].items() if path]
    assert (path, others) == ("node_modules/decap-cms", [])
    assert package["version"] == wanted["dependencies"]["decap-cms"]
    assert package["integrity"].startswith("sha512-")
    assert not {"resolved", "dependencies"} & set(package)


def test_node_is_pinned_by_hash_and_its_lock_names_no_host():
    text = (FOLDER / "requirements.txt").read_text("utf-8")
    packages = re.findall(
        r"^[\w-]+==[\d.]+ \\\n( {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", text, re.MULTILINE
    )
    assert len(packages) == text.count("==") == 2
    assert "://" not in text
