"""Outputs, first and second derivatives of attention and of what stands around it, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 attention.py

It writes three files beside itself: attention.txt.gz with 300 random configurations of attention alone, multi-head.txt.gz with 40 cases of each layer
around it, and blocks.txt.gz with 20 of each block of a transformer. Where PyTorch has a module it is used; what it has not is written out here.
cases.py says how a case is written.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.stateless import functional_call

from cases import write


def bits(draw, shape, chance=0.7):
    """A mask: 1 is seen."""
    return torch.tensor([float(draw.random() < chance) for _ in range(math.prod(shape))]).reshape(shape)


def slopes(heads):
    """The slopes of ALiBi as its authors compute them (github.com/ofirpress/attention_with_linear_biases)."""
    def of_power_of_two(n):
        start = 2 ** (-(2 ** -(math.log2(n) - 3)))
        return [start * start ** i for i in range(n)]
    if math.log2(heads).is_integer():
        return of_power_of_two(heads)
    below = 2 ** math.floor(math.log2(heads))
    return of_power_of_two(below) + slopes(2 * below)[0::2][:heads - below]


def apart(x, heads):
    """[batch, time, heads·size] to [batch, heads, time, size]."""
    return x.unflatten(-1, (heads, x.shape[-1] // heads)).transpose(1, 2)


def attend(q, k, v, heads, shared, seen, bias):
    """Attention of heads, where `seen` is 1; what sees nothing is 0."""
    q, k, v = apart(q, heads), apart(k, shared), apart(v, shared)
    k, v = (x.repeat_interleave(heads // shared, dim=1) for x in (k, v))
    sees = seen.any(-1, keepdim=True)
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + bias
    weights = torch.softmax(scores.masked_fill(~(seen | ~sees), -math.inf), -1) * sees
    return (weights @ v).transpose(1, 2).flatten(-2)


def attention(draw):
    heads, shared = draw.one([(1, 1), (2, 2), (2, 1), (3, 3), (4, 2), (4, 1), (5, 1)])
    batch, queries, keys = draw.count(1, 2), draw.count(1, 4), draw.count(1, 4)
    size, value = draw.count(1, 3), draw.count(1, 2)
    causal, alibi, kind = draw.count(0, 1), draw.count(0, 1), draw.count(0, 3)
    shape = [[], [batch, keys], [batch, queries, keys], [batch, heads, queries, keys]][kind]
    mask = bits(draw, shape) if kind else torch.ones(1)
    seen = torch.ones(batch, heads, queries, keys, dtype=torch.bool)
    if kind:
        seen = seen & (mask > 0).reshape([[batch, 1, 1, keys], [batch, 1, queries, keys], [batch, heads, queries, keys]][kind - 1])
    if causal:
        seen = seen & torch.ones(queries, keys, dtype=torch.bool).tril(keys - queries)
    places = torch.arange(keys)[None, :] - torch.arange(queries)[:, None] - (keys - queries)
    bias = -torch.tensor(slopes(heads))[:, None, None] * places.abs() if alibi else torch.zeros(1)
    scale = draw.scale()
    attributes = {"heads": heads, "shared": shared, "causal": causal, "alibi": alibi, "mask": mask, "kind": kind}
    operands = [draw.normal([batch, queries, heads * size], scale), draw.normal([batch, keys, shared * size], scale), draw.normal([batch, keys, shared * value])]
    return attributes, operands, lambda q, k, v: attend(q, k, v, heads, shared, seen, bias)


def parameters(draw, module, scale=0.5):
    return {name: draw.normal(list(p.shape), scale) for name, p in module.named_parameters()}


def padding(draw, batch, keys):
    """Which keys are there: of each sample at least one."""
    mask = bits(draw, [batch, keys])
    mask[:, draw.count(0, keys - 1)] = 1
    return mask


def multi_head(draw, cross=False):
    heads = draw.count(1, 3)
    features = heads * draw.count(1, 2)
    batch, queries = draw.count(1, 2), draw.count(1, 3)
    keys = draw.count(1, 3) if cross else queries
    bias, causal, masked = draw.count(0, 1), 0 if cross else draw.count(0, 1), draw.count(0, 1)
    if causal:
        masked = 0
    module = nn.MultiheadAttention(features, heads, bias=bool(bias), batch_first=True)
    made = parameters(draw, module)
    mask = padding(draw, batch, keys)
    options = {"need_weights": False}
    if masked:
        options["key_padding_mask"] = mask == 0
    if causal:
        options["attn_mask"] = torch.ones(queries, keys, dtype=torch.bool).triu(1)
    x = [draw.normal([batch, queries, features])] + ([draw.normal([batch, keys, features])] if cross else [])

    def run(*operands):
        inputs, weights = operands[:len(x)], operands[len(x):]
        return functional_call(module, dict(zip(made, weights)), (inputs[0], inputs[-1], inputs[-1]), options)[0]
    return {"heads": heads, "causal": causal, "bias": bias, "mask": mask, "masked": masked}, [*x, *made.values()], run


def embedding(draw):
    count, features, shape = draw.count(1, 5), draw.count(1, 3), draw.shape(1, 3)
    tokens = [draw.count(0, count - 1) for _ in range(math.prod(shape))]
    return {"tokens": tokens, "shape": shape}, [draw.normal([count, features])], lambda table: F.embedding(torch.tensor(tokens).reshape(shape), table)


def rotary(draw):
    """Su et al., 2021, in the layout of GPT-NeoX: feature i and feature i + size/2 of a head are the two numbers that turn."""
    half, heads, rest, time, first = draw.count(1, 3), draw.count(1, 2), draw.count(0, 2), draw.count(1, 3), draw.count(0, 5)
    wavelength = draw.one([10, 100, 10000])
    angles = (first + torch.arange(time))[:, None] * wavelength ** (-torch.arange(half) / half)

    def run(x):
        turned, other = x.split([2 * half * heads, rest], -1)
        pairs = torch.complex(*turned.unflatten(-1, (heads, 2, half)).unbind(-2)) * torch.polar(torch.ones_like(angles), angles)[:, None, :]
        return torch.cat([torch.stack([pairs.real, pairs.imag], -2).flatten(-3), other], -1)
    return {"size": 2 * half, "columns": 2 * half * heads, "first": first, "wavelength": wavelength}, [draw.normal([draw.count(1, 2), time, 2 * half * heads + rest])], run


def sinusoidal(draw):
    """As in the tutorials of PyTorch, and for an odd number of features, too."""
    time, features = draw.count(1, 5), draw.count(1, 5)
    angles = torch.arange(time)[:, None] * torch.exp(torch.arange(0, features, 2) * (-math.log(10000.0) / features))
    waves = torch.zeros(time, features)
    waves[:, 0::2] = torch.sin(angles)
    waves[:, 1::2] = torch.cos(angles)[:, :features // 2]
    return {}, [draw.normal([draw.count(1, 2), time, features])], lambda x: x + waves


def wide(draw, shape):
    """Vectors that vary enough for their normalisation to be well-conditioned: what it returns changes by a difference over their deviation."""
    while True:
        x = draw.normal(shape, 3.0)
        if x.std(-1).min() > 1.5:
            return x


def block(draw, module, inputs, options, attributes):
    made = parameters(draw, module, 0.3)

    def run(*operands):
        return functional_call(module, dict(zip(made, operands[len(inputs):])), tuple(operands[:len(inputs)]), options)
    return attributes, [*inputs, *made.values()], run


def activation(x):
    return torch.tanh(x)


def encoder(draw):
    heads, hidden, batch, time = draw.count(1, 2), draw.count(2, 3), draw.count(1, 2), draw.count(1, 3)
    features, first, causal = 4, draw.count(0, 1), draw.count(0, 1)  # a norm of two numbers is ±1, and all but singular
    module = nn.TransformerEncoderLayer(features, heads, hidden, 0.0, activation, batch_first=True, norm_first=bool(first))
    options = {"src_mask": torch.ones(time, time, dtype=torch.bool).triu(1)} if causal else {}
    return block(draw, module, [wide(draw, [batch, time, features])], options, {"heads": heads, "hidden": hidden, "first": first, "causal": causal})


def decoder(draw):
    heads, hidden, batch, time, keys = draw.count(1, 2), draw.count(2, 3), draw.count(1, 2), draw.count(1, 3), draw.count(1, 3)
    features, first = 4, draw.count(0, 1)
    module = nn.TransformerDecoderLayer(features, heads, hidden, 0.0, activation, batch_first=True, norm_first=bool(first))
    mask = padding(draw, batch, keys)
    options = {"tgt_mask": torch.ones(time, time, dtype=torch.bool).triu(1), "memory_key_padding_mask": mask == 0}
    inputs = [wide(draw, [batch, time, features]), wide(draw, [batch, keys, features])]
    return block(draw, module, inputs, options, {"heads": heads, "hidden": hidden, "first": first, "mask": mask})


if __name__ == "__main__":
    write("attention.txt.gz", {"attention": attention}, 300)
    write("multi-head.txt.gz", {
        "multiHead": multi_head, "cross": lambda draw: multi_head(draw, cross=True), "embedding": embedding, "rotary": rotary, "sinusoidal": sinusoidal}, 40)
    write("blocks.txt.gz", {"encoder": encoder, "decoder": decoder}, 20)
