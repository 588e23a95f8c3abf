/* The program's own code in memory. */
#include "code.h"
#include <sys/mman.h>

extern char __executable_start[], __etext[]; /* of the linker */

void tend_release_code(void) {
    madvise(__executable_start, __etext - __executable_start, MADV_DONTNEED);
}
