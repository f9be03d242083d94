"""Outputs, first and second derivatives of layers that normalise, or whose weights are normalised, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 normalization.py

It writes normalization.txt.gz beside itself. The operands are the input, channels last, and then the parameters. cases.py says how a case is written.
"""

import math
from types import SimpleNamespace

import torch
from torch.nn import functional as F
from torch.nn.utils.spectral_norm import SpectralNorm

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


def image(draw, channels, most=4):
    """The shape of a batch with one or two axes of places, and not too many numbers."""
    return [draw.count(1, 3)] + [draw.count(1, 2) for _ in range(draw.count(0, 1))] + [draw.count(2, most)] + [channels]


def channels_first(x):
    return x.movedim(-1, 1).contiguous()


def channels_last(x):
    return x.movedim(1, -1).contiguous()


def group_norm(draw):
    groups = draw.count(1, 3)
    shape, epsilon = image(draw, groups * draw.count(1, 2), 3), draw.one(EPSILONS)
    x = spread(draw, shape, lambda x: channels_first(x).reshape(shape[0] * groups, -1))
    scale, shift = draw.normal(shape[-1:]), draw.normal(shape[-1:])
    return ({"groups": groups, "epsilon": torch.tensor(epsilon)}, [x, scale, shift],
            lambda x, scale, shift: channels_last(F.group_norm(channels_first(x), groups, scale, shift, epsilon)))


def instance_norm(draw):
    shape, epsilon = image(draw, draw.count(1, 3)), draw.one(EPSILONS)
    x = spread(draw, shape, lambda x: channels_first(x).reshape(shape[0] * shape[-1], -1))
    scale, shift = draw.normal(shape[-1:]), draw.normal(shape[-1:])
    # PyTorch 1.13 goes back wrongly through instance_norm where the batch is one and the cotangent not contiguous; a group for each channel is the same.
    function = lambda x, scale, shift: channels_last(F.group_norm(channels_first(x), shape[-1], scale, shift, epsilon))
    same = channels_last(F.instance_norm(channels_first(x), weight=scale, bias=shift, eps=epsilon))
    assert torch.allclose(function(x, scale, shift), same, rtol=1e-12, atol=1e-12)
    return {"epsilon": torch.tensor(epsilon)}, [x, scale, shift], function


def batch_norm(training):
    def layer(draw):
        shape, epsilon, momentum = image(draw, draw.count(1, 4), 3), draw.one(EPSILONS), draw.one([0.1, 0.3, 1.0])
        x = spread(draw, shape, lambda x: x.reshape(-1, shape[-1]).t())
        scale, shift = draw.normal(shape[-1:]), draw.normal(shape[-1:])
        mean, variance = draw.normal(shape[-1:]), draw.ranged(shape[-1:], 0.5, 2.0)
        after = mean.clone(), variance.clone()
        F.batch_norm(channels_first(x), *after, scale, shift, training, momentum, epsilon)
        return ({"epsilon": torch.tensor(epsilon), "momentum": torch.tensor(momentum), "mean": mean, "variance": variance,
                 "meanAfter": after[0], "varianceAfter": after[1]}, [x, scale, shift],
                lambda x, scale, shift: channels_last(
                    F.batch_norm(channels_first(x), mean.clone(), variance.clone(), scale, shift, training, momentum, epsilon)))
    return layer


def away_from_zero(draw, shape):
    """A matrix of which no column is nearly zero."""
    while True:
        weight = draw.normal(shape)
        if weight.norm(dim=0).min() > 0.5:
            return weight


def weight_norm(draw):
    rows, features, units = draw.count(1, 3), draw.count(1, 4), draw.count(1, 3)
    x, direction, length, bias = draw.normal([rows, features]), away_from_zero(draw, [features, units]), draw.normal([units]), draw.normal([units])
    # PyTorch 1.13 goes back wrongly twice through _weight_norm of a transposed matrix.
    assert torch.allclose((direction * (length / direction.norm(dim=0))).t(), torch._weight_norm(direction.t(), length[:, None], 0))
    return ({}, [x, direction, length, bias],
            lambda x, direction, length, bias: x.matmul(direction * (length / direction.norm(dim=0))) + bias)


def spectral_norm(draw):
    rows, features, units, iterations = draw.count(1, 3), draw.count(2, 4), draw.count(2, 3), draw.count(1, 3)
    x, weight, bias = draw.normal([rows, features]), away_from_zero(draw, [features, units]), draw.normal([units])
    left, right = away_from_zero(draw, [features, 1]), away_from_zero(draw, [units, 1])

    def normed(weight, left=left, right=right):
        norm = SpectralNorm("weight", iterations, 0, 1e-12)
        module = SimpleNamespace(weight_orig=weight.t(), weight_u=right[:, 0].clone(), weight_v=left[:, 0].clone())
        return norm.compute_weight(module, True), module

    _, after = normed(weight)
    return ({"iterations": iterations, "left": left, "right": right, "leftAfter": after.weight_v[:, None], "rightAfter": after.weight_u[:, None]},
            [x, weight, bias], lambda x, weight, bias: F.linear(x, normed(weight)[0], bias))


LAYERS = {
    "layerNorm": last_axes(True),
    "rmsNorm": last_axes(False),
    "groupNorm": group_norm,
    "instanceNorm": instance_norm,
    "batchNormInTraining": batch_norm(True),
    "batchNormAtInference": batch_norm(False),
    "weightNorm": weight_norm,
    "spectralNorm": spectral_norm,
}


if __name__ == "__main__":
    write("normalization.txt.gz", LAYERS, 40)
