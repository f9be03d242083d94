namespace Functional.Kernels;

/// <summary>A number of rows as a type.</summary>
internal interface IRows
{
    static abstract int Count { get; }
}

/// <summary>How many vectors a row of a tile has, whether its last one is masked, and whether the tile asks meanwhile for what comes after it.</summary>
internal interface IWidth
{
    static abstract bool FirstIsMasked { get; }

    static abstract bool HasSecond { get; }

    static abstract bool SecondIsMasked { get; }

    static virtual bool AsksAhead => false;
}

internal readonly struct Rows1 : IRows
{
    public static int Count => 1;
}

internal readonly struct Rows2 : IRows
{
    public static int Count => 2;
}

internal readonly struct Rows3 : IRows
{
    public static int Count => 3;
}

internal readonly struct Rows4 : IRows
{
    public static int Count => 4;
}

internal readonly struct Rows5 : IRows
{
    public static int Count => 5;
}

internal readonly struct Rows6 : IRows
{
    public static int Count => 6;
}

internal readonly struct Rows7 : IRows
{
    public static int Count => 7;
}

internal readonly struct Rows8 : IRows
{
    public static int Count => 8;
}

internal readonly struct Rows9 : IRows
{
    public static int Count => 9;
}

internal readonly struct Rows10 : IRows
{
    public static int Count => 10;
}

internal readonly struct Rows11 : IRows
{
    public static int Count => 11;
}

internal readonly struct Rows12 : IRows
{
    public static int Count => 12;
}

internal readonly struct TwoVectors : IWidth
{
    public static bool FirstIsMasked => false;

    public static bool HasSecond => true;

    public static bool SecondIsMasked => false;
}

internal readonly struct TwoVectorsAndAhead : IWidth
{
    public static bool FirstIsMasked => false;

    public static bool HasSecond => true;

    public static bool SecondIsMasked => false;

    public static bool AsksAhead => true;
}

internal readonly struct OneAndAPart : IWidth
{
    public static bool FirstIsMasked => false;

    public static bool HasSecond => true;

    public static bool SecondIsMasked => true;
}

internal readonly struct OneVector : IWidth
{
    public static bool FirstIsMasked => false;

    public static bool HasSecond => false;

    public static bool SecondIsMasked => false;
}

internal readonly struct APart : IWidth
{
    public static bool FirstIsMasked => true;

    public static bool HasSecond => false;

    public static bool SecondIsMasked => false;
}
