#!/usr/bin/env python3
"""How long `tend status` takes: from the start of its process to its end, over a keeper with n services.

    status.py TEND [--n 100] [--count 200] [--scratch DIR]
"""
import argparse, ctypes, os, shutil, statistics, subprocess, tempfile, time

import peers


def timed(argv, env):
    start = time.monotonic_ns()
    pid = os.posix_spawn(argv[0], argv, env, file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    status = os.waitpid(pid, 0)[1]
    took = (time.monotonic_ns() - start) / 1e6
    if status:
        raise SystemExit(f"{argv} ended with status {status}")
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tend")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    if ctypes.CDLL(None).prctl(36, 1, 0, 0, 0):                      # PR_SET_CHILD_SUBREAPER
        raise SystemExit("prctl failed")
    peers.Run.scratch = tempfile.mkdtemp(prefix="status-", dir=args.scratch)
    try:
        peers.Run.helper = peers.Run.scratch + "/svc"
        subprocess.run(["gcc", "-O2", "-static", "-x", "c", "-", "-o", peers.Run.helper], input=peers.HELPER_C, text=True, check=True)
        with peers.Run(peers.External(os.path.join(os.path.dirname(os.path.abspath(__file__)), "tend.json")), args.n) as run:
            run.all_up()
            peers.nap(peers.SETTLED)
            env = {**peers.ENV, "TEND_RUN_DIR": run.dir + "/own/run"}
            for form in (["status"], ["status", "--json"]):
                took = sorted(timed([args.tend, *form], env) for _ in range(args.count))
                p99 = took[-(-len(took) * 99 // 100) - 1]
                print(f"tend {' '.join(form)}, {args.n} services: median {statistics.median(took):.2f} ms, p99 {p99:.2f} ms")
    finally:
        shutil.rmtree(peers.Run.scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
