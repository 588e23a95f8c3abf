/*
 * How the heap gets its memory. TeaVM reserves the address space of the largest heap at the start and makes pages of it usable as the
 * heap grows, and ignores the result of both: where a limit refuses it, the program dies of a segmentation fault. Here address space is
 * taken as the heap grows, at addresses that nothing else in the program uses; the largest heap is what the limits leave room for, and
 * where not even the smallest fits, one sentence says so.
 *
 * At the begin of memory.c, by MemoryLimits.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define TEND_EX_OSERR 71                    /* of <sysexits.h> */
#define TEND_LEAST_STACK ((rlim_t) 128 << 10)
#define TEND_BESIDES ((int64_t) 4 << 20)    /* what the program takes besides its heap and its file */
#define TEND_APART ((uintptr_t) 4 << 30)    /* from where the system maps what it chooses addresses for */
#define TEND_GAP ((uintptr_t) 64 << 10)     /* between two parts, and a multiple of every page size */

#ifndef MAP_FIXED_NOREPLACE
    #define MAP_FIXED_NOREPLACE 0x100000    /* linux/mman.h, since Linux 4.17; before, only a wish */
#endif

extern char __executable_start[], _end[];

static int64_t tend_heap_limit;

/* Asked by dev.tend.posix.Garbage. */
int32_t tend_heap_mebibytes(void) {
    return (int32_t) (tend_heap_limit >> 20);
}

static void tend_say(const char* text) {
    (void) !write(2, text, strlen(text));
}

/* Says why the program cannot go on, and ends it: "tend: " and a sentence. */
void tend_give_up(const char* sentence) {
    tend_say("tend: ");
    tend_say(sentence);
    tend_say("\n");
    _exit(TEND_EX_OSERR);
}

/* With what the collector keeps of each part of the heap. */
static int64_t tend_whole(int64_t heap) {
    return heap + heap / 4 + TEND_BESIDES;
}

static int tend_allows(int limit, int64_t size) {
    struct rlimit most;
    return getrlimit(limit, &most) || most.rlim_cur >= (rlim_t) size;
}

static int tend_fits(int64_t heap) {
    return tend_allows(RLIMIT_DATA, tend_whole(heap)) && tend_allows(RLIMIT_AS, tend_whole(heap) + (_end - __executable_start));
}

/* The largest heap that the limits leave room for, by halves. */
static int64_t tend_fitting(int64_t least, int64_t most) {
    struct rlimit stack;
    if (!getrlimit(RLIMIT_STACK, &stack) && stack.rlim_cur < TEND_LEAST_STACK) {
        tend_give_up("the limit on its stack is below 128 KiB: raise it (ulimit -s 128)");
    }
    int64_t heap = most;
    while (heap > least && !tend_fits(heap)) {
        heap /= 2;
    }
    if (!tend_fits(heap)) {
        tend_give_up("the limits on its memory are below 16 MiB: raise them (ulimit -v 16384, ulimit -d 16384)");
    }
    tend_heap_limit = heap;
    return heap;
}

/* Chooses addresses for a part of the heap, and maps nothing there. */
static void* tend_reserve(int64_t size) {
    static uintptr_t next;
    if (!next) {
        void* usual = mmap(NULL, TEND_GAP, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (usual == MAP_FAILED) {
            tend_give_up("there is no memory left on this machine");
        }
        munmap(usual, TEND_GAP);
        /* Below, since the system goes downwards; above, where it begins as low as under valgrind. */
        next = (uintptr_t) usual + ((uintptr_t) usual < 2 * TEND_APART ? TEND_APART : -TEND_APART);
        next &= ~(TEND_GAP - 1);
    }
    void* address = (void*) next;
    next += ((uintptr_t) size + 2 * TEND_GAP - 1) & ~(TEND_GAP - 1);
    return address;
}

static void tend_commit(void* address, int64_t size) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
    if (mmap(address, size, PROT_READ | PROT_WRITE, flags, -1, 0) != address) {
        tend_give_up("there is no memory left on this machine, or within its limits (ulimit -v, ulimit -d)");
    }
}

static void tend_release(void* address, int64_t size) {
    munmap(address, size);
}
