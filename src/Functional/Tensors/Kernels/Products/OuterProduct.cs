using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>C = a·b for a column a and a row b that lies along memory: each number once, so that storing it is all the work.</summary>
internal static unsafe class OuterProduct<T, V, L>
    where T : unmanaged
    where V : struct
    where L : struct, ILanes<T, V>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix<T> a, T* b, int columns, T* c, nint resultStep, T* bias)
    {
        var whole = columns - columns % L.Count;
        var mask = L.MaskOf(columns - whole);
        T* x = a.Memory;
        for (var row = 0; row < a.Rows; row++, x += a.RowStep, c += resultStep)
        {
            var factor = L.Broadcast(*x);
            for (var j = 0; j < whole; j += L.Count)
            {
                var product = L.MultiplyAdd(factor, L.Load(b + j), default);
                L.Store(bias == null ? product : L.Add(product, L.Load(bias + j)), c + j);
            }
            if (whole == columns)
                continue;
            var rest = L.MultiplyAdd(factor, L.Load(b + whole, mask), default);
            L.Store(bias == null ? rest : L.Add(rest, L.Load(bias + whole, mask)), c + whole, mask);
        }
    }
}
