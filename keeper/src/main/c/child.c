/*
 * A child that shares our memory until it executes its program. Copying the keeper for that, as fork does, takes longer than the
 * rest of a start, and then the keeper pays for each page that it writes to. So the child runs no Java and allocates nothing: it
 * has a stack of its own, and a script of system calls that was written before it was born. docs/adr/0015 explains the
 * requirements and the savings.
 *
 * Nothing of the C library is called here: its errno, its locks and its record of the process are the keeper's.
 */
#include "child.h"
#include <stddef.h>
#include <stdint.h>

/* The numbers are those of <asm/unistd_64.h>, for others see dev.tend.posix.Step. */
enum { READ = 0, WRITE = 1, OPEN = 2, CLOSE = 3, STAT = 4, RT_SIGPROCMASK = 14, CLONE = 56, EXECVE = 59,
       EXIT = 60, WAIT4 = 61, KILL = 62, SETPGID = 109, RT_SIGTIMEDWAIT = 128, CLONE3 = 435, CLOSE_RANGE = 436 };

/* Steps that are more than one call. */
enum { END = -1, AWAIT = -2, EXECUTE = -3, INIT = -4 };

/* The use of a step's result. */
enum { KEEPS = 1, IS_CHANNEL = 2 };

/* An argument that is the result which was kept last. */
#define KEPT INT64_MIN

#define CLONE_VM 0x100ull              /* <linux/sched.h> */
#define CLONE_CLEAR_SIGHAND 0x100000000ull
#define CLONE_INTO_CGROUP 0x200000000ull
#define SIGCHLD 17
#define EACCES 13
#define ENOENT 2
#define ENOTDIR 20
#define O_NOT_WAITING 04400            /* O_RDONLY | O_NONBLOCK | O_NOCTTY */
#define SIGNAL_SET 8
#define SIG_SETMASK 2
#define WNOHANG 1
#define FIRST_OTHER 3                  /* the descriptors of the output stay, by which a next keeper finds the process */
#define NOT_STARTED 127
#define FIRST_LINE 256                 /* as much as the kernel looks at */
#define REPORT_LIMIT 4096
#define TEXT_LIMIT (REPORT_LIMIT - FIRST_LINE - 1)

struct step {
    int64_t call;
    int64_t arguments[5];
    int64_t flags;
    const char *failing;               /* what it was for; NULL: that it fails is no matter */
};

struct execution {
    char **candidates;                 /* the paths to try */
    char **argv;
    char **envp;
    int64_t searched;                  /* whether the candidates come from a search of PATH */
    const char *refused;               /* what to say where one may not be executed */
    const char *missing;               /* and where there is none */
};

struct report {
    int32_t error;                     /* 0: the text says it all */
    int32_t mode;                      /* of the program's file; 0: there is none */
    char text[REPORT_LIMIT - 8];       /* up to a NUL, and after it the file's first line */
};

struct tend_script {
    int64_t channel;                   /* says go; takes the report */
    struct report *report;
    struct step steps[];
};

struct clone_arguments {
    uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size, cgroup;
};

static int64_t call(int64_t number, int64_t a, int64_t b, int64_t c, int64_t d, int64_t e) {
    register int64_t fourth __asm__("r10") = d;
    register int64_t fifth __asm__("r8") = e;
    int64_t result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c), "r"(fourth), "r"(fifth)
                     : "rcx", "r11", "memory");
    return result;
}

static int put(struct report *report, int at, const char *text) {
    while (*text && at < TEXT_LIMIT - 8) {
        report->text[at++] = *text++;
    }
    return at;
}

static int tell(struct report *report, int64_t error, const char *what, const char *of) {
    report->error = error;
    report->mode = 0;
    return 8 + put(report, put(report, 0, what), of);
}

/* Reports what may be wrong with a program that exists. */
static int tell_of_file(struct report *report, int length, const char *path) {
    uint32_t stat[36];                 /* struct stat, st_mode at 24 */
    if (call(STAT, (intptr_t) path, (intptr_t) stat, 0, 0, 0) < 0) {
        return length;
    }
    report->mode = stat[6];
    int64_t file = call(OPEN, (intptr_t) path, O_NOT_WAITING, 0, 0, 0);
    report->text[length++ - 8] = 0;
    int64_t count = call(READ, file, (intptr_t) &report->text[length - 8], FIRST_LINE, 0, 0);
    call(CLOSE, file, 0, 0, 0, 0);
    return count > 0 ? length + count : length;
}

/* As execvp(3) does. An execve that fails takes ten times as long as a stat. */
static int execute(struct report *report, const struct execution *program) {
    int refused = 0;
    for (char **path = program->candidates; *path; path++) {
        uint32_t stat[36];
        int64_t error = program->searched ? -call(STAT, (intptr_t) *path, (intptr_t) stat, 0, 0, 0) : 0;
        int there = error == 0;
        if (there) {
            error = -call(EXECVE, (intptr_t) *path, (intptr_t) program->argv, (intptr_t) program->envp, 0, 0);
        }
        if (program->searched && error == EACCES) {
            refused = 1;
        } else if (there || (error != ENOENT && error != ENOTDIR)) {
            return tell_of_file(report, tell(report, error, "cannot execute ", *path), *path);
        }
    }
    return refused ? tell(report, EACCES, program->refused, "") : tell(report, 0, program->missing, "");
}

/* A keeper that is gone never says go. */
static void await(int64_t channel) {
    char go;
    if (call(READ, channel, (intptr_t) &go, 1, 0, 0) != 1) {
        call(EXIT, 0, 0, 0, 0, 0);
    }
}

/* Ends as its child did, as far as the first process of a namespace can: no signal kills it from within. */
static void reap_all(int64_t child) {
    int32_t status;
    int64_t pid;
    while ((pid = call(WAIT4, -1, (intptr_t) &status, WNOHANG, 0, 0)) > 0) {
        if (pid == child) {
            call(EXIT, status & 127 ? 128 + (status & 127) : status >> 8 & 255, 0, 0, 0, 0);
        }
    }
}

/*
 * The first process of a pid namespace: the service's is its child. It hands every signal on, reaps every orphan, and ends with the
 * service, which ends whatever is left in the namespace. Returns in the child only, or where there is none.
 */
static int64_t become_init(int64_t whole_group) {
    uint64_t all = ~0ull, none = 0;
    call(RT_SIGPROCMASK, SIG_SETMASK, (intptr_t) &all, 0, SIGNAL_SET, 0);
    int64_t child = call(CLONE, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) {
        call(SETPGID, 0, 0, 0, 0, 0);
        call(RT_SIGPROCMASK, SIG_SETMASK, (intptr_t) &none, 0, SIGNAL_SET, 0);
    }
    if (child <= 0) {
        return child;
    }
    call(SETPGID, child, child, 0, 0, 0);
    call(CLOSE, 0, 0, 0, 0, 0);
    call(CLOSE_RANGE, FIRST_OTHER, UINT32_MAX, 0, 0, 0);
    while (1) {
        int64_t signal = call(RT_SIGTIMEDWAIT, (intptr_t) &all, 0, 0, SIGNAL_SET, 0);
        if (signal == SIGCHLD) {
            reap_all(child);
        } else if (signal > 0) {
            call(KILL, whole_group ? -child : child, signal, 0, 0, 0);
        }
    }
}

int tend_follow(void *of) {
    struct tend_script *script = of;
    int64_t kept = -1;
    for (const struct step *step = script->steps; step->call != END; step++) {
        if (step->call == AWAIT) {
            await(script->channel);
            continue;
        }
        if (step->call == EXECUTE) {
            return execute(script->report, (const struct execution *) step->arguments[0]);
        }
        int64_t given[5];
        for (int i = 0; i < 5; i++) {
            given[i] = step->arguments[i] == KEPT ? kept : step->arguments[i];
        }
        int64_t result = step->call == INIT
            ? become_init(given[0])
            : call(step->call, given[0], given[1], given[2], given[3], given[4]);
        if (result < 0 && step->failing) {
            return tell(script->report, -result, step->failing, "");
        }
        kept = step->flags & KEEPS ? result : kept;
        script->channel = step->flags & IS_CHANNEL ? result : script->channel;
    }
    return 0;
}

void tend_live(void *of) {
    struct tend_script *script = of;
    int length = tend_follow(script);
    if (length > 0) {
        call(WRITE, script->channel, (intptr_t) script->report, length, 0, 0);
        call(EXIT, NOT_STARTED, 0, 0, 0, 0);
    }
}

__attribute__((noreturn)) static void begin(void *script) {
    tend_live(script);
    while (1) {
        call(EXIT, 0, 0, 0, 0, 0);
    }
}

int tend_spawn(void *script, void *stack, long stack_size, int group) {
    struct clone_arguments arguments = {
        .flags = CLONE_VM | CLONE_CLEAR_SIGHAND | (group < 0 ? 0 : CLONE_INTO_CGROUP),
        .exit_signal = SIGCHLD,
        .stack = (uintptr_t) stack,
        .stack_size = stack_size,
        .cgroup = group < 0 ? 0 : group,
    };
    register void (*child)(void *) __asm__("r8") = begin;
    int64_t pid;
    __asm__ volatile("syscall\n\t"
                     "test %%rax, %%rax\n\t"
                     "jnz 1f\n\t"
                     "xor %%ebp, %%ebp\n\t"
                     "mov %%rdx, %%rdi\n\t"
                     "call *%%r8\n"
                     "1:"
                     : "=a"(pid)
                     : "a"((int64_t) CLONE3), "D"(&arguments), "S"(sizeof arguments), "d"(script),
                       "r"(child)
                     : "rcx", "r11", "memory");
    return pid;
}
