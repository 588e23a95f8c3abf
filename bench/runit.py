#!/usr/bin/env python3
"""The same folders of runit under runsvdir and under `tend up --runit`: the time to all up, what the supervisor takes, and how
long `sv status` of all of them takes, Debian's and ours.

    runit.py TEND [--n 500] [--count 20] [--scratch DIR]
"""
import argparse, ctypes, os, shutil, statistics, subprocess, tempfile, time

import peers

ROW = "{:<11} {:>8} {:>10} {:>10} {:>14} {:>14}"


class Tend(peers.Runit):
    name = "tend"

    def __init__(self, program):
        self.program = program

    def start(self, run):
        own = run.dir + "/own/"
        return [self.program, "up", "--runit", run.dir + "/scan", "--dir", own + "services", "--run-dir", own + "run", "--log-dir", own + "log"]


class AsRunsvdir(peers.Runit):
    """Services write where the supervisor does, as under runsvdir; else each has a log of its own."""
    name = "as runsvdir"

    def __init__(self, program):
        self.program = program

    def start(self, run):
        return [self.program, "as", *super().start(run)]


def milliseconds(sv, run, count):
    """Of `sv status` of all, in the middle: the whole process."""
    env = {**peers.ENV, "SVDIR": run.dir + "/scan"}
    took = []
    for _ in range(count):
        start = time.monotonic_ns()
        out = subprocess.run([sv, "status", *(name for name, _ in run.services)], env=env, capture_output=True, text=True, check=True).stdout
        took.append((time.monotonic_ns() - start) / 1e6)
        if out.count("run: ") != run.n:
            raise SystemExit(f"{sv} does not say that all run:\n{out}")
    return statistics.median(took)


def measure(peer, n, count, svs):
    with peers.Run(peer, n) as run:
        run.all_up()
        seconds = (max(run.born.values()) - run.t0) / 1e9
        peers.nap(peers.SETTLED)
        own = run.supervisors()
        pss = sum(int(line.split()[1]) for pid in own for line in peers.slurp(f"/proc/{pid}/smaps_rollup").splitlines()
                  if line.startswith("Pss:"))
        status = [milliseconds(sv, run, count) for sv in svs]
        print(ROW.format(peer.name, len(own), f"{seconds:.2f} s", f"{pss / 1024:.2f} MB", *(f"{ms:.1f} ms" for ms in status)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tend")
    parser.add_argument("--n", type=int, default=500)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    if ctypes.CDLL(None).prctl(36, 1, 0, 0, 0):                      # PR_SET_CHILD_SUBREAPER
        raise SystemExit("prctl failed")
    peers.Run.scratch = tempfile.mkdtemp(prefix="runit-", dir=args.scratch)
    try:
        peers.Run.helper = peers.Run.scratch + "/svc"
        subprocess.run(["gcc", "-O2", "-static", "-x", "c", "-", "-o", peers.Run.helper], input=peers.HELPER_C, text=True, check=True)
        os.symlink(os.path.abspath(args.tend), peers.Run.scratch + "/sv")
        print(ROW.format(f"{args.n} folders", "processes", "all up", "PSS", "Debian's sv", "our sv"))
        program = os.path.abspath(args.tend)
        for peer in (peers.Runit(), Tend(program), AsRunsvdir(program)):
            measure(peer, args.n, args.count, [shutil.which("sv"), peers.Run.scratch + "/sv"])
    finally:
        shutil.rmtree(peers.Run.scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
