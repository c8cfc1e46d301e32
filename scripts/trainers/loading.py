"""Whether `datasets` loads what was written: the card's types, every row, and no value turned into another."""
import datasets
from export import expect

READERS = {"parquet": "parquet", "jsonl": "json", "jsonl.zst": "json"}

datasets.disable_progress_bars()
datasets.utils.logging.set_verbosity_error()


def load(export, **options):
    """The splits of a configuration, by its card."""
    return datasets.load_dataset(str(export.folder), export.name, **options)


def check(export):
    """Loads a configuration by its card, at once and row by row, and without the card."""
    for split in export.files:
        # `datasets` loads none of the others either where one is empty.
        expect(any(True for _ in export.written_rows(split)), f"{split} has no rows; leave it out, and out of the card")
    whole = load(export)
    expect(set(whole) == set(export.files), f"the card has {sorted(export.files)}, and {sorted(whole)} were loaded")
    counted = []
    for split, rows in whole.items():
        expect(rows.features == export.features, f"{split}: {differing(rows.features, export.features)}")
        written = list(export.written_rows(split))
        stated = export.counts.get(split, len(written))
        expect(stated == len(written), f"{split}: the card says {stated} rows, and {len(written)} were written")
        same(written, rows.to_list(), f"{split}, loaded at once")
        same(written, list(load(export, streaming=True)[split]), f"{split}, streamed")
        counted.append(f"{len(written)} {split}")
    undeclared(export)
    return f"{', '.join(counted)}, {len(export.features)} columns"


def undeclared(export):
    """Types that are read from the rows are the card's. Loaded by the card, other types would be converted unseen."""
    for split, files in export.files.items():
        features = datasets.load_dataset(
            READERS[export.format], data_files=[str(file) for file in files], split="train").features
        expect(features == export.features, f"{split}, without the card: {differing(features, export.features)}")


def same(written, loaded, words):
    expect(len(written) == len(loaded), f"{words}: {len(loaded)} rows of {len(written)}")
    for number, (before, after) in enumerate(zip(written, loaded)):
        expect(list(before) == list(after), f"{words}: row {number} has the columns {list(after)}, not {list(before)}")
        # 1 equals 1.0 and True: the types are compared too.
        changed = [name for name in after
                   if before[name] != after[name] or type(before[name]) is not type(after[name])]
        expect(not changed, f"{words}: row {number} has other values or types in {changed} than were written")


def differing(found, wanted):
    """In which columns two sets of features differ."""
    if list(found) != list(wanted):
        return f"the columns are {list(found)}, the card has {list(wanted)}"
    return ", ".join(f"{name} is {found[name]}, the card has {wanted[name]}" for name in wanted
                     if found[name] != wanted[name])
