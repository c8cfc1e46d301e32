// libarchive (BSD-2-Clause), imported by `ArchiveReading` alone.
#include <archive.h>
#include <archive_entry.h>
