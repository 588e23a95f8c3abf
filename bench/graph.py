#!/usr/bin/env python3
"""How much Tend adds to what services need themselves: the time from the keeper's start until all of a three-level graph are
ready, beside the sum of the critical chain.

    graph.py TEND [--n 200] [--repeat 3] [--seed 1] [--scratch DIR]

A twentieth of the services comes after nothing, three tenths come after all of those, the rest after all of these. Each is the
same small static C program: it sleeps for a time of its own (0.3 to 1 s, by the seed), writes down the time, says by descriptor 3
that it is ready, and pauses. Since each level waits for the whole level before it, the critical chain is the slowest service of
each level, and its sum what these three sleep: no keeper can be faster.
"""
import argparse, ctypes, os, random, shutil, signal, statistics, subprocess, tempfile, time

SERVICE_C = r"""
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
int main(int count, char **words) {
  if (count != 3) return 2;
  long ms = atol(words[2]);
  struct timespec needed = {ms / 1000, ms % 1000 * 1000000}, now;
  nanosleep(&needed, 0);
  clock_gettime(CLOCK_MONOTONIC, &now);
  char line[64];
  int length = snprintf(line, sizeof line, "%lld\n", now.tv_sec * 1000000000LL + now.tv_nsec);
  int log = open(words[1], O_WRONLY | O_APPEND | O_CLOEXEC);
  if (log < 0 || write(log, line, length) != length || write(3, "\n", 1) != 1) return 2;
  for (;;) pause();
}
"""

LIMIT = 60


def levels(n):
    first, second = max(1, n // 20), max(1, n * 3 // 10)
    return [first, second, n - first - second]


def write_services(folder, helper, stamps, n, rng):
    """Returns the sum of the critical chain, in seconds."""
    chain, before = 0, []
    for level, count in enumerate(levels(n)):
        names = [f"level{level}-{i:03}" for i in range(count)]
        times = [rng.randrange(300, 1001) for _ in names]
        for name, ms in zip(names, times):
            with open(f"{folder}/{name}", "w") as file:
                file.write(f"cmd={helper} {stamps} {ms}\nready=fd:3\nafter={' '.join(before)}\n" if before
                           else f"cmd={helper} {stamps} {ms}\nready=fd:3\n")
        chain += max(times) / 1000
        before = names
    return chain


def run(tend, helper, n, rng, scratch):
    place = tempfile.mkdtemp(prefix="run-", dir=scratch)
    os.mkdir(place + "/services")
    stamps = place + "/stamps"
    open(stamps, "w").close()
    chain = write_services(place + "/services", helper, stamps, n, rng)
    began = time.monotonic()
    keeper = subprocess.Popen([tend, "up", "-d", place + "/services", "--run-dir", place + "/run", "--log-dir", place + "/log"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        lines = []
        while len(lines) < n:
            if time.monotonic() > began + LIMIT or keeper.poll() is not None:
                raise SystemExit(f"{len(lines)} of {n} services were ready, then no more")
            time.sleep(0.1)
            with open(stamps) as file:
                lines = file.readlines()
        took = max(int(line) for line in lines) / 1e9 - began
        cpu = sum(os.sysconf("SC_CLK_TCK") ** -1 * int(x) for x in open(f"/proc/{keeper.pid}/stat").read().rsplit(")", 1)[1].split()[11:13])
        return chain, took, cpu
    finally:
        keeper.send_signal(signal.SIGTERM)
        keeper.wait(LIMIT)
        shutil.rmtree(place, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tend")
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    if ctypes.CDLL(None).prctl(36, 1, 0, 0, 0):  # PR_SET_CHILD_SUBREAPER
        raise SystemExit("prctl failed")
    rng = random.Random(args.seed)
    scratch = tempfile.mkdtemp(prefix="graph-", dir=args.scratch)
    try:
        helper = scratch + "/service"
        subprocess.run(["gcc", "-O2", "-static", "-x", "c", "-", "-o", helper], input=SERVICE_C, text=True, check=True)
        over = []
        for _ in range(args.repeat):
            chain, took, cpu = run(os.path.abspath(args.tend), helper, args.n, rng, scratch)
            over.append((took / chain - 1) * 100)
            print(f"{args.n} services in levels of {levels(args.n)}: chain {chain:.3f} s, all ready after {took:.3f} s:"
                  f" {over[-1]:.1f} % over; load {os.getloadavg()[0]:.1f}, keeper {cpu:.2f} s CPU")
        print(f"median {statistics.median(over):.1f} % over the sum of the critical chain")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
