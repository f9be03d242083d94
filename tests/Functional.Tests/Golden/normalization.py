"""Outputs, first and second derivatives of layers that normalise, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 normalization.py

It writes normalization.txt.gz beside itself. The operands are the input, channels last, and then the parameters. cases.py says how a case is written.
"""

import math

import torch
from torch.nn import functional as F

from cases import write

EPSILONS = [1e-5, 0.001, 0.1]


def spread(draw, shape, groups):
    """Numbers of which no group is nearly constant; groups makes of a tensor the groups, one a row."""
    while True:
        x = draw.normal(shape, draw.scale(0.5, 1.0, 5.0)) + draw.one([0.0, 0.0, 3.0])
        if groups(x).std(-1, unbiased=False).min() > 0.3:
            return x


def last_axes(centred):
    def layer(draw):
        axes = draw.one([1, 1, 2])
        shape = [draw.count(1, 3)] + [draw.count(1, 3) for _ in range(draw.count(0, 1))] + [draw.count(2, 4) for _ in range(axes)]
        last, epsilon = shape[-axes:], draw.one(EPSILONS)
        x = spread(draw, shape, lambda x: x.reshape(-1, math.prod(last)))
        scale, shift = draw.normal(last), draw.normal(last)
        attributes = {"axes": axes, "epsilon": torch.tensor(epsilon)}
        if centred:
            return attributes, [x, scale, shift], lambda x, scale, shift: F.layer_norm(x, last, scale, shift, epsilon)
        over = list(range(-axes, 0))
        return attributes, [x, scale], lambda x, scale: x / torch.sqrt((x * x).mean(over, keepdim=True) + epsilon) * scale
    return layer


LAYERS = {
    "layerNorm": last_axes(True),
    "rmsNorm": last_axes(False),
}


if __name__ == "__main__":
    write("normalization.txt.gz", LAYERS, 50)
