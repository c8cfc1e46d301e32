"""What `gleaner pairs` wrote: a folder with a card, and the rows of one configuration that the card names."""
import io
import json
import re
from pathlib import Path

import datasets
import pyarrow.parquet
import yaml
import zstandard

# What a trainer looks for in a row, by shape.
COLUMNS = {
    "preference": {"prompt", "chosen", "rejected"},
    "unpaired": {"prompt", "completion", "label"},
    "sft": {"messages"},
}
FORMATS = ("jsonl.zst", "jsonl", "parquet")


class Failure(Exception):
    """An expectation that an export does not meet, in words."""


def expect(truth, words):
    if not truth:
        raise Failure(words)


class Export:
    """One configuration of an export, as its card describes it."""

    def __init__(self, folder, name):
        card = card_of(folder)
        self.folder, self.name = folder, name
        self.files = {split: matches(folder, pattern) for split, pattern in data_files(card, name).items()}
        info = one_of(card.get("dataset_info"), name, f"{folder}: the card has no dataset_info of '{name}'")
        expect(info.get("features"), f"{folder}: the card does not say which features '{name}' has")
        self.features = datasets.Features._from_yaml_list(info["features"])
        self.counts = {split["name"]: split["num_examples"] for split in stated_splits(info, folder)}
        self.shape = shape_of(self.features, folder)
        self.format = format_of(self.files, folder)

    def __str__(self):
        return f"{self.folder.name} ({self.name}, {self.format})"

    def written_rows(self, split):
        """The rows of a split as they are in the files, read with as little as can go wrong."""
        for file in self.files[split]:
            if self.format == "parquet":
                yield from pyarrow.parquet.read_table(file).to_pylist()
                continue
            # Not splitlines(), which also breaks at U+2028 and others that may stand in a string of JSON.
            for line in io.BytesIO(written_bytes(file)):
                yield json.loads(line)


def exports_in(folders):
    """The configurations of these folders, in the order of their cards."""
    found = []
    for folder in map(Path, folders):
        card = card_of(folder)
        expect(card.get("configs"), f"{folder}: the card has no configurations")
        found += [Export(folder, each["config_name"]) for each in card["configs"]]
    return found


def written_bytes(file):
    """What a file of JSON Lines holds, unpacked; it may consist of several frames."""
    with open(file, "rb") as stream:
        if file.suffix != ".zst":
            return stream.read()
        return zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True).read()


def card_of(folder):
    file = folder / "README.md"
    expect(file.is_file(), f"{folder}: there is no README.md")
    found = re.match(r"---\n(.*?)\n---\n", file.read_text(encoding="utf-8"), re.DOTALL)
    expect(found, f"{folder}: README.md has no YAML in front")
    return yaml.safe_load(found[1])


def one_of(entries, name, words):
    """The entry of a name, of a list that is a single mapping where there is only one configuration."""
    entries = entries if isinstance(entries, list) else [entries] if entries else []
    found = [entry for entry in entries if entry.get("config_name", name) == name]
    expect(len(found) == 1, words)
    return found[0]


def stated_splits(info, folder):
    """What the card says of the splits' sizes, which it need not. `datasets` wants all of it or takes none."""
    splits = info.get("splits") or []
    complete = all({"name", "num_examples", "num_bytes"} <= set(split) for split in splits)
    expect(complete, f"{folder}: a split in the card lacks one of name, num_examples and num_bytes")
    return splits


def data_files(card, name):
    """Each split and its pattern, or patterns."""
    entries = one_of(card["configs"], name, f"'{name}' stands twice in the card")["data_files"]
    if not isinstance(entries, list):
        entries = [{"split": "train", "path": entries}]
    return {entry["split"]: entry["path"] for entry in entries}


def matches(folder, patterns):
    """The files of a split: at least one, and every shard that their names promise."""
    patterns = [patterns] if isinstance(patterns, str) else patterns
    files = sorted({file for pattern in patterns for file in folder.glob(pattern)})
    expect(files, f"{folder}: no file is of {patterns}")
    numbered = [re.search(r"-(\d{5})-of-(\d{5})\.", file.name) for file in files]
    expect(all(numbered), f"{folder}: files of {patterns} whose names do not tell which shard they are")
    promised = {(at, int(number[2])) for number in numbered for at in range(int(number[2]))}
    there = {(int(number[1]), int(number[2])) for number in numbered}
    expect(promised == there, f"{folder}: shards of {patterns} are missing or of different totals: {sorted(there)}")
    return files


def shape_of(features, folder):
    found = [shape for shape, columns in COLUMNS.items() if columns <= set(features)]
    expect(len(found) == 1, f"{folder}: the columns {sorted(features)} are of {found or 'no shape'}")
    return found[0]


def format_of(files, folder):
    names = [file.name for split in files.values() for file in split]
    found = {next((form for form in FORMATS if name.endswith(f".{form}")), name) for name in names}
    expect(len(found) == 1 and found <= set(FORMATS), f"{folder}: files of the formats {sorted(found)}")
    return found.pop()
