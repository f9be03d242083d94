"""Writes elementary.txt: exp, log, tanh and the logistic function of doubles over all magnitudes, computed to 40 digits with Python's decimal.

A line is the function, the argument's bits, and the value as a double's bits and what it lacks of the exact value, in units of the last place.
"""
import math
import random
import struct
from decimal import Decimal, getcontext

getcontext().prec = 40
getcontext().Emin, getcontext().Emax = -999999, 999999
random.seed(20261125)


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def double(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def tanh(x):
    if abs(x) < Decimal("1e-8"):
        return x - x**3 / 3
    e = (2 * min(abs(x), Decimal(100))).exp()
    return ((e - 1) / (e + 1)).copy_sign(x)


def logistic(x):
    return 1 / (1 + (-min(x, Decimal(100))).exp())


FUNCTIONS = {"exp": lambda x: x.exp(), "log": lambda x: x.ln(), "tanh": tanh, "sigmoid": logistic}
LN2 = math.log(2)


def arguments(name):
    sign = (lambda: 1) if name == "log" else (lambda: random.choice((-1, 1)))
    for _ in range(60):                                                 # all magnitudes
        yield sign() * double(random.randrange(1, 0x7FF0 << 48))
    for _ in range(60):                                                 # near one, or near zero
        near = 2.0 ** -random.randrange(0, 52) * random.uniform(-1, 1)
        yield abs(1 + near) if name == "log" else near
    for _ in range(100):                                                # where most numbers are
        yield random.uniform(1e-3, 20) if name == "log" else random.uniform(-40, 40)
    for n in list(range(-6, 7)) + [-1070, -1022, -500, 500, 1000]:      # the seams of the algorithms
        seam = math.sqrt(0.5) * 2.0**n if name == "log" else (n + 0.5) * LN2 / (2 if name == "tanh" else 1)
        for step in (-1, 0, 1):
            yield double(bits(seam) + step)


def main():
    with open("elementary.txt", "w", encoding="ascii") as out:
        for name, function in FUNCTIONS.items():
            for x in arguments(name):
                if name == "exp" and not -744 < x < 709 or name == "sigmoid" and x < -744:
                    continue
                exact = function(Decimal(x))
                nearest = float(exact)
                ulp = Decimal(math.ulp(nearest))
                out.write(f"{name} {bits(x):016x} {bits(nearest):016x} {float((exact - Decimal(nearest)) / ulp):.4f}\n")


main()
