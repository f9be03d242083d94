using System.Numerics;
using Functional.Kernels;
using Functional.Storage;

namespace Functional;

/// <summary>
/// x̂·γ + β, where x̂ has mean 0 and variance 1 by the group, computed in one go; and its way back. What it keeps is x, γ, and three numbers for each group. Where
/// something is traced it is made of operations, <see cref="Tensor{T}.Normalize"/> among them.
/// </summary>
internal sealed class Normalization<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> x;
    private readonly GroupedShape grouped;
    private readonly Tensor<T>? scale;
    private readonly T epsilon;
    private readonly bool centred;
    private readonly Tensor<T>? statistics;

    private Normalization(Tensor<T> x, GroupedShape grouped, Tensor<T>? scale, T epsilon, bool centred, Tensor<T>? statistics) =>
        (this.x, this.grouped, this.scale, this.epsilon, this.centred, this.statistics) = (x, grouped, scale, epsilon, centred, statistics);

    private Shape FourAxes => [grouped.Outer, grouped.Rows, grouped.Groups, grouped.Width];

    private Shape Matrix => [grouped.Outer * grouped.Rows, grouped.Columns];

    /// <summary>The output, and its way back.</summary>
    /// <param name="x">What is normalised, of any shape.</param>
    /// <param name="seen">How it is seen: <c>[outer, rows, groups, width]</c>, with a mean for each place on the first axis and each group.</param>
    /// <param name="scale">γ, of groups and width, or null.</param>
    /// <param name="shift">β, likewise, or null; with γ alone.</param>
    /// <param name="epsilon">What is added to the variance, under the root.</param>
    /// <param name="centred">Whether the mean is subtracted.</param>
    public static (Tensor<T> Output, Func<Tensor<T>, NormalizationCotangents<T>> Back) Of(
        Tensor<T> x, Shape seen, Tensor<T>? scale, Tensor<T>? shift, T epsilon, bool centred)
    {
        var grouped = Grouped(seen);
        if (x.IsTraced || scale is { IsTraced: true } || shift is { IsTraced: true })
        {
            var traced = new Normalization<T>(x, grouped, scale, epsilon, centred, null);
            return (traced.InOperations(shift), traced.Back);
        }
        var y = Scope.Buffer<T>(x.Length);
        var statistics = StatisticsOf(x, grouped, new(scale?.Data, shift?.Data), epsilon, centred, y.Memory);
        return (new(y, x.Shape), new Normalization<T>(x, grouped, scale, epsilon, centred, statistics).Back);
    }

    /// <summary>The columns of a matrix over its rows, their means and (biased) variances, and the way back of the output.</summary>
    /// <param name="x">The matrix, of one row at least.</param>
    /// <param name="scale">γ, as long as a row.</param>
    /// <param name="shift">β, likewise.</param>
    /// <param name="epsilon">What is added to the variance, under the root.</param>
    public static (Tensor<T> Output, Tensor<T> Mean, Tensor<T> Variance, Func<Tensor<T>, NormalizationCotangents<T>> Back) OfColumns(
        Tensor<T> x, Tensor<T> scale, Tensor<T> shift, T epsilon)
    {
        var grouped = new GroupedShape(1, x.Shape[0], x.Shape[1], 1);
        if (x.IsTraced | scale.IsTraced | shift.IsTraced)
        {
            var traced = new Normalization<T>(x, grouped, scale, epsilon, true, null);
            var (centre, _, spread) = x.CentreRows();
            return (traced.InOperations(shift), centre, spread, traced.Back);
        }
        var (y, mean, variance) = (Scope.Buffer<T>(x.Length), Scope.Buffer<T>(x.Shape[1]), Scope.Buffer<T>(x.Shape[1]));
        var statistics = Scope.Buffer<T>(Statistic<T>.Size * x.Shape[1]);
        NormalizedColumns.Forward(grouped, x.Data, new(scale.Data, shift.Data), epsilon, true, y.Memory, statistics.Memory, variance.Memory);
        Statistic<T>.Means(statistics.Span, mean.Span);
        var made = new Normalization<T>(x, grouped, scale, epsilon, true, new(statistics, [Statistic<T>.Size, x.Shape[1]]));
        return (new(y, x.Shape), new(mean, [x.Shape[1]]), new(variance, [x.Shape[1]]), made.Back);
    }

    /// <summary>The columns of a matrix less given means, times given inverse deviations, scaled and shifted: all four are as long as a row.</summary>
    public static Tensor<T> OfColumnsAt(Tensor<T> x, Tensor<T> mean, Tensor<T> inverse, Tensor<T> scale, Tensor<T> shift)
    {
        if (x.IsTraced | mean.IsTraced | inverse.IsTraced | scale.IsTraced | shift.IsTraced || x.Length == 0)
            return (x - mean) * inverse * scale + shift;
        var (y, columns) = (Scope.Buffer<T>(x.Length), x.Shape[1]);
        var statistics = new T[Statistic<T>.Size * columns];
        mean.Span.CopyTo(statistics);
        inverse.Span.CopyTo(statistics.AsSpan(2 * columns));
        NormalizedColumns.ForwardAt(new(1, x.Shape[0], columns, 1), x.Data, new(scale.Data, shift.Data), statistics, y.Memory);
        return new(y, x.Shape);
    }

    /// <summary>x̄ from the cotangent of x̂, where nothing is traced.</summary>
    public static Tensor<T> Back(Tensor<T> dy, Tensor<T> x, T epsilon, bool centred)
    {
        var grouped = Grouped(x.Shape);
        return new Normalization<T>(x, grouped, null, epsilon, centred, StatisticsOf(x, grouped, default, epsilon, centred, null)).Kernel(dy, true, false).Input;
    }

    private static GroupedShape Grouped(Shape seen) => new(seen[0], seen[1], seen[2], seen[3]);

    private static Tensor<T> StatisticsOf(Tensor<T> x, GroupedShape grouped, Affine<T> affine, T epsilon, bool centred, T[]? y)
    {
        var statistics = Scope.Buffer<T>(Statistic<T>.Size * grouped.Statistics);
        if (x.Length > 0)
        {
            if (grouped.Rows == 1)
                NormalizedRows.Forward(grouped, x.Data, affine, epsilon, centred, y, statistics.Memory);
            else
                NormalizedColumns.Forward(grouped, x.Data, affine, epsilon, centred, y, statistics.Memory, null);
        }
        return new(statistics, [Statistic<T>.Size, grouped.Statistics]);
    }

    private NormalizationCotangents<T> Back(Tensor<T> dy) => new(this, dy);

    /// <summary>The same, operation by operation.</summary>
    private Tensor<T> InOperations(Tensor<T>? shift)
    {
        var normal = Normal();
        var scaled = scale is null ? normal : normal * scale.Reshape(grouped.Columns);
        return (shift is null ? scaled : scaled + shift.Reshape(grouped.Columns)).Reshape(x.Shape);
    }

    private Tensor<T> Normal() => x.Reshape(FourAxes).Normalize(epsilon, centred).Reshape(Matrix);

    /// <summary>x̄, and along with it γ̄ and β̄ where there are such: they cost nothing there.</summary>
    internal (Tensor<T> Input, Tensor<T>? Scale, Tensor<T>? Shift) All(Tensor<T> dy)
    {
        if (statistics is not null && !dy.IsTraced)
            return Kernel(dy, true, scale is not null);
        var d = dy.Reshape(Matrix);
        return ((scale is null ? d : d * scale.Reshape(grouped.Columns)).Reshape(FourAxes).NormalizeBack(x.Reshape(FourAxes), epsilon, centred).Reshape(x.Shape), null, null);
    }

    /// <summary>γ̄ and β̄ alone.</summary>
    internal (Tensor<T> Scale, Tensor<T> Shift) Parameters(Tensor<T> dy)
    {
        if (statistics is not null && !dy.IsTraced)
        {
            var (_, dscale, dshift) = Kernel(dy, false, true);
            return (dscale!, dshift!);
        }
        var d = dy.Reshape(Matrix);
        return ((d * Normal()).Sum([0]).Reshape(scale!.Shape), d.Sum([0]).Reshape(scale.Shape));
    }

    private (Tensor<T> Input, Tensor<T>? Scale, Tensor<T>? Shift) Kernel(Tensor<T> dy, bool input, bool parameters)
    {
        var dx = input ? Scope.Buffer<T>(x.Length) : default;
        var (dscale, dshift) = parameters ? (Scope.Zeros<T>(grouped.Columns), Scope.Zeros<T>(grouped.Columns)) : default;
        var affine = new Affine<T>(scale?.Data, null);
        if (x.Length > 0 && grouped.Rows == 1)
            NormalizedRows.Back(grouped, dy.Data, x.Data, affine, centred, statistics!.Data, input ? dx.Memory : null, dscale.Memory, dshift.Memory);
        else if (x.Length > 0)
            NormalizedColumns.Back(grouped, dy.Data, x.Data, affine, centred, statistics!.Data, input ? dx.Memory : null, dscale.Memory, dshift.Memory);
        return (input ? new(dx, x.Shape) : x, parameters ? new(dscale, scale!.Shape) : null, parameters ? new(dshift, scale!.Shape) : null);
    }
}

/// <summary>The cotangents of a normalisation, each computed when it is asked for, once; γ̄ and β̄ along with x̄ where that comes first.</summary>
internal sealed class NormalizationCotangents<T>(Normalization<T> pass, Tensor<T> dy)
    where T : struct, IFloatingPointIeee754<T>
{
    private Tensor<T>? scale, shift;

    /// <summary>x̄.</summary>
    public Tensor<T> Input
    {
        get
        {
            var (input, dscale, dshift) = pass.All(dy);
            (scale, shift) = (scale ?? dscale, shift ?? dshift);
            return input;
        }
    }

    /// <summary>γ̄ and β̄.</summary>
    public (Tensor<T> Scale, Tensor<T> Shift) Parameters()
    {
        if (scale is null || shift is null)
            (scale, shift) = pass.Parameters(dy);
        return (scale, shift);
    }
}
