"""Outputs, first and second derivatives of pooling, up-sampling, pixel shuffle and padding layers, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 pooling.py

It writes pooling.txt.gz beside itself: 30 random configurations of each function, over one to three axes of space, with channels last, as Functional has them, and away
from ties. cases.py says how a case is written.
"""

import math

import torch
from torch.nn import functional as F

from cases import write

MAX = {1: F.max_pool1d, 2: F.max_pool2d, 3: F.max_pool3d}
AVERAGE = {1: F.avg_pool1d, 2: F.avg_pool2d, 3: F.avg_pool3d}
ADAPTIVE_MAX = {1: F.adaptive_max_pool1d, 2: F.adaptive_max_pool2d, 3: F.adaptive_max_pool3d}
ADAPTIVE_AVERAGE = {1: F.adaptive_avg_pool1d, 2: F.adaptive_avg_pool2d, 3: F.adaptive_avg_pool3d}
LINEAR = {1: "linear", 2: "bilinear", 3: "trilinear"}
LONGEST = {1: 7, 2: 5, 3: 3}
MOST = 30  # numbers of an input or an output, so that the file stays small


def channels_first(x):
    return x.movedim(-1, 1).clone(memory_format=torch.contiguous_format)


def channels_last(y):
    return y.movedim(1, -1)


def last(function):
    """The same function with channels last."""
    return lambda x: channels_last(function(channels_first(x)))


def around(before, after):
    """The padding as F.pad wants it: the last axis first."""
    return [each for pair in reversed(list(zip(before, after))) for each in pair]


def distinct(draw, shape):
    """Numbers of which no two are near each other, and none near 0."""
    count = math.prod(shape)
    return torch.tensor([round(0.1 * (place - count // 2) + 0.05, 2) for place in draw.mixed(range(count))]).reshape(shape)


def images(draw, axes):
    while True:
        shape = [draw.one([1, 1, 2]), *[draw.count(1, LONGEST[axes]) for _ in range(axes)], draw.one([1, 2, 2, 3])]
        if math.prod(shape) <= MOST:
            return shape


def numbers(draw, shape):
    return draw.normal(shape, draw.scale())


def small(y):
    return 0 < y.numel() <= MOST


def windows(make, axes, draw_one, dilated=False):
    """A function over windows, drawn again until its settings fit."""
    def function(draw):
        while True:
            n = axes or draw.count(1, 3)
            shape = images(draw, n)
            window = [draw.one([1, 2, 2, 3]) for _ in range(n)]
            strides = [draw.one([1, 1, 2, 3]) for _ in range(n)]
            dilation = [draw.one([1, 1, 2]) if dilated else 1 for _ in range(n)]
            extent = [(w - 1) * d + 1 for w, d in zip(window, dilation)]
            before, after = ([draw.count(0, min(e - 1, 2)) for e in extent] for _ in range(2))
            padded = [size + b + a for size, b, a in zip(shape[1:-1], before, after)]
            if any(e > size for e, size in zip(extent, padded)) or blind(shape[1:-1], padded, before, window, strides, dilation):
                continue
            attributes, apply = make(draw, n, window, strides, before, after, dilation)
            x = draw_one(draw, shape)
            if small(last(apply)(x)):
                return {"window": window, "strides": strides, "before": before, "after": after, "dilation": dilation, **attributes}, [x], last(apply)
    return function


def blind(space, padded, before, window, strides, dilation):
    """Whether some window sees padding alone."""
    return any(
        not any(0 <= start - b + place * d < size for place in range(w))
        for size, p, b, w, s, d in zip(space, padded, before, window, strides, dilation)
        for start in range(0, p - (w - 1) * d, s))


def max_pool(draw, axes, window, strides, before, after, dilation):
    return {}, lambda x: MAX[axes](F.pad(x, around(before, after), value=-math.inf), window, strides, 0, dilation)


def rectified_max_pool(draw, axes, window, strides, before, after, dilation):
    return {}, lambda x: torch.relu(MAX[axes](F.pad(x, around(before, after), value=-math.inf), window, strides, 0, dilation))


def average_pool(draw, axes, window, strides, before, after, dilation):
    counted = draw.random() < 0.5

    def apply(x):
        pool = lambda each: AVERAGE[axes](F.pad(each, around(before, after)), window, strides)
        return pool(x) if counted else pool(x) / pool(torch.ones_like(x))
    return {"counted": int(counted)}, apply


def power_pool(draw, axes, window, strides, before, after, dilation):
    """PyTorch has it for one and two axes, and its own sign for odd orders: so it is written here."""
    order = draw.one([1, 2, 2, 3, 4])
    places = math.prod(window)

    def apply(x):
        return (AVERAGE[axes](F.pad(x.abs().pow(order), around(before, after)), window, strides) * places).pow(1 / order)
    return {"order": order}, apply


def over(function, draw_one=numbers):
    """A function of an image that draws its own attributes."""
    def made(draw):
        while True:
            axes = draw.count(1, 3)
            shape = images(draw, axes)
            attributes, apply = function(draw, axes, shape)
            if apply is None:
                continue
            x = draw_one(draw, shape)
            if small(apply(x)):
                return attributes, [x], apply
    return made


def adaptive(pools):
    def function(draw, axes, shape):
        size = [draw.count(1, 4) for _ in range(axes)]
        return {"size": size}, last(lambda x: pools[axes](x, size))
    return function


def global_max(draw, axes, shape):
    return {}, lambda x: x.amax(list(range(1, axes + 1)))


def global_average(draw, axes, shape):
    return {}, lambda x: x.mean(list(range(1, axes + 1)))


def upsample_nearest(draw, axes, shape):
    factors = [draw.count(1, 3) for _ in range(axes)]
    return {"factors": factors}, last(lambda x: F.interpolate(x, size=[size * by for size, by in zip(shape[1:-1], factors)], mode="nearest"))


def upsample_linear(draw, axes, shape):
    factors, aligned = [draw.count(1, 3) for _ in range(axes)], draw.random() < 0.5
    return {"factors": factors, "aligned": int(aligned)}, last(
        lambda x: F.interpolate(x, size=[size * by for size, by in zip(shape[1:-1], factors)], mode=LINEAR[axes], align_corners=aligned))


def pixel_shuffle(draw, axes, shape):
    """PyTorch has the channels of the output outside of the places of a block: so they change places here. And it has it for two axes."""
    return {"factor": 2}, lambda x: channels_last(F.pixel_shuffle(blocks_inside(channels_first(x), 2), 2))


def pixel_unshuffle(draw, axes, shape):
    return {"factor": 2}, lambda x: channels_last(blocks_outside(F.pixel_unshuffle(channels_first(x), 2), 2))


def blocks_inside(x, factor):
    """From channels (i·r + j)·C + c to c·r² + i·r + j."""
    n, c, h, w = x.shape
    return x.reshape(n, factor ** 2, c // factor ** 2, h, w).transpose(1, 2).reshape(x.shape)


def blocks_outside(x, factor):
    n, c, h, w = x.shape
    return x.reshape(n, c // factor ** 2, factor ** 2, h, w).transpose(1, 2).reshape(x.shape)


def shuffled(function, shapes):
    def made(draw):
        shape = draw.one(shapes)
        attributes, apply = function(draw, 2, shape)
        return attributes, [numbers(draw, shape)], apply
    return made


def padded(mode):
    def function(draw, axes, shape):
        most = [min(2, size - 1) if mode == "reflect" else 2 for size in shape[1:-1]]
        before, after = ([draw.count(0, each) for each in most] for _ in range(2))
        return {"before": before, "after": after}, last(lambda x: F.pad(x, around(before, after), mode=mode))
    return function


FUNCTIONS = {
    **{f"maxPool{axes}": windows(max_pool, axes, distinct, dilated=True) for axes in (1, 2, 3)},
    "rectifiedMaxPool": windows(rectified_max_pool, None, distinct, dilated=True),
    **{f"averagePool{axes}": windows(average_pool, axes, numbers) for axes in (1, 2, 3)},
    "powerPool": windows(power_pool, None, lambda draw, shape: draw.away(shape)),
    "globalMaxPool": over(global_max, distinct),
    "globalAveragePool": over(global_average),
    "adaptiveMaxPool": over(adaptive(ADAPTIVE_MAX), distinct),
    "adaptiveAveragePool": over(adaptive(ADAPTIVE_AVERAGE)),
    "upsampleNearest": over(upsample_nearest),
    "upsampleLinear": over(upsample_linear),
    "pixelShuffle": shuffled(pixel_shuffle, [[1, 1, 1, 4], [1, 2, 1, 8], [2, 1, 2, 4], [1, 2, 3, 4], [1, 1, 2, 12]]),
    "pixelUnshuffle": shuffled(pixel_unshuffle, [[1, 2, 2, 1], [1, 4, 2, 2], [2, 2, 4, 1], [1, 2, 6, 2], [1, 2, 4, 3]]),
    "zeroPad": over(padded("constant")),
    "reflectPad": over(padded("reflect")),
    "replicatePad": over(padded("replicate")),
}

if __name__ == "__main__":
    write("pooling.txt.gz", FUNCTIONS, 30)
