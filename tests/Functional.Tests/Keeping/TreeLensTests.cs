using Functional.IO;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.Tests.Keeping;

public class TreeLensTests
{
    private static readonly TensorTree<float> Tree = TensorTree<float>.Of(
        ("encoder", TensorTree<float>.Of(("0", TensorTree<float>.Of(("weight", Tensor.Vector<float>(1, 2)), ("bias", Tensor.Vector<float>(3)))))),
        ("head", Tensor.Vector<float>(4)));

    private static readonly Tensor<float> Other = Tensor.Vector<float>(7, 8);

    [Fact]
    public void A_tensor_is_found_at_its_path_and_nothing_where_there_is_none()
    {
        Assert.Equal(Prelude.Some(Tensor.Vector<float>(1, 2)), Tree.TensorAt("encoder.0.weight"));
        Assert.Equal(Prelude.Some(Other), ((TensorTree<float>)Other).TensorAt(""));
        Assert.All(["", "encoder", "encoder.0", "encoder.1.weight", "encoder.0.weight.more", "encoder..0", "."], static path => Assert.True(Tree.TensorAt(path).IsNone, path));
    }

    [Fact]
    public void What_is_set_is_got_what_is_got_is_set_and_the_last_that_is_set_remains()
    {
        var lens = TreeLens.At<float>("encoder.0.weight");
        Assert.Equal(Other, lens.Get(lens.Set(Other, Tree)));
        Assert.Equal(Tree, lens.Set(lens.Get(Tree), Tree));
        Assert.Equal(lens.Set(Other, Tree), lens.Set(Other, lens.Set(Other.Zero, Tree)));
        Assert.Equal(Tree["head"], lens.Set(Other, Tree)["head"]);

        var below = TreeLens.Below<float>("encoder.0");
        TensorTree<float> smaller = TensorTree<float>.Of(("gain", Other));
        Assert.Equal(smaller, below.Get(below.Set(smaller, Tree)));
        Assert.Equal(Tree, below.Set(below.Get(Tree), Tree));
        Assert.Equal(below.Set(smaller, Tree), below.Set(smaller, below.Set(Other, Tree)));
    }

    [Fact]
    public void Lenses_compose_as_paths_do()
    {
        var whole = TreeLens.At<float>("encoder.0.weight");
        var composed = Prelude.lens(TreeLens.Below<float>("encoder"), TreeLens.At<float>("0.weight"));

        Assert.Equal(whole.Get(Tree), composed.Get(Tree));
        Assert.Equal(whole.Update(static each => each.Scale(3), Tree), composed.Update(static each => each.Scale(3), Tree));
        Assert.Equal(Tensor.Vector<float>(3, 6), composed.Update(static each => each.Scale(3), Tree)["encoder.0.weight"]);
    }

    [Fact]
    public void A_place_that_is_not_there_and_another_shape_are_refused_with_their_names()
    {
        Assert.Contains("'encoder.0.wait'", Assert.Throws<ParameterException>(static () => TreeLens.At<float>("encoder.0.wait").Get(Tree)).Message, StringComparison.Ordinal);
        Assert.Contains("'decoder'", Assert.Throws<ParameterException>(static () => TreeLens.Below<float>("decoder").Get(Tree)).Message, StringComparison.Ordinal);
        Assert.Contains("'head'", Assert.Throws<ShapeException>(static () => TreeLens.At<float>("head").Set(Other, Tree)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_of_one_problem_joins_those_of_many()
    {
        Assert.Equal(Validation<Error, int>.Success(3), Fin<int>.Succ(3).ToValidation());
        Assert.Equal(["no disk"], Fin<int>.Fail("no disk").ToValidation().FailToSeq().ToArray().Select(static problem => problem.Message));
    }
}
