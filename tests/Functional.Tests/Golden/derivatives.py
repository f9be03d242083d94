"""Outputs, first and second derivatives of tensor operations, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 derivatives.py

It writes derivatives.txt.gz beside itself: 200 random cases of each operation, away from kinks and ties. cases.py says how a case is written.
"""

import math

import torch
from torch.nn import functional as F

from cases import GAP, write


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


if __name__ == "__main__":
    write("derivatives.txt.gz", OPERATIONS, 200)
