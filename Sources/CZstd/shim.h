// libzstd (BSD-3-Clause), imported by `ArchiveReading` (to read) and `DatasetWriting` (to write).
#include <zstd.h>
#include <zstd_errors.h>
