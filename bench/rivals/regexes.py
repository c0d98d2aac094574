#!/usr/bin/env python3
"""The loop that a script would have: every pattern over every purpose. Rivals read and write as this one does.

  regexes.py RULES.json DATA.ndjson OUT.ndjson

RULES.json: [{"id": "r-0000", "pattern": R}, ...]. A declaration violates a rule when the pattern matches its purpose
without regard to case and its customer is not in healthcare. OUT: {"id": ..., "rules": [...]} a line.
"""
import json
import re
import sys

rules_path, data_path, out_path = sys.argv[1:]
with open(rules_path, encoding="utf-8") as file:
    rules = [(rule["id"], re.compile(rule["pattern"], re.I)) for rule in json.load(file)]
with open(data_path, encoding="utf-8") as data, open(out_path, "w", encoding="utf-8") as out:
    for line in data:
        record = json.loads(line)
        purpose = record["purpose"]
        violated = [] if record["customer"]["sector"] == "healthcare" else [
            ident for ident, pattern in rules if pattern.search(purpose)]
        out.write(json.dumps({"id": record["id"], "rules": violated}, separators=(",", ":")) + "\n")
