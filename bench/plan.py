#!/usr/bin/env python3
"""How much processor time a keeper takes for plans and reloads over many services, and over services with many variables.

    plan.py TEND... [--n 1000,5000] [--services 20] [--variables 6000] [--limit 120] [--scratch DIR]

Each step is measured once for each program, one program after the other. The services are tasks that wait for a time a year from
now, ten of them in a row one after the other, so that the keeper alone is at work; an edit changes a key that needs no new process.
"""
import argparse, os, shutil, signal, subprocess, tempfile, time

DIGITS = "0123456789abcdefghijklmnopqrst"
TICK = os.sysconf("SC_CLK_TCK")


class Keeper:
    def __init__(self, tend, folder):
        self.tend, self.folder = tend, folder
        for name in ("services", "run", "log"):
            os.makedirs(f"{folder}/{name}")

    def write(self, name, text):
        with open(f"{self.folder}/services/{name}", "w") as file:
            file.write(text)

    def start(self):
        self.process = subprocess.Popen(
            [self.tend, "up", "--no-watch", "--run-dir", f"{self.folder}/run", "--log-dir", f"{self.folder}/log",
             f"{self.folder}/services"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def cpu(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def ask(self, verb, limit):
        try:
            done = subprocess.run([self.tend, verb, "--run-dir", f"{self.folder}/run"], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, timeout=limit)
            return done.returncode
        except subprocess.TimeoutExpired:
            return None

    def await_answer(self, limit):
        end = time.monotonic() + limit
        while self.ask("status", limit) == 69:
            if time.monotonic() > end:
                raise SystemExit(f"{self.tend} does not answer")
            time.sleep(0.01)

    def timed(self, verb, limit):
        before = self.cpu()
        code = self.ask(verb, limit)
        if code is None:
            return f"over {limit} s"
        return f"{self.cpu() - before:.2f} s" if code == 0 else f"exit {code}"

    def end(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def many(number, version):
    after = f"after=s{number - 1:05d}\n" if number % 10 else ""
    return (f"# a service like many others\ncmd=/bin/true\ntype=task\nschedule=@yearly\nlog=null\nenv.HOME_OF=/srv/app\n"
            f"env.MODE=production\nstop-timeout={version + 5}s\n{after}")


def large(variables, version):
    return "cmd=/bin/true\ntype=task\nschedule=@yearly\nlog=null\n" + "".join(
        f"env.{'_AB'[version]}{DIGITS[number // 900]}{DIGITS[number // 30 % 30]}{DIGITS[number % 30]}=\n"
        for number in range(variables))


def measure(tend, what, count, text, args):
    folder = tempfile.mkdtemp(prefix="plan-", dir=args.scratch)
    keeper = Keeper(tend, folder)
    try:
        for number in range(count):
            keeper.write(f"s{number:05d}", text(number, 1))
        keeper.start()
        keeper.await_answer(args.limit)
        unchanged = keeper.timed("plan", args.limit)
        for number in range(count):
            keeper.write(f"s{number:05d}", text(number, 2))
        edited = keeper.timed("plan", args.limit)
        reload = keeper.timed("reload", args.limit)
        print(f"{tend}: {what}: plan of nothing {unchanged}, plan of an edit of all {edited}, its reload {reload}", flush=True)
    finally:
        keeper.end()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tend", nargs="+")
    parser.add_argument("--n", default="1000,5000")
    parser.add_argument("--services", type=int, default=20)
    parser.add_argument("--variables", type=int, default=6000)
    parser.add_argument("--limit", type=int, default=120)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    for tend in args.tend:
        for n in args.n.split(","):
            measure(tend, f"{n} services", int(n), many, args)
        measure(tend, f"{args.services} services with {args.variables} variables, all renamed", args.services,
                lambda _, version: large(args.variables, version), args)


if __name__ == "__main__":
    main()
