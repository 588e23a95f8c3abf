/* The functions of signals.c for dev.tend.posix.Signalling. */
#ifndef TEND_SIGNALS_H
#define TEND_SIGNALS_H

#include <stdint.h>

/*
 * From now on signals of a set (bit n-1 is signal n) that other processes send are written to a pipe, one byte each, or dropped
 * where the pipe is -1. A fault of our own ends the program as before.
 */
void tend_relay(uint64_t set, int pipe);

#endif
