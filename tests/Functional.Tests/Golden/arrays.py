"""Outputs, first and second derivatives of operations on arrays, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 arrays.py

It writes arrays.txt.gz beside itself: 40 random cases of each operation, away from kinks and ties. cases.py says how a case is written.
"""

import torch
from torch.nn import functional as F

from cases import GAP, write


def normal(draw, shape):
    return draw.normal(shape, draw.scale(0.5, 1.0, 3.0))


def apart(draw, shape, axis):
    """Numbers that are far from each other along an axis."""
    while True:
        x = normal(draw, shape)
        ordered = x.sort(axis).values
        if ordered.shape[axis] < 2 or ordered.diff(dim=axis).min() >= GAP:
            return x


def along(draw):
    shape = draw.shape(least=1)
    return shape, draw.axis(len(shape))


def cum_sum(draw):
    shape, axis = along(draw)
    reverse, exclusive = draw.random() < 0.5, draw.random() < 0.5

    def function(x):
        given = x.flip(axis) if reverse else x
        sums = given.cumsum(axis)
        sums = sums - given if exclusive else sums
        return sums.flip(axis) if reverse else sums
    return {"axis": axis, "reverse": int(reverse), "exclusive": int(exclusive)}, [normal(draw, shape)], function


def over_axes(function, draw_one=normal):
    def operation(draw):
        shape = draw.shape(least=1)
        axes, keep = draw.axes(len(shape)), draw.random() < 0.5
        return {"axes": axes, "keep": int(keep)}, [draw_one(draw, shape)], lambda x: function(x, axes or list(range(len(shape))), keep)
    return operation


def with_zeros(draw, shape):
    x = normal(draw, shape)
    return torch.where(torch.rand(x.shape, generator=generator(draw)) < 0.4, torch.zeros_like(x), x)


def generator(draw):
    return torch.Generator().manual_seed(int(draw.random() * 2**31))


def product(x, axes, keep):
    """One axis after the other: PyTorch's own gradient with zeros is exact at first order alone, and so it is made of multiplications."""
    for axis in sorted((axis % x.dim() for axis in axes), reverse=True):
        parts = [part for part in x.split(1, axis)]
        x = parts[0]
        for part in parts[1:]:
            x = x * part
        if not keep:
            x = x.squeeze(axis)
    return x


def norm(order):
    return over_axes(lambda x, axes, keep: torch.linalg.vector_norm(x, order, axes, keep), lambda draw, shape: draw.away(shape))


def largest_norm(draw):
    while True:
        attributes, (x,), function = over_axes(
            lambda x, axes, keep: torch.amax(x.abs(), axes, keep), lambda draw, shape: draw.away(shape))(draw)
        values = x.abs().flatten().sort().values
        if len(values) < 2 or values.diff().min() >= GAP:
            return attributes, [x], function


def top_k(largest):
    def operation(draw):
        shape, axis = along(draw)
        count = draw.count(1, shape[axis])
        return {"axis": axis, "count": count}, [apart(draw, shape, axis)], lambda x: torch.topk(x, count, axis, largest)[0]
    return operation


def sort(descending):
    def operation(draw):
        shape, axis = along(draw)
        return {"axis": axis}, [apart(draw, shape, axis)], lambda x: torch.sort(x, axis, descending)[0]
    return operation


def places(draw, shape, size):
    return [draw.count(0, size - 1) for _ in range(torch.Size(shape).numel())]


def take_along(draw):
    shape, axis = along(draw)
    target = list(shape)
    target[axis] = draw.count(1, 3)
    index = places(draw, target, shape[axis])
    return {"axis": axis, "shape": target, "places": index}, [normal(draw, shape)], lambda x: torch.gather(x, axis, torch.tensor(index).reshape(target))


def add_along(draw):
    shape, axis = along(draw)
    target = list(shape)
    target[axis] = draw.count(1, 3)
    index = places(draw, shape, target[axis])
    return {"axis": axis, "size": target[axis], "places": index}, [normal(draw, shape)], lambda x: torch.zeros(target).scatter_add(
        axis, torch.tensor(index).reshape(shape), x)


def segment_sum(draw):
    shape = draw.shape(least=1)
    count = draw.count(1, 3)
    index = places(draw, shape[:1], count)
    return {"segments": index, "count": count}, [normal(draw, shape)], lambda x: torch.zeros([count] + shape[1:]).index_add(0, torch.tensor(index), x)


def take_places(draw):
    shape, axis = along(draw)
    chosen = [draw.count(0, shape[axis] - 1) for _ in range(draw.count(1, 4))]
    return {"axis": axis, "places": chosen}, [normal(draw, shape)], lambda x: x.index_select(axis, torch.tensor(chosen))


def flip(draw):
    shape = draw.shape(least=1)
    axes = draw.axes(len(shape)) or [0]
    return {"axes": axes}, [normal(draw, shape)], lambda x: x.flip(axes)


def roll(draw):
    shape, axis = along(draw)
    shift = draw.count(-5, 5)
    return {"axis": axis, "shift": shift}, [normal(draw, shape)], lambda x: x.roll(shift, axis)


def tile(draw):
    shape = draw.shape(least=1, elements=6)
    times = [draw.count(1, 2) for _ in shape]
    return {"times": times}, [normal(draw, shape)], lambda x: x.tile(times)


def repeat(draw):
    shape, axis = along(draw)
    times = draw.count(1, 3)
    return {"axis": axis, "times": times}, [normal(draw, shape)], lambda x: x.repeat_interleave(times, axis)


def pad(mode):
    """PyTorch pads the last axis of three."""
    def operation(draw):
        shape = [draw.count(1, 2), draw.count(1, 2), draw.count(2, 4)]
        axis = draw.count(0, 2)
        order = [each for each in range(3) if each != axis] + [axis]
        shape[axis] = draw.count(2, 4)
        most = shape[axis] - 1 if mode == "reflect" else shape[axis] if mode == "circular" else 3
        before, after = draw.count(0, most), draw.count(0, most)

        def function(x):
            padded = F.pad(x.permute(order), [before, after], mode, *([0.5] if mode == "constant" else []))
            return padded.permute([order.index(each) for each in range(3)])
        return {"axis": axis, "before": before, "after": after}, [normal(draw, shape)], function
    return operation


def einsum(specification):
    def operation(draw):
        sizes = {name: draw.count(1, 3) for name in "abijklt"}
        operands = [draw.normal([sizes[name] for name in names]) for names in specification.split("->")[0].split(",")]
        return {}, operands, lambda *x: torch.einsum(specification, *x)
    return operation


def triangle(function):
    def operation(draw):
        shape = draw.shape(least=2)
        diagonal = draw.count(-3, 3)
        return {"diagonal": diagonal}, [normal(draw, shape)], lambda x: function(x, diagonal)
    return operation


def diagonal(draw):
    shape = draw.shape(least=1, most=2, elements=3)
    return {}, [normal(draw, shape + shape[-1:])], lambda x: x.diagonal(0, -2, -1)


def from_diagonal(draw):
    return {}, [normal(draw, draw.shape(least=1, most=2, elements=4))], torch.diag_embed


OPERATIONS = {
    "cumSum": cum_sum,
    "prod": over_axes(product),
    "prodWithZeros": over_axes(product, with_zeros),
    "norm1": norm(1),
    "norm2": norm(2),
    "norm3": norm(3),
    "normLargest": largest_norm,
    "variance": over_axes(lambda x, axes, keep: torch.var(x, axes, unbiased=False, keepdim=keep)),
    "sort": sort(False),
    "sortDescending": sort(True),
    "topK": top_k(True),
    "topKSmallest": top_k(False),
    "takeAlong": take_along,
    "addAlong": add_along,
    "segmentSum": segment_sum,
    "takePlaces": take_places,
    "flip": flip,
    "roll": roll,
    "tile": tile,
    "repeat": repeat,
    "padConstant": pad("constant"),
    "padReflect": pad("reflect"),
    "padReplicate": pad("replicate"),
    "padCircular": pad("circular"),
    "bij,bjk->bik": einsum("bij,bjk->bik"),
    "ij,kj->ki": einsum("ij,kj->ki"),
    "ij,jk,kl->li": einsum("ij,jk,kl->li"),
    "bi,ijk,bj->bk": einsum("bi,ijk,bj->bk"),
    "iij,j->i": einsum("iij,j->i"),
    "ai,bj->ij": einsum("ai,bj->ij"),
    "bi,bi->b": einsum("bi,bi->b"),
    "ba,at": einsum("ba,at"),
    "lowerTriangle": triangle(torch.tril),
    "upperTriangle": triangle(torch.triu),
    "diagonal": diagonal,
    "fromDiagonal": from_diagonal,
}


if __name__ == "__main__":
    write("arrays.txt.gz", OPERATIONS, 40)
