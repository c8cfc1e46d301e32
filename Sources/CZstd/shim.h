// libzstd (BSD-3-Clause), imported by `ArchiveReading` and `ParquetReading` (to read), `DatasetWriting` and `ParquetWriting` (to write).
#include <zstd.h>
#include <zstd_errors.h>
