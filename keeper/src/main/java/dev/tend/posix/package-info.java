/**
 * The C library, and the only package that knows TeaVM's interop: one static method per call under its man-page name, for
 * callers that know ints, longs, strings and byte arrays only. The calls themselves are the private natives, with a 0 after
 * their name and parameters as wide as C has them ({@code size_t} and {@code long} are long here).
 *
 * <p>Conventions: a call that fails returns the negated {@code errno}. A struct is a {@link dev.tend.posix.Struct}, laid out as
 * x86_64 Linux has it, the same in musl and in glibc. The heap may move objects, so the address of an array is taken inside
 * the very call that uses it and never kept; only what a {@link dev.tend.posix.Script} lays out lives outside the heap.
 * A call that not every
 * C library wraps goes through {@code syscall}.
 */
package dev.tend.posix;
