/*
 * How the heap gets its memory. TeaVM reserves the address space of the largest heap at the start and makes pages of it usable as the
 * heap grows, and ignores the result of both: where a limit refuses it, the program dies of a segmentation fault. Here a smaller heap
 * is taken where the largest one does not fit, and where none fits, one sentence says so.
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
#define TEND_BESIDES ((int64_t) 4 << 20)    /* what the program takes besides its heap */

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

static int tend_fits(int64_t heap) {
    struct rlimit data;
    if (!getrlimit(RLIMIT_DATA, &data) && data.rlim_cur < (rlim_t) tend_whole(heap)) {
        return 0;
    }
    void* space = mmap(NULL, tend_whole(heap), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return space != MAP_FAILED && !munmap(space, tend_whole(heap));
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

static void* tend_reserve(int64_t size) {
    void* space = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (space == MAP_FAILED) {
        tend_give_up("there is no memory left on this machine");
    }
    return space;
}

static void tend_commit(void* address, int64_t size) {
    if (mprotect(address, size, PROT_READ | PROT_WRITE)) {
        tend_give_up("there is no memory left on this machine, or within its limits (ulimit -v, ulimit -d)");
    }
}
