"""The fixture that most tests need: a tiny site, built."""

import pytest

from sites import ROOT, Site, invoke, run_python, write_content


@pytest.fixture
def build(tmp_path):
    """Build a content tree of the given files into a folder of this test; again for more files."""

    def build(files, *, settings=None, **environment):
        content = write_content(tmp_path / "content", files)
        output = tmp_path / "output"
        if settings:
            run = run_python("-m", "pelican", content, "-s", ROOT / settings, "-o", output, **environment)
        else:
            run = invoke("build", "--content", content, "--output", output, **environment)
        return Site(content, output, run)

    return build
