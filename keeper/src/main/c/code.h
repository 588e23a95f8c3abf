/* The functions of code.c for dev.tend.posix.Garbage. */
#ifndef TEND_CODE_H
#define TEND_CODE_H

/* Code that is read again comes from the file, or from the system's cache of it; what is not is no longer ours. */
void tend_release_code(void);

#endif
