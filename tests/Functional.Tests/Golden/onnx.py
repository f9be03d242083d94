"""Operators of ONNX at given points: the test vectors of its own test suite, as they are published.

Run it with the vectors of ONNX 1.12 (Debian 12: apt-get install libonnx-testdata), and nothing else than Python 3:

    /usr/bin/python3 onnx.py

It writes onnx.txt.gz beside itself: the cases of the operators in MAPPED, one a line,

    case | operator | key=value; key=value… | input; input… | output; output…

A tensor is written as type, sizes, colon and numbers in row-major order: "f2,2:1 2 3 4". The types are f and d, numbers of float and double, i, whole
ones, and b, where 1 is true. A number has as many digits as it takes to be read as the same one. Many cases have the same inputs: a tensor that stands in
the file already is "@n", the n-th one that was written out, from 0. An optional input or output that the case leaves out is an empty text between its
neighbours.

Left out are
- the operators in OTHERS, with the reason that stands there;
- twins of cases, "…_expanded", which spell the operator out in others, and models of more than one node: they show no operator by itself;
- tensors of other types (half precision, unsigned and short whole numbers, texts, lists of tensors), for there is nothing else than float and double in
  Functional, and whole numbers and truths where they stand for places and masks;
- cases of more than MOST numbers: pooling over three axes, costs over seven, and the larger of two tilings. Others of the same operators are here.
"""

import gzip
import math
import struct
from collections import Counter, defaultdict
from pathlib import Path

VECTORS = Path("/usr/share/libonnx-testdata/data/node")
MOST = 10000

MAPPED = """
Abs Adagrad Adam Add And ArgMax ArgMin Atan AveragePool BatchNormalization Cast CastLike Celu Clip Compress Concat ConstantOfShape Conv ConvTranspose Cos Cosh
CumSum DepthToSpace Det Div Dropout Einsum Elu Equal Erf Exp Expand EyeLike Flatten GRU Gather GatherElements Gemm GlobalAveragePool GlobalMaxPool
Greater GreaterOrEqual HardSigmoid HardSwish Hardmax Identity InstanceNormalization IsInf IsNaN LSTM LayerNormalization LeakyRelu Less LessOrEqual Log
LogSoftmax MatMul Max MaxPool Mean MeanVarianceNormalization Min Momentum Mul Neg NegativeLogLikelihoodLoss Not OneHot Or PRelu Pad Pow RNN Reciprocal
ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize Scatter
ScatterElements ScatterND Selu Shape Shrink Sigmoid Sign Sin Sinh Size Slice Softmax SoftmaxCrossEntropyLoss Softplus Softsign SpaceToDepth Split Sqrt
Squeeze Sub Sum Tan Tanh ThresholdedRelu Tile TopK Transpose Trilu Unsqueeze Upsample Where Xor
""".split()

OTHERS = {
    "there is no such operation in Functional": """
        Acos Acosh Asin Asinh Atanh BlackmanWindow Ceil DFT Floor GatherND GridSample HammingWindow HannWindow LRN MaxUnpool
        MelWeightMatrix Mod NonMaxSuppression NonZero Range ReverseSequence RoiAlign Round STFT Unique
    """,
    "its outputs are random, from a generator of its own": """
        Bernoulli
    """,
    "it is of bits or of quantised numbers": """
        BitShift ConvInteger DequantizeLinear DynamicQuantizeLinear MatMulInteger QLinearConv QLinearMatMul QuantizeLinear
    """,
    "it is of texts": """
        StringNormalizer TfIdfVectorizer
    """,
    "it is of lists, of what may be missing, or a part of a program": """
        If Loop OptionalGetElement OptionalHasElement Scan SequenceInsert SequenceMap
    """,
    "it has no input": """
        Constant
    """,
}

# The types of tensors by their number in onnx.proto: letter here, format of struct, and field of the values where they are not raw.
TYPES = {1: ("f", "f", 4), 6: ("i", "i", 5), 7: ("i", "q", 7), 9: ("b", "?", 5), 11: ("d", "d", 10)}

# Attributes with which vectors were computed, but which the model does not have: the test of ONNX forgot to hand them on.
FORGOTTEN = {"test_adam_multiple": "epsilon=0.01"}


class LeftOut(Exception):
    """A case that is not written, with the reason."""


def varint(data, at):
    """A number of seven bits a byte, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def signed(value):
    return value - (1 << 64) if value >> 63 else value


def message(data):
    """The fields of a protobuf message by number, each a list: whole numbers, or bytes. https://protobuf.dev/programming-guides/encoding"""
    fields, at = defaultdict(list), 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        else:
            size, at = varint(data, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            value, at = data[at:at + size], at + size
        fields[key >> 3].append(value)
    return fields


def numbers_in(values, kind):
    """The numbers of a repeated field, packed or one by one."""
    numbers = []
    for value in values:
        if isinstance(value, int):
            numbers.append(signed(value))
        elif kind in "fd":
            numbers += struct.unpack(f"<{len(value) // struct.calcsize(kind)}{kind}", value)
        else:
            at = 0
            while at < len(value):
                number, at = varint(value, at)
                numbers.append(signed(number))
    return numbers


def text_of(fields, number):
    return fields[number][0].decode("utf-8") if fields[number] else ""


def single(value):
    """The shortest text that is read as the same number of single precision."""
    if not math.isfinite(value):
        return special(value)
    if value.is_integer() and 0 < abs(value) < 1e7:
        return str(int(value))
    return next(text for text in (f"{value:.{digits}g}" for digits in range(1, 10)) if struct.pack("f", float(text)) == struct.pack("f", value))


def special(value):
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def number(value, kind):
    if kind == "f":
        return single(value)
    if kind == "d":
        return repr(value).removesuffix(".0") if math.isfinite(value) else special(value)
    return str(int(value))


def tensor(data):
    """A TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9, and fields for the values of some types."""
    fields = message(data)
    if not fields[2] or not isinstance(fields[2][0], int) or fields[2][0] not in TYPES:
        raise LeftOut("tensors of other types")
    letter, kind, field = TYPES[fields[2][0]]
    sizes = numbers_in(fields[1], "i")
    values = [each for each, in struct.iter_unpack("<" + kind, fields[9][0])] if fields[9] else numbers_in(fields[field], kind)
    if len(values) != math.prod(sizes):
        raise ValueError(f"{len(values)} numbers for sizes {sizes}")
    return letter + ",".join(map(str, sizes)) + ":" + " ".join(number(value, letter) for value in values)


def attribute(data):
    """An AttributeProto: name = 1, f = 2, i = 3, s = 4, t = 5, floats = 7, ints = 8, strings = 9, type = 20."""
    fields = message(data)
    kind = fields[20][0]
    value = {
        1: lambda: single(*struct.unpack("<f", fields[2][0])),
        2: lambda: str(signed(fields[3][0])),
        3: lambda: text_of(fields, 4),
        4: lambda: tensor(fields[5][0]),
        6: lambda: ",".join(map(single, numbers_in(fields[7], "f"))),
        7: lambda: ",".join(map(str, numbers_in(fields[8], "i"))),
        8: lambda: ",".join(each.decode("utf-8") for each in fields[9]),
    }[kind]()
    if set(value) & set(";|="):
        raise ValueError(f"the attribute {value} has a mark of this file in it")
    return f"{text_of(fields, 1)}={value}"


def node_of(folder):
    """The one node of a model and the graph around it.

    ModelProto: graph = 7; GraphProto: node = 1, input = 11, output = 12; NodeProto: input = 1, output = 2, op_type = 4, attribute = 5.
    """
    graph = message(message((folder / "model.onnx").read_bytes())[7][0])
    if len(graph[1]) != 1:
        raise LeftOut("models of more than one node")
    return message(graph[1][0]), graph


def operands(node, graph, folder, field, graph_field, file):
    """The tensors that a node takes or gives, in its order; an empty text for one that it leaves out."""
    files = {text_of(value, 1): (folder / f"{file}_{i}.pb", is_tensor(value)) for i, value in enumerate(map(message, graph[graph_field]))}
    asked = [files[name.decode("utf-8")] if name else None for name in node[field]]
    if any(each and not each[1] for each in asked):
        raise LeftOut("tensors of other types")
    return [tensor(each[0].read_bytes()) if each else "" for each in asked]


def is_tensor(value):
    """Whether a ValueInfoProto (type = 2) is of a tensor, and not of a list. TypeProto: tensor_type = 1."""
    return bool(message(value[2][0])[1])


def fields_of(folder, operator, node, graph):
    data, = folder.glob("test_data_set_*")
    attributes = [*map(attribute, node[5]), *([FORGOTTEN[folder.name]] if folder.name in FORGOTTEN else [])]
    fields = [[folder.name.removeprefix("test_")], [operator], attributes,
              operands(node, graph, data, 1, 11, "input"), operands(node, graph, data, 2, 12, "output")]
    if sum(text.count(" ") + 1 for text in fields[3] + fields[4]) > MOST:
        raise LeftOut(f"cases of more than {MOST} numbers")
    return fields


def again(text, written):
    """A tensor, or a reference to it where it was written before."""
    if not text or text in written:
        return f"@{written[text]}" if text else ""
    written[text] = len(written)
    return text


def main():
    others = {operator: reason for reason, operators in OTHERS.items() for operator in operators.split()}
    lines, written, left, met = [], {}, Counter(), set()
    for folder in sorted(VECTORS.iterdir()):
        try:
            if folder.name.endswith("_expanded"):
                raise LeftOut("twins that spell an operator out in others")
            node, graph = node_of(folder)
            operator = text_of(node, 4)
            met.add(operator)
            if (operator in MAPPED) == (operator in others):
                raise ValueError(f"{operator} stands in neither list, or in both")
            if operator in others:
                raise LeftOut(others[operator])
            name, kind, attributes, inputs, outputs = fields_of(folder, operator, node, graph)
            tensors = ([again(text, written) for text in texts] for texts in (inputs, outputs))
            lines.append("|".join(";".join(field) for field in (name, kind, attributes, *tensors)))
        except LeftOut as why:
            left[str(why)] += 1
    missing = {*MAPPED, *others} - met
    if missing:
        raise ValueError(f"there are no vectors of {sorted(missing)}")
    text = ("\n".join(lines) + "\n").encode("utf-8")
    Path(__file__).with_name("onnx.txt.gz").write_bytes(gzip.compress(text, 9, mtime=0))
    print(f"{len(lines)} cases are written; left out are")
    for reason, count in left.most_common():
        print(f"{count:5} {reason}")


if __name__ == "__main__":
    main()
