#ifndef TEND_CODE_H
#define TEND_CODE_H

/*
 * Waits like epoll_pwait(2), without a mask of signals, but first removes the program's code and constants from its memory: what is
 * used again comes back from the file, or from the system's cache of it. Returns a negated errno where that fails.
 */
int tend_rest(int epoll, void *events, int count, int timeout);

#endif
