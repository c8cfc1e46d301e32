"""Streams that are cut, broken, mixed up or much larger than they look."""
import bz2
import gzip
import lzma
import zlib

import zstandard

from .cases import Case
from .chats import chat, chats, line, lines, noise, said, varied

MEBIBYTE = 1 << 20
LARGEST_BLOCK = 128 << 10


def cases():
    return [*gzips(), *zstds(), *others(), *names(), *large()]


# --- gzip ---------------------------------------------------------------------------------------------------------------

def gzips():
    good = chats(20)
    whole = packed(lines(good))
    many = packed(lines(varied(number) for number in range(200)))
    cut = many[: len(many) * 6 // 10]
    survivors = zlib.decompressobj(31).decompress(cut).count(b"\n")
    yield Case(
        "gzip-cut-at-60-percent.jsonl.gz", cut,
        "200 conversations, of which all before the cut must survive; the least allows for a decoder that holds back 4 KB.",
        (survivors - 4, survivors), {"truncated_archive": 1, "incomplete_json": (0, 1)})
    yield Case(
        "gzip-cut-before-its-checksum.jsonl.gz", whole[:-8], "All of the data, nothing behind it.", good,
        {"truncated_archive": 1})
    yield Case("gzip-of-which-only-the-header-is-left.jsonl.gz", whole[:10], "Ten bytes.", (),
               {"truncated_archive": 1}, {"truncated_archive": ["corrupt_archive"]}, lost=True)
    yield Case("gzip-of-which-only-the-magic-is-left.jsonl.gz", whole[:2], "Two bytes.", (), {"truncated_archive": 1},
               {"truncated_archive": ["corrupt_archive", "not_a_log"]}, lost=True)
    yield Case("gzip-with-a-wrong-checksum.jsonl.gz", flipped(whole, len(whole) - 8), "The data are right, their CRC is not.",
               good, {"corrupt_archive": 1})
    yield Case("gzip-with-a-wrong-length.jsonl.gz", flipped(whole, len(whole) - 4), "The CRC is right, the length is not.",
               good, {"corrupt_archive": 1})
    yield Case(
        "gzip-with-flipped-bytes-in-the-middle.jsonl.gz",
        many[: len(many) // 2] + noise(64, "gzip") + many[len(many) // 2 + 64:],
        "64 bytes of noise. What is decoded behind them may be any text, so that lines may come out that are no JSON.",
        (zlib.decompressobj(31).decompress(many[: len(many) // 2]).count(b"\n") - 4, 200),
        {"corrupt_archive": 1, "invalid_json": (0, 400)},
        {"invalid_json": ["incomplete_json", "invalid_utf8", "unknown_shape", "no_messages"]})
    yield Case(
        "gzip-of-three-members.jsonl.gz", b"".join(packed(lines(chats(2, first))) for first in (0, 2, 4)),
        "As log rotation and parallel compressors write it; one member may end within a line of text.", chats(6))
    text = lines(chats(6))
    yield Case(
        "gzip-whose-members-split-a-line.jsonl.gz", packed(text[:500]) + packed(b"") + packed(text[500:]),
        "A line starts in the first member and ends in the third; the second is empty.", chats(6))
    yield Case(
        "gzip-with-rubbish-behind-its-end.jsonl.gz", whole + b"rubbish" * 9, "A whole stream, then something else.", good,
        {"corrupt_archive": 1})
    yield Case("an-empty-gzip.jsonl.gz", packed(b""), "A whole stream of nothing.", (), {"empty": 1}, lost=True)
    nested = text
    for _ in range(10):
        nested = packed(nested)
    yield Case("gzip-in-gzip-ten-times.jsonl.gz", nested, "Deeper than anybody packs by intent.", (),
               {"nested_too_deep": 1}, lost=True)
    yield Case("gzip-in-gzip.jsonl.gz.gz", packed(packed(text)), "Compressed by the job and again by the rotation.", chats(6))


# --- zstd ---------------------------------------------------------------------------------------------------------------

def zstds():
    good = chats(20)
    large = zstd(lines(varied(number) for number in range(400)))
    blocks = zstd_blocks(large)
    number = next(n for n, start in enumerate(blocks) if len(zstd_text(large[:start])) >= 3 * LARGEST_BLOCK)
    middle, behind = blocks[number], blocks[number + 1]
    before = zstd_text(large[:middle])
    yield Case(
        "zstd-with-flipped-bytes-in-the-middle.jsonl.zst", large[: middle + 3] + noise(64, "zstd") + large[middle + 67:],
        "One frame of several blocks, the middle one of which is noise. What stands in the blocks before it can be had; "
        "a call of libzstd that ends in an error forgets what it has put out, so the least allows for 128 KiB.",
        (before[: len(before) - LARGEST_BLOCK].count(b"\n"), before.count(b"\n")),
        {"corrupt_archive": 1, "incomplete_json": (0, 1)})
    yield Case(
        "zstd-cut-in-the-middle.jsonl.zst", large[: (middle + behind) // 2],
        "The same frame, cut within that block.", before.count(b"\n"), {"truncated_archive": 1, "incomplete_json": (0, 1)})
    whole = zstd(lines(good))
    yield Case("zstd-with-a-wrong-checksum.jsonl.zst", flipped(whole, len(whole) - 1),
               "The data are right, their checksum is not. libzstd finds out in the call that gives the last block.",
               (0, 20), {"corrupt_archive": 1, "incomplete_json": (0, 1)})
    yield Case("zstd-of-which-only-the-magic-is-left.jsonl.zst", whole[:4], "Four bytes.", (), {"truncated_archive": 1},
               {"truncated_archive": ["corrupt_archive"]}, lost=True)
    frames = [zstd(lines(chats(20, first))) for first in (0, 20, 40)]
    start = zstd_blocks(frames[1])[0]
    broken = frames[1][: start + 3] + noise(64, "frame") + frames[1][start + 67:]
    yield Case(
        "zstd-of-three-frames-and-the-second-is-broken.jsonl.zst", frames[0] + broken + frames[2],
        "The first frame's 20 conversations must survive; a reader that looks for the next frame has the third's too.",
        (20, 40), {"corrupt_archive": 1, "incomplete_json": (0, 1)})
    skippable = b"\x50\x2a\x4d\x18" + (12).to_bytes(4, "little") + b"not of zstd."
    yield Case("zstd-with-skippable-frames.jsonl.zst", skippable + frames[0] + skippable + frames[1],
               "Frames that hold something else stand before and between.", chats(40))
    yield Case("zstd-with-rubbish-behind-its-end.jsonl.zst", whole + b"rubbish" * 9,
               "A whole frame, then something else.", good, {"corrupt_archive": 1})
    yield Case("an-empty-zstd.jsonl.zst", zstd(b""), "A whole frame of nothing.", (), {"empty": 1}, lost=True)
    window = bytearray(frames[0][:4] + b"\x00" + bytes([(31 - 10) << 3]) + b"\x01\x00\x00")
    yield Case("zstd-that-wants-2-gigabytes-of-memory.jsonl.zst", bytes(window),
               "A frame whose header asks for a window of 2 GiB.", (), {"unsupported_format": 1},
               {"unsupported_format": ["corrupt_archive", "empty"]}, lost=True)


def zstd_blocks(frame):
    """Where the blocks of a single-segment or windowed frame without dictionary start (RFC 8878, 3.1.1)."""
    descriptor = frame[4]
    single = descriptor >> 5 & 1
    size_bytes = {0: single, 1: 2, 2: 4, 3: 8}[descriptor >> 6]
    place, starts, last = 5 + (0 if single else 1) + size_bytes, [], False
    while not last:
        starts.append(place)
        header = int.from_bytes(frame[place:place + 3], "little")
        last, kind, length = header & 1, header >> 1 & 3, header >> 3
        place += 3 + (1 if kind == 1 else length)
    return starts


def zstd_text(cut):
    """What the whole blocks of a cut frame hold."""
    return zstandard.ZstdDecompressor().decompressobj().decompress(cut)


# --- other compressions -------------------------------------------------------------------------------------------------

def others():
    text = lines(varied(number) for number in range(60))
    xz, bzip2 = lzma.compress(text), bz2.compress(text)
    half = lzma.LZMADecompressor().decompress(xz[: len(xz) // 2]).count(b"\n")
    index = (int.from_bytes(xz[-8:-4], "little") + 1) * 4
    yield Case("xz-cut-in-the-middle.jsonl.xz", xz[: len(xz) // 2], "60 conversations, of which these can be had.", (0, half),
               {"truncated_archive": 1, "incomplete_json": (0, 1)}, {"truncated_archive": ["corrupt_archive"]})
    yield Case("xz-with-a-wrong-checksum.jsonl.xz", flipped(xz, len(xz) - 12 - index - 1),
               "The data are right, their CRC is not.", (0, 60), {"corrupt_archive": 1, "incomplete_json": (0, 1)},
               {"corrupt_archive": ["truncated_archive"]})
    yield Case("bzip2-cut-in-the-middle.jsonl.bz2", bzip2[: len(bzip2) // 2], "A single block, and half of it.", 0,
               {"truncated_archive": 1, "incomplete_json": (0, 1)}, {"truncated_archive": ["corrupt_archive"]})
    yield Case("bzip2-with-flipped-bytes.jsonl.bz2", bzip2[:2000] + noise(64, "bzip2") + bzip2[2064:],
               "Its only block is broken.", (0, 60), {"corrupt_archive": 1, "incomplete_json": (0, 1)})
    yield Case("7z-magic-before-rubbish.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + noise(400, "7z"), "Only the magic is right.",
               (), {"corrupt_archive": 1}, {"corrupt_archive": ["truncated_archive"]}, lost=True)


def names():
    good = chats(3)
    yield Case("a-gzip-named-as-zstd.jsonl.zst", packed(lines(good)), "The name lies.", good)
    yield Case("plain-text-named-as-gzip.jsonl.gz", lines(good), "The name lies.", good)


# --- large --------------------------------------------------------------------------------------------------------------

def large():
    repeated = line(said("Make it longer. " * 120))
    times = 20 * MEBIBYTE // len(repeated)
    yield Case("20-megabytes-of-one-line.jsonl.zst", zstd(repeated * times),
               "A few KB that become 20 MB: memory must not follow.", times)
    yield Case("one-record-of-20-megabytes.jsonl.zst", zstd(around(said("a" * (20 * MEBIBYTE)))),
               "Large, and below the limit of 64 MiB.", 3)
    yield Case("one-record-over-64-mebibytes.jsonl.zst", zstd(around(said("a" * (65 * MEBIBYTE)))),
               "Over the limit; its neighbours survive.", 2, {"record_too_large": 1})
    yield Case("66-mebibytes-without-a-line-end.jsonl.zst", zstd(b'{"messages": [' + b"1," * (33 * MEBIBYTE)),
               "A record that never ends.", 0, {"record_too_large": 1}, {"record_too_large": ["incomplete_json"]})


def around(record):
    return line(chat(0)) + line(record) + line(chat(1))


def write_huge(path):
    """A plain file with a line of 100 MB between two conversations; too large to be shipped."""
    with open(path, "wb") as file:
        file.write(around(said("a" * 100_000_000)))


def packed(data):
    return gzip.compress(data, 9, mtime=0)


def zstd(data):
    return zstandard.ZstdCompressor(level=19, write_checksum=True).compress(data)


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1:]
