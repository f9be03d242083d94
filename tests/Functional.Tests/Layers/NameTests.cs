using static Functional.Layers<double>;
using static Functional.Tests.Tensors.Refused;

namespace Functional.Tests.Layers;

/// <summary>Names are keys: of parameters, of randomness, of errors. Each comes once in its place, and a path leads somewhere.</summary>
public class NameTests
{
    private static readonly Key Seed = Key.FromSeed(4);
    private static readonly TensorTree<double> Theta = Chain(Named("a", Dense(2)), Named("deep", Chain(Dense(3), Dense(1)))).Start(Seed, [2]).Parameters;

    public static TheoryData<string, Func<object>, string> Clashes => new()
    {
        { "a place and a name", () => Chain(Dropout(0.5), Named("0", Dropout(0.25))), "0" },
        { "a name and a place", () => Chain(Named("1", Dropout(0.5)), Dropout(0.25)), "1" },
        { "two names", () => Chain(Named("a", Dropout(0.5)), Relu, Named("a", Dropout(0.25))), "a" },
        { "of chains in a chain", () => Chain(Chain(Dropout(0.5)), Chain(Named("0", Dropout(0.25)))), "0" },
        { "of a chain that starts later", () => Chain(Relu, Chain(Named("2", Dropout(0.5)), Dropout(0.25))), "2" },
        { "of one after the other", () => Dropout(0.5).Then(Named("0", Dropout(0.25))), "0" },
        { "of pairs", () => Duplicate.Then(Named("0", Concatenate)), "0" },
        { "side by side", () => Parallel(Dropout(0.5), Named("0", Dropout(0.25))), "0" },
        { "added", () => Parallel(Merge.Sum, Named("a", Dropout(0.5)), Named("a", Dropout(0.25))), "a" },
        { "repeated", () => Repeat(2, Named("a", Dropout(0.5))), "a" },
    };

    [Theory]
    [MemberData(nameof(Clashes))]
    public void Two_layers_of_one_name_are_refused_where_they_meet(string where, Func<object> compose, string name)
    {
        var refused = Assert.Throws<ArgumentException>(compose).Message;

        Assert.Contains($"the name '{name}'", refused, StringComparison.Ordinal);
        Assert.Contains(where switch { "of pairs" => "Duplicate and Concatenate", "repeated" => "Dropout(0.5) and Dropout(0.5)", _ => "Dropout(0.5) and Dropout(0.25)" }, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_dropouts_of_one_half_leave_a_quarter()
    {
        var twice = Chain(Dropout(0.5), Named("again", Dropout(0.5)));
        var left = twice.At(TensorTree<double>.Empty, Context<double>.Training(Seed))(Tensor.Ones<double>([100_000])).Output;

        Assert.InRange(left.Count(static x => x != 0) / 100_000.0, 0.24, 0.26);
    }

    [Fact]
    public void The_same_name_in_other_surroundings_is_another_name() =>
        Assert.Equal(2, Chain(Named("a", Chain(Named("w", Dense(1)))), Named("b", Chain(Named("w", Dense(1))))).Start(Seed, [1]).Parameters.Children.Length);

    [Theory]
    [InlineData(".a.weight")]
    [InlineData("a..weight")]
    [InlineData("a.weight.")]
    [InlineData(".")]
    [InlineData("a.weigth")]
    [InlineData("a")]
    [InlineData("")]
    public void A_path_that_does_not_exist_is_refused_with_near_ones(string path)
    {
        With<ParameterException>(() => Theta[path], $"'{path}'", "a.weight [2, 2]");
        With<ParameterException>(() => Theta.With(path, Tensor.Zeros<double>([2, 2])), $"'{path}'", "a.weight [2, 2]");
    }

    [Fact]
    public void A_path_that_exists_leads_to_its_leaf()
    {
        var zeros = Tensor.Zeros<double>([2, 2]);

        Assert.Equal(zeros, Theta.With("a.weight", zeros)["a.weight"]);
        Assert.Equal(zeros, ((TensorTree<double>)zeros)[""]);
        Assert.Equal(zeros, ((TensorTree<double>)Tensor.Ones<double>([2, 2])).With("", zeros)[""]);
    }

    [Fact]
    public void A_branch_is_told_with_what_is_below_it() => With<ParameterException>(() => Theta["deep.0"], "there are: deep.0.bias [3], deep.0.weight [2, 3]");

    [Fact]
    public void The_nearest_names_come_first_and_the_others_are_counted()
    {
        var many = TensorTree<double>.Of([.. Enumerable.Range(0, 30).Select(i => ($"layer{i}", (TensorTree<double>)Tensor.Ones<double>([1])))]);

        With<ParameterException>(() => many["layr7"], "there are: layer7 [1], ", "and 22 more");
    }

    [Theory]
    [InlineData("a.weight")]
    [InlineData("")]
    public void A_path_in_place_of_a_name_is_refused(string path)
    {
        With<ParameterException>(() => Theta.Child(path), $"'{path}' is no name");
        With<ParameterException>(() => Theta.Find(path), $"'{path}' is no name");
        With<ParameterException>(() => Theta.Leaf(path, Functional.Shape.Create(2, 2)), $"'{path}' is no name");
        With<ParameterException>(() => Context<double>.Inference(Theta).For(path), $"'{path}' is no name");
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_empty_branch() => Assert.True(Theta.Child("b").IsEmpty);
}
