"""Business cases worked out a second time, by code that shares nothing with Portolan but the portfolio file.

python3 benches/peers/business_case.py [FILE [PROJECT]] [--program PATH]

Reads the RON file itself, works out cash flow, net present value, rates of return (as roots of a polynomial, by the eigenvalues of its companion
matrix), paybacks, ratios, ranges and the parts of the cost of ownership, and holds each figure against what `portolan money` prints: one project in full,
the portfolio in full, and every project in short. What is taken from Portolan is only in which period each project starts. Needs numpy. Ends with 1 where
a figure differs by more than a cent, or a millionth of itself.
"""
import argparse
import json
import math
import os
import re
import subprocess
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PARTS = {"Acquisition": "acquisition", "Run": "running", "Support": "support", "Change": "changes", "Licences": "licences",
         "People": "people", "Exit": "exit"}
OUTLOOKS = ("worst", "likely", "mean", "best")
TOKEN = re.compile(r'\s+|//[^\n]*|("(?:[^"\\]|\\.)*")|([A-Za-z_]\w*)|([-+]?[\d.]+(?:[eE][-+]?\d+)?)|([()\[\]{},:])')


def read(text):
    """A RON file as dicts, lists, strings, numbers and words."""
    tokens = [match.groups() for match in TOKEN.finditer(text) if any(match.groups())]
    at = 0

    def sign(wanted):
        nonlocal at
        if tokens[at][3] == wanted:
            at += 1
            return True
        return False

    def value():
        nonlocal at
        quoted, word, number, mark = tokens[at]
        at += 1
        if quoted is not None:
            return re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), quoted[1:-1])
        if word is not None:
            return word
        if number is not None:
            return float(number) if "." in number or "e" in number.lower() else int(number)
        if mark == "[":
            return series("]", value)
        return dict(series({"(": ")", "{": "}"}[mark], pair))

    def pair():
        key = value()
        assert sign(":")
        return key, value()

    def series(end, one):
        found = []
        while not sign(end):
            found.append(one())
            sign(",")
        return found

    return value()


class Case:
    """What a project takes and brings, by period and outlook, in units of the currency."""

    def __init__(self, portfolio, project, start):
        self.horizon = portfolio["horizon"]
        self.per_year = {"Month": 12, "Quarter": 4}[portfolio["period"]]
        self.cent = 10.0 ** -portfolio.get("currency_decimals", 2)
        self.rate = portfolio.get("discount_rate")
        rise = 1.0 + portfolio.get("price_rise", 0.0) / 100.0
        self.prices = np.array([rise ** (period // self.per_year) for period in range(self.horizon)])
        shape = (len(OUTLOOKS), self.horizon)
        self.flows = {name: np.zeros(shape) for name in ("capex", "opex", "run", "benefit", "residual")}
        self.parts = {name: np.zeros(self.horizon) for name in PARTS.values()}
        self.stated = False
        self.add(portfolio, project, start)

    def add(self, portfolio, project, start):
        for line in project.get("costs", []):
            part = line.get("part", "Run" if line["kind"] == "Run" else "Acquisition")
            self.cost(line["kind"].lower(), part, start + line.get("first", 0), line.get("periods"), amounts(line, True))
        self.people(portfolio, project, start)
        for vendor in project.get("vendors", []):
            if vendor["id"] == project.get("vendor"):
                first = start + vendor.get("first", 0)
                self.cost("run", "Run", first, vendor.get("periods"), amounts(vendor, True))
                self.cost("run", "Change", first, 1, [vendor.get("switching", 0)] * 4)
        # What nobody has stated is not known; what is stated and falls due after the horizon is nothing.
        self.stated |= bool(project.get("benefits")) or "residual" in project
        end = start + project.get("duration", 1)
        for line in project.get("benefits", []):
            first, ramp = end + line.get("delay", 0), line.get("ramp", 0)
            for period in range(first, self.until(first, line.get("periods"))):
                # The area under the straight line from nothing to all, between the two ends of the period.
                grown = min(1.0, (2 * (period - first) + 1) / (2 * ramp)) if period - first < ramp else 1.0
                self.flows["benefit"][:, period] += np.array(amounts(line, False)) * grown * self.prices[period] * self.cent
        if start < self.horizon:
            self.flows["residual"][:, -1] += project.get("residual", 0) * self.cent

    def until(self, first, periods):
        return self.horizon if periods is None else min(self.horizon, first + periods)

    def cost(self, kind, part, first, periods, amount):
        for period in range(first, self.until(first, periods)):
            due = np.array(amount) * self.prices[period] * self.cent
            self.flows[kind][:, period] += due
            self.parts[PARTS[part]][period] += due[1]

    def people(self, portfolio, project, start):
        if any(line.get("part") == "People" for line in project.get("costs", [])):
            return
        rates = {role["id"]: role.get("rate", 0) for role in portfolio.get("roles", [])}
        for role, demand in project.get("demands", {}).items():
            for number, people in enumerate(demand):
                self.cost("opex", "People", start + number, 1, [rates[role] * people] * 4)

    def discount(self):
        years = np.arange(self.horizon) / self.per_year
        return (1.0 + self.rate / 100.0) ** -years

    def figures(self):
        """Every figure, by the name that the answer of the program has for it."""
        out = self.flows["capex"] + self.flows["opex"] + self.flows["run"]
        come = self.flows["benefit"] + self.flows["residual"]
        net, found = come - out, {}
        stated = self.stated
        today = self.discount() if self.rate is not None else None
        for number, outlook in enumerate(OUTLOOKS):
            found[f"ranges.{outlook}.cost"] = out[number].sum()
            found[f"ranges.{outlook}.benefit"] = come[number].sum() if stated else None
            found[f"ranges.{outlook}.npv"] = net[number] @ today
        likely = net[1]
        found.update({"cost": out[1].sum(), "benefit": come[1].sum() if stated else None, "npv": likely @ today,
                      "roi": (come[1].sum() - out[1].sum()) / out[1].sum() if stated else None,
                      "pi": (come[1] @ today) / (out[1] @ today) if stated else None,
                      "payback_years": self.payback(likely), "discounted_payback_years": self.payback(likely * today)})
        for number, rate in enumerate(self.rates(likely)):
            found[f"irr.{number}"] = rate
        for name, flow in self.flows.items():
            for period in range(self.horizon):
                found[f"cash_flow.{period}.{name}"] = flow[1][period]
        for name, part in self.parts.items():
            found[f"tco.{name}.amount"], found[f"tco.{name}.present"] = part.sum(), part @ today
        left = self.flows["residual"][1]
        found["tco.residual.amount"], found["tco.residual.present"] = left.sum(), left @ today
        found["tco.total.amount"] = out[1].sum() - left.sum()
        found["tco.total.present"] = (out[1] - left) @ today
        return found

    def payback(self, flow):
        so_far = np.cumsum(flow)
        below = np.flatnonzero(so_far < 0)
        if not len(below):
            return 0.0
        back = [period for period in range(below[0] + 1, self.horizon) if so_far[period] >= 0]
        if not back:
            return None
        return float(np.interp(0.0, so_far[back[0] - 1:back[0] + 1], [back[0] - 1, back[0]])) / self.per_year

    def rates(self, flow):
        """All rates a year: the real roots above zero of the flows as a polynomial in 1/(1 + r)."""
        used = np.trim_zeros(flow, "b")
        if not len(used):
            return []
        roots = np.roots(used[::-1])
        real = [root.real for root in roots if abs(root.imag) < 1e-9 * abs(root) and root.real > 0]
        return sorted(root ** -self.per_year - 1.0 for root in real)


def amounts(line, is_cost):
    """The amount at worst, likely, on average and at best, in smallest coins."""
    likely = line["likely"]
    low, high = line.get("low", likely), line.get("high", likely)
    spread = line.get("spread", "Pert")
    if low == high:
        mean = likely
    elif spread == "Triangular":
        mean = (low + likely + high) / 3
    elif spread == "Lognormal" and low > 0:
        mu, sigma = (math.log(high) + math.log(low)) / 2, (math.log(high) - math.log(low)) / 3.29
        mean = math.exp(mu + sigma ** 2 / 2)
    else:
        mean = (low + 4 * likely + high) / 6
    return (high, likely, mean, low) if is_cost else (low, likely, mean, high)


def told(program, file, *more):
    run = subprocess.run([program, "money", file, *more, "--format", "json"], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(run.stderr)
    return json.loads(run.stdout)


def flat(value, name=""):
    """Nested fields as one table with names such as tco.total.amount."""
    if isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return {key: leaf for one, inner in pairs for key, leaf in flat(inner, f"{name}.{one}" if name else str(one)).items()}
    return {name: value}


def differs(mine, theirs):
    if mine is None or theirs is None:
        return mine is not theirs
    return abs(mine - theirs) > max(0.005 if abs(theirs) > 100 else 1e-6, 1e-6 * abs(theirs))


def compare(mine, theirs, title=None):
    """How many figures there are, and those that differ; with a title all of them are shown."""
    theirs = flat(theirs)
    wrong = [name for name in mine if name not in theirs or differs(mine[name], theirs[name])]
    wrong += [name for name in theirs if name.startswith("irr.") and name not in mine]
    if title:
        show = lambda figure: "–" if figure is None else f"{figure:,.2f}" if abs(figure) > 100 else f"{figure:.6f}"
        print(f"\n### {title}\n\n| Figure | By hand | Portolan |\n| --- | --- | --- |")
        for name, figure in mine.items():
            if figure != 0 or theirs.get(name) not in (0, -0.0):
                print(f"| {name} | {show(figure)} | {show(theirs.get(name))} |{' DIFFERS' if name in wrong else ''}")
    return len(mine), wrong


def newest_program():
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    found = [os.path.join(target, kind, "portolan") for kind in ("release", "debug")]
    found = [path for path in found if os.path.exists(path)]
    return max(found, key=os.path.getmtime) if found else sys.exit("Build Portolan first: cargo build")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", default=os.path.join(ROOT, "sample-portfolios", "harbour-bank.ron"))
    parser.add_argument("project", nargs="?", default="Core banking replacement")
    parser.add_argument("--program", default=None, help="the program; without it the newest in target")
    arguments = parser.parse_args()
    program = arguments.program or newest_program()
    with open(arguments.file, encoding="utf-8") as file:
        portfolio = read(file.read())
    projects = {project["id"]: project for project in portfolio["projects"]}
    whole = told(program, arguments.file)
    calendar = [row["period"] for row in whole["cash_flow"]]
    starts = {row["id"]: calendar.index(row["start"]) for row in whole["projects"]}
    together, count, wrong = None, 0, []
    for identity, start in starts.items():
        project = projects[identity]
        case = Case(portfolio, project, start)
        title = project["name"] if project["name"] == arguments.project else None
        more, bad = compare(case.figures(), told(program, arguments.file, identity), title)
        count += more
        wrong += [f"{project['name']}: {name}" for name in bad]
        if together is None:
            together = case
        else:
            together.add(portfolio, project, start)
    more, bad = compare(together.figures(), whole, whole["name"])
    wrong += [f"all: {name}" for name in bad]
    print(f"\n{count + more} figures of {len(starts)} projects and of all together: {len(wrong)} differ.")
    for name in wrong:
        print(f"  {name}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
