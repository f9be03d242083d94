"""Outputs, first and second derivatives of tensor operations, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 derivatives.py

It writes derivatives.txt.gz beside itself: 200 random cases of each operation, away from kinks and ties, one line a case. With ȳ the cotangent of
the output y, x̄ᵢ = ȳᵀ·∂y/∂xᵢ that of the operand xᵢ, vᵢ a direction of its shape, and g = Σᵢ ⟨vᵢ, x̄ᵢ⟩, a line is

    operation | attributes | x₁; x₂; … | ȳ | v₁; v₂; … | y | x̄₁; x̄₂; … | ∂g/∂x₁; ∂g/∂x₂; … | ∂g/∂ȳ

An operand is written with its shape, sizes:numbers in row-major order, and so is ȳ; the others have the shape of these. The numbers of x, ȳ
and v have few digits and those computed have all. Each operation draws from a stream of its own, so that none depends on which others there are.
"""

import gzip
import math
import random
from pathlib import Path

import torch
from torch.nn import functional as F

SEED = 2023
CASES = 200
GAP = 0.05  # how far kinks and ties are away


class Draw(random.Random):
    """The random choices of one operation's cases."""

    def count(self, least, most):
        return least + int(self.random() * (most - least + 1))

    def one(self, values):
        return values[int(self.random() * len(values))]

    def mixed(self, values):
        """Some order of the values."""
        rest = list(values)
        return [rest.pop(int(self.random() * len(rest))) for _ in values]

    def shape(self, least=0, most=3, elements=8):
        """A shape of some rank with few elements; seldom of rank 0, for there is only one."""
        while True:
            sizes = [self.one([1, 2, 2, 3, 3, 4]) for _ in range(self.one([rank for rank in range(least, most + 1) for _ in range(3 * rank + 1)]))]
            if math.prod(sizes) <= elements:
                return sizes

    def numbers(self, shape, one, digits=3):
        """A tensor whose elements are drawn one by one and rounded to a few significant digits."""
        values = [float(f"{one():.{digits}g}") for _ in range(math.prod(shape))]
        return torch.tensor(values).reshape(shape)

    def normal(self, shape, scale=1.0):
        return self.numbers(shape, lambda: scale * self.gauss(0, 1))

    def ranged(self, shape, low, high):
        return self.numbers(shape, lambda: low + (high - low) * self.random())

    def away(self, shape, scale=1.0):
        """Normal numbers that are not near zero."""
        def one():
            value = scale * self.gauss(0, 1)
            return value if abs(value) >= GAP else one()
        return self.numbers(shape, one)

    def scale(self, *scales):
        return self.one(scales or (0.1, 1.0, 1.0, 5.0))

    def broadcast(self, shape):
        """A shape that broadcasts to the given one: axes before are left out, others have size 1."""
        return [size if self.random() < 0.7 else 1 for size in shape[self.one([0, 0, self.count(0, len(shape))]):]]

    def two(self):
        """Two shapes that broadcast, mostly not the same."""
        shape = self.shape()
        return self.broadcast(shape), self.broadcast(shape)

    def axis(self, rank):
        return self.count(-rank, rank - 1)

    def axes(self, rank):
        """Some axes in some order, counted from either end; none stands for all."""
        chosen = [axis for axis in range(rank) if self.random() < 0.5]
        return [axis - rank if self.random() < 0.2 else axis for axis in self.mixed(chosen)]


# An operation draws its attributes, its operands and the function of these.

def elementwise(function, draw_one):
    return lambda draw: ({}, [draw_one(draw, draw.shape())], function)


def normal(draw, shape):
    return draw.normal(shape, draw.scale())


def away(draw, shape):
    return draw.away(shape, draw.scale())


def positive(draw, shape):
    return draw.ranged(shape, 0.1, draw.scale(1.0, 3.0, 20.0))


def binary(function, second=normal):
    def operation(draw):
        left, right = draw.two()
        return {}, [normal(draw, left), second(draw, right)], function
    return operation


def apart(function):
    def operation(draw):
        left, right = draw.two()
        while True:
            x, y = normal(draw, left), normal(draw, right)
            if (x - y).abs().min() >= GAP:
                return {}, [x, y], function
    return operation


def reduction(function, draw_one=normal, accepts=lambda reduce, x: True):
    def operation(draw):
        shape = draw.shape()
        axes, keep = draw.axes(len(shape)), draw.random() < 0.5

        def reduce(x, inner=function):
            if not shape:
                return inner(x.reshape(1), [0], False)  # one number, with an axis for PyTorch
            return inner(x, axes or list(range(len(shape))), keep)
        while True:
            x = draw_one(draw, shape)
            if accepts(reduce, x):
                return {"axes": axes, "keep": int(keep)}, [x], reduce
    return operation


def has_no_ties(reduce, x):
    """Whether one element of each group is the largest, and by far."""
    x = x.clone().requires_grad_()
    largest = reduce(x)
    chosen, = torch.autograd.grad(largest.sum(), x)
    return x.numel() == largest.numel() or bool((chosen * (1 - chosen) == 0).all() and (reduce(x - 2 * GAP * chosen) <= largest - GAP).all())


def logits(draw, shape):
    return draw.normal(shape, draw.scale(0.1, 1.0, 3.0, 100.0))


def rows(function):
    return lambda draw: ({}, [logits(draw, draw.shape(least=1))], function)


def matmul(left_transposed, right_transposed):
    def operation(draw):
        n, k, m = (draw.count(1, 3) for _ in range(3))
        batch = draw.shape(most=2, elements=4)
        first = draw.broadcast(batch) + ([k, n] if left_transposed else [n, k])
        second = draw.broadcast(batch) + ([m, k] if right_transposed else [k, m])
        if max(math.prod(first), math.prod(second)) > 8:
            return operation(draw)
        return {}, [draw.normal(first), draw.normal(second)], lambda x, y: torch.matmul(
            x.transpose(-1, -2) if left_transposed else x, y.transpose(-1, -2) if right_transposed else y)
    return operation


def affine(draw):
    k, m = draw.count(1, 3), draw.count(1, 2)
    x = draw.shape(least=1, most=2, elements=3) + [k]
    return {}, [draw.normal(x), draw.normal([k, m]), draw.normal([m])], lambda x, weight, bias: x @ weight + bias


def reshape(draw):
    shape = draw.shape()
    while True:
        new = draw.shape(most=4)
        if math.prod(new) == math.prod(shape):
            break
    if new and draw.random() < 0.4:
        new[draw.count(0, len(new) - 1)] = -1
    return {"shape": new}, [normal(draw, shape)], lambda x: x.reshape(new)


def permute(draw):
    shape = draw.shape(most=4)
    order = draw.mixed(range(len(shape)))
    return {"order": order}, [normal(draw, shape)], lambda x: x.permute(order)


def part(draw):
    shape = draw.shape(least=1)
    axis = draw.axis(len(shape))
    length = draw.count(1, shape[axis])
    start = draw.count(0, shape[axis] - length)
    return {"axis": [axis], "start": [start], "length": [length]}, [normal(draw, shape)], lambda x: x.narrow(axis, start, length)


def concatenate(draw):
    shape = draw.shape(least=1, elements=4)
    axis = draw.axis(len(shape))
    parts = []
    for _ in range(draw.count(2, 3)):
        shape[axis] = draw.count(1, 2)
        parts.append(draw.normal(shape))
    return {"axis": [axis]}, parts, lambda *parts: torch.cat(parts, axis)


def take_rows(draw):
    shape = draw.shape(least=1)
    chosen = [draw.count(0, shape[0] - 1) for _ in range(draw.count(1, 4))]
    return {"rows": chosen}, [normal(draw, shape)], lambda x: x[torch.tensor(chosen)]


def broadcast_to(draw):
    shape = draw.shape()
    return {"shape": shape}, [normal(draw, draw.broadcast(shape))], lambda x: x.expand(shape)


def sum_to(draw):
    shape = draw.shape()
    small = draw.broadcast(shape)
    return {"shape": small}, [normal(draw, shape)], lambda x: x.sum_to_size(small)


def cross_entropy(draw):
    shape = draw.shape(least=1)
    labels = [draw.count(0, shape[-1] - 1) for _ in range(math.prod(shape[:-1]))]
    return {"labels": labels}, [logits(draw, shape)], lambda x: F.cross_entropy(x.reshape(-1, shape[-1]), torch.tensor(labels), reduction="sum")


def binary_cross_entropy(draw):
    shape = draw.shape()
    targets = draw.ranged(shape, 0, 1)
    return {"targets": targets}, [logits(draw, shape)], lambda x: F.binary_cross_entropy_with_logits(x, targets, reduction="sum")


def binary_cross_entropy_of_each(draw):
    shape = draw.shape()
    return {}, [draw.away(shape, draw.scale(0.5, 1.0, 3.0, 20.0)), draw.ranged(shape, 0, 1)], lambda x, target: (
        F.binary_cross_entropy_with_logits(x, target, reduction="none"))


OPERATIONS = {
    "add": binary(torch.add),
    "subtract": binary(torch.subtract),
    "multiply": binary(torch.multiply),
    "divide": binary(torch.divide, lambda draw, shape: draw.away(shape) * 8),
    "negate": elementwise(torch.negative, normal),
    "exp": elementwise(torch.exp, normal),
    "log": elementwise(torch.log, positive),
    "tanh": elementwise(torch.tanh, normal),
    "sigmoid": elementwise(torch.sigmoid, normal),
    "sqrt": elementwise(torch.sqrt, positive),
    "abs": elementwise(torch.abs, away),
    "relu": elementwise(torch.relu, away),
    "maximum": apart(torch.maximum),
    "minimum": apart(torch.minimum),
    "sum": reduction(lambda x, axes, keep: torch.sum(x, axes, keep)),
    "mean": reduction(lambda x, axes, keep: torch.mean(x, axes, keep)),
    "max": reduction(lambda x, axes, keep: torch.amax(x, axes, keep), accepts=has_no_ties),
    "logSumExp": reduction(lambda x, axes, keep: torch.logsumexp(x, axes, keep), logits),
    "softmax": rows(lambda x: torch.softmax(x, -1)),
    "logSoftmax": rows(lambda x: torch.log_softmax(x, -1)),
    "matMul": matmul(False, False),
    "matMulLeft": matmul(True, False),
    "matMulRight": matmul(False, True),
    "matMulBoth": matmul(True, True),
    "affine": affine,
    "reshape": reshape,
    "permute": permute,
    "slice": part,
    "concatenate": concatenate,
    "takeRows": take_rows,
    "broadcastTo": broadcast_to,
    "sumTo": sum_to,
    "crossEntropy": cross_entropy,
    "binaryCrossEntropy": binary_cross_entropy,
    "binaryCrossEntropyOfEach": binary_cross_entropy_of_each,
    "binaryCrossEntropyInOperations": binary_cross_entropy_of_each,
    "xSigmoid": elementwise(lambda x: x * torch.sigmoid(x), normal),
    "xOverOnePlusSquare": elementwise(lambda x: x / (1 + x * x), normal),
}


def gradients(output, inputs):
    """The gradients of a number, with a graph of their own; zero where it does not depend on an input."""
    given = torch.autograd.grad(output, inputs, create_graph=True, allow_unused=True)
    return [torch.zeros_like(x) if gradient is None else gradient for gradient, x in zip(given, inputs)]


def case(name, draw):
    """One case as a line."""
    attributes, operands, function = OPERATIONS[name](draw)
    operands = [x.detach().clone().requires_grad_() for x in operands]
    output = function(*operands)
    cotangent = draw.normal(output.shape).requires_grad_()
    directions = [draw.normal(x.shape) for x in operands]
    first = gradients((output * cotangent).sum(), operands)
    g = sum((v * x).sum() for v, x in zip(directions, first))
    *second, along = gradients(g, [*operands, cotangent])
    fields = [[name], [f"{key}={attribute(value)}" for key, value in attributes.items()], map(shaped, operands), [shaped(cotangent)],
              map(numbers, directions), [numbers(output)], map(numbers, first), map(numbers, second), [numbers(along)]]
    return "|".join(";".join(field) for field in fields)


def attribute(value):
    """One integer or several, or a tensor."""
    return shaped(value) if isinstance(value, torch.Tensor) else ",".join(map(str, value)) if isinstance(value, list) else str(value)


def shaped(x):
    return attribute(list(x.shape)) + ":" + numbers(x)


def numbers(x):
    x = x.detach() + torch.zeros(x.shape)  # a 0 that PyTorch did not store becomes one, and −0 becomes 0
    return " ".join(map(number, x.flatten().tolist()))


def number(value):
    """The shortest text that is read as the same number, without a fraction where that is zero."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is no golden number")
    return repr(value).removesuffix(".0")


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    lines = []
    for name in OPERATIONS:
        draw = Draw(f"{SEED} {name}")
        lines += [case(name, draw) for _ in range(CASES)]
    text = ("\n".join(lines) + "\n").encode("utf-8")
    Path(__file__).with_name("derivatives.txt.gz").write_bytes(gzip.compress(text, 9, mtime=0))
