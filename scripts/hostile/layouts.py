"""How records stand in a text: line ends, byte order marks, arrays, documents over several lines."""
import json

from .cases import Case
from .chats import chat, chats, line, lines, noise, shares, wildchat

BOM = b"\xef\xbb\xbf"


def cases():
    return [*line_ends(), *encodings(), *arrays(), *documents(), *no_logs()]


def line_ends():
    good = chats(4)
    yield Case("lines-that-end-in-crlf.jsonl", lines(good).replace(b"\n", b"\r\n"), "Line ends of Windows.", good)
    yield Case(
        "blank-lines-between-the-records.jsonl",
        b"\n\n" + line(good[0]) + b"\n \t \n\r\n" + line(good[1]) + b"  " + line(good[2]) + b"\n" + line(good[3]) + b"\n \n",
        "Empty lines, lines of white space and an indented record; only records count.", good)


def encodings():
    good = chats(3)
    yield Case("a-byte-order-mark-at-the-start.jsonl", BOM + lines(good), "UTF-8 as Windows likes it.", good)
    yield Case(
        "a-byte-order-mark-on-every-line.jsonl", b"".join(BOM + line(record) for record in good),
        "Several such files, put one behind the other.", (1, 3), {"invalid_json": (0, 2)})
    yield Case("a-byte-order-mark-and-nothing-else.jsonl", BOM, "Three bytes.", (), {"empty": 1},
               {"empty": ["not_a_log"]}, lost=True)
    yield Case(
        "utf-16-with-a-byte-order-mark.jsonl", b"\xff\xfe" + lines(good).decode().encode("utf-16-le"),
        "UTF-16 as PowerShell's > writes it.", (), {"unsupported_format": 1}, {"unsupported_format": ["not_a_log"]}, lost=True)
    yield Case(
        "utf-16-without-a-byte-order-mark.jsonl", lines(good).decode().encode("utf-16-le"),
        "Every other byte is a NUL.", (), {"invalid_json": (1, 8)},
        {"invalid_json": ["unsupported_format", "not_a_log", "incomplete_json", "unknown_shape"]}, lost=True)


def arrays():
    good = chats(4)
    texts = [json.dumps(record) for record in good]
    broken = '{"messages": [{"role": "user" "content": }]}'
    yield Case("one-array-on-one-line.json", f"[{', '.join(texts)}]".encode(), "No line ends at all.", good)
    yield Case(
        "one-array-over-many-lines.json", json.dumps([wildchat(1), shares(2), chat(3)], indent=2).encode() + b"\n",
        "Indented, with three shapes in it.", [wildchat(1), shares(2), chat(3)])
    yield Case(
        "an-array-that-is-cut-within-an-element.json", f"[{', '.join(texts[:3])}, {texts[3][:150]}".encode(),
        "The last element stops short.", good[:3], {"incomplete_json": 1}, {"incomplete_json": ["truncated_archive"]})
    yield Case(
        "an-array-that-is-cut-between-elements.json", f"[{', '.join(texts[:3])},\n".encode(),
        "Three whole elements, a comma, and no bracket.", good[:3], {"incomplete_json": (0, 1)},
        {"incomplete_json": ["truncated_archive", "invalid_json"]})
    yield Case(
        "an-array-with-a-broken-element.json", f"[{texts[0]}, {texts[1]}, {broken}, {texts[2]}]".encode(),
        "The third of four is no JSON, but its brackets match.", good[:3], {"invalid_json": 1})
    yield Case(
        "an-array-with-an-element-that-never-closes.json",
        f'[\n{texts[0]},\n{{"messages": [{{"role": "user"\n,\n{texts[1]},\n{texts[2]}\n]\n'.encode(),
        "The second of four lacks its closing brackets, so that nothing tells where it ends.",
        (1, 3), {"incomplete_json": (1, 2)}, {"incomplete_json": ["invalid_json", "truncated_archive"]})
    yield Case(
        "an-array-without-commas.json", f"[\n{texts[0]}\n{texts[1]}\n{texts[2]}\n]\n".encode(),
        "Lines that someone put brackets around.", (1, 3), {"invalid_json": (0, 3)})
    yield Case(
        "an-array-with-other-things-among-the-records.json",
        f'[{texts[0]}, 42, null, "a text, with {{ and [", [], {texts[1]}]'.encode(),
        "Four of six elements are no conversations.", good[:2], {"unknown_shape": 4})
    yield Case("an-array-of-nothing.json", b"[]\n", "No records.", (), {"empty": (0, 1)}, {"empty": ["not_a_log"]})


def documents():
    good = [chat(1), wildchat(2), shares(3)]
    pretty = [json.dumps(record, indent=2).encode() + b"\n" for record in good]
    yield Case("one-document-over-many-lines.json", pretty[0], "A single conversation, indented.", good[:1])
    yield Case(
        "three-documents-over-many-lines.json", b"".join(pretty),
        "Indented documents one behind the other, as jq writes them.", good)
    yield Case(
        "documents-over-many-lines-and-the-last-is-cut.json", pretty[0] + pretty[1] + pretty[2][:200],
        "The same, cut short.", good[:2], {"incomplete_json": 1}, {"incomplete_json": ["truncated_archive"]})
    yield Case(
        "documents-with-brackets-within-strings.json",
        json.dumps(chat(1, note='}]"\\ {[ \\" }'), indent=2).encode() + pretty[2],
        "Quotes and brackets in a string must not end a document.", [chat(1), good[2]])
    yield Case(
        "a-document-of-something-else.json", b'{\n  "name": "settings",\n  "version": 3\n}\n',
        "A settings file.", (), {"unknown_shape": 1})


def no_logs():
    yield Case("an-empty-file.jsonl", b"", "Nothing.", (), {"empty": 1}, lost=True)
    yield Case("white-space-and-nothing-else.jsonl", b" \n\n\t\r\n", "Blank.", (), {"empty": 1}, lost=True)
    yield Case(
        "random-bytes-named-like-a-log.jsonl", b"\x91" + noise(4096, "no log"), "No archive, no text.", (),
        {"not_a_log": 1}, lost=True)
    yield Case(
        "a-picture-named-like-a-log.jsonl", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + noise(512, "picture"),
        "The start of a PNG.", (), {"not_a_log": 1}, lost=True)
    yield Case(
        "a-program-named-like-a-log.jsonl", b"\x7fELF\x02\x01\x01" + bytes(9) + noise(512, "program"),
        "The start of an ELF program.", (), {"not_a_log": 1}, lost=True)
    yield Case(
        "the-log-of-a-web-server.jsonl", b'192.0.2.1 - - [01/May/2024:12:00:00 +0000] "GET / HTTP/1.1" 200 5\n' * 20,
        "Text, and no JSON.", (), {"not_a_log": 1}, lost=True)
    yield Case("a-table.csv", b"id,question,answer\n1,Hi,Hello\n", "CSV.", (), {"not_a_log": 1}, lost=True)
    yield Case(
        "parquet-magic-around-rubbish.parquet", b"PAR1" + noise(600, "parquet") + b"\x58\x02\x00\x00PAR1",
        "Begins and ends like Parquet.", (), {"corrupt_archive": 1}, {"corrupt_archive": ["unsupported_format"]}, lost=True)
