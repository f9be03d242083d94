using System.Runtime.CompilerServices;

namespace Functional.Kernels;

/// <summary>Which of two numbers is the larger: one comparison where none is NaN, and more where one may be.</summary>
internal interface IWindowOrder
{
    static abstract V Exceeds<T, V, L>(V x, V largest)
        where T : struct
        where V : struct
        where L : struct, IWindowLanes<T, V>;
}

/// <summary>Of numbers none of which is NaN.</summary>
internal readonly struct OrderOfNumbers : IWindowOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exceeds<T, V, L>(V x, V largest)
        where T : struct
        where V : struct
        where L : struct, IWindowLanes<T, V> => L.IsAbove(x, largest);
}

/// <summary>NaN is above all numbers.</summary>
internal readonly struct OrderWithNaN : IWindowOrder
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exceeds<T, V, L>(V x, V largest)
        where T : struct
        where V : struct
        where L : struct, IWindowLanes<T, V> => L.Exceeds(x, largest);
}
