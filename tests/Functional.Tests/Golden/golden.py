"""Golden values computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 golden.py

It writes golden.json beside itself: one object per case, row-major nested lists, every number in full precision.
A dense layer is y = x·W + b with the weight W stored [in, out], the transpose of torch.nn.Linear's.
Inputs are drawn from a fixed seed, the same for every case, and rounded to three decimals.
"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

SEED = 2023


def normal(*shape):
    """A normal sample, rounded to three decimals, that gradients are taken with respect to."""
    return torch.randn(shape).round(decimals=3).requires_grad_()


def positive(*shape):
    """A uniform sample of [0.5, 1.5), rounded to three decimals, that gradients are taken with respect to."""
    return (torch.rand(shape) + 0.5).round(decimals=3).requires_grad_()


def gradients(output, inputs, cotangent=None):
    """The pullback of the cotangent (1 for a scalar output) to each of the named inputs."""
    return dict(zip(inputs, torch.autograd.grad(output, list(inputs.values()), cotangent, retain_graph=True)))


def classifier():
    parameters = {"weight": normal(2, 2), "bias": normal(2)}
    x, labels = normal(6, 2), torch.randint(2, (6,))
    z2 = x @ parameters["weight"] + parameters["bias"]
    z3 = F.log_softmax(z2, dim=1)
    cost = F.nll_loss(z3, labels, reduction="sum")
    deltas = gradients(cost, {"delta3": z3, "delta2": z2})
    return {"x": x, "labels": labels, **parameters, "z2": z2, "z3": z3, "cost": cost, **deltas,
            "gradients": gradients(cost, {**parameters, "x": x})}


def deep():
    parameters = {"weight1": normal(5, 7), "bias1": normal(7),
                  "weight2": normal(7, 6), "bias2": normal(6),
                  "weight3": normal(6, 3), "bias3": normal(3)}
    weight1, bias1, weight2, bias2, weight3, bias3 = parameters.values()
    x, labels = normal(4, 5), torch.randint(3, (4,))
    hidden1 = torch.tanh(x @ weight1 + bias1)
    hidden2 = torch.relu(hidden1 @ weight2 + bias2)
    logits = hidden2 @ weight3 + bias3
    cost = F.cross_entropy(logits, labels)
    return {"x": x, "labels": labels, **parameters, "logits": logits, "cost": cost,
            "gradients": gradients(cost, {**parameters, "x": x})}


def reductions(loss, y, targets, inputs):
    """The mean (over every element) and the sum of an elementwise loss, each with its gradients."""
    costs = {reduction: loss(y, targets, reduction=reduction) for reduction in ("mean", "sum")}
    return {reduction: {"cost": cost, "gradients": gradients(cost, inputs)} for reduction, cost in costs.items()}


def sigmoid():
    parameters = {"weight": normal(3, 1), "bias": normal(1)}
    x, targets = normal(5, 3), torch.randint(2, (5, 1)).double()
    logits = x @ parameters["weight"] + parameters["bias"]
    return {"x": x, "targets": targets, **parameters, "logits": logits,
            **reductions(F.binary_cross_entropy_with_logits, logits, targets, {**parameters, "x": x})}


def mean_squared_error():
    parameters = {"weight": normal(3, 2), "bias": normal(2)}
    x, targets = normal(5, 3), normal(5, 2)
    y = x @ parameters["weight"] + parameters["bias"]
    return {"x": x, "targets": targets, **parameters, "y": y,
            **reductions(F.mse_loss, y, targets, {**parameters, "x": x})}


def batch_norm():
    x, scale, shift, cotangent = normal(8, 3), positive(3), normal(3), normal(8, 3)
    mean, variance = normal(3).detach(), positive(3).detach()
    momentum, epsilon = 0.1, 1e-5
    inputs = {"scale": scale, "shift": shift, "x": x}

    def normalize(running_mean, running_variance, training):
        y = F.batch_norm(x, running_mean, running_variance, scale, shift, training, momentum, epsilon)
        return {"y": y, "gradients": gradients(y, inputs, cotangent)}

    new_mean, new_variance = mean.clone(), variance.clone()  # updated in place, the variance by the unbiased one
    training = normalize(new_mean, new_variance, True)
    return {"x": x, "scale": scale, "shift": shift, "runningMean": mean, "runningVariance": variance,
            "momentum": momentum, "epsilon": epsilon, "cotangent": cotangent,
            "training": {**training, "runningMean": new_mean, "runningVariance": new_variance},
            "inference": normalize(mean, variance, False)}


def attention():
    inputs = {"q": normal(2, 3, 4), "k": normal(2, 5, 4), "v": normal(2, 5, 6)}
    cotangent = normal(2, 3, 6)
    q, k, v = inputs.values()
    y = torch.softmax(q @ k.transpose(1, 2) / 2, dim=-1) @ v  # 2 = √4
    return {**inputs, "cotangent": cotangent, "y": y, "gradients": gradients(y, inputs, cotangent)}


def recurrent():
    inputs = {"weight": normal(5, 3), "bias": normal(3), "x": normal(2, 4, 2)}
    cotangent = normal(2, 4, 3)
    weight, bias, x = inputs.values()
    states = [torch.zeros(2, 3)]
    for time in range(4):
        states.append(torch.tanh(torch.cat([states[-1], x[:, time]], dim=1) @ weight + bias))
    y = torch.stack(states[1:], dim=1)
    return {**inputs, "cotangent": cotangent, "y": y, "gradients": gradients(y, inputs, cotangent)}


def descent(optimizer, **settings):
    """Five steps on the cost ½ Σ aᵢ (θᵢ − cᵢ)²."""
    a, c, start = positive(4).detach(), normal(4).detach(), normal(4).detach()
    theta = start.clone().requires_grad_()
    optimizer = optimizer([theta], **settings)
    steps = []
    for _ in range(5):
        optimizer.zero_grad()
        (0.5 * (a * (theta - c) ** 2).sum()).backward()
        optimizer.step()
        steps.append(theta.tolist())
    return {"a": a, "c": c, "start": start, **settings, "steps": steps}


def losses():
    logits = torch.tensor([[1000.0, -1000.0, 0.0], [-1000.0, -1000.0, -1000.0], [1000.0, 999.0, 998.0]])
    labels = torch.tensor([1, 2, 0])
    return {"logits": logits, "labels": labels, "logSoftmax": F.log_softmax(logits, dim=1),
            "crossEntropy": F.cross_entropy(logits, labels, reduction="none")}


CASES = {
    "classifier": classifier,
    "deep": deep,
    "sigmoid": sigmoid,
    "meanSquaredError": mean_squared_error,
    "batchNorm": batch_norm,
    "attention": attention,
    "recurrent": recurrent,
    "adam": lambda: descent(torch.optim.Adam, lr=0.1, betas=(0.9, 0.999), eps=1e-8),
    "sgd": lambda: descent(torch.optim.SGD, lr=0.1),
    "momentum": lambda: descent(torch.optim.SGD, lr=0.1, momentum=0.9),
    "losses": losses,
}


def text(value, indent=""):
    """JSON with an entry of an object to a line and an array on one line."""
    if isinstance(value, dict):
        inner = indent + "  "
        entries = (f"{inner}{json.dumps(key)}: {text(entry, inner)}" for key, entry in value.items())
        return "{\n" + ",\n".join(entries) + f"\n{indent}}}"
    return json.dumps(value.tolist() if isinstance(value, torch.Tensor) else value, allow_nan=False)


def evaluate(case):
    torch.manual_seed(SEED)
    return case()


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    golden = {name: evaluate(case) for name, case in CASES.items()}
    Path(__file__).with_name("golden.json").write_text(text(golden) + "\n", encoding="utf-8")
