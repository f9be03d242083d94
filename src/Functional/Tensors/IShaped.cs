namespace Functional;

/// <summary>A value with a shape, whatever its element type.</summary>
internal interface IShaped
{
    Shape Shape { get; }
}

/// <summary>A pair of values, whatever their types.</summary>
internal interface IShapedPair
{
    object? First { get; }

    object? Second { get; }
}
