using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.Kernels;

/// <summary>
/// Copies lines (rows of A, columns of B) side by side, so that a tile reads them straight ahead: element p of line i goes to
/// <c>p·step + i</c>. Lines that lie along memory are transposed in registers.
/// </summary>
internal static unsafe class Packing<T>
    where T : unmanaged
{
    // Rows are far apart, often in another page each, where the hardware does not look ahead by itself. It may be past the end: nothing is read.
    private const int Ahead = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* source, nint lineStep, nint innerStep, int lines, int inner, T* packed, int step)
    {
        if (lineStep == 1)
            for (var p = 0; p < inner; p++, source += innerStep, packed += step)
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(source + Ahead * innerStep);
                    Sse.Prefetch0(source + Ahead * innerStep + lines - 1);
                }
                Copy(source, packed, lines);
            }
        else
            Transpose(source, lineStep, innerStep, lines, inner, packed, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(T* source, T* target, int count)
    {
        var i = 0;
        for (; i <= count - Vector256<T>.Count; i += Vector256<T>.Count)
            Vector256.Load(source + i).Store(target + i);
        for (; i <= count - Vector128<T>.Count; i += Vector128<T>.Count)
            Vector128.Load(source + i).Store(target + i);
        for (; i < count; i++)
            target[i] = source[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(T* source, nint lineStep, nint innerStep, int lines, int inner, T* packed, int step)
    {
        var square = Sse2.IsSupported && innerStep == 1 ? Vector128<T>.Count : 0;
        var line = 0;
        for (; square > 0 && line <= lines - square; line += square)
        {
            var from = source + line * lineStep;
            var to = packed + line;
            var p = 0;
            for (; p <= inner - square; p += square, from += square, to += square * step)
                if (sizeof(T) == sizeof(float))
                    Square((float*)from, lineStep, (float*)to, step);
                else
                    Square((double*)from, lineStep, (double*)to, step);
            for (; p < inner; p++, from++, to += step)
                for (var i = 0; i < square; i++)
                    to[i] = from[i * lineStep];
        }
        for (; line < lines; line++)
            for (var p = 0; p < inner; p++)
                packed[p * step + line] = source[line * lineStep + p * innerStep];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(float* source, nint lineStep, float* target, nint step)
    {
        Vector128<float> x0 = Vector128.Load(source), x1 = Vector128.Load(source + lineStep);
        Vector128<float> x2 = Vector128.Load(source + 2 * lineStep), x3 = Vector128.Load(source + 3 * lineStep);
        Vector128<float> low01 = Sse.UnpackLow(x0, x1), low23 = Sse.UnpackLow(x2, x3);
        Vector128<float> high01 = Sse.UnpackHigh(x0, x1), high23 = Sse.UnpackHigh(x2, x3);
        Sse.MoveLowToHigh(low01, low23).Store(target);
        Sse.MoveHighToLow(low23, low01).Store(target + step);
        Sse.MoveLowToHigh(high01, high23).Store(target + 2 * step);
        Sse.MoveHighToLow(high23, high01).Store(target + 3 * step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(double* source, nint lineStep, double* target, nint step)
    {
        Vector128<double> x0 = Vector128.Load(source), x1 = Vector128.Load(source + lineStep);
        Sse2.UnpackLow(x0, x1).Store(target);
        Sse2.UnpackHigh(x0, x1).Store(target + step);
    }
}
