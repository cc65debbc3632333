"""Rank acceptability by sampled weights, as one would write it with numpy: the peer of benches/smaa.rs.

python3 benches/peers/smaa.py DRAWS PROJECTS OUTCOMES prints seconds by the clock and of processors, the best of three runs.
"""
import sys
import time

import numpy as np


def acceptability(values, draws, seed, block=5_000):
    """Shares of ranks, central weights, by blocks that stay in the cache."""
    projects, outcomes = values.shape
    rng = np.random.default_rng(seed)
    counts = np.zeros((projects, projects), dtype=np.int64)
    weight_sums = np.zeros((projects, outcomes))
    places = np.arange(projects)
    for start in range(0, draws, block):
        size = min(block, draws - start)
        weights = rng.standard_exponential((size, outcomes))
        weights /= weights.sum(axis=1, keepdims=True)
        order = np.argsort(weights @ -values.T, axis=1)
        flat = (order * projects + places).ravel()
        counts += np.bincount(flat, minlength=projects * projects).reshape(projects, projects)
        best = order[:, 0]
        for outcome in range(outcomes):
            weight_sums[:, outcome] += np.bincount(best, weights[:, outcome], minlength=projects)
    firsts = counts[:, 0]
    central = weight_sums / np.maximum(firsts, 1)[:, None]
    return counts / draws, central


def main():
    draws, projects, outcomes = (int(word) for word in sys.argv[1:4])
    values = np.random.default_rng(7).random((projects, outcomes))
    took = []
    for _ in range(3):
        clock, processor = time.perf_counter(), time.process_time()
        shares, _ = acceptability(values, draws, 1)
        took.append((time.perf_counter() - clock, time.process_time() - processor))
        assert abs(shares.sum() - projects) < 1e-6
    print(min(clock for clock, _ in took), min(processor for _, processor in took))


main()
