#!/usr/bin/env python3
r"""Measure process supervisors side by side (Linux, Python 3.9+, gcc; no other dependency).

    peers.py startup   --n 1,10,100,500      launch of the supervisor -> last of n services runs
    peers.py footprint --n 0,1,100,500       PSS, RSS, processes, threads of the supervisor itself
    peers.py restart   --count 50            SIGKILL of one service -> its next instance runs
    peers.py idle      --n 100 --seconds 20  CPU time and context switches while nothing happens
    peers.py stop      --n 100               stop request -> services and supervisor are gone
    peers.py storm     --n 100               SIGKILL of every service at once -> all are back
    peers.py logs      --mb 200              one service floods the supervisor's own rotating logger
    peers.py crashloop --n 20 --seconds 20   services that exit 1 at once: spawns, supervisor CPU
    peers.py all                             everything above
    peers.py report    --out FILE            Markdown table from the JSON lines that --out collected

Common options: --peers a,b  --external FILE.json  --repeat 3  --out FILE  --scratch DIR
The file system of --scratch matters: runit, s6 and daemontools keep their state in files there.  Give
a tmpfs, as /run is, to measure the supervisors, and a disk to measure their loggers.

How it measures.  Every service is the same small static C program (HELPER_C): it appends one line
"name pid monotonic_ns" to a shared O_APPEND file and pauses.  Start and restart times come from
those stamps (same clock as here), ends of processes from pidfds; no figure depends on how often
this program polls.  This program is a child subreaper, so whatever a supervisor leaves behind
stays its descendant: "the supervisor" is every descendant that is not a service and not a command
run by this program, and clean-up kills exactly those descendants, by pid.  CPU time comes from
each process's CPU clock (nanoseconds; all its threads, ended ones included).  Every case has a time
limit (LIMIT).

Adding a supervisor without touching this file: --external FILE.json (may be repeated), for example

    {"name": "newsup",
     "version": "newsup --version",
     "config": "while read -r name command; do echo \"run=$command\" >$name.conf; done <$BENCH_SERVICES",
     "start": "newsup --foreground $BENCH_DIR",
     "stop": "newsup --stop $BENCH_DIR",
     "logger": false,
     "env": {"PATH": "/opt/newsup/bin:/usr/bin:/bin"}}

Each value is a /bin/sh command line run in $BENCH_DIR, an empty directory of its own.  "config"
(required) writes the configuration for the services listed in $BENCH_SERVICES, one per line as
"name command ...", to be run without a shell, words separated by single blanks, nothing quoted.
$BENCH_N is their number and $BENCH_MODE is run, crash or logs.  "start" (required) must stay in
the foreground: it is run as `exec START`, and that process with all its descendants which are not
services is what is measured; "stop" (default: SIGTERM to it; its pid is $BENCH_PID) has to end the
services and the supervisor.  With "logger": true the `logs` case runs as well: under
BENCH_MODE=logs the config must send the service's stdout to files below $BENCH_LOGDIR, rotated at
$BENCH_LOGBYTES bytes, with $BENCH_LOGKEEP old files kept.  $BENCH_HOME is the directory of FILE.json.
"env" is added to an otherwise minimal environment.  A service reports readiness by one newline to
descriptor $NOTIFY_FD if its environment has that.

`going` has no package: put its path into $GOING, or have it in PATH.
"""
import argparse, ctypes, json, os, random, resource, select, shlex, shutil, signal, statistics
import subprocess, sys, tempfile, time

HELPER_C = r"""
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
static void mark(const char *log, const char *name, const char *suffix) {
  struct timespec t; char b[300];
  clock_gettime(CLOCK_MONOTONIC, &t);
  int n = snprintf(b, sizeof b, "%s%s %d %lld\n", name, suffix, (int)getpid(),
                   t.tv_sec * 1000000000LL + t.tv_nsec);
  int fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0 || write(fd, b, n) != n) _exit(2);
  close(fd);
  char *ready = getenv("NOTIFY_FD");
  if (ready && !*suffix && write(atoi(ready), "\n", 1) != 1) _exit(2);
}
/* svc LOG NAME run|crash|spew [LINES BATCH];  svc -d PIDFILE LOG NAME MODE;  svc -k PIDFILE */
int main(int c, char **v) {
  if (c == 3 && !strcmp(v[1], "-k")) {                 /* stop what -d started */
    FILE *f = fopen(v[2], "r"); int pid = 0;
    return !f || fscanf(f, "%d", &pid) != 1 || pid < 2 || kill(pid, SIGTERM);
  }
  if (c > 3 && !strcmp(v[1], "-d")) {                  /* daemonise, leaving a pid file */
    pid_t pid = fork();
    if (pid) { FILE *f = fopen(v[2], "w"); if (!f) return 2; fprintf(f, "%d\n", pid); return fclose(f); }
    setsid(); v += 2; c -= 2;
  }
  if (c < 4) return 2;
  if (!strcmp(v[3], "crash")) { mark(v[1], v[2], ""); return 1; }
  if (!strcmp(v[3], "spew") && c == 6) {               /* 100-byte numbered lines, after SIGUSR1 */
    long lines = atol(v[4]); int batch = atoi(v[5]), sig; sigset_t s; char *b = malloc(batch * 100 + 1);
    sigemptyset(&s); sigaddset(&s, SIGUSR1); sigprocmask(SIG_BLOCK, &s, 0);
    mark(v[1], v[2], ""); sigwait(&s, &sig); mark(v[1], v[2], ".go");
    for (long i = 0; i < lines; i += batch) {
      int n = 0;
      for (int j = 0; j < batch; j++)
        n += sprintf(b + n, "%012ld the quick brown fox jumps over the lazy dog, and the log grows by one hundred bytes!!!\n", i + j);
      for (int o = 0, w; o < n; o += w) if ((w = write(1, b + o, n - o)) < 0) return 3;
    }
    mark(v[1], v[2], ".done");
  } else mark(v[1], v[2], "");
  for (;;) pause();
}
"""
LIMIT = {"startup": 240, "footprint": 260, "restart": 400, "idle": 240, "stop": 300, "storm": 240,
         "logs": 240, "crashloop": 180}
SETTLED = 6.5                    # seconds; every peer treats a service this old as a stable one
LOG_BYTES, LOG_KEEP = 1000000, 10
ENV = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/", "LANG": "C.UTF-8"}
ENDED = {}                       # pid -> wait status of every child reaped so far


class Failed(Exception):
    pass


# ---- processes -------------------------------------------------------------------------------

def reap():
    try:
        while (got := os.waitpid(-1, os.WNOHANG))[0]:
            ENDED[got[0]] = got[1]
    except ChildProcessError:
        pass


def nap(seconds):
    """Sleep, but stay a good init: reap what the supervisors orphan."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        reap()
        time.sleep(min(left, 0.01))


def slurp(path):
    try:
        with open(path) as f:
            return f.read()
    except (OSError, ValueError):
        return ""


def descendants():
    """Every live process below this one, parents before children."""
    children = {}
    for d in os.listdir("/proc"):
        if d.isdigit() and (s := slurp(f"/proc/{d}/stat")):
            state, parent = s[s.rindex(")") + 2:].split()[:2]
            if state not in "ZX":
                children.setdefault(int(parent), []).append(int(d))
    found = [os.getpid()]
    for p in found:
        found.extend(children.get(p, ()))
    return found[1:]


def alive(pid):
    s = slurp(f"/proc/{pid}/stat")
    return bool(s) and s[s.rindex(")") + 2] not in "ZX"


def cpu_ns(pid):
    """CPU time of a whole process: clock_getcpuclockid(3), as <linux/posix-timers.h> encodes it."""
    try:
        return time.clock_gettime_ns((~pid << 3) | 2)
    except OSError:
        return 0


def switches(pid):
    total = 0
    for t in os.listdir(f"/proc/{pid}/task"):
        total += sum(int(l.split()[1]) for l in slurp(f"/proc/{pid}/task/{t}/status").splitlines() if "ctxt_switches" in l)
    return total


def cpu_s(pids, before=None):
    return sum(cpu_ns(p) - (before or {}).get(p, 0) for p in pids if alive(p)) / 1e9


# ---- supervisors -----------------------------------------------------------------------------

class Peer:
    """configure(run) writes the configuration of run.services below run.dir, start(run) gives the
    foreground command, stop(run) requests the end of everything (and need not wait for it)."""
    name = package = ""
    logger = False
    env = {}

    def configure(self, run):
        raise NotImplementedError

    def stop(self, run):
        os.kill(run.pid, signal.SIGTERM)

    def version(self):
        return subprocess.run(["dpkg-query", "-W", "-f", "${Version}", self.package], text=True, capture_output=True).stdout.strip()


class ScanDir(Peer):
    """runit, s6 and daemontools: one directory per service with a ./run script and perhaps a log/."""
    logger, prefix = True, ""

    def configure(self, run):
        for name, argv in run.services:
            run.write(f"scan/{name}/run", f"#!/bin/sh\n{self.prefix}exec {' '.join(argv)}\n", 0o755)
            if run.mode == "logs":
                run.write(f"scan/{name}/log/run", f"#!/bin/sh\nexec {self.log_command.format(run.logdir)}\n", 0o755)
        os.makedirs(run.dir + "/scan", exist_ok=True)


class Runit(ScanDir):
    name = package = "runit"
    log_command = "svlogd {}"

    def configure(self, run):
        super().configure(run)
        run.write("logs/config", f"s{LOG_BYTES}\nn{LOG_KEEP}\n")

    def start(self, run):
        return ["runsvdir", "-P", run.dir + "/scan"]

    def stop(self, run):
        os.kill(run.pid, signal.SIGHUP)


class S6(ScanDir):
    """Services that report readiness: s6-supervise restarts only those without a 1 s pause."""
    name = package = "s6"
    prefix = "NOTIFY_FD=3 "
    log_command = f"s6-log n{LOG_KEEP} s{LOG_BYTES} {{}}"

    def configure(self, run):
        super().configure(run)
        for name, _ in run.services if self.prefix else ():
            run.write(f"scan/{name}/notification-fd", "3\n")

    def start(self, run):
        return ["s6-svscan", "-c", "1000", run.dir + "/scan"]


class S6Plain(S6):
    """Services that do not report readiness; not in the default set."""
    name, prefix = "s6-plain", ""


class Daemontools(ScanDir):
    name = package = "daemontools"
    log_command = f"multilog s{LOG_BYTES} n{LOG_KEEP} {{}}"

    def start(self, run):
        return ["svscan", run.dir + "/scan"]

    def stop(self, run):            # svscan ends alone; each supervise has to be told
        os.kill(run.pid, signal.SIGTERM)
        run.command(["svc", "-dx"] + [f"{run.dir}/scan/{name}" for name, _ in run.services])


class Supervisord(Peer):
    name, package, logger, startsecs = "supervisord", "supervisor", True, 0

    def configure(self, run):
        # Each spawn closes descriptors up to minfds one by one: leave the default where it suffices.
        text = (f"[supervisord]\nlogfile={run.dir}/supervisord.log\npidfile={run.dir}/supervisord.pid\n"
                f"childlogdir={run.dir}\nminfds={1024 if run.n <= 150 else 8 * run.n}\n"
                f"[unix_http_server]\nfile={run.dir}/sock\n[rpcinterface:supervisor]\n"
                "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface\n")
        log = (f"{run.logdir}/service.log\nstdout_logfile_maxbytes={LOG_BYTES}\nstdout_logfile_backups={LOG_KEEP}"
               if run.mode == "logs" else "NONE")
        for name, argv in run.services:
            text += (f"[program:{name}]\ncommand={' '.join(argv)}\nautorestart=true\nstartsecs={self.startsecs}\n"
                     f"stderr_logfile=NONE\nstdout_logfile={log}\n")
        run.write("supervisord.conf", text)

    def start(self, run):
        return ["supervisord", "-n", "-c", run.dir + "/supervisord.conf"]


class SupervisordDefaults(Supervisord):
    """Stock startsecs=1 and startretries=3; not in the default set."""
    name, startsecs = "supervisord-defaults", 1


class Monit(Peer):
    name = package = "monit"

    def configure(self, run):
        text = (f"set daemon 1\nset logfile {run.dir}/monit.log\nset pidfile {run.dir}/monit.pid\nset idfile {run.dir}/id\n"
                f"set statefile {run.dir}/state\nset httpd unixsocket {run.dir}/sock and allow bench:bench\n")
        for name, argv in run.services:
            pidfile = f"{run.dir}/{name}.pid"
            text += (f"check process {name} with pidfile {pidfile}\n"
                     f"  start program = \"{argv[0]} -d {pidfile} {' '.join(argv[1:])}\" with timeout 1 seconds\n"
                     f"  stop program = \"{argv[0]} -k {pidfile}\"\n  if does not exist then start\n")
        run.write("monitrc", text, 0o600)

    def start(self, run):
        return ["monit", "-I", "-c", run.dir + "/monitrc"]

    def stop(self, run):            # the services outlive monit: they go first, then monit
        subprocess.run(["monit", "-c", run.dir + "/monitrc", "stop", "all"], env=ENV, stdout=subprocess.DEVNULL)
        run.wait(lambda: not any(alive(p) for p in run.pids.values()), 240, "services to end")
        os.kill(run.pid, signal.SIGTERM)


class Going(Peer):
    name = "going"
    binary = os.environ.get("GOING") or shutil.which("going") or "going"

    def configure(self, run):
        os.makedirs(run.dir + "/conf")
        for name, argv in run.services:
            run.write(f"conf/{name}", f"cmd={' '.join(argv)}\n")

    def start(self, run):
        return [self.binary, "-d", run.dir + "/conf"]

    def version(self):
        try:
            return subprocess.run([self.binary, "-h"], text=True, capture_output=True).stderr.split()[1]
        except (OSError, IndexError):
            return ""


class External(Peer):
    """See the top of this file."""

    def __init__(self, path):
        with open(path) as f:
            self.spec = json.load(f)
        self.name, self.logger = self.spec["name"], self.spec.get("logger", False)
        self.env = {"BENCH_HOME": os.path.dirname(os.path.abspath(path)), **self.spec.get("env", {})}

    def configure(self, run):
        run.write("services", "".join(f"{name} {' '.join(argv)}\n" for name, argv in run.services))
        run.env.update(BENCH_DIR=run.dir + "/own", BENCH_SERVICES=run.dir + "/services", BENCH_N=str(run.n), BENCH_MODE=run.mode,
                       BENCH_LOGDIR=run.logdir, BENCH_LOGBYTES=str(LOG_BYTES), BENCH_LOGKEEP=str(LOG_KEEP))
        os.mkdir(run.dir + "/own")
        subprocess.run(["/bin/sh", "-ec", self.spec["config"]], cwd=run.dir + "/own", env=run.env, check=True, timeout=60)

    def start(self, run):
        return ["/bin/sh", "-c", f"cd {shlex.quote(run.dir)}/own && exec {self.spec['start']}"]

    def stop(self, run):
        if "stop" in self.spec:
            run.env["BENCH_PID"] = str(run.pid)
            run.command(["/bin/sh", "-c", f"cd {shlex.quote(run.dir)}/own && {self.spec['stop']}"])
        else:
            super().stop(run)

    def version(self):
        if "version" not in self.spec:
            return ""
        out = subprocess.run(["/bin/sh", "-c", self.spec["version"]], env={**ENV, **self.env}, text=True, capture_output=True).stdout
        return (out.strip().splitlines() or [""])[0]


PEERS = [Runit, S6, Daemontools, Supervisord, Monit, Going]


# ---- one supervisor over n services ------------------------------------------------------------

class Run:
    """`with Run(peer, n) as run:` configures and launches the peer, and leaves nothing behind."""
    helper = scratch = fs = None

    def __init__(self, peer, n, mode="run", spew=()):
        self.peer, self.n, self.mode, self.env = peer, n, mode, {**ENV, **peer.env}
        self.dir = tempfile.mkdtemp(prefix="r", dir=Run.scratch)
        self.logdir, self.marks, self.commands = self.dir + "/logs", self.dir + "/marks", []
        self.pids, self.born, self.seen, self.count, self.offset = {}, {}, set(), 0, 0
        argv = {"run": ["run"], "crash": ["crash"], "logs": ["spew", *map(str, spew)]}[mode]
        self.services = [(f"s{i:04d}", [Run.helper, self.marks, f"s{i:04d}", *argv]) for i in range(n)]

    def __enter__(self):
        try:
            os.mkdir(self.logdir)
            self.peer.configure(self)
            for root, dirs, files in os.walk(self.dir):      # runsvdir waits a second when its directory is that new
                for name in dirs + files:
                    os.utime(f"{root}/{name}", (time.time() - 3600,) * 2)
            with open(self.dir + "/output", "w") as out:
                argv = self.peer.start(self)
                argv[0] = shutil.which(argv[0], path=self.env["PATH"]) or argv[0]
                ENDED.clear()
                self.t0 = time.monotonic_ns()
                self.pid = subprocess.Popen(argv, cwd=self.dir, env=self.env, stdin=subprocess.DEVNULL, stdout=out,
                                            stderr=out, start_new_session=True).pid
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for _ in range(500):        # parents first, so that nothing gets respawned for long
            left = descendants()
            for p in left:
                try:
                    os.kill(p, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            nap(0.02)
            if not left:
                break
        shutil.rmtree(self.dir, ignore_errors=True)

    def write(self, path, text, mode=0o644):
        path = f"{self.dir}/{path}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as f:
            f.write(text)
        os.chmod(path, mode)

    def command(self, argv):
        """Run a control command without waiting for it."""
        self.commands.append(subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                              stderr=subprocess.DEVNULL).pid)

    def poll(self):
        """Take in the start-up lines written since the last look."""
        try:
            with open(self.marks, "rb") as f:
                f.seek(self.offset)
                new = f.read()
        except FileNotFoundError:
            return
        new = new[:new.rfind(b"\n") + 1]
        self.offset += len(new)
        for line in new.decode().splitlines():
            name, pid, ns = line.split()
            self.pids[name], self.born[name] = int(pid), int(ns)
            self.seen.add(int(pid))
            self.count += 1

    def wait(self, condition, seconds, what):
        """Until condition() holds; the supervisor has to live on meanwhile."""
        end = time.monotonic() + seconds
        while True:
            reap()
            self.poll()
            if condition():
                return
            if self.pid in ENDED:
                raise Failed(f"supervisor ended, status {ENDED[self.pid]}: {slurp(self.dir + '/output')[-300:]}")
            if time.monotonic() > end:
                raise Failed(f"gave up waiting for {what} after {seconds} s")
            time.sleep(0.005)

    def all_up(self, seconds=220):
        self.wait(lambda: len(self.born) >= self.n, seconds, f"{self.n} services")

    def supervisors(self):
        self.poll()
        return [p for p in descendants() if p not in self.seen and p not in self.commands]


# ---- measurements: each returns {figure: value} --------------------------------------------------

def startup(peer, n):
    with Run(peer, n) as run:
        run.all_up()
        first, last = min(run.born.values()), max(run.born.values())
        return {"seconds": (last - run.t0) / 1e9, "first_s": (first - run.t0) / 1e9, "cpu_s": cpu_s(run.supervisors())}


def footprint(peer, n):
    with Run(peer, n) as run:
        run.all_up()
        nap(3)
        own, kb = run.supervisors(), {"Pss": 0, "Rss": 0}
        for p in own:
            for line in slurp(f"/proc/{p}/smaps_rollup").splitlines():
                if line.split(":")[0] in kb:
                    kb[line.split(":")[0]] += int(line.split()[1])
        return {"pss_mb": kb["Pss"] / 1024, "rss_mb": kb["Rss"] / 1024, "processes": len(own),
                "threads": sum(len(os.listdir(f"/proc/{p}/task")) for p in own)}


def restart(peer, count):
    with Run(peer, count) as run:
        run.all_up()
        nap(SETTLED)
        names, took = [name for name, _ in run.services], []
        random.Random(7).shuffle(names)
        for name in names:          # at random moments, or a polling supervisor is always met in one phase
            nap(random.uniform(0, 1))
            old, start = run.pids[name], time.monotonic_ns()
            os.kill(old, signal.SIGKILL)
            run.wait(lambda: run.pids[name] != old, 30, "a restart")
            took.append((run.born[name] - start) / 1e6)
        took.sort()
        return {"min_ms": took[0], "median_ms": statistics.median(took), "p99_ms": took[-(-len(took) * 99 // 100) - 1],
                "max_ms": took[-1], "samples_ms": [round(t, 3) for t in took]}


def idle(peer, n, seconds):
    with Run(peer, n) as run:
        run.all_up()
        nap(SETTLED)
        own = run.supervisors()
        cpu, switched, start = {p: cpu_ns(p) for p in own}, {p: switches(p) for p in own}, time.monotonic()
        time.sleep(seconds)
        took = time.monotonic() - start
        return {"cpu_ms_per_s": cpu_s(own, cpu) * 1000 / took,
                "switches_per_s": sum(switches(p) - switched[p] for p in own) / took}


def stop(peer, n):
    with Run(peer, n) as run:
        run.all_up()
        nap(SETTLED)
        poller, watched = select.poll(), {}
        for p in run.supervisors() + list(run.pids.values()):
            fd = os.pidfd_open(p)
            watched[fd] = p
            poller.register(fd, select.POLLIN)
        try:
            start = last = time.monotonic_ns()
            run.peer.stop(run)
            while watched:
                for fd, _ in poller.poll(20):
                    last = time.monotonic_ns()
                    poller.unregister(fd)
                    os.close(fd)
                    del watched[fd]
                reap()
                if time.monotonic_ns() - start > 240e9:
                    raise Failed(f"{len(watched)} processes still there after 240 s")
        finally:
            for fd in watched:
                os.close(fd)
        return {"seconds": (last - start) / 1e9}


def storm(peer, n):
    with Run(peer, n) as run:
        run.all_up()
        nap(SETTLED)
        old, own = dict(run.pids), run.supervisors()
        cpu, start = {p: cpu_ns(p) for p in own}, time.monotonic_ns()
        for p in old.values():
            os.kill(p, signal.SIGKILL)
        run.wait(lambda: all(run.pids[name] != old[name] for name in old), 150, "all services to be back")
        return {"seconds": (max(run.born.values()) - start) / 1e9, "cpu_s": cpu_s(own, cpu)}


def logs(peer, mb, batch):
    if not peer.logger:
        return None
    lines = mb * 1000000 // 100 // batch * batch
    with Run(peer, 1, "logs", (lines, batch)) as run:
        run.all_up()
        nap(2)
        own = run.supervisors()
        cpu = {p: cpu_ns(p) for p in own}
        os.kill(run.pids["s0000"], signal.SIGUSR1)
        run.wait(lambda: "s0000.done" in run.born, 150, "the writer")
        nap(1)                      # what is still in the pipe
        last, kept = b"%012d" % (lines - 1), 0
        complete = False
        for root, _, files in os.walk(run.logdir):
            for name in files:
                with open(f"{root}/{name}", "rb") as f:
                    text = f.read()
                kept += len(text)
                complete = complete or last in text
        return {"mb_per_s": lines / 1e4 / ((run.born["s0000.done"] - run.born["s0000.go"]) / 1e9), "cpu_s": cpu_s(own, cpu),
                "kept_mb": kept / 1e6, "last_line_kept": int(complete)}


def crashloop(peer, n, seconds, warmup=3):
    with Run(peer, n, "crash") as run:
        nap(warmup)
        own = run.supervisors()
        before, cpu = run.count, {p: cpu_ns(p) for p in own}
        nap(seconds)
        run.poll()
        return {"spawns_warmup": before, "spawns": run.count - before, "cpu_s": cpu_s(own, cpu)}


# ---- command line ------------------------------------------------------------------------------

def numbers(text):
    return [int(x) for x in text.split(",")]


CASES = {    # measurement -> (function, parameters of every case from the options)
    "startup": (startup, lambda a: [{"n": n} for n in a.n or [1, 10, 100, 500]]),
    "footprint": (footprint, lambda a: [{"n": n} for n in a.n or [0, 1, 100, 500]]),
    "restart": (restart, lambda a: [{"count": a.count}]),
    "idle": (idle, lambda a: [{"n": n, "seconds": a.seconds} for n in a.n or [100]]),
    "stop": (stop, lambda a: [{"n": n} for n in a.n or [100]]),
    "storm": (storm, lambda a: [{"n": n} for n in a.n or [100]]),
    "logs": (logs, lambda a: [{"mb": a.mb, "batch": b} for b in a.batch]),
    "crashloop": (crashloop, lambda a: [{"n": n, "seconds": a.seconds} for n in a.n or [20]]),
}


def merge(rows):
    """Median of each figure over the repetitions; restart times are pooled instead."""
    good = [r["values"] for r in rows if r["values"] and "error" not in r["values"]]
    if not good:
        return next((r["values"] for r in rows if r["values"]), None)
    merged = {k: statistics.median(v[k] for v in good) for k in good[0] if k != "samples_ms"}
    if "samples_ms" in good[0]:
        all_ms = sorted(t for v in good for t in v["samples_ms"])
        merged.update(min_ms=all_ms[0], median_ms=statistics.median(all_ms), p99_ms=all_ms[-(-len(all_ms) * 99 // 100) - 1],
                      max_ms=all_ms[-1])
    return merged


def short(x):
    return str(int(x)) if x == int(x) and abs(x) < 1e6 else f"{x:.0f}" if abs(x) >= 100 else f"{x:.3g}"


def table(header, rows):
    rows = [[str(c) for c in r] for r in [header] + rows]
    width = [max(len(r[i]) for r in rows) for i in range(len(header))]
    lines = ["| " + " | ".join(c.rjust(w) if i else c.ljust(w) for i, (c, w) in enumerate(zip(r, width))) + " |" for r in rows]
    lines.insert(1, "|" + "|".join("-" * (w + 1) + (":" if i else "-") for i, w in enumerate(width)) + "|")
    return "\n".join(lines)


def measure(kind, peers, args, versions):
    function, cases = CASES[kind]
    rows = []
    for rep in range(args.repeat):
        for params in cases(args):
            for peer in peers:
                signal.alarm(LIMIT[kind])
                try:
                    values = function(peer, **params)
                except (Failed, OSError, subprocess.SubprocessError) as e:
                    values = {"error": str(e).replace(Run.scratch, "SCRATCH")}
                finally:
                    signal.alarm(0)
                row = {"measure": kind, "params": params, "peer": peer.name, "version": versions[peer.name], "rep": rep,
                       "date": time.strftime("%Y-%m-%d"), "fs": Run.fs, "load1": round(os.getloadavg()[0], 2), "values": values}
                rows.append(row)
                print(kind, params, peer.name, rep, {k: v for k, v in (values or {}).items() if k != "samples_ms"}, file=sys.stderr)
                if args.out:
                    with open(args.out, "a") as f:
                        f.write(json.dumps(row) + "\n")
    for params in cases(args):
        merged = [(p.name, merge([r for r in rows if r["params"] == params and r["peer"] == p.name])) for p in peers]
        keys = next((list(m) for _, m in merged if m and "error" not in m), ["error"])
        print(f"\n{kind} " + " ".join(f"{k}={v}" for k, v in params.items()) + f" (of {args.repeat} repetitions)")
        print(table(["peer"] + keys, [[name] + ([short(m[k]) for k in keys] if m and "error" not in m else
                                               [(m or {}).get("error", "n/a")] + [""] * (len(keys) - 1)) for name, m in merged]))


UNITS = {"seconds": "s", "pss_mb": "MB PSS", "rss_mb": "MB RSS", "processes": "processes", "threads": "threads", "min_ms": "min ms",
         "median_ms": "median ms", "p99_ms": "p99 ms", "max_ms": "max ms", "cpu_ms_per_s": "CPU ms/s", "switches_per_s": "switches/s",
         "mb_per_s": "MB/s", "cpu_s": "CPU s", "spawns_warmup": "spawns, first 3 s", "spawns": "spawns, after that"}


def report(args):
    """One Markdown table, figures by peers; results from different file systems are kept apart."""
    with open(args.out) as f:
        rows = [json.loads(line) for line in f]
    peers = list(dict.fromkeys(r["peer"] for r in rows))
    versions = {r["peer"]: r["version"] for r in rows}
    lines = [["version"] + [versions[p] for p in peers]]
    for kind in CASES:
        for params, fs in {json.dumps([r["params"], r["fs"]]): (r["params"], r["fs"]) for r in rows if r["measure"] == kind}.values():
            merged = [merge([r for r in rows if (r["measure"], r["params"], r["fs"], r["peer"]) == (kind, params, fs, p)])
                      for p in peers]
            for key in next((m for m in merged if m and "error" not in m), {}):
                if key in UNITS:
                    lines.append([f"{kind} {' '.join(f'{k}={v}' for k, v in params.items())} {fs}: {UNITS[key]}"] +
                                 ["n/a" if m is None else short(m[key]) if key in m else "failed" for m in merged])
    print(table(["figure"] + peers, lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=[*CASES, "all", "report"])
    parser.add_argument("--n", type=numbers)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--mb", type=int, default=200)
    parser.add_argument("--batch", type=numbers, default=[1, 40], help="lines per write() in `logs`")
    parser.add_argument("--peers", default=",".join(p.name for p in PEERS), help="names, or none")
    parser.add_argument("--external", action="append", default=[], metavar="FILE.json")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--out", help="append every result to this file, as JSON lines")
    parser.add_argument("--scratch", help="parent of the scratch directory (default: $TMPDIR or /tmp)")
    args = parser.parse_args()
    if args.what == "report":
        return report(args)

    def give_up(number, _):
        if number == signal.SIGALRM:
            raise Failed("time limit of this measurement reached")
        sys.exit(f"ended by signal {number}")
    for s in (signal.SIGALRM, signal.SIGTERM, signal.SIGHUP):
        signal.signal(s, give_up)
    if ctypes.CDLL(None, use_errno=True).prctl(36, 1, 0, 0, 0):      # PR_SET_CHILD_SUBREAPER
        sys.exit("prctl failed")
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]             # the same for everybody
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, hard))
    known = {p.name: p for p in PEERS + [S6Plain, SupervisordDefaults]}
    peers = [known[name]() for name in args.peers.split(",") if name != "none"] + [External(f) for f in args.external]
    versions = {p.name: p.version() for p in peers}
    Run.scratch = tempfile.mkdtemp(prefix="peers-", dir=args.scratch)
    try:
        Run.helper = Run.scratch + "/svc"
        Run.fs = subprocess.run(["stat", "-f", "-c", "%T", Run.scratch], text=True, capture_output=True).stdout.strip()
        subprocess.run(["gcc", "-O2", "-static", "-x", "c", "-", "-o", Run.helper], input=HELPER_C, text=True, check=True)
        for kind in CASES if args.what == "all" else [args.what]:
            measure(kind, peers, args, versions)
    finally:
        shutil.rmtree(Run.scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
