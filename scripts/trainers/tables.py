"""Whether DuckDB and pyarrow read what was written, alike: every row, and the types that the card says."""
import io
import json

import datasets
import duckdb
import pyarrow
import pyarrow.json
import pyarrow.parquet
from export import expect, written_bytes

# What DuckDB may make of strings in JSON Lines where all of a column look like one. Their text can still be had.
LOOKALIKES = {"UUID", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE"}
SCALARS = {"string": "VARCHAR", "float64": "DOUBLE", "int64": "BIGINT", "bool": "BOOLEAN"}


def check(export):
    """Reads every split with both."""
    counted = []
    for split, files in export.files.items():
        written = sum(1 for _ in export.written_rows(split))
        by_duckdb = count_by_duckdb(export, files)
        by_pyarrow = sum(count_by_pyarrow(export, file) for file in files)
        expect(by_duckdb == by_pyarrow == written,
               f"{split}: {written} rows were written, DuckDB reads {by_duckdb}, pyarrow {by_pyarrow}")
        counted.append(f"{written} {split}")
    return f"{', '.join(counted)} rows by either"


def count_by_duckdb(export, files):
    """Rows of these files, whose columns have to be the card's."""
    names = [str(file) for file in files]
    relation = duckdb.read_parquet(names) if export.format == "parquet" else duckdb.read_json(
        names, format="newline_delimited")
    # Whether it writes the names of fields in quotes depends on its version.
    found = {name: str(kind).replace('"', "") for name, kind in zip(relation.columns, relation.types)}
    wanted = {name: duckdb_type(feature) for name, feature in export.features.items()}
    expect(list(found) == list(wanted), f"DuckDB finds the columns {list(found)}, the card has {list(wanted)}")
    for name, kind in found.items():
        if export.format != "parquet" and wanted[name] == "VARCHAR" and kind in LOOKALIKES:
            continue
        expect(kind == wanted[name], f"DuckDB takes {name} for {kind}, by the card it is {wanted[name]}")
    return relation.count("*").fetchall()[0][0]


def duckdb_type(feature):
    """How DuckDB names a type of the card."""
    if isinstance(feature, datasets.List):
        return f"{duckdb_type(feature.feature)}[]"
    if isinstance(feature, dict):
        fields = ", ".join(f"{name} {duckdb_type(inner)}" for name, inner in feature.items())
        return f"STRUCT({fields})"
    return SCALARS[feature.dtype]


def count_by_pyarrow(export, file):
    """Rows of a file, whose columns have to be the card's."""
    if export.format == "parquet":
        table = pyarrow.parquet.read_table(file)
    else:
        text = written_bytes(file)
        if not text:
            # A shard of a split without rows: pyarrow has no types for it, and refuses.
            return 0
        options = pyarrow.json.ReadOptions(block_size=max(len(text), 1 << 20))
        table = pyarrow.json.read_json(io.BytesIO(text), options)
    found = datasets.Features.from_arrow_schema(table.schema.remove_metadata())
    for name, feature in export.features.items():
        expect(found.get(name) == feature, f"pyarrow takes {name} for {found.get(name)}, by the card it is {feature}")
    expect(list(found) == list(export.features), f"pyarrow finds the columns {list(found)}")
    return table.num_rows


def compare(exports):
    """Holds exports of one dataset and shape to each other: every format has the same rows in the same order."""
    for export in exports:
        first = next(other for other in exports if other.shape == export.shape)
        expect(set(first.files) == set(export.files), f"{export} has {set(export.files)}, {first} {set(first.files)}")
        for split in export.files:
            expect(lines(first, split) == lines(export, split), f"{first} and {export} have different rows in {split}")


def lines(export, split):
    return [json.dumps(row, ensure_ascii=False) for row in export.written_rows(split)]
