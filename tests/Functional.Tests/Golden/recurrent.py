"""Outputs, first and second derivatives of recurrent layers, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 recurrent.py

It writes recurrent.txt.gz beside itself: 25 random cases of each layer. cases.py says how a case is written. Operands are the sequence [batch, time,
features], the first states, and the parameters as Functional has them: weights as [inputs, outputs], one bias, and of a gated recurrent unit a second one
for the new state; here they are brought into PyTorch's form, its second bias being zero elsewhere. The output is one row of numbers: the outputs of all steps and then
the last states. What PyTorch does not have is written from the papers' formulas: the gate before the product, the minimal gated unit, and peepholes.
"""

import torch
from torch import _VF
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from cases import GAP, write


def sizes(draw, most_time=3, most_units=4):
    """Batch, time, features, units: few numbers."""
    batch, time, features, units = draw.count(1, 2), draw.count(1, most_time), draw.count(1, 2), draw.count(1, 2)
    return (batch, time, features, units) if batch * time * features <= 8 and features * units <= most_units else sizes(draw, most_time, most_units)


def parameters(draw, features, units, gates, outputs=None, projected=None):
    """weight, recurrent, bias."""
    outputs = outputs or units
    return [draw.normal([features, gates * units], 0.7), draw.normal([outputs, gates * units], 0.7), draw.normal([gates * units], 0.7)]


def together(*tensors):
    return torch.cat([x.flatten() for x in tensors])


def of_torch(kind, weight, recurrent, bias, more):
    """The weights as PyTorch has them."""
    other = torch.zeros_like(bias)
    if kind == "gru":
        other = torch.cat([other[: 2 * recurrent.shape[0]], more[0]])
    return [weight.T, recurrent.T, bias, other] + ([more[0].T] if kind == "lstm" and more else [])


CALLS = {"rnn": _VF.rnn_tanh, "relu": _VF.rnn_relu, "gru": _VF.gru, "lstm": _VF.lstm}


def run(call, x, first, weights, layers=1, both=False, lengths=None):
    """The outputs and the last states, [layers or directions, batch, units]."""
    if lengths is None:
        y, *last = CALLS[call](x, first, weights, True, layers, 0.0, False, both, True)
        return y, last
    packed = pack_padded_sequence(x, torch.tensor(lengths), batch_first=True, enforce_sorted=False)
    sort = lambda state: state[:, packed.sorted_indices]
    y, *last = CALLS[call](
        packed.data, packed.batch_sizes, tuple(map(sort, first)) if isinstance(first, tuple) else sort(first), weights, True, layers, 0.0, False, both)
    y = PackedSequence(y, packed.batch_sizes, packed.sorted_indices, packed.unsorted_indices)
    y, _ = pad_packed_sequence(y, batch_first=True, total_length=x.shape[1])
    return y, [state[:, packed.unsorted_indices] for state in last]


def lengths_of(draw, masked, batch, time):
    return [draw.count(1, time) for _ in range(batch)] if masked else None


def attributes(lengths, **others):
    return dict(others, lengths=lengths) if lengths else others


def simple(relu=False, masked=False):
    def layer(draw):
        batch, time, features, units = sizes(draw)
        lengths = lengths_of(draw, masked, batch, time)
        operands = [draw.normal([batch, time, features]), draw.normal([batch, units]), *parameters(draw, features, units, 1)]
        if relu and not away(*operands):
            return layer(draw)

        def function(x, h, weight, recurrent, bias):
            y, (last,) = run("relu" if relu else "rnn", x, h[None], of_torch("rnn", weight, recurrent, bias, []), lengths=lengths)
            return together(y, last)
        return attributes(lengths), operands, function
    return layer


def away(x, h, weight, recurrent, bias):
    """Whether no sum is near zero."""
    for t in range(x.shape[1]):
        sums = x[:, t] @ weight + h @ recurrent + bias
        if sums.abs().min() < GAP:
            return False
        h = sums.relu()
    return True


def gru(masked=False):
    def layer(draw):
        batch, time, features, units = sizes(draw)
        lengths = lengths_of(draw, masked, batch, time)
        operands = [draw.normal([batch, time, features]), draw.normal([batch, units]), *parameters(draw, features, units, 3), draw.normal([units], 0.7)]

        def function(x, h, weight, recurrent, bias, other):
            y, (last,) = run("gru", x, h[None], of_torch("gru", weight, recurrent, bias, [other]), lengths=lengths)
            return together(y, last)
        return attributes(lengths), operands, function
    return layer


def lstm(projected=False, masked=False):
    def layer(draw):
        batch, time, features, units = sizes(draw)
        if projected:
            units = 2
        outputs = 1 if projected else units  # PyTorch asks for fewer than there are units
        lengths = lengths_of(draw, masked, batch, time)
        operands = [draw.normal([batch, time, features]), draw.normal([batch, outputs]), draw.normal([batch, units]),
                    *parameters(draw, features, units, 4, outputs), *([draw.normal([units, outputs])] if projected else [])]

        def function(x, h, c, weight, recurrent, bias, *projection):
            y, last = run("lstm", x, (h[None], c[None]), of_torch("lstm", weight, recurrent, bias, projection), lengths=lengths)
            return together(y, *last)
        return attributes(lengths), operands, function
    return layer


def lstm_over_lstm(draw):
    batch, time, features, units = sizes(draw, 2, 2)
    operands = [draw.normal([batch, time, features]), *(draw.normal([batch, units]) for _ in range(4)),
                *parameters(draw, features, units, 4), *parameters(draw, units, units, 4)]

    def function(x, h, c, g, d, *weights):
        weights = of_torch("lstm", *weights[:3], []) + of_torch("lstm", *weights[3:], [])
        y, (hs, cs) = run("lstm", x, (torch.stack([h, g]), torch.stack([c, d])), weights, layers=2)
        return together(y, hs[0], cs[0], hs[1], cs[1])
    return {}, operands, function


def lstm_both_ways(masked):
    def layer(draw):
        batch, time, features, units = sizes(draw, 2 if not masked else 3, 2)
        units = 1 if masked else units
        lengths = lengths_of(draw, masked, batch, time)
        operands = [draw.normal([batch, time, features]), *(draw.normal([batch, units]) for _ in range(4)),
                    *parameters(draw, features, units, 4), *parameters(draw, features, units, 4)]

        def function(x, h, c, g, d, *weights):
            weights = of_torch("lstm", *weights[:3], []) + of_torch("lstm", *weights[3:], [])
            y, (hs, cs) = run("lstm", x, (torch.stack([h, g]), torch.stack([c, d])), weights, both=True, lengths=lengths)
            return together(y, hs[0], cs[0], hs[1], cs[1])
        return attributes(lengths), operands, function
    return layer


def gru_both_ways(masked):
    def layer(draw):
        batch, time, features, units = sizes(draw, 3, 2)
        units = 1 if masked else units
        lengths = lengths_of(draw, masked, batch, time)
        operands = [draw.normal([batch, time, features]), *(draw.normal([batch, units]) for _ in range(2)),
                    *parameters(draw, features, units, 3), draw.normal([units]), *parameters(draw, features, units, 3), draw.normal([units])]

        def function(x, h, g, *weights):
            weights = of_torch("gru", *weights[:3], weights[3:4]) + of_torch("gru", *weights[4:7], weights[7:])
            y, (hs,) = run("gru", x, torch.stack([h, g]), weights, both=True, lengths=lengths)
            return together(y, hs[0], hs[1])
        return attributes(lengths), operands, function
    return layer


def steps(cell, x, *states):
    """A cell written by hand, step after step."""
    outputs = []
    for t in range(x.shape[1]):
        states = cell(x[:, t], *states)
        outputs.append(states[0])
    return together(torch.stack(outputs, 1), *states)


def gru_before(draw):
    """Cho et al., 2014, with the update gate as PyTorch has it: z keeps the old state."""
    batch, time, features, units = sizes(draw)
    operands = [draw.normal([batch, time, features]), draw.normal([batch, units]), *parameters(draw, features, units, 3)]

    def function(x, h, weight, recurrent, bias):
        w, u, b = weight.split(units, 1), recurrent.split(units, 1), bias.split(units)

        def cell(x, h):
            r = torch.sigmoid(x @ w[0] + h @ u[0] + b[0])
            z = torch.sigmoid(x @ w[1] + h @ u[1] + b[1])
            n = torch.tanh(x @ w[2] + (r * h) @ u[2] + b[2])
            return ((1 - z) * n + z * h,)
        return steps(cell, x, h)
    return {}, operands, function


def minimal(draw):
    """Zhou et al., 2016."""
    batch, time, features, units = sizes(draw)
    operands = [draw.normal([batch, time, features]), draw.normal([batch, units]), *parameters(draw, features, units, 2)]

    def function(x, h, weight, recurrent, bias):
        w, u, b = weight.split(units, 1), recurrent.split(units, 1), bias.split(units)

        def cell(x, h):
            f = torch.sigmoid(x @ w[0] + h @ u[0] + b[0])
            n = torch.tanh(x @ w[1] + (f * h) @ u[1] + b[1])
            return ((1 - f) * h + f * n,)
        return steps(cell, x, h)
    return {}, operands, function


def peephole(draw):
    """Gers and Schmidhuber, 2000."""
    batch, time, features, units = sizes(draw)
    operands = [draw.normal([batch, time, features]), draw.normal([batch, units]), draw.normal([batch, units]), *parameters(draw, features, units, 4),
                draw.normal([3, units])]

    def function(x, h, c, weight, recurrent, bias, peephole):
        w, u, b = weight.split(units, 1), recurrent.split(units, 1), bias.split(units)

        def cell(x, h, c):
            sums = [x @ w[k] + h @ u[k] + b[k] for k in range(4)]
            i, f = torch.sigmoid(sums[0] + peephole[0] * c), torch.sigmoid(sums[1] + peephole[1] * c)
            c = f * c + i * torch.tanh(sums[2])
            return torch.sigmoid(sums[3] + peephole[2] * c) * torch.tanh(c), c
        return steps(cell, x, h, c)
    return {}, operands, function


LAYERS = {
    "rnn": simple(),
    "rnnRelu": simple(relu=True),
    "rnnLengths": simple(masked=True),
    "gru": gru(),
    "gruLengths": gru(masked=True),
    "gruBefore": gru_before,
    "minimal": minimal,
    "lstm": lstm(),
    "lstmProjected": lstm(projected=True),
    "lstmLengths": lstm(masked=True),
    "lstmPeephole": peephole,
    "lstmOverLstm": lstm_over_lstm,
    "lstmBothWays": lstm_both_ways(False),
    "lstmBothWaysLengths": lstm_both_ways(True),
    "gruBothWays": gru_both_ways(False),
    "gruBothWaysLengths": gru_both_ways(True),
}


if __name__ == "__main__":
    write("recurrent.txt.gz", LAYERS, 25)
