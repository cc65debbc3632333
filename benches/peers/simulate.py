"""Many futures of money, as one would write them with numpy: the peer of benches/simulate.rs.

python3 benches/peers/simulate.py PORTFOLIO RUNS prints seconds by the clock and of processors of the best of three runs, the same without tornado and worth
of knowing, and then what came out, for comparison. It reads the portfolio file itself, and works out when each amount falls due with business_case.py.
Inverse distributions are tables that numpy interpolates in (scipy's beta.ppf takes a hundred times as long), and blocks stay in the cache.
"""
import math
import sys
import time

import numpy as np

import business_case

BLOCK = 5_000
KEPT = 10_000
KNOTS = np.linspace(-8.0, 8.0, 4_001)


def normal_cdf(z):
    return np.array([0.5 * math.erfc(-one / math.sqrt(2)) for one in z])


PHI = normal_cdf(KNOTS)


def beta_table(a, b):
    """Where the beta distribution has the share Φ(z) below it, for each knot z."""
    x = 0.5 - 0.5 * np.cos(np.linspace(0.0, math.pi, 40_001))
    middle = (x[1:] + x[:-1]) / 2
    below = np.concatenate([[0.0], np.cumsum(middle ** (a - 1) * (1 - middle) ** (b - 1) * np.diff(x))])
    return np.interp(PHI, below / below[-1], x)


class Amount:
    """An amount in doubt: a function of a standard normal number."""

    def __init__(self, line):
        likely = line["likely"]
        self.low, self.high = line.get("low", likely), line.get("high", likely)
        self.spread = line.get("spread", "Pert")
        place = (likely - self.low) / (self.high - self.low)
        self.below = place
        if self.spread == "Pert":
            self.table = self.low + (self.high - self.low) * beta_table(1 + 4 * place, 5 - 4 * place)
        if self.spread == "Lognormal":
            self.mu, self.sigma = (math.log(self.high) + math.log(self.low)) / 2, (math.log(self.high) - math.log(self.low)) / 3.29

    def at(self, z):
        if self.spread == "Pert":
            return np.interp(z, KNOTS, self.table)
        if self.spread == "Lognormal":
            return np.exp(self.mu + self.sigma * z)
        share, width = np.interp(z, KNOTS, PHI), self.high - self.low
        return np.where(share < self.below, self.low + width * np.sqrt(share * self.below),
                        self.high - width * np.sqrt((1 - share) * (1 - self.below)))


class Line:
    """A line of cost or benefit with what one coin of it comes to, by how late it is, undiscounted and today."""

    def __init__(self, portfolio, project, kind, line, start, waits, late_most):
        self.amount, self.is_cost = Amount(line), kind == "costs"
        self.weights = []
        for late in range(late_most + 1 if waits else 1):
            # One hundred coins of a project that has nothing but this line.
            plain = {key: value for key, value in line.items() if key not in ("low", "high", "spread")} | {"likely": 100}
            alone = {"duration": project["duration"], kind: [plain]}
            case = business_case.Case(portfolio, alone, start + late)
            flow = sum(case.flows[name][1] for name in ("capex", "opex", "run", "benefit"))
            self.weights.append((flow.sum(), flow @ case.discount()))
        self.weights = np.array(self.weights)


class Model:
    def __init__(self, portfolio):
        first_year, first_month = map(int, portfolio["first_period"].split("-"))
        self.causes = [(set(cause["members"]), cause["correlation"] / 100) for cause in portfolio["causes"]]
        self.risks, self.projects = [], []
        self.likely = 0.0
        for project in portfolio["projects"]:
            year, month = map(int, project["fixed_start"].split("-"))
            start = ((year - first_year) * 12 + month - first_month) // 3
            risks = [risk for risk in portfolio["risks"] if project["id"] in risk["threatens"]]
            late_most = sum(risk["delay"] for risk in risks)
            lines = [Line(portfolio, project, "costs", line, start, line["kind"] == "Run" and line["first"] > 0, late_most)
                     for line in project["costs"]]
            lines += [Line(portfolio, project, "benefits", line, start, True, late_most) for line in project["benefits"]]
            loads = [(number, math.sqrt(rho)) for number, (members, rho) in enumerate(self.causes) if project["id"] in members]
            own = math.sqrt(1 - sum(load ** 2 for _, load in loads))
            last = start + project["duration"] - 1
            case = business_case.Case(portfolio, {}, 0)
            loss = np.array([case.prices[last], case.prices[last] * case.discount()[last]])
            risks = [(risk["probability"] / 100, risk["delay"],
                      Amount({"likely": risk["impact"], "low": risk["impact_low"], "high": risk["impact_high"]})) for risk in risks]
            self.projects.append((lines, loads, own, risks, loss))

    def draw(self, rng, runs, kept):
        """Cost, benefit and net present value of so many futures; what went into them goes into `kept`."""
        cost, benefit, npv = np.zeros(runs), np.zeros(runs), np.zeros(runs)
        causes = [rng.standard_normal(runs) for _ in self.causes]
        for lines, loads, own, risks, (times, present) in self.projects:
            worth, late = np.zeros(runs), None
            for probability, delay, amount in risks:
                happened = rng.random(runs) < probability
                lost = np.where(happened, amount.at(rng.standard_normal(runs)), 0.0) / 100
                cost += lost * times
                worth -= lost * present
                late = delay * happened if delay else late
                if kept is not None:
                    kept[0].append(happened.astype(float))
            for line in lines:
                z = rng.standard_normal(runs) * own
                for cause, load in loads:
                    z += (load if line.is_cost else -load) * causes[cause]
                drawn = line.amount.at(z)
                weights = line.weights[0] if late is None or len(line.weights) == 1 else line.weights[late].T
                (cost if line.is_cost else benefit).__iadd__(drawn * weights[0] / 100)
                worth += (-drawn if line.is_cost else drawn) * weights[1] / 100
                if kept is not None:
                    kept[0].append(drawn)
            npv += worth
            if kept is not None:
                kept[1].append(worth)
                kept[2].append(len(lines) + len(risks))
        return cost, benefit, npv


def ranks(values):
    order = np.argsort(values)
    found = np.empty(len(values))
    found[order] = np.arange(len(values))
    return found


def knowing(means):
    return np.maximum(means, 0).mean() - max(means.mean(), 0)


def influence(kept, npv):
    """Rank correlation of every input with the net present value, and what knowing it is worth to its project, with the error out of ten parts."""
    inputs, worths, counts = kept
    project = np.repeat(np.arange(len(worths)), counts)
    ranked = ranks(npv)
    tornado, information = [], []
    for number, drawn in enumerate(inputs):
        tornado.append(np.corrcoef(ranks(drawn), ranked)[0, 1])
        worth = worths[project[number]]
        degree = 3 if len(np.unique(drawn[:100])) > 2 else 1
        parts = [slice(None)] + [slice(start, start + len(drawn) // 10) for start in range(0, len(drawn), len(drawn) // 10)]
        fits = []
        for part in parts:
            x, y = drawn[part], worth[part]
            basis = np.vander((x - x.mean()) / max(x.std(), 1e-300), degree + 1)
            fits.append(knowing(basis @ np.linalg.lstsq(basis, y, rcond=None)[0]))
        information.append((fits[0], np.std(fits[1:], ddof=1) / math.sqrt(10)))
    return tornado, information


def simulate(model, runs, seed, with_influence):
    rng = np.random.default_rng(seed)
    parts, kept = [], ([], [], [])
    blocks = []
    for start in range(0, runs, BLOCK):
        block = ([], [], []) if with_influence and start < KEPT else None
        parts.append(model.draw(rng, min(BLOCK, runs - start), block))
        if block:
            blocks.append(block)
    cost, benefit, npv = (np.concatenate(part) for part in zip(*parts))
    percents = np.arange(101)
    curves = [np.percentile(values, percents) for values in (cost, benefit, npv)]
    found = [cost.mean(), benefit.mean(), npv.mean(), curves[2][10], curves[2][90], curves[0][80], (npv < 0).mean()]
    strongest = math.nan
    if with_influence:
        joined = lambda place: [np.concatenate(one) for one in zip(*(block[place] for block in blocks))]
        kept = (joined(0), joined(1), blocks[0][2])
        tornado, _ = influence(kept, npv[:KEPT])
        strongest = np.abs(tornado).max()
    return found + [strongest]


def best(model, runs, with_influence):
    took = []
    for _ in range(3):
        clock, processor = time.perf_counter(), time.process_time()
        found = simulate(model, runs, 1, with_influence)
        took.append((time.perf_counter() - clock, time.process_time() - processor))
    return min(clock for clock, _ in took), min(processor for _, processor in took), found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        model = Model(business_case.read(file.read()))
    clock, processor, found = best(model, int(sys.argv[2]), True)
    bare_clock, bare_processor, _ = best(model, int(sys.argv[2]), False)
    # Portolan's figures are in smallest coins.
    print(clock, processor, bare_clock, bare_processor, *(100 * it for it in found[:6]), *found[6:])


if __name__ == "__main__":
    main()
