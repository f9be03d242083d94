"""Files of NumPy's formats .npy and .npz: what NumPy writes, what it makes of files with mistakes, and what it reads of files that the library has written.

Run it with NumPy (Debian 12: apt-get install python3-numpy):

    /usr/bin/python3 numpy_files.py

It writes npy.txt.gz beside itself: a line for each file, its bytes in hexadecimal, and "refused" or the type, the shape and the numbers that numpy.load gives: those of
floats as the bits of a double in hexadecimal, all others in decimal. Files with mistakes are made with a fixed seed. It writes stored.npz and compressed.npz, and it reads
written.npy and written.npz, which NumpyTests.cs says how to make, into written.txt, a line for each array.
"""

import gzip
import io
import random
import struct
import warnings

import numpy
from numpy.lib import format as npy

WORDS = [b"{", b"}", b"(", b")", b",", b":", b"'", b'"', b"\\", b" ", b"\n", b"0", b"1", b"8", b"-", b"L", b"True", b"False", b"None", b"'descr'", b"'shape'",
         b"'fortran_order'", b"'a': 1, ", b"'shape': (2,), ", b"<", b">", b"|", b"f4", b"f8", b"f2", b"i8", b"b1", b"O", b"U3", b"c8", b"(2,)", b"(2, 3)", b"()",
         b"99999999999999999999", b"4294967296", b"4294967295, 4294967297", b"\xc3\xb6", b"\xc3", b"[('a', '<f4')]", b"\t"]


def header(text, version=1, length=None):
    """A file without numbers."""
    data = text.encode("utf-8" if version == 3 else "latin1")
    size = len(data) if length is None else length
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if version == 1 else "<I", size) + data


def saved(array, version=None):
    file = io.BytesIO()
    npy.write_array(file, array, version=version, allow_pickle=False)
    return file.getvalue()


def whole_files():
    yield saved(numpy.array([[1.5, -2.25, 3e-45], [0.1, -0.0, 3.4028235e38]], "<f4"))
    yield saved(numpy.asfortranarray(numpy.arange(12, dtype=">f8").reshape(2, 3, 2) / 7))
    yield saved(numpy.array([1, -65504, 6e-8, numpy.inf], "<f2"))
    yield saved(numpy.array([[2 ** 53, -5], [7, -(2 ** 62)]], ">i8"))
    yield saved(numpy.array([True, False, True]))
    yield saved(numpy.array([[0, 65535]], "<u2"), (2, 0))
    yield saved(numpy.array([-1, 2 ** 31 - 1], ">i4"), (3, 0))
    yield saved(numpy.array([2 ** 32 - 1, 3], "<u4"), (1, 0))
    yield saved(numpy.array([-128, 127], "|i1"))
    yield saved(numpy.array([255, 0], "|u1"))
    yield saved(numpy.array([-300], "<i2"))
    yield saved(numpy.array([2 ** 60], "<u8"))
    yield saved(numpy.array(7.25))
    yield saved(numpy.zeros((0, 3), "<f4"))
    yield header("{'descr': '<f4', 'fortran_order': False, 'shape': (2L,), }\n") + struct.pack("<2f", 1, 2)
    yield header("{'shape':(1,2),\"fortran_order\":True,'descr':\"<f8\"}") + struct.pack("<2d", 1, 2)
    yield header("  {\n'shape' : ( 1 , 2 , ) ,'fortran_order':True,\t'descr':'>f8' , } \n  ", 2) + struct.pack(">2d", 1, 2)


def odd_files():
    """Each breaks one rule, or nearly so."""
    numbers = struct.pack("<2f", 1, 2)
    good = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"
    for old, new in [
            ("'<f4'", "'f4'"), ("'<f4'", "'=f4'"), ("'<f4'", "'|f4'"), ("'<f4'", "'<f3'"), ("'<f4'", "'<f16'"), ("'<f4'", "'|O'"), ("'<f4'", "'<U1'"), ("'<f4'", "'<c8'"),
            ("'<f4'", "'<M8[D]'"), ("'<f4'", "[('a', '<f4')]"), ("'<f4'", "('<f4', (1,))"), ("'<f4'", "''"), ("'<f4'", "4"), ("'<f4'", "None"), ("'<f4'", "'float32'"),
            ("False", "0"), ("False", "'False'"), ("False", "None"), ("(2,)", "(2)"), ("(2,)", "[2]"), ("(2,)", "2"), ("(2,)", "(-2,)"), ("(2,)", "(2.0,)"), ("(2,)", "('2',)"),
            ("(2,)", "(02,)"), ("(2,)", "(0x2,)"), ("(2,)", "(True, 2)"), ("(2,)", "(2,,)"), ("(2,)", "(,)"), ("(2,)", "(1, 2)"), ("(2,)", "(2L,)"), ("(2,)", "(3,)"), ("(2,)", "(1,)"),
            ("(2,)", "(4294967296, 4294967296)"), ("(2,)", "(9223372036854775808,)"), ("(2,)", "(0, 9223372036854775808)"), ("(2,)", "(0, 4294967296)"),
            ("(2,)", "(2, " + "1, " * 70 + ")"),
            ("'descr'", "descr"), ("'descr'", "'Descr'"), ("'shape': (2,), ", ""), ("'descr': '<f4', ", ""), ("}", "'extra': 1}"), ("}", "'shape': (1,)}"), ("}", ""), ("}", "}}"),
            ("{", "["), (good, ""), (good, "None"), (good, "(" + good + ")"), (good, good + "# a remark"), (good, "\n" + good), (good, good + "\n\n"), (good, "\0" + good),
            ("'<f4'", "'<f4' ''"), ("'<f4'", "u'<f4'"), ("'<f4'", "'\\x3cf4'"), ("(2,)", "(1_0,)"), ("(2,)", "(+2,)"), ("(2,)", "(2, )"), ("(2,)", "(\n2,)"), ("False", "False or True"),
            (good, good + " " * 9_900), (good, good + " " * 9_943), (good, good + " " * 9_944), (good, "{" + "(" * 500)]:
        for version in 1, 2, 3:
            yield header(good.replace(old, new), version) + numbers
    for length in 0, 1, len(good) - 1, len(good) + 1, len(good) + 8, len(good) + 9, 65535:
        yield header(good, 1, length) + numbers
    for length in 0, len(good) + 9, 2 ** 31, 2 ** 32 - 1:
        yield header(good, 2, length) + numbers
    for version in (0, 0), (1, 1), (4, 0), (255, 255):
        yield b"\x93NUMPY" + bytes(version) + header(good)[8:] + numbers
    for cut in range(12):
        yield header(good)[:cut]
    yield header(good) + numbers + b"more"
    yield header(good) + numbers[:-1]


def mutated(file, chance):
    made = bytearray(file)
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, min(len(made), 140))
        kind = chance.randint(0, 6)
        if kind == 0 and at < len(made):
            made[at] ^= 1 << chance.randint(0, 7)
        elif kind == 1:
            del made[chance.randint(0, len(made)):]
        elif kind == 2:
            del made[at:at + chance.randint(1, 8)]
        elif kind == 3:
            made[at:at] = made[at:at + chance.randint(1, 8)]
        elif kind == 4:
            made[at:at] = bytes(chance.randint(0, 255) for _ in range(chance.randint(1, 4)))
        else:
            word = chance.choice(WORDS)
            made[at:at + (len(word) if kind == 5 else 0)] = word
            if made[6:7] == b"\1" and len(made) > 10 and kind == 6:
                made[8:10] = struct.pack("<H", (made[8] + 256 * made[9] + len(word)) % 65536)
    return bytes(made)


def written(array):
    numbers = array.ravel()
    shown = [f"{bits:016x}" for bits in numbers.astype("<f8").view("<u8")] if array.dtype.kind == "f" else [str(int(each)) for each in numbers]
    return " ".join([array.dtype.kind + str(array.dtype.itemsize), "x".join(map(str, array.shape)) or "scalar", *shown])


def verdict(file):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            array = numpy.load(io.BytesIO(file), allow_pickle=False)
    except Exception:
        return "refused"
    if not isinstance(array, numpy.ndarray) or array.dtype.kind not in "fiub" or array.dtype.itemsize > 8:
        return "other"
    return written(array)


def main():
    chance, whole = random.Random(7), list(whole_files())
    files = whole + list(odd_files()) + [mutated(chance.choice(whole), chance) for _ in range(1500)]
    with gzip.GzipFile("npy.txt.gz", "wb", mtime=0) as out:
        for file in files:
            out.write(f"{file.hex() or '-'} {verdict(file)}\n".encode())
    arrays = {"x": numpy.arange(6, dtype="<f4").reshape(2, 3) / 3, "y": numpy.array([2, 0, 1], "<i8"), "encoder.weight": numpy.asfortranarray(numpy.eye(2, 3, dtype=">f8"))}
    numpy.savez("stored.npz", **arrays)
    numpy.savez_compressed("compressed.npz", **arrays)
    with open("written.txt", "w", encoding="utf-8") as out:
        print("written.npy", written(numpy.load("written.npy")), file=out)
        with numpy.load("written.npz") as archive:
            for name in archive.files:
                print(name, written(archive[name]), file=out)


if __name__ == "__main__":
    main()
