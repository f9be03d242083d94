"""Outputs, first and second derivatives of equations and factors of matrices, computed by PyTorch in double precision.

Run it with PyTorch 1.13 (Debian 12: apt-get install python3-torch):

    /usr/bin/python3 linear_algebra.py

It writes linear_algebra.txt.gz beside itself: 40 random cases of each operation. cases.py says how a case is written.
"""

import torch

from cases import write


def matrix(draw, batch, size):
    """Far from singular, with a positive definite symmetric part."""
    return draw.ranged(batch + [size, size], -0.5, 0.5) + 2 * torch.eye(size)


def batched(draw):
    return [draw.count(1, 2)] if draw.random() < 0.5 else []


def solve(transposed):
    def operation(draw):
        batch, size, columns = batched(draw), draw.count(1, 3), draw.count(1, 2)
        return {}, [matrix(draw, draw.broadcast(batch), size), draw.normal(batch + [size, columns])], lambda a, b: torch.linalg.solve(
            a.transpose(-1, -2) if transposed else a, b)
    return operation


def triangular_solve(upper, transposed):
    def operation(draw):
        batch, size, columns = batched(draw), draw.count(1, 3), draw.count(1, 2)

        def function(a, b):
            triangle = a.triu() if upper else a.tril()
            return torch.linalg.solve(triangle.transpose(-1, -2) if transposed else triangle, b)
        return {}, [matrix(draw, draw.broadcast(batch), size), draw.normal(batch + [size, columns])], function
    return operation


def of_matrix(function):
    return lambda draw: ({}, [matrix(draw, batched(draw), draw.count(1, 3))], function)


OPERATIONS = {
    "solve": solve(False),
    "solveTransposed": solve(True),
    "triangularSolveLower": triangular_solve(False, False),
    "triangularSolveLowerTransposed": triangular_solve(False, True),
    "triangularSolveUpper": triangular_solve(True, False),
    "triangularSolveUpperTransposed": triangular_solve(True, True),
    "cholesky": of_matrix(lambda a: torch.linalg.cholesky((a + a.transpose(-1, -2)) / 2)),
    "determinant": of_matrix(torch.linalg.det),
    "logDeterminant": of_matrix(lambda a: torch.linalg.slogdet(a)[1]),
}


if __name__ == "__main__":
    write("linear_algebra.txt.gz", OPERATIONS, 40)
