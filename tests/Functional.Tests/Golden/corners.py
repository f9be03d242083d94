"""What PyTorch gives at corners: outputs and first derivatives at zeros of both signs, infinities, what is no number, and ties, in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 corners.py

It writes corners.txt beside itself, a table for reading. The cotangent is 1; that of several outputs is 1 for the first and 0 for the others.
"""

import itertools
from pathlib import Path

import torch
from torch.nn import functional as F

UNARY = {
    "negate": torch.negative,
    "exp": torch.exp,
    "log": torch.log,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "sqrt": torch.sqrt,
    "abs": torch.abs,
    "relu": torch.relu,
    "xSigmoid": lambda x: x * torch.sigmoid(x),
    "xOverOnePlusSquare": lambda x: x / (1 + x * x),
}
BINARY = {
    "add": torch.add,
    "subtract": torch.subtract,
    "multiply": torch.multiply,
    "divide": torch.divide,
    "maximum": torch.maximum,
    "minimum": torch.minimum,
}
ROWS = {
    "sum": torch.sum,
    "mean": torch.mean,
    "max": torch.amax,
    "logSumExp": lambda x: torch.logsumexp(x, 0),
    "softmax": lambda x: torch.softmax(x, 0),
    "logSoftmax": lambda x: torch.log_softmax(x, 0),
}
NUMBERS = ["0", "-0", "1", "-1", "inf", "-inf", "nan"]
SMALL_AND_LARGE = ["5e-324", "-5e-324", "1e-308", "1e308", "-1e308"]
PAIRS = [pair.split() for pair in ["1 1", "0 -0", "inf inf", "-inf -inf", "inf 1", "1 -inf", "inf -inf", "nan 1", "1 nan", "1e308 1e308"]]


def text(value):
    return repr(value).removesuffix(".0")


def elementwise(function, *arguments):
    """The output and the derivative by each argument."""
    x = [torch.tensor(float(argument), requires_grad=True) for argument in arguments]
    y = function(*x)
    return [text(value.item()) for value in (y, *torch.autograd.grad(y, x))]


def row(function, arguments):
    """The outputs and the derivatives of the first of them."""
    x = torch.tensor([float(argument) for argument in arguments], requires_grad=True)
    y = function(x)
    gradient, = torch.autograd.grad(y.flatten()[0], x)
    return [" ".join(map(text, value.flatten().tolist())) for value in (y, gradient)]


def table(title, head, lines):
    widths = [max(map(len, column)) for column in zip(head, *lines)]
    yield f"# {title}"
    for line in [head, *lines]:
        yield " | ".join(map(str.ljust, line, widths)).rstrip()
    yield ""


def tables():
    yield from table("Functions of one number", ["operation", "x", "y", "dy/dx"],
                     [[name, x, *elementwise(function, x)] for name, function in UNARY.items() for x in NUMBERS + SMALL_AND_LARGE])
    yield from table("Functions of two numbers", ["operation", "a", "b", "y", "dy/da", "dy/db"],
                     [[name, a, b, *elementwise(function, a, b)] for name, function in BINARY.items()
                      for a, b in itertools.product(NUMBERS, NUMBERS)])
    yield from table("Binary cross-entropy of a logit x and a target t", ["operation", "x", "t", "y", "dy/dx", "dy/dt"],
                     [["binaryCrossEntropy", x, t, *elementwise(F.binary_cross_entropy_with_logits, x, t)]
                      for x in NUMBERS for t in ("0", "0.5", "1")])
    yield from table("Functions of a row, and the derivatives of the first output", ["operation", "x", "y", "dy/dx"],
                     [[name, " ".join(x), *row(function, x)] for name, function in ROWS.items() for x in PAIRS])
    yield from table("Cross-entropy of a row of logits x and the label 0", ["operation", "x", "y", "dy/dx"],
                     [["crossEntropy", " ".join(x), *row(lambda x: F.cross_entropy(x.reshape(1, -1), torch.tensor([0])), x)] for x in PAIRS])


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    Path(__file__).with_name("corners.txt").write_text("\n".join(tables()), encoding="utf-8")
