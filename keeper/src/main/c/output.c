/*
 * A write to an open file that is not ours, whose O_NONBLOCK is shared by all its users. It may block although a poll has just
 * said that there is room: a terminal with room for one byte is "writable", and another writer may be quicker.
 */
#include "output.h"
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t sent_by_others;

/* Handles the timer's signals, which come from the kernel. A signal that a process has sent meanwhile is for the program. */
static void interrupt(int signal, siginfo_t *info, void *context) {
    (void) signal;
    (void) context;
    if (info->si_code <= 0) {
        sent_by_others = 1;
    }
}

/* The timer repeats itself, for it may expire before the write has begun. */
long tend_write_briefly(int descriptor, const void *from, long count, long micros) {
    struct sigaction interrupting = { .sa_sigaction = interrupt, .sa_flags = SA_SIGINFO }, action;
    struct itimerval limit = { { 0, micros }, { 0, micros } }, none = { { 0, 0 }, { 0, 0 } };
    sigset_t alarm, mask;

    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    sigaction(SIGALRM, &interrupting, &action);
    sigprocmask(SIG_UNBLOCK, &alarm, &mask);
    setitimer(ITIMER_REAL, &limit, NULL);
    long result = write(descriptor, from, count);
    int error = errno;
    setitimer(ITIMER_REAL, &none, NULL);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGALRM, &action, NULL);
    if (sent_by_others) {
        sent_by_others = 0;
        kill(getpid(), SIGALRM);
    }
    errno = error;
    return result;
}
