"""Outputs, first and second derivatives of convolution layers, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 convolution.py

It writes convolution.txt.gz beside itself: 50 random configurations of each function, with channels last and kernels [taps…, in/groups, out], as Functional has
them. cases.py says how a case is written.
"""

import math

import torch
from torch.nn import functional as F

from cases import write

CONVOLUTIONS = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}
TRANSPOSED = {1: F.conv_transpose1d, 2: F.conv_transpose2d, 3: F.conv_transpose3d}
MOST = {"x": 20, "w": 12, "y": 14}  # numbers, so that the file stays small


def channels_first(x):
    return x.movedim(-1, 1).clone(memory_format=torch.contiguous_format)


def channels_last(y):
    return y.movedim(1, -1)


def kernel_last(w):
    """From [taps…, in, out] to [out, in, taps…]."""
    return w.movedim(-1, 0).movedim(-1, 1).clone(memory_format=torch.contiguous_format)


def around(before, after):
    """The padding as F.pad wants it: the last axis first."""
    return [each for pair in reversed(list(zip(before, after))) for each in pair]


def settings(draw, axes):
    kernel = [draw.one([1, 2, 2, 3, 3]) for _ in range(axes)]
    strides = [draw.one([1, 1, 2, 3]) for _ in range(axes)]
    dilation = [draw.one([1, 1, 2, 3]) for _ in range(axes)]
    return kernel, strides, dilation


def fits(draw, shapes, function):
    """The operands, if they and what comes of them are small enough; else None."""
    x, w, b = shapes
    if math.prod(x) > MOST["x"] or math.prod(w) > MOST["w"] or min(x) < 1:
        return None
    operands = [draw.normal(x), draw.normal(w)] + ([draw.normal(b)] if b else [])
    try:
        y = function(*operands)
    except RuntimeError:  # the kernel is larger than the padded input
        return None
    return operands if 0 < y.numel() <= MOST["y"] else None


def convolution(axes, depthwise=False):
    def operation(draw):
        while True:
            kernel, strides, dilation = settings(draw, axes)
            groups, per_group, filters = draw.one([1, 1, 2]), draw.count(1, 2), draw.count(1, 2)
            if depthwise:
                groups, per_group = draw.count(1, 3), 1
            before = [draw.one([0, 0, 1, 2]) for _ in range(axes)]
            after = [draw.one([0, 0, 1, 2]) for _ in range(axes)]
            x = [draw.count(1, 2)] + [draw.count(1, 6 - axes) for _ in range(axes)] + [groups * per_group]

            def function(x, w, b):
                return channels_last(CONVOLUTIONS[axes](
                    F.pad(channels_first(x), around(before, after)), kernel_last(w), b, stride=strides, dilation=dilation, groups=groups))
            operands = fits(draw, (x, kernel + [per_group, groups * filters], [groups * filters]), function)
            if operands:
                return {"strides": strides, "dilation": dilation, "before": before, "after": after, "groups": groups}, operands, function
    return operation


def same(axes):
    """PyTorch knows padding that keeps the size for strides of 1 alone."""
    def operation(draw):
        while True:
            kernel, _, dilation = settings(draw, axes)
            x = [1] + [draw.count(1, 6 - axes) for _ in range(axes)] + [draw.count(1, 2)]
            filters = draw.count(1, 2)

            def function(x, w):
                return channels_last(CONVOLUTIONS[axes](channels_first(x), kernel_last(w), None, padding="same", dilation=dilation))
            operands = fits(draw, (x, kernel + [x[-1], filters], None), function)
            if operands:
                return {"dilation": dilation}, operands, function
    return operation


def transposed(axes):
    def operation(draw):
        while True:
            kernel, strides, dilation = settings(draw, axes)
            groups, per_group, filters = draw.one([1, 1, 2]), draw.count(1, 2), draw.count(1, 2)
            padding = [draw.one([0, 0, 1, 2]) for _ in range(axes)]
            more = [draw.count(0, stride - 1) for stride in strides]
            x = [draw.count(1, 2)] + [draw.count(1, 4 - axes) for _ in range(axes)] + [groups * per_group]

            def function(x, w, b):
                return channels_last(TRANSPOSED[axes](
                    channels_first(x), kernel_last(w), b, stride=strides, padding=padding, output_padding=more, groups=groups, dilation=dilation))
            operands = fits(draw, (x, kernel + [filters, groups * per_group], [groups * filters]), function)
            if operands:
                return {"strides": strides, "dilation": dilation, "padding": padding, "more": more, "groups": groups}, operands, function
    return operation


FUNCTIONS = {
    "convolution1": convolution(1),
    "convolution2": convolution(2),
    "convolution3": convolution(3),
    "depthwise2": convolution(2, depthwise=True),
    "same2": same(2),
    "transposed1": transposed(1),
    "transposed2": transposed(2),
    "transposed3": transposed(3),
}

if __name__ == "__main__":
    write("convolution.txt.gz", FUNCTIONS, 50)
