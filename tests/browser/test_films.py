"""A real film and a real recording, made by Chromium, on a page that Chromium plays."""

import base64

import pytest

from commands import build_site
from office_files import picture
from served import serve
from sites import article, write_content

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:05.000\nBà con làm đường.\n"
ADDRESS = "https://www.youtube.com/watch?v=abcdefghijk"
BODY = f"""![Bà con bên đường]({{static}}/images/le.jpg)
{{static}}/files/phim.mp4
Phim một giây.

{{static}}/files/loi.m4a

![Hội trường]({{static}}/images/le.jpg)
{ADDRESS}
Lễ trao giấy khen.

{ADDRESS}
"""
RECORD = """async type => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 320, height: 180})
  const brush = canvas.getContext('2d'), sound = new AudioContext()
  const target = sound.createMediaStreamDestination()
  const tone = new OscillatorNode(sound)
  tone.connect(target)
  tone.start()
  const painting = setInterval(() => {
    brush.fillStyle = `hsl(${performance.now() / 5} 60% 50%)`
    brush.fillRect(0, 0, 320, 180)
  }, 30)
  const source = type.startsWith('video') ? canvas.captureStream() : target.stream
  const recorder = new MediaRecorder(source, {mimeType: type}), parts = []
  recorder.ondataavailable = event => parts.push(event.data)
  const ended = new Promise(resolve => { recorder.onstop = resolve })
  recorder.start()
  setTimeout(() => recorder.stop(), 1000)
  await ended
  clearInterval(painting)
  const reader = new FileReader()
  const read = new Promise(resolve => { reader.onload = resolve })
  reader.readAsDataURL(new Blob(parts))
  await read
  return reader.result.split(',')[1]
}"""
PLAY = """async player => {
  player.muted = true
  await player.play()
  const played = resolve => player.addEventListener('timeupdate', () => player.currentTime > 0 && resolve())
  await new Promise(played)
  return player.error
}"""


def record(browser, address, kind):
    """Return a second that Chromium has recorded as *kind*, video or audio."""
    page = browser.new_page()
    page.goto(address)
    data = page.evaluate(RECORD, f"{kind}/mp4")
    page.close()
    return base64.b64decode(data)


@pytest.fixture(scope="module")
def site(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("films")
    (folder / "index.html").write_text("<!doctype html>")
    content = write_content(folder / "content", {"articles/phim.md": article("Phim", body=BODY)})
    for place in ("files", "images"):
        (content / place).mkdir(exist_ok=True)
    with serve(folder) as address:  # a recorder needs a page from somewhere
        (content / "files/phim.mp4").write_bytes(record(browser, address, "video"))
        (content / "files/loi.m4a").write_bytes(record(browser, address, "audio"))
    (content / "files/phim.vtt").write_text(CAPTIONS, "utf-8")
    (content / "images/le.jpg").write_bytes(picture())
    return build_site(content, folder / "output")


def test_a_film_and_a_recording_of_our_own_are_played_with_captions(site, browser):
    with serve(site.output) as address:
        page = browser.new_page()
        page.goto(f"{address}/tin/2024/phim.html")
        film, sound = page.locator("article video"), page.locator("article audio")
        assert film.evaluate("player => player.networkState") == 1, (
            "nothing is loaded before a reader plays it"
        )
        assert film.evaluate(PLAY) is None
        assert film.evaluate("player => player.videoWidth") == 320
        cues = "player => [...player.textTracks[0].activeCues].map(cue => cue.text)"
        page.wait_for_function("document.querySelector('video').textTracks[0].activeCues?.length")
        assert film.evaluate(cues) == ["Bà con làm đường."]
        assert film.evaluate("player => player.textTracks[0].mode") == "showing"
        assert sound.evaluate(PLAY) is None
        page.emulate_media(media="print")
        assert film.is_visible()
        assert not sound.is_visible()
        page.close()


def test_a_film_elsewhere_is_a_card_that_asks_nothing_of_another_site(site, browser):
    with serve(site.output) as address:
        page = browser.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/tin/2024/phim.html")
        with_picture, plain = page.locator(".film").all()
        assert with_picture.get_by_role("link").get_attribute("href") == ADDRESS
        assert "Xem phim trên YouTube" in plain.inner_text()
        assert with_picture.locator("img").count() == 1
        assert with_picture.locator("figcaption").inner_text() == "Lễ trao giấy khen."
        assert all(url.startswith(address) for url in asked)
        page.close()
