#!/usr/bin/env python3
"""How soon the steward answers after its start, what it takes of memory, and how much it answers: over a keeper with n services.

    steward.py TEND [--n 100] [--count 20] [--seconds 8] [--scratch DIR]

Needs wrk (Debian: wrk) for the last figure; without it that is left out.
"""
import argparse, http.client, json, os, shutil, signal, socket, statistics, subprocess, tempfile, time

ENV = {"PATH": "/usr/local/bin:/usr/bin:/bin", "JAVA_HOME": os.environ.get("JAVA_HOME", "")}
PATIENCE = 60


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def ask(port, path, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def await_answer(port):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if ask(port, "/health")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.002)
    raise SystemExit("the steward does not answer")


def steward(port):
    return json.loads(ask(port, "/services/steward")[1])["instances"][0]["pid"]


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS:"))


def first_answers(port, count):
    took = []
    for _ in range(count):
        os.kill(steward(port), signal.SIGKILL)
        start = time.monotonic()
        await_answer(port)
        took.append(time.monotonic() - start)
    print(f"killed to the next one's first answer: median {statistics.median(took):.3f} s, slowest {max(took):.3f} s")


def restarts(tend, run, port, count):
    own, http_ = [], []
    for _ in range(count):
        start = time.monotonic()
        subprocess.run([tend, "restart", "web1", "--wait"], env={**ENV, "TEND_RUN_DIR": run}, check=True, stdout=subprocess.DEVNULL)
        own.append(time.monotonic() - start)
        start = time.monotonic()
        if ask(port, "/services/web1/restart?wait=30s", "POST")[0] != 200:
            raise SystemExit("the restart failed")
        http_.append(time.monotonic() - start)
    over = (statistics.median(http_) - statistics.median(own)) * 1000
    print(f"restart?wait: {statistics.median(http_) * 1000:.1f} ms, {over:+.1f} ms over the command's own")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tend")
    parser.add_argument("--n", type=int, default=100)
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--scratch")
    args = parser.parse_args()
    scratch = tempfile.mkdtemp(prefix="steward-", dir=args.scratch)
    port = free_port()
    os.mkdir(scratch + "/services")
    for i in range(1, args.n + 1):
        with open(f"{scratch}/services/web{i}", "w") as file:
            file.write("cmd=sleep 100000\nready=exec:true\n" if i == 1 else "cmd=sleep 100000\n")
    command = [args.tend, "up", "-d", scratch + "/services", "--run-dir", scratch + "/run", "--log-dir", scratch + "/log", "--http", f"127.0.0.1:{port}"]
    keeper = subprocess.Popen(command, env=ENV, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await_answer(port)
        time.sleep(5)
        print(f"resident, idle, {args.n} services: {resident(steward(port)):.0f} MB")
        restarts(args.tend, scratch + "/run", port, args.count)
        if shutil.which("wrk"):
            url = f"http://127.0.0.1:{port}/services/web{args.n}"
            for what in ("cold", "warm"):
                out = subprocess.run(["wrk", "-t1", "-c64", f"-d{args.seconds}s", url], capture_output=True, text=True, check=True).stdout
                rate = next(line.split()[1] for line in out.splitlines() if line.startswith("Requests/sec"))
                print(f"GET /services/NAME, 64 connections, {what}: {rate}/s")
        first_answers(port, args.count)
    finally:
        keeper.terminate()
        keeper.wait(timeout=PATIENCE)
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
