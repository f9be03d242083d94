namespace Functional.Tests.Tensors;

public class ReductionRefusalTests
{
    private static readonly Tensor<float> Matrix = Tensor.Ones<float>([2, 3]), NoColumns = Tensor.Zeros<float>([2, 0]);

    public static TheoryData<string> Names => ["Sum", "Mean", "Max", "Min", "LogSumExp"];

    private static Tensor<float> Reduce(string name, Tensor<float> x, params int[] axes) => name switch
    {
        "Sum" => x.Sum(axes),
        "Mean" => x.Mean(axes),
        "Max" => x.Max(axes),
        "Min" => x.Min(axes),
        _ => x.LogSumExp(axes),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void An_axis_out_of_range(string name)
    {
        Refused.Shape(() => Reduce(name, Matrix, 2), "[2, 3]", "axis 2", "rank is 2");
        Refused.Shape(() => Reduce(name, Matrix, 0, -3), "[2, 3]", "axis -3", "rank is 2");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_axis_named_twice(string name)
    {
        Refused.Shape(() => Reduce(name, Matrix, 1, 1), "[2, 3]", "Axis 1", "[1, 1]");
        Refused.Shape(() => Reduce(name, Matrix, 1, -1), "[2, 3]", "Axis -1", "[1, -1]");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_axis_of_a_number(string name) => Refused.Shape(() => Reduce(name, 1f, 0), "[]", "axis 0", "rank is 0");

    [Theory]
    [InlineData("Mean")]
    [InlineData("Max")]
    [InlineData("Min")]
    [InlineData("LogSumExp")]
    public void Nothing_to_reduce(string name)
    {
        Refused.Shape(() => Reduce(name, NoColumns), name, "[2, 0]");
        Refused.Shape(() => Reduce(name, NoColumns, 1), name, "[2, 0]");
        Refused.Shape(() => Reduce(name, Tensor.Zeros<float>([0])), name, "[0]");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_left_over_is_no_mistake(string name) => Assert.Equal([0], Reduce(name, NoColumns, 0).Shape);

    [Fact]
    public void The_place_of_the_largest_of_nothing()
    {
        Refused.Shape(() => NoColumns.ArgMax(), "ArgMax", "axis 1", "[2, 0]");
        Assert.Empty(NoColumns.ArgMax(0));
    }

    [Fact]
    public void The_place_of_the_largest_on_an_axis_that_does_not_exist()
    {
        Refused.Shape(() => Matrix.ArgMax(2), "[2, 3]", "axis 2");
        Refused.Shape(() => ((Tensor<float>)1f).ArgMax(), "[]", "axis -1");
    }
}
