#!/usr/bin/env python3
"""Checks which folder includes which: the layers of docs/architecture.md, as a table that a machine reads."""
import pathlib
import re
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[1])

# Folders of engine/src, and what each may include besides itself and the public headers.
ENGINE = {
    "base": set(),
    "regex": {"base"},
    "text": {"base", "regex"},
    "syntax": {"base"},
    "descriptor": {"base", "syntax"},
    "model": {"base", "regex", "text"},
    "check": {"base", "regex", "text", "syntax", "model"},
    "plan": {"base", "regex", "text", "model"},
    "eval": {"base", "regex", "text", "model", "plan"},
    "selftest": {"base", "text", "syntax", "descriptor", "model", "plan"},
    "measure": {"base", "syntax", "descriptor"},
    "api": {"base", "regex", "text", "syntax", "descriptor", "model", "check", "plan", "eval", "selftest"},
}
# Folders of cli, likewise: reports know neither files nor the command line, and nothing here knows engine/src.
CLI = {"report": set(), "embed": set(), "input": {""}, "commands": {"", "input", "report"}, "": {"commands", "input", "report"}}
# Libraries, and the folders that may include them.
DOORS = {
    "yaml-cpp/": {"syntax"},
    "re2/": {"regex"},
    "unicode/": {"base", "text"},
    "simdjson": {"descriptor"},
    "boost/": {"commands"},
    "nlohmann/": {"report", "commands"},
}

faults = []


def check(files, allowed, folder_of, known):
    for path in sorted(files):
        own = folder_of(path)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            include = re.match(r'\s*#\s*include\s*[<"]([^">]+)[">]', line)
            if not include:
                continue
            name = include.group(1)
            other = name.rpartition("/")[0].partition("/")[0] if '"' in line else None
            place = f"{path.relative_to(ROOT)}:{number}"
            inward = other is not None and other not in ("proviso", own)
            if inward and (other not in known or other not in allowed[own]):
                faults.append(f"{place}: {own or 'cli'}/ may not include {name}")
            for library, doors in DOORS.items():
                if name.startswith(library) and own not in doors:
                    faults.append(f"{place}: only {', '.join(sorted(doors))} may include <{name}>")


def sources(folder):
    return [path for path in (ROOT / folder).rglob("*") if path.suffix in (".h", ".cc")]


def first_folder(root):
    return lambda path: path.relative_to(ROOT / root).parts[0] if len(path.relative_to(ROOT / root).parts) > 1 else ""


for unknown in {first_folder("engine/src")(path) for path in sources("engine/src")} - set(ENGINE):
    faults.append(f"engine/src/{unknown}: no layer of this name")
if not faults:
    check(sources("engine/src"), ENGINE, first_folder("engine/src"), set(ENGINE))
    check(sources("cli"), CLI, first_folder("cli"), set(CLI))
    check(sources("engine/include/proviso"), {"public": set()}, lambda _: "public", set())
print("\n".join(faults) or "layers are kept")
sys.exit(1 if faults else 0)
