#!/bin/sh
# Mends faults in the C that TeaVM 0.16.0 makes. They do harm far from where they are, so each is told in full.
#
#   mend-c.sh FOLDER
set -eu

folder=$1
here=$(dirname "$0")

# 1. clone() of an array asks whether the class of the array, and not that of its items, is primitive. None is, so an array of
# bytes is copied as if each were a pointer: 7 bytes too many for each, over whatever comes next in the heap. String.getBytes
# does this once for every new encoder. Found as a collection that never ended.
sed -i -E 's/isPrimitive\((teavm_local_[0-9]+)\)\) \? sizeof\(void\*\) : TEAVM_FIELD\(TEAVM_FIELD\(\1, TeaVM_Class, itemType\)/isPrimitive(TEAVM_FIELD(\1, TeaVM_Class, itemType))) ? sizeof(void*) : TEAVM_FIELD(TEAVM_FIELD(\1, TeaVM_Class, itemType)/' "$folder/c/j/l/Object.c"

# 2. Map.copyOf and Set.copyOf of something empty make a table without room, and whoever asks it for a key divides by its length:
# the program ends with SIGFPE.
length='TEAVM_ARRAY_LENGTH\(TEAVM_WITH_CALL_SITE_ID\([0-9]+, teavm_nullCheck\(teavm_local_[0-9]+\)\)\)'
find "$folder/c/j/u" -name 'TemplateCollections@dNE*.c' -exec sed -i -E "s/ % ($length)\)/ % (\1 ? \1 : 1))/" {} +

# 3. The heap gives no page back: what the start of a thousand services took stays resident for good. give-back.c says how it does.
trace=$folder/heaptrace.c
cat "$here/give-back.c" "$trace" | sed \
    -e '/^void teavm_gc_gcStarted(int32_t full) {$/a\    tend_collection_began(full);' \
    -e '/^void teavm_gc_assertFree(void\* address, int32_t size) {$/a\    tend_hole(address, size);' \
    -e '/^void teavm_gc_gcCompleted() {$/a\    tend_collection_ended();' >"$trace.new"
mv "$trace.new" "$trace"

# 4. The collector keeps a queue of the objects that it has found and not looked into yet, with room for one object in 64 bytes of
# heap. An array of short strings has one in 48, and a program with a fifth of its heap full of them ends as if there were no memory.
# A quarter of the heap is room for one in 16 bytes, the smallest object there is; only what is used of it is touched.
# 5. What the system says to a request for memory is not looked at: reserve.c says how it is now.
memory=$folder/memory.c
cat "$here/reserve.c" "$memory" | sed \
    -e 's|return (int32_t) (heapSize / 16);|return (int32_t) (heapSize / 4);|' \
    -e 's|return mmap(NULL, size, PROT_NONE, MAP_PRIVATE . MAP_ANONYMOUS, 0, 0);|return tend_reserve(size);|' \
    -e 's|^\( *\)mprotect(address, size, PROT_READ . PROT_WRITE);|\1tend_commit(address, size);|' \
    -e '/^void teavm_initHeap(int64_t minHeap, int64_t maxHeap) {$/a\    maxHeap = tend_fitting(minHeap, maxHeap);' >"$memory.new"
mv "$memory.new" "$memory"

# 6. A full heap aborts with a sentence that does not say which program that was.
sed -e '/^void teavm_outOfMemory() {$/a\    tend_give_up("its memory is full, and it cannot go on");' \
    -e '/^void teavm_outOfMemory() {$/i\extern void tend_give_up(const char* sentence);\n' "$trace" >"$trace.new"
mv "$trace.new" "$trace"

if [ "$(grep -cE '^    tend_(collection_began|hole|collection_ended)\(' "$trace")" != 3 ] ||
    [ "$(grep -cE 'heapSize / 4|return tend_reserve|  tend_commit|tend_fitting\(minHeap' "$memory")" != 4 ] ||
    [ "$(grep -c 'tend_give_up' "$trace")" != 2 ] ||
    grep -qE 'isPrimitive\((teavm_local_[0-9]+)\)\) \? sizeof\(void\*\) : TEAVM_FIELD\(TEAVM_FIELD\(\1,' "$folder/c/j/l/Object.c" ||
    grep -rqF ' % TEAVM_ARRAY_LENGTH(' --include='TemplateCollections@dNE*.c' "$folder/c/j/u"; then
    echo 'tend: the C of this TeaVM could not be mended: see scripts/mend-c.sh' >&2
    exit 1
fi
