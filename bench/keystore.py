#!/usr/bin/env python3
"""How long it takes from a changed secret to the keystore with it, without the time of the keystore tool itself.

    keystore.py TEND [CHANGES]

A process manager keeps a keystore with a tool that notes down when it begins and ends, and otherwise does next to nothing. Needs
Linux and the steward beside TEND. Prints one line of JSON, in milliseconds.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

TOOL = """#!/bin/sh
date +%s%N >>"$NOTES"
case $1 in
    create) : >"$ES_PATH_CONF/elasticsearch.keystore" ;;
    add-file) cat "$3" >>"$ES_PATH_CONF/elasticsearch.keystore" ;;
esac
date +%s%N >>"$NOTES"
"""
PORT = "18099"
PATIENCE = 60


def wait_for(keystore, text):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if keystore.exists() and keystore.read_text() == text:
            return time.time_ns()
        time.sleep(0.0005)
    raise SystemExit("the keystore does not come")


def measure(folder, changes):
    keystore, secret, notes = folder / "config/elasticsearch.keystore", folder / "secrets/a", folder / "notes"
    wait_for(keystore, "start")
    taken = []
    for i in range(changes):
        time.sleep(0.5)
        notes.write_text("")
        begin = time.time_ns()
        part = folder / "part"
        part.write_text(f"value {i}")
        part.rename(secret)
        end = wait_for(keystore, f"value {i}")
        stamps = [int(line) for line in notes.read_text().split()]
        tool = sum(stamps[j + 1] - stamps[j] for j in range(0, len(stamps), 2))
        taken.append((end - begin - tool) / 1e6)
    return taken


def main():
    tend, changes = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for each in "config", "secrets":
            (folder / each).mkdir()
        (folder / "secrets/a").write_text("start")
        tool = folder / "tool"
        tool.write_text(TOOL)
        tool.chmod(0o755)
        settings = {
            "PM_PROC_NAME": "es",
            "PM_PROC_CMD": "sleep 600",
            "PM_HTTP_ADDR": "127.0.0.1",
            "PM_HTTP_PORT": PORT,
            "KEYSTORE_SOURCE_DIR": str(folder / "secrets"),
            "KEYSTORE_BINARY": str(tool),
            "KEYSTORE_PATH": str(folder / "config/elasticsearch.keystore"),
            "KEYSTORE_ES_ENDPOINT": "http://127.0.0.1:" + PORT,
            "NOTES": str(folder / "notes"),
            "TEND_RUN_DIR": str(folder / "run"),
        }
        with open(folder / "log", "wb") as log:
            command = [tend, "as", "process-manager"]
            with subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log) as manager:
                try:
                    taken = measure(folder, changes)
                finally:
                    manager.terminate()
        print(
            json.dumps(
                {
                    "changes": changes,
                    "median": round(statistics.median(taken), 1),
                    "most": round(max(taken), 1),
                }
            )
        )


if __name__ == "__main__":
    main()
