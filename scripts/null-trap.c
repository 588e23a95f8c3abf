/*
 * A reference that should not be null is touched instead of compared: two bytes of code rather than a dozen, at eleven thousand
 * places. What is at address 0 traps, and the trap becomes the exception that the comparison would have thrown.
 *
 * At the end of heaptrace.c, by ShrunkChecks.java.
 */
#include <signal.h>
#include "signals.h"

#define TEND_NULL_PAGE 4096

/* A signal that a process has sent has that process's number where a fault has its address. */
static void tend_trapped(int signal, siginfo_t* info, void* context) {
    if (tend_relayed(signal, info)) {
        return;
    }
    int touched = info->si_code == SEGV_MAPERR || info->si_code == SEGV_ACCERR;
    if (touched && (uintptr_t) info->si_addr < TEND_NULL_PAGE) {
        teavm_throwNullPointerException();
    }
    struct sigaction fatal = { .sa_handler = SIG_DFL };
    sigaction(signal, &fatal, NULL); /* it is met once more, for good */
    if (info->si_code <= 0) {
        raise(signal);
    }
}

__attribute__((constructor)) static void tend_trap(void) {
    struct sigaction trap = { .sa_sigaction = tend_trapped, .sa_flags = SA_SIGINFO | SA_NODEFER };
    sigaction(SIGSEGV, &trap, NULL);
}
