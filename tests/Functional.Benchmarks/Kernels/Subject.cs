using System.Numerics;
using Functional.Kernels;

namespace Functional.Benchmarks.Kernels;

/// <summary>A product ready to run, ours and that of OpenBLAS, over the same memory.</summary>
public sealed class Subject
{
    private readonly Action ours;
    private readonly Action theirs;

    public Subject(Shapes shapes, int threads)
    {
        (ours, theirs) = shapes.IsDouble
            ? Of<double>(shapes, threads, OpenBlas.Product)
            : Of<float>(shapes, threads, OpenBlas.Product);
        if (OpenBlas.IsInstalled)
            OpenBlas.UseThreads(threads);
    }

    private delegate void Native<T>(Shapes shapes, T[] a, T[] b, T[] c);

    public void Ours() => ours();

    public void Theirs() => theirs();

    private static (Action, Action) Of<T>(Shapes s, int threads, Native<T> native)
        where T : struct, IFloatingPointIeee754<T>
    {
        var (a, b, c) = (Filled<T>(s.Rows * s.Inner), Filled<T>(s.Inner * s.Columns), new T[s.Rows * s.Columns]);
        var width = VectorWidths.Best<T>();
        return (
            () => MatrixProduct.Run(
                new(a, s.Rows, s.Inner, s.Left), new(b, s.Inner, s.Columns, s.Right), c, default, width, threads, Grid.WorthAThread),
            () => native(s, a, b, c));
    }

    private static T[] Filled<T>(int length)
        where T : INumberBase<T> => [.. Enumerable.Range(0, length).Select(i => T.CreateChecked(Math.Sin(i)))];
}
