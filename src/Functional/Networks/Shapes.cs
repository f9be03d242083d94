using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Functional;

/// <summary>
/// The shape of one sample, without the batch: of one tensor, of a pair, or of values with names. Layers infer their output's from their input's when
/// they are initialised.
/// </summary>
/// <example><code>
/// Shapes image = [28, 28], question = Shapes.Pair([28, 28], [12]);
/// </code></example>
[CollectionBuilder(typeof(Shapes), nameof(Create))]
public abstract record Shapes
{
    private Shapes()
    {
    }

    /// <summary>The shape of one tensor.</summary>
    /// <param name="sizes">The sizes of its axes.</param>
    /// <exception cref="ShapeException">A size is negative, or there are too many elements.</exception>
    public static Shapes Create(params ReadOnlySpan<int> sizes) => Shape.Create(sizes);

    /// <summary>The shape of one tensor.</summary>
    /// <param name="shape">The shape.</param>
    public static implicit operator Shapes(Shape shape) => new OneTensor(shape);

    /// <summary>The shapes of a pair.</summary>
    /// <param name="first">The shape of the first value.</param>
    /// <param name="second">The shape of the second value.</param>
    public static Shapes Pair(Shapes first, Shapes second) => new TwoShapes(first, second);

    /// <summary>The shapes of a tree of values with names.</summary>
    /// <param name="shapes">Names, each once, and the shapes of the values.</param>
    public static Shapes Named(params ReadOnlySpan<(string Name, Shapes Shapes)> shapes) => new NamedShapes([.. shapes]);
    /// <summary>Whether this is the shape of a pair.</summary>
    internal bool IsPair => this is TwoShapes;

    /// <summary>The shape, where this is one tensor's.</summary>
    /// <exception cref="ShapeException">This is the shape of a pair.</exception>
    public Shape Shape => this is OneTensor(var shape) ? shape : throw new ShapeException($"expected one tensor, got {Kind} {this}.");

    /// <summary>The sizes of the axes, where this is one tensor's shape.</summary>
    /// <exception cref="ShapeException">This is the shape of several tensors.</exception>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Shape.Sizes.ToArray()).GetEnumerator();

    /// <summary>The two shapes, where this is a pair's.</summary>
    /// <exception cref="ShapeException">This is the shape of one tensor.</exception>
    public (Shapes First, Shapes Second) Both => this is TwoShapes(var first, var second)
        ? (first, second)
        : throw new ShapeException($"expected a pair of inputs, got {Kind} {this}.");

    /// <summary>The shapes by name, where this is a tree's.</summary>
    /// <exception cref="ShapeException">This is the shape of one tensor, or of a pair.</exception>
    public ImmutableArray<(string Name, Shapes Shapes)> ByName => this is NamedShapes(var shapes)
        ? shapes
        : throw new ShapeException($"expected inputs with names, got {Kind} {this}.");

    /// <summary>A tensor for each shape, as a tree: the two of a pair are <c>first</c> and <c>second</c>.</summary>
    internal TensorTree<T> Tree<T>(Func<Shape, Tensor<T>> make)
        where T : struct, IFloatingPointIeee754<T> => this switch
    {
        OneTensor(var shape) => make(shape),
        TwoShapes(var first, var second) => TensorTree<T>.Of(("first", first.Tree(make)), ("second", second.Tree(make))),
        _ => TensorTree<T>.Of([.. ByName.Select(each => (each.Name, each.Shapes.Tree(make)))]),
    };

    /// <summary>The shapes as the C# expression that makes them.</summary>
    internal string Code => this switch
    {
        OneTensor(var shape) => shape.ToString(),
        TwoShapes(var first, var second) => $"Shapes.Pair({first.Code}, {second.Code})",
        _ => $"Shapes.Named({string.Join(", ", ByName.Select(static each => $"(\"{each.Name}\", {each.Shapes.Code})"))})",
    };

    private string Kind => this switch
    {
        OneTensor => "one tensor of shape",
        TwoShapes => "a pair of shapes",
        _ => "a tree of shapes",
    };

    /// <summary>Whether a batch is one of samples of these shapes. Of values of other types nothing is known, and so nothing is refused.</summary>
    internal bool Fit(object? batch) => batch switch
    {
        IShaped { Shape: var found } => this is OneTensor(var shape) && found.Rank == shape.Rank + 1 && found.Sizes[1..].SequenceEqual(shape.Sizes),
        IShapedPair pair => this is TwoShapes(var first, var second) && first.Fit(pair.First) && second.Fit(pair.Second),
        IShapedTree { Leaf: { } leaf } => Fit(leaf),
        IShapedTree tree => this is NamedShapes(var shapes) && FitEach(shapes, tree),
        Labels => this is OneTensor({ Rank: 0 }),
        IRows { AsParts: { } parts } => Fit(parts),
        _ => true,
    };

    /// <summary>A tree has no branches without tensors, so shapes without any are not looked for in it.</summary>
    private static bool FitEach(ImmutableArray<(string Name, Shapes Shapes)> shapes, IShapedTree tree)
    {
        var found = 0;
        foreach (var (name, each) in shapes)
        {
            var at = 0;
            while (at < tree.BranchCount && tree.BranchAt(at).Name != name)
                at++;
            if (at == tree.BranchCount && each is NamedShapes { All.IsEmpty: true })
                continue;
            if (at == tree.BranchCount || !each.Fit(tree.BranchAt(at).Tree))
                return false;
            found++;
        }
        return found == tree.BranchCount;
    }

    /// <summary>The shape of a batch, for messages: of all that <see cref="Fit"/> knows.</summary>
    internal static string WrittenOf(object? batch) => batch switch
    {
        IShapedPair pair => $"({WrittenOf(pair.First)}, {WrittenOf(pair.Second)})",
        IShapedTree { Leaf: { } leaf } => WrittenOf(leaf),
        IShapedTree tree => $"({string.Join(", ", Enumerable.Range(0, tree.BranchCount).Select(at => WrittenOf(tree.BranchAt(at))))})",
        Labels labels => Shape.Create(labels.Count).ToString(),
        IRows { AsParts: { } parts } => WrittenOf(parts),
        _ => Written(Of(batch)),
    };

    private static string WrittenOf((string Name, IShapedTree Tree) branch) => $"{branch.Name}: {WrittenOf(branch.Tree)}";

    /// <summary>The shape of a value, the whole of it with the batch; null of what is no tensor and holds none that are known.</summary>
    internal static object? Of(object? value) => value switch
    {
        IShaped shaped => shaped.Shape,
        IShapedPair pair => (Of(pair.First), Of(pair.Second)),
        IRows { AsParts: { } parts } => Of(parts),
        _ => null,
    };

    /// <summary>What <see cref="Of"/> has found, for messages.</summary>
    internal static string Written(object? shape) => shape switch
    {
        Shape one => one.ToString(),
        (object first, object second) => $"({Written(first)}, {Written(second)})",
        _ => "unknown",
    };

    private sealed record OneTensor(Shape Sizes) : Shapes
    {
        public override string ToString() => Sizes.ToString();
    }

    private sealed record NamedShapes(ImmutableArray<(string Name, Shapes Shapes)> All) : Shapes
    {
        public bool Equals(NamedShapes? other) => other is not null && All.AsSpan().SequenceEqual(other.All.AsSpan());

        public override int GetHashCode() => All.Aggregate(All.Length, HashCode.Combine);

        public override string ToString() => $"({string.Join(", ", All.Select(static each => $"{each.Name}: {each.Shapes}"))})";
    }

    private sealed record TwoShapes(Shapes First, Shapes Second) : Shapes
    {
        public override string ToString() => $"({First}, {Second})";
    }
}
