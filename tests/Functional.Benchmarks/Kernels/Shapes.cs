namespace Functional.Benchmarks.Kernels;

/// <summary>One product, [rows, inner]·[inner, columns], and which operands lie transposed in memory.</summary>
public sealed record Shapes(int Rows, int Inner, int Columns, bool Left = false, bool Right = false, bool IsDouble = false)
{
    public double Flops => 2.0 * Rows * Inner * Columns;

    public override string ToString() =>
        $"{Rows}x{Inner}{(Left ? "T" : "")}·{Inner}x{Columns}{(Right ? "T" : "")}{(IsDouble ? " double" : "")}";

    public static IReadOnlyList<Shapes> All { get; } =
    [
        .. Square(1, 2, 4, 8, 10, 16, 24, 32, 48, 64, 100, 128, 256, 512, 1024),
        new(128, 784, 512), new(784, 128, 512, Left: true), new(128, 512, 784, Right: true),     // a dense layer, and the way back
        new(128, 256, 10), new(256, 128, 10, Left: true), new(128, 10, 256, Right: true),
        new(64, 64, 64, Right: true), new(64, 64, 64, Left: true), new(16, 16, 16, Right: true),
        new(256, 256, 256, Right: true), new(1024, 1024, 1024, Left: true), new(1024, 1024, 1024, Right: true),
        new(1, 784, 512), new(1, 512, 784, Right: true), new(1, 2048, 2048),                      // vector-matrix
        new(784, 512, 1), new(512, 784, 1, Left: true), new(2048, 2048, 1),                       // matrix-vector
        new(512, 1, 512), new(64, 1, 64),                                                          // outer
        new(100, 2, 2), new(10000, 64, 2), new(10000, 16, 16), new(10000, 32, 64),
        new(4, 1024, 1024), new(8, 1024, 1024), new(16, 2048, 64),
        new(16, 10000, 16, Left: true), new(64, 10000, 64, Left: true),
        new(3, 1024, 1024, Right: true), new(8, 1024, 1024, Right: true), new(16, 16, 10000),
        new(64, 64, 64, IsDouble: true), new(256, 256, 256, IsDouble: true), new(512, 512, 512, IsDouble: true), new(1024, 1024, 1024, IsDouble: true),
    ];

    private static IEnumerable<Shapes> Square(params int[] sizes) => sizes.Select(size => new Shapes(size, size, size));
}
