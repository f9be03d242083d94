"""The first steps of L-BFGS with a strong-Wolfe line search on a logistic regression with a quadratic term, and its minimum.

Run it with PyTorch 1.13 and NumPy (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 minimizers.py

It writes minimizers.txt beside itself: the inputs x, the targets t, θ₁ … θ₈ after each iteration of torch.optim.LBFGS from θ = 0, and the minimum, by Newton's method
with the full Hessian until its gradient is below 1e-15: a reference that shares nothing with a line search. The cost is mean(log(1 + exp(x·θ)) − t·(x·θ)) + 0.05·‖θ‖².
"""

from pathlib import Path

import numpy as np
import torch

SAMPLES, FEATURES, ITERATIONS, DECAY = 40, 5, 8, 0.05


def data():
    draw = np.random.RandomState(7)
    x = draw.normal(size=(SAMPLES, FEATURES)).round(3)
    t = (x @ np.array([1.0, -2.0, 0.5, 0.0, 1.5]) + draw.normal(size=SAMPLES) > 0).astype(float)
    return x, t


def lbfgs(x, t):
    x, t = torch.tensor(x), torch.tensor(t)
    theta = torch.zeros(FEATURES, requires_grad=True)
    optimizer = torch.optim.LBFGS([theta], lr=1, max_iter=1, history_size=10, tolerance_grad=0, tolerance_change=0, line_search_fn="strong_wolfe")

    def cost():
        optimizer.zero_grad()
        z = x @ theta
        value = (torch.nn.functional.softplus(z) - t * z).mean() + DECAY * (theta ** 2).sum()
        value.backward()
        return value

    for _ in range(ITERATIONS):
        optimizer.step(cost)
        yield theta.detach().tolist()


def minimum(x, t):
    theta = np.zeros(FEATURES)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ theta))
        gradient = x.T @ (p - t) / SAMPLES + 2 * DECAY * theta
        hessian = (x.T * (p * (1 - p))) @ x / SAMPLES + 2 * DECAY * np.eye(FEATURES)
        theta = theta - np.linalg.solve(hessian, gradient)
    assert np.linalg.norm(gradient) < 1e-15
    return theta.tolist()


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    x, t = data()
    lines = [("x", x.flatten().tolist()), ("t", t.tolist()), *(("step", theta) for theta in lbfgs(x, t)), ("minimum", minimum(x, t))]
    text = "\n".join(name + " " + " ".join(repr(value).removesuffix(".0") for value in values) for name, values in lines)
    Path(__file__).with_name("minimizers.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
