// PCRE2 (BSD-3-Clause), imported by `Patterns` alone. The code unit width selects the `_8` functions; Swift calls
// them by their suffixed names, because the unsuffixed ones are macros.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
