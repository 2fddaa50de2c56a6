import subprocess
import sys
from pathlib import Path

PLUGINS = Path(__file__).parents[2] / "plugins"
IMPORT_ALL = """
import importlib, pkgutil, sys
import newsroom.core
names = [module.name for module in pkgutil.walk_packages(newsroom.core.__path__, "newsroom.core.")]
for name in names:
    importlib.import_module(name)
print(len(names), *sorted(name for name in sys.modules if name.partition(".")[0] == "pelican"))
"""


def test_the_core_never_imports_pelican():
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL],
        cwd=PLUGINS,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    count, *pelican = run.stdout.split()
    assert int(count) >= 20, run.stderr
    assert pelican == []
