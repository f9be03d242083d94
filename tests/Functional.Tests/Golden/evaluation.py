"""Metrics of random predictions as scikit-learn computes them: evaluation.txt.gz. Run with Debian's python3-sklearn: /usr/bin/python3 evaluation.py

A line is a case, its fields separated by |, the first one its kind, the others name=numbers in row-major order. Scores are on coarse grids in many cases,
so that there are ties, and on the bounds of bins; classes are missing among targets or predictions; predictions are constant; samples are single.
"""

import gzip
import math
import random
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

SEED = 2024


def number(value):
    """The shortest text that is read as the same number, without a fraction where that is zero."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no golden number")
    return repr(float(value)).removesuffix(".0")


def line(kind, **fields):
    return "|".join([kind, *(f"{name}={' '.join(number(value) for value in np.ravel(values))}" for name, values in fields.items())])


def size(draw, most=30):
    return draw.choice([1, 2, 3, draw.randint(4, most), draw.randint(4, most)])


def labels(draw, count, classes):
    """Classes of some samples: all classes, a few of them, or one."""
    among = draw.sample(range(classes), draw.choice([1, max(1, classes - 1), classes, classes]))
    return np.array([draw.choice(among) for _ in range(count)])


def classification(draw):
    classes = draw.randint(2, 5)
    targets = labels(draw, size(draw), classes)
    predicted = np.where(np.array([draw.random() < draw.choice([0, 0.5, 0.8]) for _ in targets]), targets, labels(draw, len(targets), classes))
    every = list(range(classes))
    fields = {}
    for zero in (0, 1):
        for name, score in (("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)):
            for average in (None, "micro", "macro", "weighted"):
                fields[f"{name}_{average or 'each'}_{zero}"] = score(targets, predicted, labels=every, average=average, zero_division=zero)
    return line("classification", classes=classes, targets=targets, predicted=predicted, accuracy=metrics.accuracy_score(targets, predicted),
                confusion=metrics.confusion_matrix(targets, predicted, labels=every), balanced=metrics.balanced_accuracy_score(targets, predicted), **fields)


def top_k(draw):
    """scikit-learn puts the last of equal classes first: seen in a mirror it is the first."""
    classes = draw.randint(3, 6)
    targets = labels(draw, size(draw), classes)
    steps = draw.choice([1, 2, 5, 1000])
    scores = np.array([[draw.randint(0, steps) / steps for _ in range(classes)] for _ in targets])
    among = [metrics.top_k_accuracy_score(classes - 1 - targets, scores[:, ::-1], k=k, labels=range(classes)) for k in range(1, classes)]
    return line("top_k", classes=classes, targets=targets, scores=scores, among=among)


def ranking(draw):
    count = draw.choice([2, 3, draw.randint(4, 40), draw.randint(4, 40)])
    targets = np.array([0, 1] + [int(draw.random() < draw.choice([0.1, 0.5, 0.9])) for _ in range(count - 2)])
    steps = draw.choice([0, 1, 3, 10, 1000])
    scores = np.array([draw.randint(-steps, steps) / 8 for _ in targets])
    fpr, tpr, thresholds = metrics.roc_curve(targets, scores, drop_intermediate=False)
    precision, recall, cuts = metrics.precision_recall_curve(targets, scores)
    return line("ranking", targets=targets, scores=scores, area=metrics.roc_auc_score(targets, scores),
                fpr=fpr[1:], tpr=tpr[1:], thresholds=thresholds[1:],  # the first point is (0, 0)
                precision=precision[-2::-1], recall=recall[-2::-1], cuts=cuts[::-1],  # the last point is (1, 0)
                average=metrics.average_precision_score(targets, scores))


def reliability(right, confidence, bins):
    """Accuracy and confidence of the bins that are not empty, how many samples they have, and the expected calibration error of these."""
    accuracy, confident = calibration_curve(right, confidence, n_bins=bins, pos_label=1)
    places = np.searchsorted(np.linspace(0, 1, bins + 1)[1:-1], confidence)
    counts = np.bincount(places, minlength=bins)
    error = (counts[counts > 0] * abs(accuracy - confident)).sum() / len(right)
    return dict(bins=bins, counts=counts, accuracy=accuracy, confidence=confident, error=error, worst=abs(accuracy - confident).max())


def binary(draw):
    targets = np.array([draw.randint(0, 1) for _ in range(size(draw))])
    steps = draw.choice([2, 10, 64, 1000])
    probabilities = np.array([draw.randint(0, steps) / steps for _ in targets])
    probabilities = np.where(probabilities == 1 - targets, 0.5, probabilities)  # scikit-learn clips what would be infinite
    loss = metrics.log_loss(targets, probabilities, labels=[0, 1])
    return line("binary", targets=targets, probabilities=probabilities, loss=loss, brier=metrics.brier_score_loss(targets, probabilities, pos_label=1),
                **reliability(targets, probabilities, draw.choice([1, 2, 3, 5, 10, 15])))


def multiclass(draw):
    """Probabilities are multiples of 1/32, so that rows add up to 1 exactly."""
    classes = draw.randint(2, 5)
    targets = labels(draw, size(draw), classes)
    rows = []
    for target in targets:
        row = [0] * classes
        row[target] += 1
        for _ in range(31):
            row[draw.choice([target, draw.randrange(classes), draw.randrange(classes)])] += 1
        rows.append(row)
    probabilities = np.array(rows) / 32
    loss = metrics.log_loss(targets, probabilities, labels=list(range(classes)))
    brier = sum(metrics.brier_score_loss(targets == k, probabilities[:, k], pos_label=True) for k in range(classes))
    right = (probabilities.argmax(axis=1) == targets).astype(int)
    return line("multiclass", classes=classes, targets=targets, probabilities=probabilities, loss=loss, perplexity=math.exp(loss), brier=brier,
                **reliability(right, probabilities.max(axis=1), draw.choice([1, 2, 4, 10, 15])))


def regression(draw):
    count, outputs = draw.choice([2, 3, draw.randint(4, 30)]), draw.choice([1, 1, 1, 2, 3])
    offset, spread = draw.choice([(0, 1), (-3, 10), (100, 0.01)])
    targets = np.array([[round(offset + spread * draw.gauss(0, 1), 6) for _ in range(outputs)] for _ in range(count)])
    shift, noise = draw.choice([0, spread, 5 * spread]), draw.choice([0, 0.1, 1, 3])
    predicted = targets + shift + np.array([[noise * spread * draw.choice([-1, 0, 0.5, draw.gauss(0, 1)]) for _ in range(outputs)] for _ in range(count)])
    flat = targets.ravel(), predicted.ravel()  # of one output, errors are those of all numbers
    return line("regression", outputs=outputs, targets=targets, predicted=predicted,
                r2=metrics.r2_score(targets, predicted), explained=metrics.explained_variance_score(targets, predicted),
                absolute=metrics.mean_absolute_error(targets, predicted), squared=metrics.mean_squared_error(targets, predicted),
                root=metrics.mean_squared_error(*flat, squared=False), median=metrics.median_absolute_error(*flat), maximum=metrics.max_error(*flat))


CASES = {classification: 120, top_k: 60, ranking: 100, binary: 80, multiclass: 80, regression: 80}

if __name__ == "__main__":
    warnings.simplefilter("ignore")  # of classes that are missing
    lines = []
    for kind, count in CASES.items():
        draw = random.Random(f"{SEED} {kind.__name__}")
        lines += [kind(draw) for _ in range(count)]
    text = ("\n".join(lines) + "\n").encode("utf-8")
    Path(__file__).with_name("evaluation.txt.gz").write_bytes(gzip.compress(text, 9, mtime=0))
