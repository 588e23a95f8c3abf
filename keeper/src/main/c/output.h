/* The functions of output.c for dev.tend.posix.Descriptors. */
#ifndef TEND_OUTPUT_H
#define TEND_OUTPUT_H

/* write(2), which a timer interrupts where it blocks for so many microseconds. */
long tend_write_briefly(int descriptor, const void *from, long count, long micros);

#endif
