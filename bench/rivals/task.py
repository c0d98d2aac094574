"""One task for all rivals: which of N patterns does the purpose hold, where the customer is not in healthcare? Here the
same patterns are written in each rival's own language."""
import json
import re


def rules(vocabulary_path):
    with open(vocabulary_path, encoding="utf-8") as file:
        entries = json.load(file)["vocabulary"]
    return [{"id": "r-" + entry["entry"][2:], "pattern": entry["patterns"][0]} for entry in entries]


def rego(made):
    """One rule of Rego a pattern, as a policy would be written."""
    out = ["package bench", ""]
    for rule in made:
        out += [f"violated contains \"{rule['id']}\" if {{", f"\tregex.match(`(?i){rule['pattern']}`, input.purpose)",
                "\tinput.customer.sector != \"healthcare\"", "}", ""]
    return "\n".join(out)


def yara(made):
    """Lazy repeats are written greedy: YARA mixes the two in no pattern, and whether something matches is the same."""
    out = []
    for rule in made:
        pattern = re.sub(r"([}*+])\?", r"\1", rule["pattern"]).replace("/", "\\/")
        out.append(f"rule {rule['id'].replace('-', '_')} {{ strings: $a = /{pattern}/i condition: $a and sector != \"healthcare\" }}")
    return "\n".join(out) + "\n"


def grep(made):
    """Extended regular expressions know no groups without a number and no lazy repeats; a line either matches or not."""
    return "".join(re.sub(r"([}*+])\?", r"\1", rule["pattern"].replace("(?:", "(")).replace(r"[^.;]{0,40}\b", "[^.;]{0,40}\\b") + "\n"
                   for rule in made)
