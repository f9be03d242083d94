namespace Functional.Kernels;

/// <summary>What a long short-term memory leaves of the way forward. Rows lie by time, and then by sequence.</summary>
/// <param name="Inputs">x beside the output of the step before as it goes into the product, <c>[time, batch, features + outputs]</c>.</param>
/// <param name="Gates">i, f, g and o, <c>[time, batch, 4·units]</c>.</param>
/// <param name="Memory">c before the first step and after each, <c>[time + 1, batch, units]</c>.</param>
/// <param name="Bounded">tanh c after each step, <c>[time, batch, units]</c>.</param>
/// <param name="Projected">o·tanh c of each step, which is projected, <c>[time, batch, units]</c>; empty where nothing is.</param>
internal sealed record LstmMemory<T>(T[] Inputs, T[] Gates, T[] Memory, T[] Bounded, T[] Projected);
