using System.Numerics;
using Xunit.Abstractions;

namespace Functional.Tests.Onnx;

/// <summary>Operations and layers give what ONNX's own tests expect of its operators, in float and in double.</summary>
public sealed class OnnxTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Limits =
        OnnxLimits.All.SelectMany(static limit => limit.Cases.Select(name => (name, limit.What))).ToDictionary(StringComparer.Ordinal);

    /// <summary>Every case but those that are listed, with the room of its operator.</summary>
    public static TheoryData<string, string> Mapped => Rows(
        from room in OnnxOperators<double>.Rooms
        from each in OnnxCase.All.Values
        where room.Value.ContainsKey(each.Operator) && !Limits.ContainsKey(each.Name)
        select (room.Key, each.Name));

    public static TheoryData<string, string> Listed => Rows(Limits.Select(static limit => (limit.Key, limit.Value)));

    [Theory]
    [MemberData(nameof(Mapped))]
    public void An_operator_has_the_outputs_of_ONNX(string room, string name)
    {
        var of = OnnxCase.All[name];
        var exact = OnnxOperators<double>.All[of.Operator];
        var sizes = exact.Rounding.Sizes(of, exact.Outputs);

        var largest = Compare<double>(of, sizes, 1 / 9007199254740992.0);
        if (!of.IsOfDoubles)
            largest = Math.Max(largest, Compare<float>(of, sizes, 1 / 16777216.0));

        output.WriteLine(Invariant($"{room}, {name}: {largest:P1} of the error allowed"));
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void A_listed_case_has_no_counterpart(string name, string what)
    {
        var of = OnnxCase.All[name];

        Assert.Equal(what, Assert.Throws<OnnxLimitException>(() => OnnxOperators<double>.All[of.Operator].Outputs(of)).What);
    }

    [Fact]
    public void Every_operator_in_the_file_is_mapped_and_every_mapping_has_a_case() =>
        Assert.Equal(OnnxCase.All.Values.Select(static each => each.Operator).Distinct().Order(), OnnxOperators<double>.All.Keys.Order());

    [Fact]
    public void Every_case_is_compared_or_listed_with_a_reason()
    {
        Assert.Equal(OnnxCase.All.Keys.Order(), Mapped.Select(static row => (string)row[1]).Concat(Limits.Keys).Order());
        Assert.All(OnnxLimits.All, static limit => Assert.False(string.IsNullOrWhiteSpace(limit.Why)));
    }

    private static TheoryData<string, string> Rows(IEnumerable<(string First, string Second)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (first, second) in rows)
            data.Add(first, second);
        return data;
    }

    /// <summary>The largest error, in parts of what is allowed.</summary>
    private static double Compare<T>(OnnxCase of, Tensor<double>[] sizes, double unit)
        where T : struct, IFloatingPointIeee754<T>
    {
        var made = OnnxOperators<T>.All[of.Operator].Outputs(of);
        return of.Outputs.Select((expected, i) => expected is null ? 0
            : Error(Invariant($"{of}, output {i} in {typeof(T).Name}"), expected, made[i], sizes[i], unit)).Max();
    }

    private static double Error<T>(string what, OnnxTensor expected, Tensor<T> actual, Tensor<double> sizes, double unit)
        where T : struct, IFloatingPointIeee754<T>
    {
        Assert.True(expected.Shape == actual.Shape, $"{what}: expected the shape {expected.Shape}, but it is {actual.Shape}.");
        var largest = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            var (one, other) = (expected.Numbers[i], double.CreateChecked(actual.Span[i]));
            if (one.Equals(other) || one == other)
                continue;
            // What is whole is not rounded: nor may be what stands for it.
            var error = Math.Abs(one - other) / (expected.Unit == 0 ? 0 : sizes.Span[i] * (expected.Unit + unit));
            Assert.True(error <= 1, Invariant(
                $"{what}: number {i} of shape {expected.Shape} is {other:R}, expected {one:R}, off by {error:G3} times what is allowed."));
            largest = Math.Max(largest, error);
        }
        return largest;
    }
}
