/*
 * The start of a static PIE. Its 12,000 relocations are packed by the linker (DT_RELR), which takes 280 kB off the file, but the start
 * file of musl before 1.2.4 ignores them. So they are applied here, before that file's _start. scripts/toolchain.sh makes this the
 * entry point.
 */
#include <elf.h>
#include <stdint.h>

#undef DT_RELR
#undef DT_RELRSZ
#define DT_RELR 36
#define DT_RELRSZ 35

#define HIDDEN __attribute__((visibility("hidden")))

extern HIDDEN Elf64_Dyn _DYNAMIC[];
extern HIDDEN char __executable_start[];

/* An even entry is an address; an odd one has a bit for each of the 63 words that follow. */
static void apply(const uint64_t *entry, const uint64_t *end, uintptr_t base) {
    uint64_t *word = 0;
    for (; entry < end; entry++) {
        if ((*entry & 1) == 0) {
            word = (uint64_t *) (base + *entry);
            *word++ += base;
        } else {
            for (int i = 0; i < 63; i++) {
                if (*entry >> (i + 1) & 1) {
                    word[i] += base;
                }
            }
            word += 63;
        }
    }
}

HIDDEN void tend_relocate(void) {
    uintptr_t base = (uintptr_t) __executable_start;
    const uint64_t *table = 0;
    for (Elf64_Dyn *each = _DYNAMIC; each->d_tag != DT_NULL; each++) {
        if (each->d_tag == DT_RELR) {
            table = (const uint64_t *) (base + each->d_un.d_ptr);
        }
    }
    for (Elf64_Dyn *each = _DYNAMIC; table && each->d_tag != DT_NULL; each++) {
        if (each->d_tag == DT_RELRSZ) {
            apply(table, table + each->d_un.d_val / sizeof *table, base);
            each->d_un.d_val = 0; /* a newer musl would apply them again */
        }
    }
}

/* The kernel's registers and stack pass through to _start. */
__asm__(".text\n"
        ".globl tend_start\n"
        ".hidden tend_start\n"
        "tend_start:\n\t"
        "push %rdx\n\t"
        "push %rdx\n\t"
        "call tend_relocate\n\t"
        "pop %rdx\n\t"
        "pop %rdx\n\t"
        "jmp _start\n");
