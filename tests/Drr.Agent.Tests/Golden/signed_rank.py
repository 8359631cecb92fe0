"""Wilcoxon's signed-rank test by SciPy, for SignedRankTestTests.

    python3 signed_rank.py > signed_rank.json

Needs NumPy and SciPy (Debian's python3-scipy 1.10 made the file).
"""
import json

import numpy
from scipy.stats import rankdata, wilcoxon

random = numpy.random.default_rng(3)


def case(name, differences, method):
    differences = numpy.round(differences, 6)
    test = wilcoxon(differences, zero_method="wilcox", correction=method == "approx", method=method)
    kept = differences[differences != 0]
    ranks = rankdata(abs(kept))
    effect = (ranks[kept > 0].sum() - ranks[kept < 0].sum()) / ranks.sum()
    return {
        "name": name, "differences": differences.tolist(), "statistic": float(test.statistic), "p": float(test.pvalue),
        "pairs": len(kept), "effect": float(effect),
    }


print(json.dumps([
    case("eight pairs, counted out", random.normal(0.4, 1, 8), "exact"),
    case("fifty pairs, counted out", random.normal(0.3, 1, 50), "exact"),
    case("one pair", numpy.array([0.5]), "exact"),
    case("fifty-one pairs, normal", random.normal(-0.3, 1, 51), "approx"),
    case("twenty pairs with shared ranks", random.integers(-3, 5, 20) / 10, "approx"),
    case("three hundred pairs with shared ranks", random.integers(-4, 6, 300) / 10, "approx"),
], indent=1))
