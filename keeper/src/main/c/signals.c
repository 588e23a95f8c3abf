/*
 * Signals that are not read from a signalfd: where the system refuses signalfd(2), all of them; otherwise those that stand for
 * faults. A fault of the program itself ends it. The same signal sent by kill(2) is meant for the process that the program stands
 * for, and is relayed or dropped.
 */
#include "signals.h"
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

static volatile uint64_t relayed_set, dropped_set;
static volatile int relay_pipe = -1;
static volatile pid_t owner;

static uint64_t bit(int signal) {
    return (uint64_t) 1 << (signal - 1);
}

/* Faults, and whatever the kernel raises for one of our own calls or of abort(3), come from the kernel or from ourselves. */
static int is_own(const siginfo_t *info) {
    return info->si_code <= 0 && info->si_pid == owner;
}

static int is_fault(int signal, const siginfo_t *info) {
    int raised = signal == SIGILL || signal == SIGTRAP || signal == SIGABRT || signal == SIGBUS || signal == SIGFPE
                 || signal == SIGSEGV || signal == SIGSYS;
    return raised && (info->si_code > 0 || is_own(info));
}

/* Tells whether a signal belongs to one of the sets, and handles it. */
static int is_relayed(int signal, const siginfo_t *info) {
    /* A copy of ours that has not executed its program yet gets the signal itself. */
    if (((relayed_set | dropped_set) & bit(signal)) == 0 || is_fault(signal, info) || getpid() != owner) {
        return 0;
    }
    unsigned char number = signal;
    int error = errno;
    if ((relayed_set & bit(signal)) && !is_own(info) && write(relay_pipe, &number, 1) < 0) {
        /* It is full: its reader has enough to do. */
    }
    errno = error;
    return 1;
}

static void relay(int signal, siginfo_t *info, void *context) {
    (void) context;
    if (!is_relayed(signal, info)) {
        struct sigaction fatal = { .sa_handler = SIG_DFL };
        sigaction(signal, &fatal, NULL);
        if (info->si_code <= 0) {
            raise(signal); /* a fault is met once more without that */
        }
    }
}

void tend_relay(uint64_t set, int pipe) {
    struct sigaction action = { .sa_sigaction = relay, .sa_flags = SA_SIGINFO | SA_RESTART };
    sigset_t signals;

    owner = getpid();
    if (pipe >= 0) {
        relay_pipe = pipe;
        relayed_set |= set;
        dropped_set &= ~set;
    } else {
        dropped_set |= set;
    }
    sigemptyset(&signals);
    for (int signal = 1; signal < _NSIG; signal++) {
        if (set & bit(signal)) {
            sigaddset(&signals, signal);
            sigaction(signal, &action, NULL);
        }
    }
    sigprocmask(SIG_UNBLOCK, &signals, NULL);
}
