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
        var line = 0;
        if (Avx.IsSupported && innerStep == 1)
            for (; line <= lines - Vector256<T>.Count; line += Vector256<T>.Count)
                Squares(source + line * lineStep, lineStep, Vector256<T>.Count, inner, packed + line, step);
        if (Sse2.IsSupported && innerStep == 1)
            for (; line <= lines - Vector128<T>.Count; line += Vector128<T>.Count)
                Squares(source + line * lineStep, lineStep, Vector128<T>.Count, inner, packed + line, step);
        for (; line < lines; line++)
            for (var p = 0; p < inner; p++)
                packed[p * step + line] = source[line * lineStep + p * innerStep];
    }

    /// <summary>As many lines as a square has, which lie along memory, square after square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Squares(T* source, nint lineStep, int side, int inner, T* packed, int step)
    {
        var p = 0;
        for (; p <= inner - side; p += side, source += side, packed += side * step)
            if (sizeof(T) == sizeof(float) && side == 8)
                Square8((float*)source, lineStep, (float*)packed, step);
            else if (sizeof(T) == sizeof(float))
                Square((float*)source, lineStep, (float*)packed, step);
            else if (side == 4)
                Square4((double*)source, lineStep, (double*)packed, step);
            else
                Square((double*)source, lineStep, (double*)packed, step);
        for (; p < inner; p++, source++, packed += step)
            for (var i = 0; i < side; i++)
                packed[i] = source[i * lineStep];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square8(float* source, nint lineStep, float* target, nint step)
    {
        Vector256<float> x0 = Halves(source, 4 * lineStep), x1 = Halves(source + lineStep, 4 * lineStep);
        Vector256<float> x2 = Halves(source + 2 * lineStep, 4 * lineStep), x3 = Halves(source + 3 * lineStep, 4 * lineStep);
        IsTransposed(x0, x1, x2, x3, target, step);
        source += 4;
        x0 = Halves(source, 4 * lineStep);
        x1 = Halves(source + lineStep, 4 * lineStep);
        x2 = Halves(source + 2 * lineStep, 4 * lineStep);
        x3 = Halves(source + 3 * lineStep, 4 * lineStep);
        IsTransposed(x0, x1, x2, x3, target + 4 * step, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Halves(float* low, nint high) => Vector256.Create(Vector128.Load(low), Vector128.Load(low + high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void IsTransposed(Vector256<float> x0, Vector256<float> x1, Vector256<float> x2, Vector256<float> x3, float* target, nint step)
    {
        Vector256<float> low01 = Avx.UnpackLow(x0, x1), low23 = Avx.UnpackLow(x2, x3);
        Vector256<float> high01 = Avx.UnpackHigh(x0, x1), high23 = Avx.UnpackHigh(x2, x3);
        Avx.Shuffle(low01, low23, 0x44).Store(target);
        Avx.Shuffle(low01, low23, 0xEE).Store(target + step);
        Avx.Shuffle(high01, high23, 0x44).Store(target + 2 * step);
        Avx.Shuffle(high01, high23, 0xEE).Store(target + 3 * step);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square4(double* source, nint lineStep, double* target, nint step)
    {
        Vector256<double> x0 = Vector256.Load(source), x1 = Vector256.Load(source + lineStep);
        Vector256<double> x2 = Vector256.Load(source + 2 * lineStep), x3 = Vector256.Load(source + 3 * lineStep);
        Vector256<double> low01 = Avx.UnpackLow(x0, x1), low23 = Avx.UnpackLow(x2, x3);
        Vector256<double> high01 = Avx.UnpackHigh(x0, x1), high23 = Avx.UnpackHigh(x2, x3);
        Avx.Permute2x128(low01, low23, 0x20).Store(target);
        Avx.Permute2x128(high01, high23, 0x20).Store(target + step);
        Avx.Permute2x128(low01, low23, 0x31).Store(target + 2 * step);
        Avx.Permute2x128(high01, high23, 0x31).Store(target + 3 * step);
    }
}
