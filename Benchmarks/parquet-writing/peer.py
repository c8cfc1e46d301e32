#!/usr/bin/env python3
"""Writes the rows of a Parquet file again with pyarrow, same codec and level: peer.py FILE LEVEL.

The table is in memory, in Arrow's own columns, before the clock starts: that favours pyarrow, which has no rows to turn
into columns. Once with pyarrow's own row groups, once with as many rows in each as FILE has.
"""

import os
import sys
import time

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

file, level = sys.argv[1], int(sys.argv[2])
table = pq.read_table(file, use_threads=False).combine_chunks()


def leaves(array):
    """The bytes of an array's values, without offsets and validity: what the other side counts."""
    kind = array.type
    if pa.types.is_list(kind):
        return leaves(array.flatten())
    if pa.types.is_struct(kind):
        return sum(leaves(part) for part in array.flatten())
    if pa.types.is_string(kind):
        return pa.compute.sum(pa.compute.binary_length(array)).as_py() or 0
    return len(array) * (1 if pa.types.is_boolean(kind) else 8)


size = sum(leaves(chunk) for column in table.columns for chunk in column.chunks)
rows_of_ours = pq.ParquetFile(file).metadata.row_group(0).num_rows
for name, rows in (("own row groups", None), ("our row groups", rows_of_ours)):
    for _ in range(2):
        start, begun = time.perf_counter(), time.process_time()
        pq.write_table(table, file + ".pyarrow", compression="zstd", compression_level=level, row_group_size=rows)
        seconds, processor = time.perf_counter() - start, time.process_time() - begun
        print(f"pyarrow {pa.__version__}, {name}: {table.num_rows} rows, {size // 10**6} MB, {seconds:.2f} s, "
              f"{processor:.2f} s of processor, {size / 1e6 / processor:.0f} MB/s of that, "
              f"{os.path.getsize(file + '.pyarrow')} bytes, level {level}", flush=True)
os.remove(file + ".pyarrow")
