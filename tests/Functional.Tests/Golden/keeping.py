"""A safetensors file written, and one read, by the format's specification: https://github.com/huggingface/safetensors#format

Run it with NumPy (Debian 12: apt-get install python3-numpy):

    /usr/bin/python3 keeping.py

It writes foreign.safetensors beside itself, with tensors of five types, and reads kept.safetensors, which KeptElsewhereTests.cs says how to make: what it has found
there is written to kept.txt, a line for each tensor: name, type, shape, and each number as the bits of a double in hexadecimal.
"""

import json
import struct

import numpy

TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8"}


def brain(numbers):
    """The upper halves of floats whose lower halves are zero."""
    bits = numpy.asarray(numbers, "<f4").view("<u4")
    assert not (bits & 0xFFFF).any()
    return (bits >> 16).astype("<u2")


def write(path, tensors, metadata):
    """Tensors as (name, type, array of its bits or numbers), by descending size of type, then name."""
    header, data = {"__metadata__": metadata}, b""
    for name, kind, array in sorted(tensors, key=lambda each: (-each[2].dtype.itemsize, each[0])):
        content = array.tobytes()
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


def read(path):
    """The tensors and the metadata of a file, after a check of what the format demands."""
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack("<Q", content[:8])
    assert length % 8 == 0
    text, data = content[8:8 + length], content[8 + length:]
    header = json.loads(text.decode("utf-8"))
    metadata, end = header.pop("__metadata__", {}), 0
    assert list(header) == sorted(header)
    for name, about in header.items():
        begin, after = about["data_offsets"]
        assert begin == end
        array = numpy.frombuffer(data[begin:after], TYPES[about["dtype"]]).reshape(about["shape"])
        end = after
        yield name, about["dtype"], array, metadata
    assert end == len(data)


def main():
    write("foreign.safetensors", [
        ("encoder.0.weight", "F32", numpy.array([[1.5, -2.25, 3e-45], [0.1, -0.0, 3.4028235e38]], "<f4")),
        ("encoder.0.bias", "F64", numpy.array([1 / 3, -1e-310], "<f8")),
        ("encoder.half", "F16", numpy.array([1.0, -65504.0, 6e-8, 0.333251953125, float("inf")], "<f2")),
        ("encoder.brain", "BF16", brain([1.0, -2.5, 1.875 * 2.0 ** -120, 3.3895314e38])),
        ("größe.水", "F32", numpy.array(7.25, "<f4")),
        ("none", "F32", numpy.zeros([0, 3], "<f4")),
        ("steps", "I64", numpy.array([2 ** 62 + 1], "<i8")),
    ], {"made by": "keeping.py", "quote": "\"\\\n"})
    with open("kept.txt", "w", encoding="utf-8") as file:
        for name, kind, array, metadata in read("kept.safetensors"):
            bits = array.astype("<f8").view("<u8").ravel() if array.size else []
            print(name, kind, "x".join(map(str, array.shape)) or "scalar", *(f"{each:016x}" for each in bits), file=file)
        print("metadata", json.dumps(metadata, ensure_ascii=False, sort_keys=True), file=file)


if __name__ == "__main__":
    main()
