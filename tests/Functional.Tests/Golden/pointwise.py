"""Outputs, first and second derivatives of element-wise operations, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 pointwise.py

It writes pointwise.txt.gz beside itself: 60 random cases of each operation, away from kinks and ties. cases.py says how a case is written.
"""

import math

import torch
from torch.nn import functional as F

from cases import GAP, write


def elementwise(function, draw_one):
    return lambda draw: ({}, [draw_one(draw, draw.shape())], function)


def normal(draw, shape):
    return draw.normal(shape, draw.scale(0.1, 1.0, 1.0, 3.0))


def away(draw, shape):
    return draw.away(shape, draw.scale())


def positive(draw, shape):
    return draw.ranged(shape, 0.1, draw.scale(1.0, 3.0, 8.0))


def above_minus_one(draw, shape):
    return draw.ranged(shape, -0.8, draw.scale(0.1, 3.0, 20.0))


def power(draw):
    left, right = draw.two()
    return {}, [draw.ranged(left, 0.3, 2.5), draw.normal(right, 1.5)], torch.pow


def whole_power(draw):
    exponent = draw.count(-2, 4)
    return {"exponent": [exponent]}, [draw.away(draw.shape()) * 4], lambda x: torch.pow(x, torch.tensor(float(exponent)))


def where(draw):
    shape = draw.shape()
    left, right, condition = draw.broadcast(shape), draw.broadcast(shape), draw.broadcast(shape)
    chosen = torch.tensor([draw.count(0, 1) for _ in range(math.prod(condition))]).reshape(condition)
    return {"condition": chosen}, [draw.normal(left), draw.normal(right)], lambda x, y: torch.where(chosen.bool(), x, y)


def clamp(draw):
    low, high = -draw.count(0, 3), draw.count(1, 3)
    while True:
        x = draw.normal(draw.shape(), draw.scale(1.0, 3.0))
        if min((x - low).abs().min(), (x - high).abs().min()) >= GAP:
            return {"low": [low], "high": [high]}, [x], lambda x: x.clamp(low, high)


FUNCTIONS = {
    "sin": elementwise(torch.sin, normal),
    "cos": elementwise(torch.cos, normal),
    "tan": elementwise(torch.tan, lambda draw, shape: draw.ranged(shape, -1.3, 1.3)),
    "sinh": elementwise(torch.sinh, normal),
    "cosh": elementwise(torch.cosh, normal),
    "atan": elementwise(torch.atan, normal),
    "erf": elementwise(torch.erf, normal),
    "expm1": elementwise(torch.expm1, normal),
    "log1p": elementwise(torch.log1p, above_minus_one),
    "square": elementwise(torch.square, normal),
    "reciprocal": elementwise(torch.reciprocal, lambda draw, shape: draw.away(shape) * 8),
    "rsqrt": elementwise(torch.rsqrt, lambda draw, shape: draw.ranged(shape, 0.5, draw.scale(1.0, 8.0))),
    "pow": power,
    "wholePow": whole_power,
    "where": where,
    "clamp": clamp,
    "softplus": elementwise(lambda x: torch.logaddexp(x, torch.zeros(())), normal),
    "silu": elementwise(lambda x: x * torch.sigmoid(x), normal),
    "gelu": elementwise(lambda x: 0.5 * x * (1 + torch.erf(x / math.sqrt(2))), normal),
    "geluTanh": elementwise(lambda x: 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3))), normal),
    "leakyRelu": elementwise(lambda x: F.leaky_relu(x, 0.125), away),
    "elu": elementwise(lambda x: F.elu(x, 0.75), away),
}


if __name__ == "__main__":
    write("pointwise.txt.gz", FUNCTIONS, 60)
