using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.Kernels;

/// <summary>A long short-term memory over whole sequences, in the vectors of this machine.</summary>
internal static class LstmKernel
{
    /// <summary>The way forward. It fills the outputs, and the memory where there is one: without, nobody can go back.</summary>
    public static void Forward<T>(in SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T>? memory, LstmOutputs<T> made)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            Forward(sizes, Unsafe.As<LstmInputs<float>>(given), Unsafe.As<LstmMemory<float>>(memory), Unsafe.As<LstmOutputs<float>>(made), VectorWidths.Best<T>());
        else
            Forward(sizes, Unsafe.As<LstmInputs<double>>(given), Unsafe.As<LstmMemory<double>>(memory), Unsafe.As<LstmOutputs<double>>(made), VectorWidths.Best<T>());
    }

    /// <summary>The way back through time. It fills the cotangents of the gates, and goes from the last state to the first.</summary>
    public static void Backward<T>(in SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T> memory, LstmDeltas<T> d)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            Backward(sizes, Unsafe.As<LstmInputs<float>>(given), Unsafe.As<LstmMemory<float>>(memory), Unsafe.As<LstmDeltas<float>>(d), VectorWidths.Best<T>());
        else
            Backward(sizes, Unsafe.As<LstmInputs<double>>(given), Unsafe.As<LstmMemory<double>>(memory), Unsafe.As<LstmDeltas<double>>(d), VectorWidths.Best<T>());
    }

    /// <summary>The same in vectors of a given width.</summary>
    internal static void Forward<T>(in SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T>? memory, LstmOutputs<T> made, VectorWidth width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                LstmForward<T, Vector512<T>, Lanes512<T>, Reals512<T>>.Run(sizes, given, memory, made);
                break;
            case VectorWidth.Bits256:
                LstmForward<T, Vector256<T>, Lanes256<T>, Reals256<T>>.Run(sizes, given, memory, made);
                break;
            default:
                LstmForward<T, Vector<T>, LanesOfAnyWidth<T>, Reals128<T>>.Run(sizes, given, memory, made);
                break;
        }
    }

    /// <summary>The same in vectors of a given width.</summary>
    internal static void Backward<T>(in SequenceSizes sizes, LstmInputs<T> given, LstmMemory<T> memory, LstmDeltas<T> d, VectorWidth width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (width)
        {
            case VectorWidth.Bits512:
                LstmBackward<T, Vector512<T>, Lanes512<T>, Reals512<T>>.Run(sizes, given, memory, d);
                break;
            case VectorWidth.Bits256:
                LstmBackward<T, Vector256<T>, Lanes256<T>, Reals256<T>>.Run(sizes, given, memory, d);
                break;
            default:
                LstmBackward<T, Vector<T>, LanesOfAnyWidth<T>, Reals128<T>>.Run(sizes, given, memory, d);
                break;
        }
    }
}
