// ISA-L (BSD-3-Clause), imported by `ArchiveReading` alone: inflates several times faster than zlib and checks what it
// inflated.
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
