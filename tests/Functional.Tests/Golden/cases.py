"""Random cases of differentiable functions, and how they are written down: what the scripts beside this file have in common.

A script lists its functions by name; of each, `write` makes as many cases as it is told, one line a case. With ȳ the cotangent of the output y,
x̄ᵢ = ȳᵀ·∂y/∂xᵢ that of the operand xᵢ, vᵢ a direction of its shape, and g = Σᵢ ⟨vᵢ, x̄ᵢ⟩, a line is

    name | attributes | x₁; x₂; … | ȳ | v₁; v₂; … | y | x̄₁; x̄₂; … | ∂g/∂x₁; ∂g/∂x₂; … | ∂g/∂ȳ

An operand is written with its shape, sizes:numbers in row-major order, and so is ȳ; the others have the shape of these. The numbers of x, ȳ
and v have few digits and those computed have all. Each function draws from a stream of its own, so that none depends on which others there are.
"""

import gzip
import math
import random
from pathlib import Path

import torch

SEED = 2023
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


def gradients(output, inputs):
    """The gradients of a number, with a graph of their own; zero where it does not depend on an input."""
    given = torch.autograd.grad(output, inputs, create_graph=True, allow_unused=True)
    return [torch.zeros_like(x) if gradient is None else gradient for gradient, x in zip(given, inputs)]


def case(name, operation, draw):
    """One case as a line."""
    attributes, operands, function = operation(draw)
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


def write(file, functions, cases):
    """Cases of each function, which draws its attributes, its operands, and the function of these."""
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    lines = []
    for name, function in functions.items():
        draw = Draw(f"{SEED} {name}")
        lines += [case(name, function, draw) for _ in range(cases)]
    text = ("\n".join(lines) + "\n").encode("utf-8")
    Path(__file__).with_name(file).write_bytes(gzip.compress(text, 9, mtime=0))
