#!/usr/bin/env python3
"""A binary whose compiled rules are damaged says so and decides the same: damaged_plan.py PROVISO PLAN DESCRIPTOR."""
import pathlib
import subprocess
import sys
import tempfile

binary, plan, descriptor = sys.argv[1:]


def run(program):
    return subprocess.run([program, "check", "-f", "ndjson", "--as-of", "2026-01-01", descriptor], capture_output=True)


whole = pathlib.Path(binary).read_bytes()
stored = pathlib.Path(plan).read_bytes()
place = whole.find(stored)
assert place >= 0, "the binary does not carry the plan"
damaged = bytearray(whole)
damaged[place + len(stored) // 2] ^= 1
with tempfile.TemporaryDirectory() as folder:
    other = pathlib.Path(folder) / "proviso"
    other.write_bytes(damaged)
    other.chmod(0o755)
    good, bad = run(binary), run(str(other))
assert good.stdout and not good.stderr, good
assert b"damaged" in bad.stderr, bad.stderr
assert (good.stdout, good.returncode) == (bad.stdout, bad.returncode), "the damaged binary decides something else"
