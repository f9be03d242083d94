"""Costs, with their first and second derivatives, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 losses.py

It writes losses.txt.gz beside itself: 20 random cases of each cost, away from kinks and ties. cases.py says how a case is written. Where a function of
torch.nn.functional has no second derivatives, or adds an epsilon, the cost is written with others, and compared with it here.
"""

import math

import torch
from torch.nn import functional as F

from cases import GAP, number, write

NOTHING = -1e30  # a logarithm of 0 that has derivatives


def reduction(draw):
    """Sum or mean, as an attribute and as PyTorch calls it."""
    mean = draw.one([0, 1])
    return {"mean": mean}, "mean" if mean else "sum"


def setting(draw, low, high):
    """A number with few digits."""
    return torch.tensor(float(f"{low + (high - low) * draw.random():.3g}"))


def scores(draw, fewest=1, most_rows=4):
    """Scores [batch, classes] or [batch, time, classes], and a label for each row."""
    shape = [draw.count(1, most_rows)] + ([2] if draw.random() < 0.3 else []) + [draw.count(fewest, 4)]
    x = draw.normal(shape, draw.scale(0.5, 1.0, 5.0))
    labels = [draw.count(0, shape[-1] - 1) for _ in range(math.prod(shape[:-1]))]
    return x, labels


def rows(x):
    return x.reshape(-1, x.shape[-1])


def weights(draw, classes):
    return draw.ranged([classes], 0.25, 3)


def of_labels(draw, function, smoothed):
    """A cost of labels, with weights, smoothing and rows that do not count, each now and then."""
    x, labels = scores(draw)
    attributes, how = reduction(draw)
    options = {"reduction": how}
    if draw.random() < 0.5:
        attributes["weights"] = options["weight"] = weights(draw, x.shape[-1])
    if smoothed and draw.random() < 0.6:
        attributes["smoothing"] = setting(draw, 0, 0.9)
        options["label_smoothing"] = float(attributes["smoothing"])
    if draw.random() < 0.5:
        ignored = draw.one([x.shape[-1], 255])
        labels[1:] = [ignored if draw.random() < 0.5 else label for label in labels[1:]]
        attributes["ignored"] = options["ignore_index"] = ignored
    attributes["labels"] = labels
    return attributes, [x], lambda x: function(rows(x), torch.tensor(labels), **options)


def probabilities(draw, shape):
    t = draw.ranged(shape, 0.05, 1)
    return t / t.sum(-1, keepdim=True)


def cross_entropy_of_probabilities(draw):
    x, _ = scores(draw)
    attributes, how = reduction(draw)
    attributes["targets"] = t = probabilities(draw, x.shape)
    options = {"reduction": how}
    if draw.random() < 0.5:
        attributes["weights"] = options["weight"] = weights(draw, x.shape[-1])
    if draw.random() < 0.5:
        attributes["smoothing"] = setting(draw, 0, 0.9)
        options["label_smoothing"] = float(attributes["smoothing"])
    return attributes, [x], lambda x: F.cross_entropy(rows(x), rows(t), **options)


def kl_divergence(draw):
    x, _ = scores(draw)
    attributes, how = reduction(draw)
    t = probabilities(draw, x.shape)
    attributes["logarithms"] = log = draw.one([0, 1])
    attributes["targets"] = t = t.log() if log else t
    return attributes, [x], lambda x: F.kl_div(rows(x), rows(t), reduction="batchmean" if how == "mean" else "sum", log_target=bool(log))


def of_elements(function, target=None, kinks=lambda draw: None):
    """A cost of a target for each element. Kinks says what settings there are, and which numbers of outputs and targets are not to be near 0."""
    def operation(draw):
        attributes, how = reduction(draw)
        shape = draw.shape(least=1)
        settings, away = kinks(draw) or ({}, lambda x, t: torch.ones(()))
        while True:
            x = draw.normal(shape, draw.scale(0.5, 1.0, 3.0))
            t = (target or (lambda draw, shape: draw.normal(shape)))(draw, shape)
            if away(x, t).abs().min() >= GAP:
                return {**attributes, **settings, "targets": t}, [x], lambda x: function(x, t, settings, how)
    return operation


def reduced(each, how):
    return each.mean() if how == "mean" else each.sum()


def sides(draw, shape):
    return torch.tensor([draw.one([-1.0, 1.0]) for _ in range(math.prod(shape))]).reshape(shape)


def huber_settings(draw):
    delta = setting(draw, 0.2, 2)
    return {"delta": delta}, lambda x, t: (x - t).abs() - delta


def margin_settings(draw):
    margin = setting(draw, 0, 2)
    return {"margin": margin, "squared": draw.one([0, 1])}, lambda x, t: margin - t * x


def hinge(x, t, settings, how):
    missing = torch.clamp(settings["margin"] - t * x, min=0)
    return reduced(missing ** 2 if settings["squared"] else missing, how)


def focal_settings(draw):
    settings = {"gamma": setting(draw, 0, 3)}
    if draw.random() < 0.5:
        settings["alpha"] = setting(draw, 0, 1)
    return settings, lambda x, t: torch.ones(())


def binary_focal(x, t, settings, how):
    """Lin et al., ICCV 2017, equation 5."""
    p = torch.sigmoid((2 * t - 1) * x)
    alpha = settings["alpha"] * t + (1 - settings["alpha"]) * (1 - t) if "alpha" in settings else 1
    return reduced(-alpha * (1 - p) ** float(settings["gamma"]) * p.log(), how)


def full_setting(draw):
    return {"full": draw.one([0, 1])}, lambda x, t: t - 1


def multi_class_hinge(draw):
    attributes, how = reduction(draw)
    margin, squared = setting(draw, 0.1, 2), draw.one([0, 1])
    while True:
        x, labels = scores(draw, fewest=2)
        own = rows(x).gather(1, torch.tensor(labels)[:, None])
        missing = (margin - own + rows(x)).scatter(1, torch.tensor(labels)[:, None], 10.0)
        if missing.abs().min() >= GAP:
            break

    def function(x):
        own = F.one_hot(torch.tensor(labels), x.shape[-1])
        missing = torch.clamp(margin - (rows(x) * own).sum(-1, keepdim=True) + rows(x), min=0) * (1 - own)
        cost = reduced((missing ** (squared + 1)).sum(-1) / x.shape[-1], how)
        same(cost, F.multi_margin_loss(rows(x), torch.tensor(labels), p=squared + 1, margin=float(margin), reduction=how))
        return cost
    return {**attributes, "labels": labels, "margin": margin, "squared": squared}, [x], function


def focal(draw):
    x, labels = scores(draw, fewest=2)
    attributes, how = reduction(draw)
    gamma = setting(draw, 0, 3)

    def function(x):
        log = torch.log_softmax(rows(x), -1).gather(1, torch.tensor(labels)[:, None])
        return reduced(-(1 - log.exp()) ** float(gamma) * log, how)
    return {**attributes, "labels": labels, "gamma": gamma}, [x], function


def gaussian(draw):
    attributes, how = reduction(draw)
    shape, full = draw.shape(least=1), draw.one([0, 1])
    t = draw.normal(shape)
    return {**attributes, "targets": t, "full": full}, [draw.normal(shape), draw.normal(shape)], lambda mean, log: F.gaussian_nll_loss(
        mean, t, log.exp(), full=bool(full), reduction=how)


def vectors(draw, count, rank=2):
    shape = [draw.count(1, 4), draw.count(2, 4)]
    return [draw.away(shape) for _ in range(count)]


def cosine_embedding(draw):
    attributes, how = reduction(draw)
    margin = setting(draw, -0.5, 0.5)
    while True:
        u, v = vectors(draw, 2)
        t = sides(draw, u.shape[:1])
        if (F.cosine_similarity(u, v) - margin).abs().min() >= GAP:
            break

    def function(u, v):
        cosines = (u * v).sum(-1) / (u.norm(dim=-1) * v.norm(dim=-1))
        cost = reduced(torch.where(t > 0, 1 - cosines, torch.clamp(cosines - margin, min=0)), how)
        same(cost, F.cosine_embedding_loss(u, v, t, margin=float(margin), reduction=how), 1e-9)  # it adds 1e-12 to squared lengths
        return cost
    return {**attributes, "targets": t, "margin": margin}, [u, v], function


def triplet(draw):
    attributes, how = reduction(draw)
    margin = setting(draw, 0, 2)
    while True:
        a, p, n = vectors(draw, 3)
        if ((a - p).norm(dim=-1) - (a - n).norm(dim=-1) + margin).abs().min() >= GAP:
            break
    return {**attributes, "margin": margin}, [a, p, n], lambda a, p, n: F.triplet_margin_loss(a, p, n, margin=float(margin), eps=0, reduction=how)


def info_nce(draw):
    attributes, how = reduction(draw)
    temperature, symmetric = setting(draw, 0.2, 2), draw.one([0, 1])

    def function(u, v):
        logits = F.normalize(u) @ F.normalize(v).T / temperature
        own = torch.arange(len(u))
        cost = F.cross_entropy(logits, own, reduction=how)
        return (cost + F.cross_entropy(logits.T, own, reduction=how)) / 2 if symmetric else cost
    return {**attributes, "temperature": temperature, "symmetric": symmetric}, vectors(draw, 2), function


def ctc_of_sample(log, labels, blank):
    """Graves et al., ICML 2006, equations 6 to 8, with the derivatives that torch.logsumexp has."""
    states = [blank] + [each for label in labels for each in (label, blank)]
    nothing = torch.full((2,), NOTHING)
    skipped = torch.tensor([0.0 if s > 1 and states[s] != states[s - 2] else NOTHING for s in range(len(states))])
    forward = torch.tensor([0.0 if s < 2 else NOTHING for s in range(len(states))]) + log[0, states]
    for frame in log[1:]:
        before = torch.cat([nothing, forward])
        forward = torch.logsumexp(torch.stack([before[2:], before[1:-1], before[:-2] + skipped]), 0) + frame[states]
    return -torch.logsumexp(forward[-2:], 0)


def ctc(draw):
    attributes, how = reduction(draw)
    batch, time, classes = draw.count(1, 3), draw.count(3, 9), draw.count(2, 5)
    blank = draw.one([0, classes - 1])
    lengths, words = [], []
    for _ in range(batch):
        frames = draw.count(2, time)
        word = []
        while len(word) < 4 and draw.random() < 0.8:
            label = draw.one([each for each in range(classes) if each != blank])
            if len(word) + 1 + sum(a == b for a, b in zip(word + [label], word[1:] + [label])) > frames:
                break
            word.append(label)
        while len(word) + sum(a == b for a, b in zip(word, word[1:])) > frames:
            word.pop()
        lengths.append(frames)
        words.append(word)
    x = draw.normal([batch, time, classes], draw.scale(0.5, 1.0, 3.0))

    def function(x):
        log = torch.log_softmax(x, -1)
        costs = torch.stack([ctc_of_sample(log[i, :lengths[i]], words[i], blank) for i in range(batch)])
        expected = F.ctc_loss(log.transpose(0, 1), torch.tensor([each for word in words for each in word], dtype=torch.long), torch.tensor(lengths),
                              torch.tensor([len(word) for word in words]), blank=blank, reduction="none")
        same(costs, expected)
        same(torch.autograd.grad(costs.sum(), x, retain_graph=True)[0], torch.autograd.grad(expected.sum(), x, retain_graph=True)[0])
        return reduced(costs, how)
    return {**attributes, "lengths": lengths, "blank": blank, "counts": [len(word) for word in words], "labels": [each for word in words for each in word]}, [x], function


def penalty(name):
    def operation(draw):
        strength = setting(draw, 0, 2)
        x = draw.away(draw.shape(least=1))
        return {"strength": strength}, [x], lambda x: strength * ((x ** 2).sum() if name == "l2" else x.abs().sum())
    return operation


def same(actual, expected, tolerance=1e-12):
    if not torch.allclose(actual, expected, rtol=tolerance, atol=tolerance):
        raise ValueError(f"expected {number(float(expected.sum()))}, but it is {number(float(actual.sum()))}")


FUNCTIONS = {
    "crossEntropy": lambda draw: of_labels(draw, F.cross_entropy, smoothed=True),
    "negativeLogLikelihood": lambda draw: of_labels(draw, F.nll_loss, smoothed=False),
    "crossEntropyOfProbabilities": cross_entropy_of_probabilities,
    "klDivergence": kl_divergence,
    "absolute": of_elements(lambda x, t, _, how: F.l1_loss(x, t, reduction=how), kinks=lambda draw: ({}, lambda x, t: x - t)),
    "huber": of_elements(lambda x, t, settings, how: F.huber_loss(x, t, delta=float(settings["delta"]), reduction=how), kinks=huber_settings),
    "smoothL1": of_elements(lambda x, t, settings, how: F.smooth_l1_loss(x, t, beta=float(settings["delta"]), reduction=how), kinks=huber_settings),
    "logCosh": of_elements(lambda x, t, _, how: reduced((x - t).cosh().log(), how)),
    "hinge": of_elements(hinge, sides, margin_settings),
    "multiClassHinge": multi_class_hinge,
    "binaryFocal": of_elements(binary_focal, lambda draw, shape: (sides(draw, shape) + 1) / 2, focal_settings),
    "focal": focal,
    "poisson": of_elements(lambda x, t, settings, how: F.poisson_nll_loss(x, t, full=bool(settings["full"]), reduction=how),
                           lambda draw, shape: draw.ranged(shape, 0, 5), full_setting),
    "gaussian": gaussian,
    "cosineEmbedding": cosine_embedding,
    "triplet": triplet,
    "infoNce": info_nce,
    "ctc": ctc,
    "l1": penalty("l1"),
    "l2": penalty("l2"),
}


if __name__ == "__main__":
    write("losses.txt.gz", FUNCTIONS, 20)
