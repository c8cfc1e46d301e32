"""Tar and zip files: names, links, members that are broken, encrypted or something else."""
import io
import struct
import tarfile
import zipfile
import zlib

from .cases import Case
from .chats import chats, digest, lines, noise, varied
from .compression import flipped, packed

MIDDAY = 1_714_564_800  # 2024-05-01T12:00:00Z
BLOCK = 512


def cases():
    return [*tars(), *nested(), *zips()]


# --- tar ----------------------------------------------------------------------------------------------------------------

def tars():
    one = [lines(chats(1, number)) for number in range(8)]
    yield Case(
        "tar-with-names-that-climb-out.tar",
        tar([("../../etc/passwd", one[0]), ("/absolute/chats.jsonl", one[1]), ("a/./b//../c.jsonl", one[2]),
             ("C:\\chats.jsonl", one[3]), ("-rf.jsonl", one[4])]),
        "Names are only names: nothing is unpacked, and all of the members are logs.", chats(5))
    yield Case(
        "tar-with-control-characters-in-names.tar",
        tar([("\x1b[2J\x1b[31mred.jsonl", one[0]), ("two\nlines.jsonl", one[1]), ("\u202elnosj.tar", one[2]),
             ("tab\tand\rreturn.jsonl", one[3]), ("<b>name</b>.jsonl", one[4]), ("bad\udcff\udcfeutf8.jsonl", one[5])]),
        "What is shown of such names must be harmless. The last name is no UTF-8.", chats(6))
    yield Case(
        "tar-with-links-directories-and-devices.tar", tar_of_links(one[0]),
        "A directory, a log, links of both kinds to it and to /etc/passwd, a device and a pipe. Links are not followed.",
        chats(1), {"symbolic_link": (2, 4), "not_a_log": (0, 3)})
    yield Case(
        "tar-with-other-files-beside-the-logs.tar",
        tar([("SHA256SUMS", digest("sums").encode() + b"  a.jsonl\n"), ("a.jsonl", lines(chats(2))),
             ("README.md", b"# Chats\n\nOf May.\n"), ("plot.png", b"\x89PNG\r\n\x1a\n" + noise(200, "plot")), ("b.jsonl", b""),
             ("c.jsonl", lines(chats(2, 2)))]),
        "What is no log is dropped, and that is as it should be.", chats(4), {"not_a_log": 3, "empty": 1})
    members = [(f"{name}.jsonl", lines(varied(10 * number + place) for place in range(3)))
               for number, name in enumerate("abcd")]
    whole = tar(members)
    third = whole.index(b"c.jsonl")
    yield Case(
        "tar-cut-in-the-third-of-four-members.tar", whole[: third + BLOCK + 1800],
        "Two members are whole, the third has one whole line.", (6, 7), {"truncated_archive": 1, "incomplete_json": (0, 1)})
    yield Case(
        "tar-cut-within-a-header.tar", whole[: third + 100], "Two members, then a fifth of a header.", 6,
        {"truncated_archive": 1}, {"truncated_archive": ["corrupt_archive"]})
    yield Case("tar-without-its-end-mark.tar", tar(members[:2], end=False),
               "The two blocks of zeros at the end are missing; nothing else is.", 6, {"truncated_archive": (0, 1)})
    yield Case(
        "tar-with-a-broken-header-in-the-middle.tar", flipped(whole, whole.index(b"b.jsonl") + 150),
        "The second header's checksum is wrong. The first member survives; whoever looks for the next header has more.",
        (3, 9), {"corrupt_archive": (1, 2)}, {"corrupt_archive": ["truncated_archive"]})
    yield Case(
        "tar-whose-member-claims-8-gigabytes.tar", tar_that_claims(8 << 30, members[0][1]),
        "The size in the header is far larger than the file.", (0, 3), {"truncated_archive": 1, "invalid_json": (0, 1)},
        {"truncated_archive": ["corrupt_archive"], "invalid_json": ["incomplete_json"]})
    yield Case(
        "tar-with-a-name-of-64-kilobytes.tar.gz",
        packed(tar([("n" * 65_530 + ".jsonl", one[0]), ("b.jsonl", one[1])], tarfile.PAX_FORMAT)),
        "A pax header holds the name.", chats(2))
    yield Case("tar-with-two-members-of-one-name.tar", tar([("a.jsonl", one[0]), ("a.jsonl", one[1])]),
               "As `tar -r` makes it; both are read.", chats(2))
    yield Case("tar-of-nothing-but-a-directory.tar", tar([], directory=True), "No file is in it.", (),
               {"empty": (0, 1)}, {"empty": ["not_a_log"]})


def nested():
    good = [packed(lines(chats(3, first))) for first in (0, 3, 6)]
    broken = good[1][:10] + b"\xff" * 40 + good[1][50:]
    yield Case(
        "tar-with-a-corrupt-gzip-among-good-ones.tar",
        tar([("a.jsonl.gz", good[0]), ("b.jsonl.gz", broken), ("c.jsonl.gz", good[2])]),
        "The second of three members is broken from its first block on and costs only itself.",
        chats(3) + chats(3, 6), {"corrupt_archive": 1})
    yield Case(
        "tar-with-a-cut-gzip-among-good-ones.tar",
        tar([("a.jsonl.gz", good[0]), ("b.jsonl.gz", good[1][:-8]), ("c.jsonl.gz", good[2])]),
        "The second of three members lacks its trailer, and no data.", chats(9), {"truncated_archive": 1})
    inner = tar([("a.jsonl", lines(chats(2))), ("b.jsonl.gz", packed(lines(chats(2, 2))))])
    yield Case("tar-gz-inside-a-tar.tar", tar([("inner.tar.gz", packed(inner)), ("c.jsonl", lines(chats(2, 4)))]),
               "Four layers at the deepest member.", chats(6))
    deep = tar([("a.jsonl", lines(chats(1)))])
    for level in range(12):
        deep = packed(tar([(f"{level}.tar.gz", deep)]))
    yield Case("tar-gz-inside-tar-gz-twelve-times.tar.gz", deep, "Deeper than anybody packs by intent.", (),
               {"nested_too_deep": 1}, lost=True)


def tar(members, form=tarfile.GNU_FORMAT, end=True, directory=False):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form, errors="surrogateescape") as archive:
        if directory:
            archive.addfile(entry("logs/", tarfile.DIRTYPE))
        for name, data in members:
            archive.addfile(entry(name, tarfile.REGTYPE, len(data)), io.BytesIO(data))
        used = archive.offset
    data = buffer.getvalue()[:used]
    return data + bytes(2 * BLOCK) if end else data


def entry(name, kind, size=0, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname, info.mtime, info.mode = kind, size, target, MIDDAY, 0o644
    return info


def tar_of_links(log):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(entry("logs", tarfile.DIRTYPE))
        archive.addfile(entry("logs/a.jsonl", tarfile.REGTYPE, len(log)), io.BytesIO(log))
        archive.addfile(entry("logs/b.jsonl", tarfile.SYMTYPE, target="a.jsonl"))
        archive.addfile(entry("logs/c.jsonl", tarfile.SYMTYPE, target="/etc/passwd"))
        archive.addfile(entry("logs/d.jsonl", tarfile.LNKTYPE, target="logs/a.jsonl"))
        archive.addfile(entry("logs/e.jsonl", tarfile.LNKTYPE, target="../../etc/passwd"))
        archive.addfile(entry("logs/f.jsonl", tarfile.CHRTYPE))
        archive.addfile(entry("logs/g.jsonl", tarfile.FIFOTYPE))
        used = archive.offset
    return buffer.getvalue()[:used] + bytes(2 * BLOCK)


def tar_that_claims(size, data):
    header = entry("a.jsonl", tarfile.REGTYPE, size).tobuf(tarfile.GNU_FORMAT)
    return header + data + bytes(-len(data) % BLOCK + 2 * BLOCK)


# --- zip ----------------------------------------------------------------------------------------------------------------

def zips():
    texts = [lines(chats(2, first)) for first in (0, 2, 4)]
    names = ["a.jsonl", "b.jsonl", "c.jsonl"]
    plain = list(zip(names, texts))
    yield Case("zip-with-a-stored-and-a-deflated-member.zip",
               zip_of([(names[0], texts[0], zipfile.ZIP_STORED), (names[1], texts[1], zipfile.ZIP_DEFLATED)]),
               "Both ways in one file.", chats(4))
    yield Case("zip-with-a-directory-and-a-name-that-climbs-out.zip",
               zip_of([("logs/", b"", zipfile.ZIP_STORED), ("../../etc/passwd", texts[0], zipfile.ZIP_DEFLATED)]),
               "Zip slip.", chats(2))
    yield Case("zip-written-to-a-pipe.zip", piped_zip(plain), "Sizes stand behind the data.", chats(6))
    yield Case(
        "zip-with-a-wrong-checksum-for-one-member.zip", zip_with_wrong_crc(plain, "b.jsonl"),
        "The second of three. Its records have been given out when that is found.", (4, 6), {"corrupt_archive": 1})
    yield Case("zip-with-a-password.zip", encrypted_zip([("a.jsonl", texts[0], b"secret")]),
               "ZipCrypto; the password is “secret”.", (), {"encrypted": 1}, lost=True)
    yield Case("zip-with-one-encrypted-member-among-plain-ones.zip",
               encrypted_zip([("a.jsonl", texts[0], None), ("b.jsonl", texts[1], b"secret"), ("c.jsonl", texts[2], None)]),
               "The second of three.", chats(2) + chats(2, 4), {"encrypted": 1})
    whole = zip_of([(name, text, zipfile.ZIP_DEFLATED) for name, text in plain])
    yield Case("zip-without-its-directory.zip", whole[: whole.index(b"PK\x01\x02")],
               "The members are whole, the directory at the end is missing.", (0, 6), {"truncated_archive": (0, 1)},
               {"truncated_archive": ["corrupt_archive"]})
    yield Case("zip-cut-in-the-second-of-three-members.zip", whole[: whole.index(b"b.jsonl") + 60], "No directory either.",
               (0, 4), {"truncated_archive": 1, "incomplete_json": (0, 1)}, {"truncated_archive": ["corrupt_archive"]})
    yield Case("zip-with-an-unknown-compression.zip", whole_with_method(plain[:2], "a.jsonl", 77),
               "The first member is compressed by method 77, which does not exist.", chats(2, 2), {"unsupported_format": 1},
               {"unsupported_format": ["corrupt_archive"]})
    yield Case("zip-of-nothing.zip", zip_of([]), "An empty directory.", (), {"empty": (0, 1)}, {"empty": ["not_a_log"]})


def zip_of(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        add(archive, members)
    return buffer.getvalue()


def piped_zip(members):
    class Pipe(io.RawIOBase):
        """Somewhere that cannot go back."""
        written = b""

        def write(self, data):
            self.written += bytes(data)
            return len(data)

        def writable(self):
            return True

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as archive:
        add(archive, [(name, text, zipfile.ZIP_DEFLATED) for name, text in members])
    return pipe.written


def add(archive, members):
    for name, data, method in members:
        info = zipfile.ZipInfo(name, date_time=(2024, 5, 1, 12, 0, 0))
        info.external_attr = (0o40755 if name.endswith("/") else 0o100644) << 16
        info.create_system = 3
        archive.writestr(info, data, method, 9)


def zip_with_wrong_crc(members, wrong):
    data = zip_of([(name, text, zipfile.ZIP_DEFLATED) for name, text in members])
    right = struct.pack("<I", zlib.crc32(dict(members)[wrong]))
    return data.replace(right, struct.pack("<I", zlib.crc32(dict(members)[wrong]) ^ 0xFF))


def whole_with_method(members, name, method):
    """Both headers of a member say another compression method."""
    data = bytearray(zip_of([(name, text, zipfile.ZIP_DEFLATED) for name, text in members]))
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, local + 8, method)
    struct.pack_into("<H", data, central + 10, method)
    return bytes(data)


def encrypted_zip(members):
    """A zip by hand (APPNOTE 4.3); a member with a password is encrypted as 6.1 says."""
    body, directory = b"", b""
    for name, text, password in members:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        data = deflate.compress(text) + deflate.flush()
        crc = zlib.crc32(text)
        if password:
            data = zip_crypto(noise(11, "salt") + bytes([crc >> 24]) + data, password)
        fields = struct.pack("<HHHHHIIIHH", 20, 1 if password else 0, 8, 0x6000, 0x58A1, crc, len(data), len(text),
                             len(name), 0)
        directory += b"PK\x01\x02\x14\x03" + fields + struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, len(body)) + name.encode()
        body += b"PK\x03\x04" + fields + name.encode() + data
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def zip_crypto(data, password):
    """The stream cipher of APPNOTE 6.1.5 and 6.1.6."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte):
        keys[0] = crc_step(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc_step(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in data:
        temporary = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ (temporary * (temporary ^ 1) >> 8 & 0xFF))
        update(byte)
    return bytes(out)


def crc_step(crc, byte):
    """One byte of the CRC without its complements."""
    return zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
