from sites import article


def test_the_samples_are_on_the_private_site_only(build):
    files = {"articles/2024/a.md": article()}
    assert "mau/index.html" not in build(files).files
    assert "mau/index.html" in build(files, settings="pelicanconf.py").files
