"""Writes special.txt: functions of doubles over many magnitudes, computed to 40 digits with mpmath (Debian 12: apt-get install python3-mpmath).

A line is the function, the argument's bits, and the value as a double's bits and what it lacks of the exact value, in units of the last place.
"""
import math
import random
import struct

import mpmath
from mpmath import mpf

mpmath.mp.dps = 40
random.seed(20261128)


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def double(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def gelu_tanh(x):
    return x / (1 + mpmath.exp(-2 * mpmath.sqrt(2 / mpmath.pi) * (x + mpf(0.044715) * x**3)))


FUNCTIONS = {
    "erf": (mpmath.erf, 7),
    "expm1": (mpmath.expm1, 700),
    "log1p": (mpmath.log1p, 100),
    "softplus": (lambda x: mpmath.log1p(mpmath.exp(x)) if x < 0 else x + mpmath.log1p(mpmath.exp(-x)), 700),
    "silu": (lambda x: x / (1 + mpmath.exp(-x)), 700),
    "gelu": (lambda x: x * mpmath.erfc(-x / mpmath.sqrt(2)) / 2, 37),
    "geluTanh": (gelu_tanh, 12),
}


def arguments(largest):
    for _ in range(60):
        yield random.choice((-1, 1)) * 2.0 ** -random.randrange(0, 70) * random.uniform(0.5, 1)
    for _ in range(60):
        yield random.uniform(-3, 3)
    for _ in range(80):
        yield random.uniform(-largest, largest)
    for seam in (0.46875, 4.0, 0.46875 * math.sqrt(2), 4 * math.sqrt(2), 6.0, 40.0, 0.5 * math.log(2)):
        for step in (-1, 0, 1):
            for sign in (-1, 1):
                yield sign * double(bits(seam) + step)


def main():
    with open("special.txt", "w", encoding="ascii") as out:
        for name, (function, largest) in FUNCTIONS.items():
            for x in arguments(largest):
                if abs(x) > largest or name == "log1p" and x <= -1:
                    continue
                exact = function(mpf(x))
                nearest = float(exact)
                if abs(nearest) < 1e-300 and x != 0:
                    continue
                out.write(f"{name} {bits(x):016x} {bits(nearest):016x} {float((exact - mpf(nearest)) / mpf(math.ulp(nearest))):.4f}\n")


main()
