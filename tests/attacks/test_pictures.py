"""Pictures whose metadata, chunks and segments are damaged by chance, or that ask for hours and gigabytes.

Each is refused by a sentence that names it, or published whole and without metadata.
"""

import io
import os
import random
import resource
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin
from pillow_heif import register_heif_opener

from growth import size
from newsroom.pictures.originals import measure
from newsroom.pictures.resizing import CARD_SIZES, WIDTHS, derive
from newsroom.pictures.stripping import strip
from newsroom.problems import RefusedError
from sites import article

register_heif_opener()
COUNT = size(40, 2000)
SECRET = b"secret place"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/' tiff:Orientation='6'>%b</x:xmpmeta>" % SECRET
MODES = {
    "JPEG": ("RGB", "L", "CMYK"),
    "PNG": ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"),
    "WEBP": ("RGB", "RGBA"),
    "HEIF": ("RGB", "RGBA", "L"),
    "AVIF": ("RGB", "RGBA"),
    "TIFF": ("RGB", "RGBA", "L", "CMYK", "1", "P", "I;16"),
    "BMP": ("RGB", "L", "P", "1"),
}
TRACES = (SECRET, b"Exif\0", b"ICC_PROFILE", b"xpacket", b"http://ns.adobe.com", b"8BIM")
TAGS = (0x0112, 0x0112, 0x010F, 0x8769, 0x8825, 0x0201, 0x0202, 0x9286, 0x927C, 0xA005, 0x014A)
LENGTHS = (0, 1, 2, 4, 9, 2**31, 2**32 - 1)  # of values of EXIF
PNG = b"\x89PNG\r\n\x1a\n"


def make_exif(rng):
    """Return a TIFF directory: an orientation among entries of random tags, types, counts and values."""
    rows = [(0x0112, 3, 1, rng.randrange(12))]
    rows += [
        (rng.choice(TAGS), rng.randrange(16), rng.choice(LENGTHS), rng.getrandbits(32))
        for _ in range(rng.randrange(6))
    ]
    rng.shuffle(rows)
    order, mark = rng.choice([("<", b"II"), (">", b"MM")])
    head = struct.pack(f"{order}2sHI", mark, 42, rng.choice([8, 8, 8, 8, 0, 2**31]))
    packed = b"".join(struct.pack(f"{order}HHII", *row) for row in rows)
    return head + struct.pack(f"{order}H", len(rows) + rng.choice([0, 0, 1, 500])) + packed + SECRET


def make_original(rng, kind):
    """Return a small picture of this *kind* in a random mode, with random metadata."""
    mode = rng.choice(MODES[kind])
    across, down = rng.randrange(1, 70), rng.randrange(1, 70)
    image = Image.frombytes("RGB", (across, down), rng.randbytes(across * down * 3))
    image = image.convert("L").convert(mode) if mode == "I;16" else image.convert(mode)
    options = {"exif": b"Exif\0\0" + make_exif(rng)} if rng.random() < 0.8 else {}
    options |= {"icc_profile": PROFILE, "xmp": XMP} if rng.random() < 0.5 else {}
    if kind in {"AVIF", "TIFF"}:  # whose writers read EXIF; damage comes later
        options = {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + SECRET}
    if kind == "JPEG":
        options |= {"comment": SECRET, "progressive": rng.random() < 0.5, "quality": rng.randrange(5, 96)}
    if kind == "PNG":
        texts = options["pnginfo"] = PngImagePlugin.PngInfo()
        texts.add_text("Comment", SECRET.decode(), zip=rng.random() < 0.5)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=rng.random() < 0.5)
    if mode in {"P", "L", "1"} and kind == "PNG" and rng.random() < 0.5:
        options["transparency"] = rng.randrange(2)
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def png_chunk(kind, data, rng=None):
    """Return a chunk of a PNG; with *rng*, its checksum may be wrong."""
    checksum = zlib.crc32(kind + data) ^ (rng is not None and rng.random() < 0.02)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def split_png(data):
    """Return the signature and the chunks of a PNG, as kind and content."""
    place, parts = len(PNG), []
    while place < len(data):
        length = int.from_bytes(data[place : place + 4])
        parts.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + length]))
        place += 12 + length
    return parts


def odd_chunks(rng):
    """Return chunks that programs write wrongly, or to harm."""
    bomb = zlib.compress(bytes(3_000_000), 9)
    return [
        (b"pHYs", bytes(9)),
        (b"pHYs", b"\0"),
        (b"gAMA", bytes(rng.randrange(6))),
        (b"cHRM", rng.randbytes(rng.randrange(40))),
        (b"sRGB", rng.randbytes(rng.randrange(3))),
        (b"tRNS", rng.randbytes(rng.randrange(300))),
        (b"PLTE", rng.randbytes(rng.randrange(900))),
        (b"acTL", struct.pack(">II", rng.choice([0, 1, 2**31]), 0)),
        (b"fcTL", rng.randbytes(26)),
        (b"fdAT", rng.randbytes(9)),
        (b"zTXt", b"a\0\0" + bomb),
        (b"iTXt", b"a\0\1\0\0\0" + bomb),
        (b"iCCP", b"a\0\0" + bomb),
        (b"iCCP", b"a\0\0" + zlib.compress(rng.randbytes(200))),
        (b"eXIf", make_exif(rng)),
        (b"tEXt", b"Raw profile type exif\0\nexif\n 10\n4578696600"),
        (b"tIME", rng.randbytes(3)),
        (b"IDAT", rng.randbytes(30)),
        (b"IHDR", rng.randbytes(13)),
        (bytes(rng.choices(b"abcXYZ", k=4)), rng.randbytes(20)),
    ]


def split_jpeg(data):
    """Return the segments before the first scan of a JPEG, as marker and content, and the rest."""
    place, parts = 2, []
    while data[place + 1] != 0xDA:
        length = int.from_bytes(data[place + 2 : place + 4])
        parts.append((data[place + 1 : place + 2], data[place + 4 : place + 2 + length]))
        place += 2 + length
    return parts, data[place:]


def odd_segments(rng):
    """Return segments that programs write wrongly, or to harm."""
    return [
        (b"\xe1", b"Exif\0\0" + make_exif(rng)),
        (b"\xe1", b"http://ns.adobe.com/xap/1.0/\0" + XMP[: rng.randrange(99)]),
        (b"\xe2", b"ICC_PROFILE\0" + rng.randbytes(rng.randrange(40))),
        (b"\xe2", b"MPF\0" + make_exif(rng)),
        (b"\xed", b"Photoshop 3.0\x008BIM" + rng.randbytes(rng.randrange(30))),
        (b"\xed", b"Photoshop 3.0\x008BIM\x03\xed\0\0\0\0\0\x10" + rng.randbytes(16)),
        (b"\xee", b"Adobe" + rng.randbytes(rng.randrange(9))),
        (b"\xe0", b"JFIF\0" + rng.randbytes(rng.randrange(12))),
        (b"\xfe", rng.randbytes(rng.randrange(30))),
        (b"\xdd", rng.randbytes(2)),
        (b"\xdb", rng.randbytes(rng.randrange(70))),
        (b"\xc4", rng.randbytes(rng.randrange(40))),
        (b"\xc0", rng.randbytes(rng.randrange(20))),
    ]


def split_webp(data):
    """Return the chunks of a WebP, as kind and content."""
    place, parts = 12, []
    while place < len(data):
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        parts.append((data[place : place + 4], data[place + 8 : place + 8 + length]))
        place += 8 + length + length % 2
    return parts


def join_webp(parts):
    body = b"".join(kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2) for kind, data in parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def odd_webp_chunks(rng):
    """Return chunks that programs write wrongly, or to harm."""
    return [
        (b"EXIF", make_exif(rng)),
        (b"EXIF", b""),
        (b"XMP ", XMP[: rng.randrange(99)]),
        (b"ICCP", rng.randbytes(rng.randrange(200))),
        (b"VP8X", rng.randbytes(10)),
        (b"ALPH", rng.randbytes(20)),
        (b"ANIM", rng.randbytes(6)),
        (b"ANMF", rng.randbytes(30)),
        (bytes(rng.choices(b"abcXYZ", k=4)), rng.randbytes(21)),
    ]


def flip(data, rng):
    """Return *data* with a few bits changed."""
    changed = bytearray(data)
    for _ in range(rng.randrange(1, 4)) if data else ():
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def change(parts, odd, rng):
    """Return *parts*, as kind and content, of which some are changed, exchanged, lost, doubled or new."""
    parts = list(parts)
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(parts))
        kind, data = parts[at]
        match rng.randrange(7):
            case 0 | 1:
                parts[at] = (kind, flip(data, rng))
            case 2 | 3:
                parts.insert(at, rng.choice(odd(rng)))
            case 4:
                parts[at] = (kind, data[: rng.randrange(len(data) + 1)])
            case 5:
                parts.insert(rng.randrange(len(parts)), (kind, data))
            case 6 if len(parts) > 1:
                del parts[at]
    return parts


def splice(data, rng):
    """Return *data* with some of its numbers and parts changed, lost or doubled."""
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(min(len(data), 900)) if rng.random() < 0.8 else rng.randrange(len(data))
        number = rng.choice([0, 1, 2**31, 2**32 - 1, rng.getrandbits(32), len(data)])
        end = at + rng.randrange(1, 40)
        changes = [number.to_bytes(4, "big"), number.to_bytes(4, "little"), b"", data[at:end] * 2]
        data = data[:at] + rng.choice(changes) + data[rng.choice([at + 4, end]) :]
    return data


def damage(data, kind, rng):
    """Return the picture *data* with damage somewhere in its structure."""
    if rng.random() < 0.15:
        return flip(data, rng)
    if kind == "PNG":
        parts = change(split_png(data), odd_chunks, rng)
        return PNG + b"".join(png_chunk(*part, rng) for part in parts)
    if kind == "WEBP":
        return join_webp(change(split_webp(data), odd_webp_chunks, rng))
    if kind != "JPEG":
        return splice(data, rng)
    parts, rest = split_jpeg(data)
    segments = (
        b"\xff" + marker + struct.pack(">H", (len(part) + 2 + (rng.random() < 0.03)) & 0xFFFF) + part
        for marker, part in change(parts, odd_segments, rng)
    )
    return b"\xff\xd8" + b"".join(segments) + (flip(rest, rng) if rng.random() < 0.1 else rest)


def assert_is_plain(data, expected):
    """Check that a derivative has the *expected* size, can be decoded, and holds no metadata."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        assert image.size == expected
        assert image.mode == "RGB"
        assert not image.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment", "photoshop", "dpi"} & image.info.keys()
        traces = (*TRACES, b"\xff\xfe\0") if image.format == "JPEG" else TRACES  # its mark of a comment
    assert [trace for trace in traces if trace in data] == []


def outcome(name, data):
    """Return the sentence that refuses the picture, or "" when it has been published correctly."""
    try:
        width, height = measure(name, data)
    except ValueError as error:
        return str(error)
    with suppress(ValueError, RefusedError):
        strip(data)
    widest = min(width, WIDTHS[-1])
    highest = max(1, round(height * widest / width))
    for one in derive(data, (widest, highest), cards=True):
        height = dict(CARD_SIZES)[one.width] if one.is_card else max(1, round(highest * one.width / widest))
        assert_is_plain(one.data, (one.width, height))
    return ""


@pytest.mark.parametrize("kind", MODES)
def test_damaged_metadata_is_refused_by_name_or_left_out(kind):
    outcomes = {"": 0}
    for number in range(COUNT // 3):
        rng = random.Random(f"{kind} {number}")
        data = damage(make_original(rng, kind), kind, rng)
        try:
            refusal = outcome("x.jpg", data)
        except Exception as error:
            raise AssertionError(f"{kind} {number}: {error!r}") from error
        assert not refusal or "ảnh “x.jpg”" in refusal.lower(), refusal
        outcomes[refusal] = outcomes.get(refusal, 0) + 1
    assert COUNT // 3 > outcomes[""] > 0, outcomes


SIDEWAYS = (0x0112, 3, 1, 6)
MALFORMED = {  # entries of EXIF that Pillow reads and cannot write again
    "a text that is a fraction": [SIDEWAYS, (0x010F, 5, 1, 8)],
    "a fraction that is bytes": [SIDEWAYS, (0x011A, 7, 4, 0x01020304)],
    "a time that is a number": [SIDEWAYS, (0x0132, 4, 1, 2**32 - 1)],
    "an offset beyond the file": [SIDEWAYS, (0x8769, 4, 1, 2**32 - 1)],
    "a directory that is a text": [SIDEWAYS, (0x8825, 2, 4, 0x41424344)],
    "a directory that holds itself": [SIDEWAYS, (0x8769, 4, 1, 8)],
    "a count of four billions": [SIDEWAYS, (0x9286, 7, 2**32 - 1, 8)],
    "two orientations": [SIDEWAYS, (0x0112, 12, 1, 8)],
    "no known type": [(0x0112, 0, 1, 6), (0x0112, 99, 1, 6)],
}


def exif_of(rows):
    packed = b"".join(struct.pack("<HHII", *row) for row in rows)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(rows)) + packed + bytes(4)


def test_pictures_with_malformed_exif_are_published_upright(build):
    files = {}
    for number, rows in enumerate(MALFORMED.values()):
        for kind, ending in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")):
            stream = io.BytesIO()
            Image.new("RGB", (60, 40 + number), "white").save(stream, kind, exif=exif_of(rows))
            files[f"images/{number}.{ending}"] = stream.getvalue()
    body = "\n\n".join(f"![Lễ trao]({{static}}/{name})" for name in files)
    site = build(files | {"articles/a.md": article(body=body)})
    assert site.run.returncode == 0, site.run.stdout + site.run.stderr
    shown = site.page("tin/2024/a.html").select("article img")
    assert len(shown) == len(files)
    for image in shown:
        expected = int(image["width"]), int(image["height"])
        assert_is_plain((site.output / image["src"].removeprefix("/")).read_bytes(), expected)
    upright = [image for image in shown if int(image["height"]) == 60]
    assert len(upright) >= 8 * 3


def png(across, down, depth, colours, *chunks):
    """Return a PNG without colour; *chunks* stand before the pixels, as kind and content."""
    packer = zlib.compressobj(9)
    row = bytes(1 + (across * depth * colours + 7) // 8)
    pixels = b"".join(packer.compress(row) for _ in range(down)) + packer.flush()
    kind = {1: 0, 3: 2, 4: 6}[colours]
    head = struct.pack(">IIBBBBB", across, down, depth, kind, 0, 0, 0)
    parts = [(b"IHDR", head), *chunks, (b"IDAT", pixels), (b"IEND", b"")]
    return PNG + b"".join(png_chunk(*part) for part in parts)


def saved(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def jpeg_of_scans(count):
    """Return a grey progressive JPEG whose last scan is repeated."""
    data = saved(Image.new("L", (2000, 2000), 128), "JPEG", progressive=True)
    scan, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:end] + data[scan:end] * count + data[end:]


def jpeg_of_segments(count):
    data = saved(Image.new("RGB", (60, 40)), "JPEG")
    return data[:2] + b"\xff\xfe\0\2" * count + data[2:]


def bomb(megabytes):
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def many_texts():
    text = zlib.compress(bytes(1_040_000), 9)
    return [(b"zTXt", b"a%d\0\0" % number + text) for number in range(100)]


SMALL = (60, 40, 8, 3)
TOO_MANY, UNREADABLE, TOO_LARGE = "gồm quá nhiều phần nhỏ", "Không đọc được ảnh", "quá lớn, hơn 89 triệu"
HEAVY = "quá lớn, hơn 27 triệu điểm ảnh với WebP, AVIF, TIFF hay JPEG hiện dần"
COSTLY = {  # and the words that refuse it; "" if it is read
    "a text of a gigabyte": (lambda: png(*SMALL, (b"zTXt", b"a\0\0" + bomb(size(100, 1000)))), UNREADABLE),
    "a profile of a gigabyte": (lambda: png(*SMALL, (b"iCCP", b"a\0\0" + bomb(size(100, 1000)))), UNREADABLE),
    "a hundred texts of a megabyte": (lambda: png(*SMALL, *many_texts()), UNREADABLE),
    "a text of 29 MB": (lambda: png(*SMALL, (b"tEXt", b"a\0" + bytes(29_000_000))), ""),
    "EXIF of 29 MB": (lambda: png(*SMALL, (b"eXIf", b"II*\0\x08\0\0\0" + bytes(29_000_000))), ""),
    "a million texts": (lambda: png(*SMALL, *[(b"tEXt", b"a\0x")] * size(10**5, 10**6)), TOO_MANY),
    "a million unknown chunks": (lambda: png(*SMALL, *[(b"prVt", b"")] * size(10**5, 10**6)), TOO_MANY),
    "ten thousand moving pictures": (
        lambda: png(*SMALL, (b"acTL", bytes(8)), *[(b"fcTL", bytes(26)), (b"fdAT", bytes(9))] * 10_000),
        TOO_MANY,
    ),
    "256 million pixels of one bit": (lambda: png(16_000, 16_000, 1, 1), TOO_LARGE),
    "89 million pixels of one bit": (lambda: png(9400, 9400, 1, 1), ""),
    "ten thousand scans": (lambda: jpeg_of_scans(10_000), TOO_MANY),
    "sixty scans": (lambda: jpeg_of_scans(60), TOO_MANY),
    "thirty scans": (lambda: jpeg_of_scans(20), ""),
    "a million segments": (lambda: jpeg_of_segments(10**6), TOO_MANY),
    "80 million pixels of 16 bits": (lambda: png(10_000, 8_000, 16, 1), ""),
    "a JPEG of fill bytes": (lambda: b"\xff\xd8" + b"\xff" * size(10**6, 8 * 10**6), UNREADABLE),
    "a progressive JPEG of 36 million pixels": (
        lambda: saved(Image.new("L", (6000, 6000)), "JPEG", progressive=True),
        HEAVY,
    ),
    "a JPEG of 36 million pixels": (lambda: saved(Image.new("L", (6000, 6000)), "JPEG"), ""),
    "a WebP of 36 million pixels": (lambda: saved(Image.new("RGB", (6000, 6000)), "WEBP", method=0), HEAVY),
    "the signs of scans in a comment": (
        lambda: saved(Image.new("RGB", (60, 40)), "JPEG", comment=b"\xff\xda" * 9000),
        "",
    ),
    "the signs of scans behind the picture": (
        lambda: saved(Image.new("RGB", (60, 40)), "JPEG") + b"\xff\xda" * 9000,
        "",
    ),
}
if size(0, 1):
    COSTLY["700 MB of pixels"] = (lambda: png(9400, 9500, 16, 4), "")
MOST_SECONDS, MOST_MEMORY = 4, 500_000_000  # of processor time; bytes


def measure_within_limits(data):
    """Return the reason for refusing *data*, or ""; a process that takes more than the limits is killed."""
    source, target = os.pipe()
    process = os.fork()
    if not process:
        used = int(Path("/proc/self/statm").read_text("utf-8").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        resource.setrlimit(resource.RLIMIT_AS, (used + MOST_MEMORY,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS,) * 2)
        refusal = ""
        try:
            size = measure("x.jpg", data)
            next(
                derive(
                    data, (min(size[0], 1200), max(1, min(size[0], 1200) * size[1] // size[0])), cards=False
                )
            )
        except Exception as error:  # noqa: BLE001 (it must not reach the tests of the parent)
            refusal = str(error)
        os.write(target, refusal.encode())
        os._exit(0)
    os.close(target)
    with os.fdopen(source, encoding="utf-8") as pipe:
        refusal = pipe.read()
    assert os.waitpid(process, 0)[1] == 0, "killed"
    return refusal


@pytest.mark.parametrize("case", COSTLY)
def test_a_picture_that_asks_for_much_is_refused_or_read_at_once(case):
    make, expected = COSTLY[case]
    refusal = measure_within_limits(make())
    if expected:
        assert expected in refusal
        assert "x.jpg" in refusal
    else:
        assert not refusal
