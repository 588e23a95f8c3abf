/*
 * TeaVM's collector reports each hole that it leaves in the heap, and its own begin and end, to functions for its own debugging, which
 * are otherwise empty. Here the pages of these holes return to the system.
 *
 * Only after a full collection: what a partial one frees is soon used again. At the begin of heaptrace.c, by ReturnedPages.
 */
#include <stdint.h>
#include <stddef.h>
#include <sys/mman.h>

#define TEND_PAGE ((uintptr_t) 4096)

extern void* teavm_gc_gcStorageAddress;
extern int32_t teavm_gc_gcStorageSize;

static int32_t tend_collections;

static int32_t tend_full;
static int64_t tend_holes;

/* A hole keeps its header, 8 bytes. */
static void tend_give_back(void* start, int64_t header, int64_t size) {
    uintptr_t from = ((uintptr_t) start + header + TEND_PAGE - 1) & ~(TEND_PAGE - 1);
    uintptr_t to = ((uintptr_t) start + size) & ~(TEND_PAGE - 1);
    if (tend_full && from < to) {
        madvise((void*) from, to - from, MADV_DONTNEED);
    }
}

/* Asked by dev.tend.posix.Garbage. */
int32_t tend_collection_count(void) {
    return tend_collections;
}

static void tend_collection_began(int32_t full) {
    tend_collections++;
    tend_full = full;
    tend_holes = 0;
}

static void tend_hole(void* start, int32_t size) {
    tend_holes++;
    tend_give_back(start, 8, size);
}

/* The collector's storage begins with the list of holes, 8 bytes each, to which one may be added; all else in it is spent. */
static void tend_collection_ended(void) {
    tend_give_back(teavm_gc_gcStorageAddress, (tend_holes + 1) * 8, teavm_gc_gcStorageSize);
}

