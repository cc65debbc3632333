#!/usr/bin/env python3
"""Funding, side by side: Portolan against HiGHS, CBC and CP-SAT, on the same instances, on one thread each, in one run.

    pip install highspy pulp ortools
    python3 benches/peers/fund.py                     all of it; prints tables in Markdown
    python3 benches/peers/fund.py one when            some of it: one, again, when, frontier, weights
    python3 benches/peers/fund.py --quick             fewer instances
    python3 benches/peers/fund.py --limit S           at most so many seconds where a plan is proved, instead of 60
    python3 benches/peers/fund.py --program FILE      with a measuring program (benches/fund.rs) that is built already
    python3 benches/peers/fund.py --only-write DIR    writes the instances and stops

Seconds are those of the processor, not of the clock on the wall, so that other work on the machine does not count; limits on time too.
They are those of solving alone: models are built before. The table that is printed belongs into docs/performance.md.
"""
import argparse
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT_S = 60.0
WHEN_S = 10.0


class Instance:
    """Maximise the values of the chosen columns; rows say what their coefficients may come to at most."""

    def __init__(self, name):
        self.name = name
        self.values, self.costs, self.rows = [], [], []

    def column(self, value, cost):
        self.values.append(value)
        self.costs.append(cost)
        return len(self.values) - 1

    def row(self, terms, most):
        self.rows.append((terms, most))

    def write(self, path):
        with open(path, "w", encoding="ascii") as out:
            print(f"columns {len(self.values)} rows {len(self.rows)}", file=out)
            for value, cost in zip(self.values, self.costs):
                print(value, cost, file=out)
            for terms, most in self.rows:
                print(most, len(terms), *(part for term in terms for part in term), file=out)
        return path


def one_period(projects, limits, seed):
    """Funding in one period: budgets and pools, and 1.5 dependencies a project."""
    chance = random.Random(f"one {projects} {limits} {seed}")
    made = Instance(f"{projects} x {limits} #{seed}")
    usage = []
    for _ in range(projects):
        size = math.exp(chance.gauss(0.0, 0.8))
        uses = [max(1, round(size * 40_000 * math.exp(chance.gauss(0.0, 0.5)))) if row == 0 or chance.random() < 0.7 else 0
                for row in range(limits)]
        # Points with three decimals: larger projects are worth more, but far from in proportion.
        value = round(1000 * min(100.0, max(1.0, 25 * size ** 0.5 * math.exp(chance.gauss(0.0, 0.35)))))
        made.column(value, uses[0])
        usage.append(uses)
    for row in range(limits):
        terms = [(column, uses[row]) for column, uses in enumerate(usage) if uses[row]]
        made.row(terms, round(sum(coefficient for _, coefficient in terms) * chance.uniform(0.35, 0.5)))
    for _ in range(round(1.5 * projects)):
        one, other = sorted(chance.sample(range(projects), 2))
        kind = chance.random()
        if kind < 0.8:
            made.row([(other, 1), (one, -1)], 0)
        elif kind < 0.95:
            made.row([(one, 1), (other, 1)], 1)
        else:
            made.row([(other, 1), (one, -1)], 0)
            made.row([(one, 1), (other, -1)], 0)
    return made


def what_and_when(projects, seed, periods=8, roles=10):
    """Which projects, and in which period each starts, with people by role and period, and one budget."""
    chance = random.Random(f"when {projects} {seed}")
    made = Instance(f"{projects} projects #{seed}")
    facts, starts = [], []
    for _ in range(projects):
        duration = chance.randint(1, 4)
        needs = {role: chance.randint(20, 300) for role in chance.sample(range(roles), chance.randint(2, 4))}
        cost = round(20_000 * math.exp(chance.gauss(0.0, 0.7)))
        value = round(1000 * min(100.0, 20 * (sum(needs.values()) * duration / 800) ** 0.5 * math.exp(chance.gauss(0.0, 0.4)) + 1))
        facts.append((duration, needs, cost, value))
        # What is done later brings a little less.
        starts.append({start: made.column(round(value * (1 - 0.02 * start)), cost)
                       for start in range(periods - duration + 1)})
        made.row([(column, 1) for column in starts[-1].values()], 1)
    for role in range(roles):
        asked = sum(needs.get(role, 0) * duration for duration, needs, _, _ in facts)
        capacity = max(300, round(0.45 * asked / periods))
        for period in range(periods):
            terms = [(column, needs[role]) for (duration, needs, _, _), by_start in zip(facts, starts) if role in needs
                     for start, column in by_start.items() if start <= period < start + duration]
            if terms:
                made.row(terms, capacity)
    made.row([(column, cost) for (_, _, cost, _), by_start in zip(facts, starts) for column in by_start.values()],
             round(0.55 * sum(cost for _, _, cost, _ in facts)))
    for _ in range(round(0.5 * projects)):
        needed, needing = sorted(chance.sample(range(projects), 2))
        duration = facts[needed][0]
        for last in starts[needing]:
            # Whoever starts by `last` needs the other to have started a duration before.
            terms = [(column, 1) for start, column in starts[needing].items() if start <= last]
            terms += [(column, -1) for start, column in starts[needed].items() if start + duration <= last]
            made.row(terms, 0)
    return made


class Result:
    """What a solver says: seconds, the value of what it found, how good anything could be, and whether that is proved."""

    def __init__(self, seconds, value, bound, proved):
        self.seconds, self.value, self.bound, self.proved = seconds, value, bound, proved

    def gap(self):
        return (self.bound - self.value) / max(abs(self.value), 1e-9)


def timed(run, stop, limit):
    """Runs on one thread and says how many seconds of the processor that took; asks to stop when they are used up."""
    begun = time.process_time()
    is_done = threading.Event()

    def watch():
        while not is_done.wait(0.02):
            if time.process_time() - begun >= limit:
                stop()
                return

    watcher = threading.Thread(target=watch)
    watcher.start()
    told = run()
    seconds = time.process_time() - begun
    is_done.set()
    watcher.join()
    return told, seconds


def highs(instance, limit):
    import highspy
    import numpy
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.HandleUserInterrupt = True
    lp = highspy.HighsLp()
    count = len(instance.values)
    lp.num_col_, lp.num_row_ = count, len(instance.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = numpy.array(instance.values, dtype=float)
    lp.col_lower_ = numpy.zeros(count)
    lp.col_upper_ = numpy.ones(count)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * count
    lp.row_lower_ = numpy.full(len(instance.rows), -highspy.kHighsInf)
    lp.row_upper_ = numpy.array([most for _, most in instance.rows], dtype=float)
    starts, index, value = [0], [], []
    for terms, _ in instance.rows:
        index += [column for column, _ in terms]
        value += [float(coefficient) for _, coefficient in terms]
        starts.append(len(index))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.array(starts)
    lp.a_matrix_.index_ = numpy.array(index)
    lp.a_matrix_.value_ = numpy.array(value)
    solver.passModel(lp)
    _, seconds = timed(solver.run, solver.cancelSolve, limit)
    info = solver.getInfo()
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Result(seconds, info.objective_function_value, info.mip_dual_bound, proved)


def cbc(instance, limit):
    import pulp
    problem = pulp.LpProblem("p", pulp.LpMaximize)
    columns = [pulp.LpVariable(f"x{number}", cat="Binary") for number in range(len(instance.values))]
    problem += pulp.lpSum(value * column for value, column in zip(instance.values, columns))
    for terms, most in instance.rows:
        problem += pulp.lpSum(coefficient * columns[column] for column, coefficient in terms) <= most
    path = None
    for name in ("PULP_CBC_CMD", "COIN_CMD"):
        tool = getattr(pulp, name, None)
        if tool is not None and tool(msg=False).available():
            path = tool(msg=False).path
            break
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "p.mps")
        problem.writeMPS(file)
        told = subprocess.run(
            [path, file, "-max", "-sec", str(limit), "-threads", "1", "-ratio", "0", "-allow", "0.5", "-branch", "-quit"],
            capture_output=True, text=True, check=False).stdout
    found = re.search(r"Objective value:\s+(-?[\d.e+]+)", told)
    bound = re.search(r"(?:Lower|Upper) bound:\s+(-?[\d.e+]+)", told)
    seconds = re.search(r"Time \(CPU seconds\):\s+([\d.]+)", told) or re.search(r"Total time \(CPU seconds\):\s+([\d.]+)", told)
    proved = "Optimal solution found" in told and "Stopped on" not in told
    value = abs(float(found.group(1))) if found else 0.0
    return Result(float(seconds.group(1)) if seconds else limit, value,
                  abs(float(bound.group(1))) if bound and not proved else value if proved else math.inf, proved)


def cp_sat(instance, limit):
    from ortools.sat.python import cp_model
    model = cp_model.CpModel()
    columns = [model.NewBoolVar(f"x{number}") for number in range(len(instance.values))]
    for terms, most in instance.rows:
        model.Add(sum(coefficient * columns[column] for column, coefficient in terms) <= most)
    model.Maximize(sum(value * column for value, column in zip(instance.values, columns)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status, seconds = timed(lambda: solver.Solve(model), solver.StopSearch, limit)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Result(seconds, 0.0, solver.BestObjectiveBound(), False)
    return Result(seconds, solver.ObjectiveValue(), solver.BestObjectiveBound(), status == cp_model.OPTIMAL)


PEERS = {"HiGHS": highs, "CBC": cbc, "CP-SAT": cp_sat}


def program():
    """The measuring program, built as it is shipped."""
    told = subprocess.run(
        ["cargo", "bench", "--no-default-features", "--bench", "fund", "--no-run", "--message-format=json"],
        cwd=os.path.join(HERE, "..", ".."), check=True, capture_output=True, text=True).stdout
    for line in told.splitlines():
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == "fund":
            return message["executable"]
    sys.exit("cargo made no measuring program")


class Results(list):
    """The results of a series, and the seconds of the processor for all of it: short solves are told by the clock on the wall."""

    together = 0.0


def ours(binary, *arguments):
    """One line a solve: seconds, value, bound, and `optimal` or not; after a series what all of it took."""
    told = subprocess.run([binary, *map(str, arguments)], check=True, capture_output=True, text=True).stdout
    results = Results()
    for line in told.splitlines():
        if line.startswith("together "):
            results.together = float(line.split()[1])
        elif line and line[0].isdigit():
            seconds, value, bound, state, *_ = line.split()
            results.append(Result(float(seconds), int(value), int(bound), state == "optimal"))
    return results


def mean(values):
    """The geometric mean."""
    return math.exp(sum(math.log(max(value, 1e-6)) for value in values) / len(values))


def median(values):
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def told(result):
    return f"{result.seconds:.3f}" if result.proved else f">{result.seconds:.0f}"


def agree(name, results):
    proved = {key: round(result.value) for key, result in results.items() if result.proved}
    if len(set(proved.values())) > 1:
        print(f"\n**{name}: optima differ: {proved}**\n")


def measure_one(binary, folder, quick):
    print("\n### One period, to proven optimality (geometric means of seconds)\n")
    print(f"| projects × limits | Portolan | {' | '.join(PEERS)} | fastest peer / Portolan | ties broken too |")
    print("| --- |" + " --- |" * (len(PEERS) + 3))
    by_size = {}
    for projects in (100, 200, 500, 1000):
        for limits in (1, 5, 10):
            rows = []
            ties = []
            for seed in range(1 if quick else 3):
                instance = one_period(projects, limits, seed)
                path = instance.write(os.path.join(folder, "one.txt"))
                results = {"Portolan": ours(binary, "solve", path, "--seconds", LIMIT_S)[0]}
                ties.append(ours(binary, "solve", path, "--seconds", LIMIT_S, "--ties")[0].seconds)
                for name, peer in PEERS.items():
                    results[name] = peer(instance, LIMIT_S)
                agree(instance.name, results)
                rows.append(results)
            seconds = {name: mean([row[name].seconds for row in rows]) for name in rows[0]}
            late = {name: sum(not row[name].proved for row in rows) for name in rows[0]}
            cell = {name: f"{seconds[name]:.3f}" + (f" ({late[name]} of {len(rows)} not proved)" if late[name] else "") for name in seconds}
            best = min(seconds[name] for name in PEERS)
            by_size.setdefault(projects, []).extend(
                min(row[name].seconds for name in PEERS) / max(row["Portolan"].seconds, 1e-6) for row in rows)
            print(f"| {projects} × {limits} | {cell['Portolan']} | {' | '.join(cell[name] for name in PEERS)} "
                  f"| {best / seconds['Portolan']:.1f} | {mean(ties):.3f} |", flush=True)
    for projects, ratios in by_size.items():
        goal = 5.0 if projects <= 500 else 1.0
        verdict = "met" if mean(ratios) >= goal else "MISSED"
        print(f"\n{projects} projects: the fastest peer of each instance takes {mean(ratios):.1f} times as long; goal {goal:.0f}: {verdict}")


def changed(instance, steps, kind, seed):
    """The values or right sides of a series of like instances."""
    chance = random.Random(f"{kind} {instance.name} {seed}")
    values, most = list(instance.values), instance.rows[0][1]
    made = []
    outcomes = [[chance.random() ** 2 for _ in values] for _ in range(5)]
    for step in range(steps):
        if kind == "again" and step % 2:
            made.append(("most", 0, round(most * (1 + chance.uniform(-0.02, 0.02)))))
        elif kind == "again":
            # One weight moves a little: what leans on its outcome moves with it.
            lean, move = chance.choice(outcomes), chance.uniform(-0.05, 0.05)
            values = [max(0, round(value * (1 + move * part))) for value, part in zip(values, lean)]
            made.append(("values", values))
        elif kind == "frontier":
            made.append(("most", 0, round(most * (0.2 + 1.6 * step / (steps - 1)))))
        else:
            weights = [chance.expovariate(1.0) for _ in outcomes]
            scale = 5 / sum(weights)
            made.append(("values", [round(value * scale * sum(weight * lean[number] for weight, lean in zip(weights, outcomes)))
                                    for number, value in enumerate(instance.values)]))
    return made


def write_steps(steps, path):
    with open(path, "w", encoding="ascii") as out:
        for kind, *rest in steps:
            numbers = rest[0] if kind == "values" else rest
            print(kind, *numbers, file=out)
    return path


def stepped(instance, steps, numbers):
    """The instance as it is after some of the steps."""
    for number, step in enumerate(steps):
        if step[0] == "values":
            instance.values = list(step[1])
        else:
            instance.rows[step[1]] = (instance.rows[step[1]][0], step[2])
        if number in numbers:
            yield number, instance


def measure_series(binary, folder, kind, sizes, steps, peer_steps):
    rows = []
    for projects, limits in sizes:
        instance = one_period(projects, limits, 7)
        base = instance.write(os.path.join(folder, "base.txt"))
        series = changed(instance, steps, kind, 1)
        mine = ours(binary, "steps", base, write_steps(series, os.path.join(folder, "steps.txt")), "--seconds", LIMIT_S)
        chosen = {round(place * (steps - 1) / max(peer_steps - 1, 1)) for place in range(peer_steps)}
        theirs = {name: [] for name in PEERS}
        for number, now in stepped(instance, series, chosen):
            results = {"Portolan": mine[number]}
            for name, peer in PEERS.items():
                if theirs[name] and median([result.seconds for result in theirs[name]]) > 20:
                    continue
                results[name] = peer(now, LIMIT_S)
                theirs[name].append(results[name])
            agree(f"{instance.name}, step {number}", results)
        rows.append((projects, limits, mine, theirs))
    return rows


def measure_again(binary, folder, quick):
    print("\n### A weight or a budget moves a little (40 steps; seconds, medians; peers solve each tenth step anew)\n")
    print(f"| projects × limits | Portolan | 95 % | {' | '.join(PEERS)} | fastest peer / Portolan |")
    print("| --- |" + " --- |" * (len(PEERS) + 3))
    for projects, limits, mine, theirs in measure_series(
            binary, folder, "again", [(200, 5), (500, 5)] + ([] if quick else [(1000, 5), (200, 10)]), 40, 4):
        own = sorted(result.seconds for result in mine[1:])
        peers = {name: median([result.seconds for result in results]) for name, results in theirs.items()}
        ratio = min(peers.values()) / max(median(own), 1e-6)
        print(f"| {projects} × {limits} | {median(own):.4f} | {own[int(len(own) * 0.95)]:.3f} "
              f"| {' | '.join(f'{peers[name]:.3f}' for name in PEERS)} | {ratio:.0f} ({'met' if ratio >= 10 else 'MISSED'}, goal 10) |", flush=True)


def measure_frontier(binary, folder, quick):
    print("\n### Frontier, 200 projects: 50 points of Portolan, 10 of each peer (seconds)\n")
    print(f"| projects × limits | Portolan, 50 | {' | '.join(name + ', 10' for name in PEERS)} | fastest peer's 10 / Portolan's 50 |")
    print("| --- |" + " --- |" * (len(PEERS) + 2))
    for projects, limits, mine, theirs in measure_series(binary, folder, "frontier", [(200, 5)] + ([] if quick else [(200, 1)]), 50, 10):
        own = mine.together
        peers = {name: sum(result.seconds for result in results) * 10 / len(results) for name, results in theirs.items()}
        ratio = min(peers.values()) / own
        print(f"| {projects} × {limits} | {own:.2f} | {' | '.join(f'{peers[name]:.2f}' for name in PEERS)} "
              f"| {ratio:.1f} ({'met' if ratio >= 1 else 'MISSED'}, goal 1) |", flush=True)


def measure_weights(binary, folder, quick):
    count, taken = (200, 5) if quick else (1000, 20)
    print(f"\n### {count} samples of weights, 200 projects (seconds; peers: {taken} solves, times {count // taken})\n")
    print(f"| projects × limits | Portolan | {' | '.join(PEERS)} | fastest peer / Portolan |")
    print("| --- |" + " --- |" * (len(PEERS) + 2))
    for projects, limits, mine, theirs in measure_series(binary, folder, "weights", [(200, 5)], count, taken):
        own = mine.together
        peers = {name: sum(result.seconds for result in results) * count / len(results) for name, results in theirs.items()}
        ratio = min(peers.values()) / own
        print(f"| {projects} × {limits} | {own:.2f} | {' | '.join(f'{peers[name]:.1f}' for name in PEERS)} "
              f"| {ratio:.0f} ({'met' if ratio >= 20 else 'MISSED'}, goal 20) |", flush=True)


def measure_when(binary, folder, quick):
    print(f"\n### What and when, 8 periods, 10 roles: gaps after {WHEN_S:.0f} s (and values)\n")
    print(f"| instance | Portolan | {' | '.join(PEERS)} | |")
    print("| --- |" + " --- |" * (len(PEERS) + 2))
    for projects in (50, 100, 200):
        for seed in range(1 if quick else 3):
            instance = what_and_when(projects, seed)
            path = instance.write(os.path.join(folder, "when.txt"))
            mine = ours(binary, "solve", path, "--seconds", WHEN_S)[0]
            theirs = {name: peer(instance, WHEN_S) for name, peer in PEERS.items()}
            best = min(result.gap() for result in theirs.values())
            cells = [f"{100 * result.gap():.2f} % ({result.value / 1000:.1f})" + (f" {result.seconds:.1f} s" if result.proved else "")
                     for result in [mine, *theirs.values()]]
            verdict = "met" if mine.gap() <= best + 1e-9 else "MISSED"
            print(f"| {instance.name} | {' | '.join(cells)} | {verdict} |", flush=True)


MEASURES = {"one": measure_one, "again": measure_again, "when": measure_when, "frontier": measure_frontier, "weights": measure_weights}


def write_all(folder):
    os.makedirs(folder, exist_ok=True)
    for projects in (100, 200, 500, 1000):
        for limits in (1, 5, 10):
            for seed in range(3):
                one_period(projects, limits, seed).write(os.path.join(folder, f"one-{projects}-{limits}-{seed}.txt"))
    for projects in (50, 100, 200):
        for seed in range(3):
            what_and_when(projects, seed).write(os.path.join(folder, f"when-{projects}-{seed}.txt"))
    for kind, projects, steps in (("again", 200, 40), ("again", 500, 40), ("again", 1000, 40), ("frontier", 200, 50), ("weights", 200, 1000)):
        base = one_period(projects, 5, 7)
        base.write(os.path.join(folder, f"{kind}-{projects}-base.txt"))
        write_steps(changed(base, steps, kind, 1), os.path.join(folder, f"{kind}-{projects}-steps.txt"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", choices=[[], *MEASURES], default=[])
    parser.add_argument("--quick", action="store_true", help="fewer instances")
    parser.add_argument("--limit", metavar="S", type=float, default=60.0, help="seconds to proof at most, where a plan is proved")
    parser.add_argument("--program", metavar="FILE", help="a measuring program that is built already")
    parser.add_argument("--only-write", metavar="DIR", help="write the instances and stop")
    arguments = parser.parse_args()
    if arguments.only_write:
        write_all(arguments.only_write)
        return
    globals()["LIMIT_S"] = arguments.limit
    binary = arguments.program or program()
    with tempfile.TemporaryDirectory() as folder:
        for name in arguments.measures or MEASURES:
            MEASURES[name](binary, folder, arguments.quick)


if __name__ == "__main__":
    main()
