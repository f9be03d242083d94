using System.Numerics;

namespace Functional;

/// <summary>
/// The cotangents of the tensors of a tape, on the way back from the outputs to the inputs. The way may be gone for some of the inputs first and for others
/// later: then what was computed is computed no more, and what nobody asks for never is.
/// </summary>
/// <param name="tape">The tape.</param>
internal sealed class TapeCotangents(GradientTape tape)
{
    private readonly object?[] found = new object?[tape.Count];
    private bool[]? done;           // tensors whose cotangents have been computed
    private bool[]? wanted;         // those that are being computed now; null for all

    /// <summary>Whether the cotangent of a tensor is being asked for.</summary>
    public bool IsWanted(int index) => wanted is null || wanted[index];

    /// <summary>The cotangent of a tensor; null for zero.</summary>
    public Tensor<T>? Of<T>(int index)
        where T : struct, IFloatingPointIeee754<T> => (Tensor<T>?)found[index];

    /// <summary>Whether any of the tensors that follow each other has a cotangent.</summary>
    public bool IsAnyThere(int first, int count) => found.AsSpan(first, count).ContainsAnyExcept((object?)null);

    /// <summary>Adds to the cotangent of a tensor.</summary>
    public void Add<T>(int index, Tensor<T> cotangent)
        where T : struct, IFloatingPointIeee754<T> => found[index] = found[index] is { } sum ? (Tensor<T>)sum + cotangent : cotangent;

    /// <summary>Goes back to all inputs. What has been used is let go.</summary>
    public void Walk(int inputs)
    {
        for (var i = tape.Count - 1; i >= inputs; i--)
            if (tape[i] is { } step)
            {
                step.Back(this, i);
                found.AsSpan(i, step.Outputs).Clear();
            }
    }

    /// <summary>Goes back to some of the inputs; what was computed on an earlier way is not computed again.</summary>
    /// <param name="inputs">How many inputs there are.</param>
    /// <param name="first">The first of those that are asked for.</param>
    /// <param name="count">How many.</param>
    public void Walk(int inputs, int first, int count)
    {
        var reached = new bool[tape.Count];
        reached.AsSpan(first, count).Fill(true);
        for (var i = inputs; i < reached.Length; i++)
            if (tape[i] is { } step && step.DependsOn(reached))
                reached.AsSpan(i, step.Outputs).Fill(true);
        wanted = Array.ConvertAll(reached, static each => each);
        if (done is not null)
            for (var i = 0; i < wanted.Length; i++)
                wanted[i] &= !done[i];
        for (var i = tape.Count - 1; i >= inputs; i--)
            if (reached[i] && tape[i] is { } step)
                step.Back(this, i);
        done ??= new bool[tape.Count];
        for (var i = 0; i < done.Length; i++)
            done[i] |= reached[i];
    }
}
