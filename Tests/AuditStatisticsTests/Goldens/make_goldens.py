#!/usr/bin/env python3
"""Computes what AuditStatistics must give on fixed inputs, item by item and with other people's implementations.

usage: make_goldens.py > audit-statistics.json      (needs numpy, scipy, statsmodels, krippendorff, ppi-python)

Nothing here is shared with the Swift code: estimates are made from each item's influence instead of sums over cells, ratios
by solving for the ends of their intervals instead of by a formula, and κ, α and the intervals of shares by packages.
"""
import json
import warnings

import krippendorff
import numpy
from ppi_py import ppi_mean_pointestimate
from scipy.optimize import brentq
from scipy.stats import norm
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

warnings.simplefilter("error")
Z = norm.ppf(0.975)
NONE = 5
MEASURES = ["prevalence", "precision", "recall", "f1"]


def siphash(data, key):
    mask = (1 << 64) - 1
    rotl = lambda x, b: ((x << b) | (x >> (64 - b))) & mask
    v = [key[0] ^ 0x736F6D6570736575, key[1] ^ 0x646F72616E646F6D, key[0] ^ 0x6C7967656E657261, key[1] ^ 0x7465646279746573]

    def rounds(count):
        for _ in range(count):
            v[0] = (v[0] + v[1]) & mask
            v[1] = rotl(v[1], 13) ^ v[0]
            v[0] = rotl(v[0], 32)
            v[2] = (v[2] + v[3]) & mask
            v[3] = rotl(v[3], 16) ^ v[2]
            v[0] = (v[0] + v[3]) & mask
            v[3] = rotl(v[3], 21) ^ v[0]
            v[2] = (v[2] + v[1]) & mask
            v[1] = rotl(v[1], 17) ^ v[2]
            v[2] = rotl(v[2], 32)

    padded = data + bytes((7 - len(data)) % 8) + bytes([len(data) & 255])
    for start in range(0, len(padded), 8):
        word = int.from_bytes(padded[start : start + 8], "little")
        v[3] ^= word
        rounds(2)
        v[0] ^= word
    v[2] ^= 0xFF
    rounds(4)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def draws():
    rows = []
    for salt in ["", "2026", "Größe"]:
        key = [siphash(salt.encode(), (0, 0)), siphash(salt.encode(), (1, 0))]
        for name in ["", "a", "c0ffee-12", "0123456789abcdef:7", "日本"]:
            rows.append({"salt": salt, "id": name, "hash": str(siphash(name.encode(), key))})
    return rows


def population(seed, count, few):
    """Items of conversations: decision, reference, state (n, u, d, c), probability of being drawn."""
    random = numpy.random.default_rng(seed)
    rows, conversation = [], -1
    while len(rows) < count:
        conversation += 1
        leaning = random.normal()
        for _ in range(random.integers(1, 6)):
            feedback = random.random() < 1 / (1 + numpy.exp(1 - leaning))
            reference = int(random.choice(5, p=[0.4, 0.1, 0.2, 0.2, 0.1])) if feedback else NONE
            decision = reference if random.random() < 0.75 else int(random.choice(6))
            probability = float(random.choice([0.5, 0.8]) if not few else 0.08)
            chance = random.random()
            state = "c" if random.random() < 0.1 else "d" if chance < probability else "n"
            state = "u" if state == "n" and random.random() < 0.05 else state
            rows.append((decision, reference, state, probability, conversation))
    return rows[:count]


def wilson(share, trials):
    return proportion_confint(share * trials, trials, method="wilson")


def exact(share, trials):
    low, high = proportion_confint(share * trials, trials, method="beta")
    return (0.0 if share == 0 else low), (1.0 if share == 1 else high)


class Audit:
    def __init__(self, rows, classes):
        decision, reference, state, probability, conversation = map(numpy.array, zip(*rows))
        self.a = numpy.isin(decision, classes).astype(float)
        self.b = numpy.isin(reference, classes).astype(float)
        self.certain, self.drawn = state == "c", state == "d"
        self.open = ~self.certain
        self.p = probability
        self.conversation = conversation
        self.n = len(rows)

    def side(self, a, method):
        """Class members on one side of the decision, as a share of all: value and interval."""
        fixed = (self.b * (self.a == a) * self.certain).sum() / self.n
        share, variance, seen, openly = self.share(a)
        trials = share * (1 - share) / variance if variance > 0 else self.kish(a)
        low, high = method(share, trials)
        return [fixed + x * openly / self.n for x in (share, low, high)]

    def share(self, a):
        inside = self.drawn & (self.a == a)
        w = 1 / self.p[inside]
        share = (w * self.b[inside]).sum() / w.sum()
        variance = ((1 - self.p[inside]) * (w * (self.b[inside] - share)) ** 2).sum() / w.sum() ** 2
        return share, variance, inside.sum(), (self.open & (self.a == a)).sum()

    def kish(self, a):
        p = self.p[self.drawn & (self.a == a)]
        return (1 / p).sum() ** 2 / ((1 - p) / p**2).sum()

    def is_few(self, measure):
        count = lambda a, b: int((self.drawn & (self.a == a) & (self.b == b)).sum())
        hit, wrong, missed = count(1, 1), count(1, 0), count(0, 1)
        events = {
            "prevalence": min(hit + missed, wrong + missed), "precision": min(hit, wrong),
            "recall": min(hit, missed), "f1": min(hit, wrong + missed),
        }[measure]
        drawn = hit + wrong if measure == "precision" else int(self.drawn.sum())
        return drawn < 30 or events < 5

    def estimate(self, measure):
        few = self.is_few(measure)
        method = exact if few else wilson
        found, missed, decided = self.side(1, method), self.side(0, method), self.a.mean()
        if measure == "prevalence":
            value = found[0] + missed[0]
            low = value - numpy.hypot(found[0] - found[1], missed[0] - missed[1])
            high = value + numpy.hypot(found[2] - found[0], missed[2] - missed[0])
        elif measure == "precision":
            value, low, high = [x / decided for x in found]
        elif measure == "recall":
            # Of either ratio recall is the same; one of them has a divisor.
            if missed[0] > 0:
                value, low, high = [1 - 1 / (1 + x) for x in ratio(found, missed)]
            else:
                value, high, low = [1 / (1 + x) for x in ratio(missed, found)]
        else:
            value, low, high = [2 - 2 / (1 + x) for x in ratio(found, [decided + x for x in missed])]
        by_draw, by_conversation, per_label = self.variances(measure, value, found[0] + missed[0], decided)
        wide = Z**2 * by_conversation
        clip = lambda x: float(min(1, max(0, x)))
        # Where nothing varies no number of labels can be named.
        width = (high - low) / (2 * Z)
        return {
            "few": few, "value": float(value), "lower": clip(low), "upper": clip(high),
            "standardError": float(numpy.sqrt(by_draw)),
            "sourceLower": clip(value - numpy.sqrt((value - low) ** 2 + wide)),
            "sourceUpper": clip(value + numpy.sqrt((high - value) ** 2 + wide)),
            "sourceStandardError": float(numpy.sqrt(by_draw + by_conversation)),
            "classicalLabels": float(per_label / (width**2 + per_label / self.n)) if per_label > 0 else None,
        }

    def variances(self, measure, value, share, decided):
        a = self.a

        def influence(b):
            return {
                "prevalence": b - value, "precision": a * (b - value) / decided, "recall": b * (a - value) / share,
                "f1": (2 * a * b - value * (a + b)) / (decided + share),
            }[measure]

        hit, miss = influence(numpy.ones(self.n)), influence(numpy.zeros(self.n))
        expected_b = numpy.where(a == 1, self.share(1)[0], self.share(0)[0])
        expected = expected_b * hit + (1 - expected_b) * miss
        own = numpy.where(self.b == 1, hit, miss)
        # Within a side the drawn items' weights are scaled to the side's open items for the draw's variance.
        by_draw = 0
        for side in (0, 1):
            inside = self.drawn & (a == side)
            scale = (self.open & (a == side)).sum() / (1 / self.p[inside]).sum()
            residual = (own - expected)[inside]
            by_draw += (scale**2 * (1 - self.p[inside]) / self.p[inside] ** 2 * residual**2).sum() / self.n**2
        weight = numpy.where(self.certain, 1, numpy.where(self.drawn, 1 / self.p, 0))
        scores = expected + weight * (own - expected)
        sums = numpy.bincount(self.conversation, scores)
        total = (sums**2).sum() * len(sums) / (len(sums) - 1) / self.n**2
        known = numpy.where(self.certain, own**2, expected_b * hit**2 + (1 - expected_b) * miss**2)
        per_label = known.mean()
        return by_draw, max(per_label / self.n, total - by_draw), per_label


def ratio(top, bottom):
    """MOVER: the ratios at which the difference top − ratio · bottom is just as far from 0 as chance lets it be."""
    a, la, ua = top
    b, lb, ub = bottom
    low = lambda r: (a - r * b) - numpy.sqrt((a - la) ** 2 + (r * (ub - b)) ** 2)
    high = lambda r: (r * b - a) - numpy.sqrt((ua - a) ** 2 + (r * (b - lb)) ** 2)
    tight = {"xtol": 1e-15, "rtol": 1e-14}
    return a / b, brentq(low, 0, a / b, **tight), brentq(high, a / b, 1e9, **tight)


def audits():
    result = []
    for name, seed, count, few in [("plenty", 1, 400, False), ("few", 2, 400, True)]:
        rows = population(seed, count, few)
        estimates = []
        for measured, classes in [("any", [0, 1, 2, 3, 4]), ("make_aware_with_correction", [0])]:
            audit = Audit(rows, classes)
            for measure in MEASURES:
                estimates.append({"class": measured, "measure": measure, **audit.estimate(measure)})
        columns = list(zip(*rows))
        result.append({
            "name": name, "decisions": "".join(map(str, columns[0])), "references": "".join(map(str, columns[1])),
            "states": "".join(columns[2]), "probabilities": list(columns[3]), "conversations": list(columns[4]),
            "estimates": estimates,
        })
    return result


def powered():
    random = numpy.random.default_rng(3)
    count = 120
    prediction = random.random(count).round(3)
    value = (random.random(count) < prediction).astype(float) + random.random(count).round(2) / 10
    rows = []
    for equal in (True, False):
        p = numpy.full(count, 0.3) if equal else random.choice([0.2, 0.6], count)
        drawn = random.random(count) < p
        y, g, w = value[drawn], prediction[drawn], 1 / p[drawn]
        omega = (1 - p[drawn]) / p[drawn] ** 2
        for weighting in ("total", "mean"):
            ybar, gbar = (numpy.average(y, weights=w), numpy.average(g, weights=w)) if weighting == "mean" else (0, 0)
            scale = w.sum() if weighting == "mean" else count
            best = (omega * (y - ybar) * (g - gbar)).sum() / (omega * (g - gbar) ** 2).sum()
            for tuning in (0.0, 1.0, None):
                lam = best if tuning is None else tuning
                residual = y - lam * g
                estimate = lam * prediction.mean() + (w * residual).sum() / scale
                if equal and weighting == "mean":
                    other = ppi_mean_pointestimate(y, g, prediction, lam=lam)[0]
                    assert abs(other - estimate) < 1e-12, (other, estimate)
                error = numpy.sqrt((omega * (residual - (ybar - lam * gbar)) ** 2).sum()) / scale
                rows.append({
                    "weighting": weighting, "tuning": tuning, "probabilities": p.tolist(), "drawn": drawn.tolist(),
                    "value": float(estimate), "standardError": float(error), "lambda": float(lam),
                })
    return {"predictions": prediction.tolist(), "values": value.tolist(), "estimates": rows}


def kappa_interval(value, error, disagreement, by_chance, items):
    deviation = error * by_chance
    trials = disagreement * (1 - disagreement) / deviation**2 if deviation > 0 else items
    low, high = wilson(disagreement, trials)
    return {"value": float(value), "lower": float(1 - high / by_chance), "upper": float(1 - low / by_chance)}


def cohen():
    random = numpy.random.default_rng(4)
    first = random.choice(6, 300, p=[0.17, 0.03, 0.06, 0.09, 0.05, 0.6])
    second = numpy.where(random.random(300) < 0.8, first, random.choice(6, 300))
    table = numpy.zeros((6, 6))
    numpy.add.at(table, (first, second), 1)
    result = cohens_kappa(table)
    agreed = numpy.trace(table) / table.sum()
    chance = (table.sum(0) * table.sum(1)).sum() / table.sum() ** 2
    return {
        "first": "".join(map(str, first)), "second": "".join(map(str, second)), "standardError": float(result.std_kappa),
        **kappa_interval(result.kappa, result.std_kappa, 1 - agreed, 1 - chance, 300),
    }


def gwet(counts):
    """The standard error of Fleiss' κ after Gwet (2021), for equal numbers of verdicts."""
    n, k = len(counts), counts.sum(1)
    agree = (counts * (counts - 1)).sum(1) / (k * (k - 1))
    pi = (counts / k[:, None]).mean(0)
    chance = (pi**2).sum()
    kappa = (agree.mean() - chance) / (1 - chance)
    own = (agree - chance) / (1 - chance)
    expected = (counts / k[:, None]) @ pi
    star = own - 2 * (1 - kappa) * (expected - chance) / (1 - chance)
    return numpy.sqrt(((star - kappa) ** 2).sum() / (n * (n - 1))), agree, chance


def repeats():
    random = numpy.random.default_rng(5)
    result = []
    for name, sizes in [("three", [3]), ("uneven", [2, 3, 5])]:
        rows = []
        for _ in range(60):
            own = random.choice(6, p=[0.17, 0.03, 0.06, 0.09, 0.05, 0.6])
            size = random.choice(sizes)
            rows.append(numpy.where(random.random(size) < 0.8, own, random.choice(6, size)).tolist())
        counts = numpy.array([[row.count(c) for c in range(6)] for row in rows], float)
        error, agree, chance = gwet(counts)
        kappa = fleiss_kappa(counts) if len(sizes) == 1 else (agree.mean() - chance) / (1 - chance)
        share_error = agree.std(ddof=1) / numpy.sqrt(len(agree))
        mean = agree.mean()
        low, high = wilson(mean, max(len(agree), mean * (1 - mean) / share_error**2))
        used = counts[:, counts.sum(0) > 0]
        alpha = krippendorff.alpha(value_counts=used, level_of_measurement="nominal")
        left = [
            krippendorff.alpha(value_counts=numpy.delete(used, i, 0), level_of_measurement="nominal") for i in range(len(rows))
        ]
        jackknife = numpy.sqrt((len(left) - 1) / len(left) * ((left - numpy.mean(left)) ** 2).sum())
        total = counts.sum()
        observed = 1 - (counts.sum(1) * agree).sum() / total
        result.append({
            "name": name, "verdicts": rows,
            "agreement": {"value": float(mean), "lower": float(low), "upper": float(high)},
            "fleiss": kappa_interval(kappa, error, 1 - mean, 1 - chance, len(rows)),
            "krippendorff": kappa_interval(alpha, jackknife, observed, observed / (1 - alpha), len(rows)),
        })
    return result


def intervals():
    rows = []
    for successes, trials in [(0, 12), (1, 12), (6.5, 13.25), (3, 1000), (999, 1000), (250.5, 40000.25), (12, 12)]:
        low, high = exact(successes / trials, trials)
        score = wilson(successes / trials, trials)
        rows.append({
            "share": successes / trials, "trials": trials, "exact": [float(low), float(high)],
            "wilson": [float(max(0, score[0])), float(min(1, score[1]))],
        })
    return rows


print(json.dumps({
    "draws": draws(), "audits": audits(), "powered": powered(), "cohen": cohen(), "repeats": repeats(),
    "intervals": intervals(),
}, ensure_ascii=False, indent=None, separators=(",", ":")))
