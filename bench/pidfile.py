#!/usr/bin/env python3
"""How long pidfiles take, each from the start of a process to its end.

    pidfile.py TEND [--count 200] [--scratch DIR]

"claim" is `tend pidfile claim` of a stale file, beside a shell that does what of it a shell can do: lock the file with
util-linux's flock, look whether its process runs, and write the number. "kill" is `tend pidfile kill` of a process that ends at
once, a `sleep` that was started and claimed before the clock.
"""
import argparse, os, shutil, statistics, subprocess, tempfile, time

SHELL = 'exec 9<>"$1"; flock -n 9 || exit 1; read -r p <&9; kill -0 "$p" 2>/dev/null && exit 1; printf %s "$2" >"$1"'
NOBODY = "4194303"


def timed(argv):
    start = time.monotonic_ns()
    pid = os.posix_spawn(argv[0], argv, {"PATH": "/usr/bin:/bin"})
    status = os.waitpid(pid, 0)[1]
    took = (time.monotonic_ns() - start) / 1e6
    if status:
        raise SystemExit(f"{argv} ended with status {status}")
    return took


def stale(path):
    with open(path, "w") as file:
        file.write(NOBODY)


def claims(argv, path, count):
    took = []
    for _ in range(count):
        stale(path)
        took.append(timed(argv))
    return took


def kills(tend, path, count):
    took = []
    for _ in range(count):
        stale(path)
        process = subprocess.Popen(["/bin/sleep", "1000"])
        try:
            subprocess.run([tend, "pidfile", "claim", "--pid", str(process.pid), "-p", path], check=True)
            took.append(timed([tend, "pidfile", "kill", "-p", path]))
        finally:
            process.kill()
            process.wait()
    return took


def show(name, took):
    took.sort()
    p99 = took[-(-len(took) * 99 // 100) - 1]
    print(f"{name}: median {statistics.median(took):.2f} ms, p99 {p99:.2f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tend")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="pidfile-", dir=args.scratch)
    path, own = folder + "/web.pid", str(os.getpid())
    try:
        show("tend pidfile claim", claims([args.tend, "pidfile", "claim", "--pid", own, "-p", path], path, args.count))
        show("flock and a shell", claims(["/bin/sh", "-c", SHELL, "sh", path, own], path, args.count))
        show("tend pidfile kill", kills(args.tend, path, args.count))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
