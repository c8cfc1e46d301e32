// Snappy (BSD-3-Clause) by its C face, imported by `ParquetReading` alone: what most Parquet pages are packed with.
#include <snappy-c.h>
