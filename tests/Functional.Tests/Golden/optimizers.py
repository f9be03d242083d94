"""What optimisers make of 50 given gradients, and what schedules are at 50 steps: by PyTorch, and by the papers' formulas where PyTorch has none.

Run it with PyTorch 1.13 and NumPy (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 optimizers.py

It writes optimizers.txt.gz beside itself, one case a line:

    start | θ₀
    gradients | g₁; g₂; …; g₅₀
    torch or formula or schedule | name | key=value; … | values

Of an optimiser the values are θ₅; θ₁₀; …; θ₅₀; of a schedule one number for each step. A row of θ or g is the matrix [4, 3], or [3, 4] where
the settings say rows=3, and then the vector [3], row by row. The gradients are those of an ill-conditioned quadratic along a path downhill, with noise: their sizes differ by a factor of a million, one coordinate
is always zero, one is zero most of the time, and each has few digits, so that it is the same number to everybody.
"""

import gzip
from pathlib import Path

import numpy as np
import torch

STEPS, EVERY, ROWS, COLUMNS = 50, 5, 4, 3
MATRIX = ROWS * COLUMNS
SIZE = MATRIX + COLUMNS


def problem():
    """θ₀ and the gradients of Σ ½·aᵢ·(θᵢ − cᵢ)² at points that go down at speeds of their own, with noise in proportion."""
    draw = np.random.RandomState(2024)
    start = draw.normal(size=SIZE).round(3)
    scales = 10.0 ** np.linspace(-3, 3, SIZE)
    draw.shuffle(scales)
    goal = draw.normal(size=SIZE)
    gradients = []
    for step in range(STEPS):
        at = goal + (start - goal) * np.exp(-step / 20)
        gradient = scales * (at - goal + 0.3 * draw.normal(size=SIZE))
        gradient[2] = 0
        if step % 7:
            gradient[MATRIX + 1] = 0
        gradients.append([float(f"{value:.4g}") for value in gradient])
    return start, np.array(gradients)


def by_torch(start, gradients, make, schedule=None):
    """θ after each step of an optimiser of PyTorch."""
    theta = [torch.tensor(start[:MATRIX]).reshape(ROWS, COLUMNS).clone().requires_grad_(), torch.tensor(start[MATRIX:]).clone().requires_grad_()]
    optimizer = make(theta)
    scheduler = schedule(optimizer) if schedule else None
    path = []
    for gradient in gradients:
        theta[0].grad = torch.tensor(gradient[:MATRIX]).reshape(ROWS, COLUMNS)
        theta[1].grad = torch.tensor(gradient[MATRIX:])
        optimizer.step()
        if scheduler:
            scheduler.step()
        path.append(np.concatenate([part.detach().numpy().flatten() for part in theta]))
    return path


def by_formula(start, gradients, step, finish=None, rows=ROWS):
    """θ after each step of θ ← θ − step(g, θ, t) for each tensor, t from 1; what finishes a step is given all of θ."""
    theta, path = np.array(start), []
    parts = [(slice(0, MATRIX), (rows, MATRIX // rows)), (slice(MATRIX, SIZE), (COLUMNS,))]
    states = [{} for _ in parts]
    for t, gradient in enumerate(gradients, 1):
        after = theta.copy()
        for (at, shape), state in zip(parts, states):
            after[at] = theta[at] - step(gradient[at].reshape(shape), theta[at].reshape(shape), t, state).flatten()
        theta, shown = finish(after, t) if finish else (after, after)
        path.append(np.array(shown))
    return path


def adam(rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Kingma and Ba, algorithm 1."""
    def step(g, theta, t, s):
        s["m"] = beta1 * s.get("m", 0) + (1 - beta1) * g
        s["v"] = beta2 * s.get("v", 0) + (1 - beta2) * g ** 2
        return rate * (s["m"] / (1 - beta1 ** t)) / (np.sqrt(s["v"] / (1 - beta2 ** t)) + epsilon)
    return step


def lion(rate, beta1, beta2, decay):
    """Chen et al., program 1."""
    def step(g, theta, t, s):
        update = np.sign(beta1 * s.get("m", 0) + (1 - beta1) * g) + decay * theta
        s["m"] = beta2 * s.get("m", 0) + (1 - beta2) * g
        return rate * update
    return step


def lamb(rate, beta1, beta2, epsilon, decay):
    """You et al., algorithm 2, with φ(z) = z."""
    inner = adam(1, beta1, beta2, epsilon)
    def step(g, theta, t, s):
        update = inner(g, theta, t, s) + decay * theta
        return rate * np.linalg.norm(theta) / np.linalg.norm(update) * update
    return step


def adabelief(rate, beta1, beta2, epsilon):
    """Zhuang et al., algorithm 2."""
    def step(g, theta, t, s):
        s["m"] = beta1 * s.get("m", 0) + (1 - beta1) * g
        s["s"] = beta2 * s.get("s", 0) + (1 - beta2) * (g - s["m"]) ** 2 + epsilon
        return rate * (s["m"] / (1 - beta1 ** t)) / (np.sqrt(s["s"] / (1 - beta2 ** t)) + epsilon)
    return step


def nadam(rate, beta1, beta2, epsilon):
    """Dozat, algorithm 2, with the same μ at each step."""
    def step(g, theta, t, s):
        s["m"] = beta1 * s.get("m", 0) + (1 - beta1) * g
        s["v"] = beta2 * s.get("v", 0) + (1 - beta2) * g ** 2
        mean = beta1 * s["m"] / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1 ** t)
        return rate * mean / (np.sqrt(s["v"] / (1 - beta2 ** t)) + epsilon)
    return step


def adafactor(rate, power, relative, momentum):
    """Shazeer and Stern, algorithms 4 and 5, with d = 1, ε₁ = 1e-30, ε₂ = 1e-3; the momentum is that of section 9, of whole steps."""
    def root_mean_square(x):
        return np.sqrt(np.mean(x ** 2))
    def step(g, theta, t, s):
        beta = 1 - t ** -power
        square = g ** 2 + 1e-30
        if g.ndim == 2:
            s["r"] = beta * s.get("r", 0) + (1 - beta) * square.sum(axis=1)
            s["c"] = beta * s.get("c", 0) + (1 - beta) * square.sum(axis=0)
            v = np.outer(s["r"], s["c"] / s["r"].sum())
        else:
            v = s["v"] = beta * s.get("v", 0) + (1 - beta) * square
        u = g / np.sqrt(v)
        u = u / max(1, root_mean_square(u)) * rate * (max(1e-3, root_mean_square(theta)) if relative else 1)
        s["m"] = momentum * s.get("m", 0) + (1 - momentum) * u
        return s["m"]
    return step


def muon(rate, momentum, steps, rest):
    """Jordan et al., of weights [out, in]: ours are [in, out]."""
    def step(g, theta, t, s):
        if g.ndim != 2:
            return rest(g, theta, t, s)
        s["m"] = momentum * s.get("m", 0) + g
        x = (g + momentum * s["m"]).T
        height, width = x.shape
        x = x / (np.linalg.norm(x) + 1e-7)
        x = x.T if height > width else x
        for _ in range(steps):
            square = x @ x.T
            x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
        x = x.T if height > width else x
        return rate * max(1, height / width) ** 0.5 * x.T
    return step


def clipped(gradients, limit):
    return np.array([g * min(1, limit / np.linalg.norm(g)) for g in gradients])


def accumulated(start, gradients, step, count):
    """A step of the mean of so many gradients, after the last of them."""
    means = gradients[:len(gradients) // count * count].reshape(-1, count, SIZE).mean(axis=1)
    taken = by_formula(start, means, step)
    return [taken[t // count - 1] if t >= count else start for t in range(1, len(gradients) + 1)]


def look_ahead(start, count, share):
    """Zhang et al., algorithm 1."""
    slow = np.array(start)
    def finish(theta, t):
        nonlocal slow
        if t % count:
            return theta, theta
        slow = slow + share * (theta - slow)
        return slow, slow
    return finish


def exponential_average(start, decay):
    average = np.array(start)
    def finish(theta, t):
        nonlocal average
        average = decay * average + (1 - decay) * theta
        return theta, average
    return finish


def mean_of_parameters(begin):
    seen = []
    def finish(theta, t):
        if t > begin:
            seen.append(theta)
        return theta, np.mean(seen, axis=0) if seen else theta
    return finish


def torch_cases():
    o, s = torch.optim, torch.optim.lr_scheduler
    for rate in (0.001, 0.1):
        yield "sgd", dict(rate=rate), lambda p: o.SGD(p, lr=rate), None
    for momentum, rate in ((0.9, 0.001), (0.5, 0.1)):
        yield "momentum", dict(rate=rate, momentum=momentum), lambda p: o.SGD(p, lr=rate, momentum=momentum), None
        yield "nesterov", dict(rate=rate, momentum=momentum), lambda p: o.SGD(p, lr=rate, momentum=momentum, nesterov=True), None
    for decay, momentum in ((0.01, 0.9), (0.3, 0.0)):
        yield "l2", dict(rate=0.01, momentum=momentum, decay=decay), lambda p: o.SGD(p, lr=0.01, momentum=momentum, weight_decay=decay), None
    for rate, beta1, beta2, epsilon in ((0.001, 0.9, 0.999, 1e-8), (0.1, 0.8, 0.95, 1e-3), (0.01, 0.0, 0.9, 1e-5)):
        settings = dict(rate=rate, beta1=beta1, beta2=beta2, epsilon=epsilon)
        yield "adam", settings, lambda p: o.Adam(p, lr=rate, betas=(beta1, beta2), eps=epsilon), None
        yield "amsgrad", settings, lambda p: o.Adam(p, lr=rate, betas=(beta1, beta2), eps=epsilon, amsgrad=True), None
        for decay in (0.01, 0.5):
            yield "adamw", settings | dict(decay=decay), lambda p: o.AdamW(p, lr=rate, betas=(beta1, beta2), eps=epsilon, weight_decay=decay), None
    for rate, initial, epsilon in ((0.01, 0.0, 1e-10), (0.1, 0.1, 1e-5), (0.5, 2.0, 1e-3)):
        yield "adagrad", dict(rate=rate, initial=initial, epsilon=epsilon), lambda p: o.Adagrad(p, lr=rate, initial_accumulator_value=initial, eps=epsilon), None
    for rate, decay, epsilon, momentum in ((0.01, 0.99, 1e-8, 0.0), (0.001, 0.9, 1e-5, 0.0), (0.001, 0.9, 1e-3, 0.9)):
        for centered in (False, True):
            yield ("rmsprop", dict(rate=rate, decay=decay, epsilon=epsilon, momentum=momentum, centered=int(centered)),
                   lambda p: o.RMSprop(p, lr=rate, alpha=decay, eps=epsilon, momentum=momentum, centered=centered), None)
    for rate, decay, epsilon in ((1.0, 0.9, 1e-6), (0.5, 0.99, 1e-3)):
        yield "adadelta", dict(rate=rate, decay=decay, epsilon=epsilon), lambda p: o.Adadelta(p, lr=rate, rho=decay, eps=epsilon), None
    yield ("scheduled-sgd", dict(rate=0.1, momentum=0.9, every=7, factor=0.5), lambda p: o.SGD(p, lr=0.1, momentum=0.9),
           lambda optimizer: s.StepLR(optimizer, 7, 0.5))
    yield ("scheduled-adamw", dict(rate=0.1, decay=0.1, every=10, factor=0.3), lambda p: o.AdamW(p, lr=0.1, weight_decay=0.1),
           lambda optimizer: s.StepLR(optimizer, 10, 0.3))


def formula_cases(start, gradients):
    for rate, beta1, beta2, decay in ((0.001, 0.9, 0.99, 0.0), (0.01, 0.95, 0.98, 0.1)):
        yield "lion", dict(rate=rate, beta1=beta1, beta2=beta2, decay=decay), by_formula(start, gradients, lion(rate, beta1, beta2, decay))
    for rate, beta1, beta2, epsilon, decay in ((0.01, 0.9, 0.999, 1e-6, 0.0), (0.1, 0.8, 0.95, 1e-3, 0.1)):
        settings = dict(rate=rate, beta1=beta1, beta2=beta2, epsilon=epsilon)
        yield "lamb", settings | dict(decay=decay), by_formula(start, gradients, lamb(rate, beta1, beta2, epsilon, decay))
        yield "nadam", settings, by_formula(start, gradients, nadam(rate, beta1, beta2, epsilon))
    for rate, beta1, beta2, epsilon in ((0.01, 0.9, 0.999, 1e-16), (0.1, 0.8, 0.95, 1e-6)):
        yield "adabelief", dict(rate=rate, beta1=beta1, beta2=beta2, epsilon=epsilon), by_formula(start, gradients, adabelief(rate, beta1, beta2, epsilon))
    for limit in (1.0, 300.0):
        yield "clip-then-adam", dict(rate=0.01, limit=limit, epsilon=1e-3), by_formula(start, clipped(gradients, limit), adam(0.01, epsilon=1e-3))
        yield "clip-then-sgd", dict(rate=0.1, limit=limit), by_formula(start, clipped(gradients, limit), lambda g, theta, t, s: 0.1 * g)
    for count in (2, 7):
        yield "accumulate-then-adam", dict(rate=0.01, count=count), accumulated(start, gradients, adam(0.01), count)
        yield "accumulate-then-sgd", dict(rate=0.01, count=count), accumulated(start, gradients, lambda g, theta, t, s: 0.01 * g, count)
    for count, share in ((6, 0.5), (5, 0.8)):
        yield "adam-with-look-ahead", dict(rate=0.01, count=count, share=share), by_formula(start, gradients, adam(0.01), look_ahead(start, count, share))
    for decay in (0.9, 0.99):
        yield "average-of-adam", dict(rate=0.01, decay=decay), by_formula(start, gradients, adam(0.01), exponential_average(start, decay))
    for begin in (0, 12):
        yield "mean-of-adam", dict(rate=0.01, begin=begin), by_formula(start, gradients, adam(0.01), mean_of_parameters(begin))
    for rate, steps in ((0.1, 5), (0.01, 30)):
        yield ("warmed-up-sgd", dict(rate=rate, steps=steps),
               by_formula(start, gradients, lambda g, theta, t, s: rate * min(1, t / (steps + 1)) * g))
    for rate, power, relative, momentum in ((0.01, 0.8, 1, 0.0), (0.1, 0.8, 0, 0.0), (0.05, 0.5, 1, 0.9)):
        for rows in (4, 3):
            yield ("adafactor", dict(rate=rate, power=power, relative=relative, momentum=momentum, rows=rows),
                   by_formula(start, gradients, adafactor(rate, power, relative, momentum), rows=rows))
    for rate, momentum, steps in ((0.02, 0.95, 5), (0.1, 0.5, 3)):
        for rows in (4, 3):
            yield ("muon", dict(rate=rate, momentum=momentum, steps=steps, rows=rows),
                   by_formula(start, gradients, muon(rate, momentum, steps, adam(0.01)), rows=rows))


def schedule_cases():
    s = torch.optim.lr_scheduler
    for rate, every, factor in ((0.1, 7, 0.5), (2.0, 1, 0.9)):
        yield "step", dict(rate=rate, every=every, factor=factor), rate, lambda o: s.StepLR(o, every, factor)
    for rate, factor in ((0.1, 0.95), (1.0, 1.02)):
        yield "exponential", dict(rate=rate, factor=factor), rate, lambda o: s.ExponentialLR(o, factor)
    for rate, steps, least in ((0.1, 49, 0.0), (1.0, 60, 0.01)):
        yield "cosine", dict(rate=rate, steps=steps, to=least), rate, lambda o: s.CosineAnnealingLR(o, steps, least)
    for rate, steps, growth, least in ((0.1, 10, 1, 0.0), (1.0, 7, 2, 0.05), (1.0, 3, 3, 0.0)):
        yield "restarts", dict(rate=rate, steps=steps, growth=growth, to=least), rate, lambda o: s.CosineAnnealingWarmRestarts(o, steps, growth, least)
    for rate, steps, rise, first, last in ((0.1, 50, 0.3, 25.0, 1e4), (1.0, 64, 0.5, 10.0, 100.0)):
        yield ("one-cycle", dict(rate=rate, steps=steps, rise=rise, initialDivisor=first, finalDivisor=last), rate,
               lambda o: s.OneCycleLR(o, rate, total_steps=steps, pct_start=rise, div_factor=first, final_div_factor=last, cycle_momentum=False))
    for rate, start, end, steps in ((0.1, 0.25, 1.0, 10), (1.0, 1.0, 0.1, 40)):
        yield "linear", {"rate": rate, "from": start, "to": end, "steps": steps}, rate, lambda o: s.LinearLR(o, start, end, steps)
    for rate, steps, power in ((0.1, 40, 2.0), (1.0, 49, 0.5)):
        yield "polynomial", dict(rate=rate, steps=steps, power=power), rate, lambda o: s.PolynomialLR(o, steps, power)


def rates(rate, make):
    """The rate at each step: of the closed form where there is one, for the recursion of the others adds up its roundings."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    scheduler, values = make(optimizer), []
    for _ in range(STEPS):
        closed = getattr(scheduler, "_get_closed_form_lr", None)
        values.append(float(closed()[0] if closed else optimizer.param_groups[0]["lr"]))
        optimizer.step()
        scheduler.step()
    return values


def numbers(values):
    return " ".join(repr(float(value)).removesuffix(".0") for value in values)


def line(kind, name, settings, values):
    return "|".join([kind, name, ";".join(f"{key}={value!r}" for key, value in settings.items()), values])


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    start, gradients = problem()
    shown = lambda path: ";".join(numbers(theta) for theta in path[EVERY - 1::EVERY])
    lines = ["start|" + numbers(start), "gradients|" + ";".join(map(numbers, gradients))]
    lines += [line("torch", name, settings, shown(by_torch(start, gradients, make, schedule))) for name, settings, make, schedule in torch_cases()]
    lines += [line("formula", name, settings, shown(path)) for name, settings, path in formula_cases(start, gradients)]
    lines += [line("schedule", name, settings, numbers(rates(rate, make))) for name, settings, rate, make in schedule_cases()]
    Path(__file__).with_name("optimizers.txt.gz").write_bytes(gzip.compress(("\n".join(lines) + "\n").encode("utf-8"), 9, mtime=0))


if __name__ == "__main__":
    main()
