"""Outputs, first and second derivatives of activations, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 activations.py

It writes activations.txt.gz beside itself: 40 random cases of each activation, away from kinks and ties. cases.py says how a case is written.
"""

import torch
from torch.nn import functional as F

from cases import GAP, write


def elementwise(function, *kinks):
    """An activation on numbers that are not near its kinks."""
    def operation(draw):
        shape = draw.shape()
        while True:
            x = draw.normal(shape, draw.scale(0.3, 1.0, 3.0))
            if all((x - kink).abs().min() >= GAP for kink in kinks):
                return {}, [x], function
    return operation


def prelu(per_feature):
    def operation(draw):
        x = draw.away(draw.shape(least=1))
        slope = draw.normal([x.shape[-1]] if per_feature else [], 0.5)
        return {}, [slope, x], lambda slope, x: torch.where(x > 0, x, slope * x)
    return operation


def gated(function, away=False):
    def operation(draw):
        shape = draw.shape(least=1, elements=4)
        shape[-1] *= 2
        return {}, [draw.away(shape) if away else draw.normal(shape)], lambda x: (lambda a, b: a * function(b))(*x.chunk(2, -1))
    return operation


def maxout(draw):
    shape = draw.shape(least=1, elements=3)
    pieces = draw.count(1, 3)
    while True:
        x = draw.normal(shape + [pieces])
        largest = x.topk(min(2, pieces), -1).values
        if (largest[..., 0] - largest[..., -1]).min() >= GAP or pieces == 1:
            return {"pieces": pieces}, [x.reshape(shape[:-1] + [shape[-1] * pieces])], lambda x: x.reshape(shape + [pieces]).amax(-1)


def sparsemax(x):
    """Martins and Astudillo, algorithm 1."""
    z = x.sort(-1, descending=True).values
    k = torch.arange(1, x.shape[-1] + 1)
    size = (1 + k * z > z.cumsum(-1)).sum(-1, keepdim=True)
    tau = (z.cumsum(-1).gather(-1, size - 1) - 1) / size
    return torch.clamp(x - tau, min=0)


def rows_of_sparsemax(draw):
    """Logits of which none is near the edge of the support."""
    shape = draw.shape(least=1)
    while True:
        x = draw.normal(shape, draw.scale(0.1, 0.5, 1.0))
        y = sparsemax(x)
        tau = (x - y).masked_fill(y == 0, -100).amax(-1, keepdim=True)
        if (x - tau).abs().min() >= GAP / 5:
            return {}, [x], sparsemax


def gumbel(hard):
    """What it is at inference, without noise."""
    def operation(draw):
        x = draw.normal(draw.shape(least=1))
        if not hard:
            return {}, [x], lambda x: torch.softmax(x / 0.75, -1)

        def straight_through(x):
            soft = torch.softmax(x / 0.75, -1)
            top = torch.zeros_like(soft).scatter(-1, soft.argmax(-1, keepdim=True), 1.0)
            return top + soft - soft.detach()
        return {}, [x], straight_through
    return operation


FUNCTIONS = {
    "leakyRelu": elementwise(lambda x: F.leaky_relu(x, 0.02), 0),
    "elu": elementwise(lambda x: F.elu(x, 1.5), 0),
    "celu": elementwise(lambda x: F.celu(x, 0.5), 0),
    "selu": elementwise(F.selu, 0),
    "gelu": elementwise(lambda x: 0.5 * x * (1 + torch.erf(x * 0.5 ** 0.5))),
    "geluTanh": elementwise(lambda x: 0.5 * x * (1 + torch.tanh((2 / torch.pi) ** 0.5 * (x + 0.044715 * x ** 3)))),
    "silu": elementwise(lambda x: x * torch.sigmoid(x)),
    "softplus": elementwise(lambda x: torch.logaddexp(x, torch.zeros(()))),
    "softsign": elementwise(F.softsign, 0),
    "mish": elementwise(lambda x: x * torch.tanh(torch.logaddexp(x, torch.zeros(())))),
    "logSigmoid": elementwise(F.logsigmoid),
    "tanhshrink": elementwise(F.tanhshrink),
    "hardSigmoid": elementwise(lambda x: torch.clamp(x / 6 + 0.5, 0, 1), -3, 3),
    "hardSwish": elementwise(lambda x: x * torch.clamp(x + 3, 0, 6) / 6, -3, 3),
    "hardTanh": elementwise(lambda x: F.hardtanh(x, -0.5, 1.5), -0.5, 1.5),
    "relu6": elementwise(F.relu6, 0, 6),
    "softshrink": elementwise(lambda x: F.softshrink(x, 0.25), -0.25, 0.25),
    "hardshrink": elementwise(lambda x: F.hardshrink(x, 0.25), -0.25, 0.25),
    "rrelu": elementwise(lambda x: F.rrelu(x, 0.25, 0.5, training=False), 0),
    "prelu": prelu(False),
    "preluPerFeature": prelu(True),
    "glu": lambda draw: (lambda shape: ({}, [draw.normal(shape[:-1] + [2 * shape[-1]])], lambda x: F.glu(x, -1)))(draw.shape(least=1, elements=4)),
    "reGlu": gated(torch.relu, away=True),
    "geGlu": gated(lambda x: 0.5 * x * (1 + torch.erf(x * 0.5 ** 0.5))),
    "swiGlu": gated(lambda x: x * torch.sigmoid(x)),
    "maxout": maxout,
    "sparsemax": rows_of_sparsemax,
    "gumbelSoftmax": gumbel(False),
    "gumbelSoftmaxHard": gumbel(True),
}


if __name__ == "__main__":
    write("activations.txt.gz", FUNCTIONS, 40)
