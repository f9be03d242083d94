using static Functional.GradientTransformations<double>;

namespace Functional.Tests.Optimization;

/// <summary>What Muon makes of matrices, and of what is none.</summary>
public sealed class MuonTests
{
    [Fact]
    public void Orthogonalised_matrices_have_singular_values_between_0_7_and_1_2()
    {
        var gradient = Key.FromSeed(1).Normal<double>([8, 5]);
        var updated = Update(Orthogonalize(), gradient);

        // λ of uᵀ·u lie between 0.68² and 1.21² if both differences are positive definite: only then they have a Cholesky factor.
        var (square, identity) = (updated.MatMul(updated, Transposed.Left), Tensor.Identity<double>(5));
        Assert.All((square - 0.68 * 0.68 * identity).Cholesky(), static number => Assert.True(double.IsFinite(number)));
        Assert.All((1.21 * 1.21 * identity - square).Cholesky(), static number => Assert.True(double.IsFinite(number)));
    }

    [Fact]
    public void Weights_with_more_outputs_than_inputs_are_multiplied_by_the_root_of_their_ratio()
    {
        var gradient = Key.FromSeed(1).Normal<double>([2, 8]);
        Tensor<double> wide = Update(Orthogonalize(), gradient), tall = Update(Orthogonalize(), gradient.Transpose());

        Assert.All((wide - 2.0 * tall.Transpose()), static difference => Assert.InRange(difference, -1e-13, 1e-13));
    }

    [Fact]
    public void What_is_no_matrix_passes_by()
    {
        foreach (var gradient in new[] { Tensor.Vector(1.0, 2), Tensor.Ones<double>([2, 2, 2]), Tensor.Zeros<double>([0, 3]) })
            Assert.Equal(gradient, Update(Orthogonalize(), gradient));
    }

    [Fact]
    public void A_network_without_vectors_or_without_matrices_is_trained_as_well()
    {
        var optimizer = Optimizer.Muon(0.1, Optimizer.Sgd(0.5));
        TensorTree<double> matrices = Tensor.Identity<double>(2), vectors = Tensor.Vector(1.0, 2);

        Assert.Equal(Tensor.Vector(0.5, 1.5), optimizer.Update(Tensor.Vector(1.0, 1), optimizer.Initialize(vectors), vectors).Parameters[""]);
        Assert.NotEqual(matrices, optimizer.Update(Tensor.Identity<double>(2), optimizer.Initialize(matrices), matrices).Parameters);
    }

    [Fact]
    public void Only_what_is_chosen_is_orthogonalised_and_a_misspelt_choice_is_refused()
    {
        var optimizer = Optimizer.Muon(0.1, Optimizer.Sgd(0.5), !Paths.Through("embedding"));
        var theta = TensorTree<double>.Of(("embedding", Tensor.Ones<double>([2, 2])), ("weight", Tensor.Ones<double>([2, 2])));
        var (moved, state) = optimizer.Update(theta, optimizer.Initialize(theta), theta);

        Assert.Equal(0.5 * Tensor.Ones<double>([2, 2]), moved["embedding"]);
        Assert.Equal(["momentum.first.weight"], state.Moments.Leaves.Select(static leaf => leaf.Path));
        Assert.Contains("embeding", Assert.Throws<ParameterException>(() => Optimizer.Muon(0.1, Optimizer.Sgd(0.5), "embeding").Initialize(theta)).Message, StringComparison.Ordinal);
    }

    /// <summary>Of a matrix it remembers as many numbers as it has rows and columns, and of a vector as many as it has.</summary>
    [Fact]
    public void Adafactor_remembers_rows_and_columns()
    {
        var theta = TensorTree<double>.Of(("kernel", Tensor.Ones<double>([2, 3, 4])), ("weight", Tensor.Ones<double>([5, 6])), ("bias", Tensor.Ones<double>([7])));

        Assert.Equal(
            ["adafactor.column.kernel [2, 4]", "adafactor.column.weight [6]", "adafactor.row.kernel [2, 3]", "adafactor.row.weight [5]", "adafactor.square.bias [7]"],
            Optimizer.Adafactor(0.1).Initialize(theta).Moments.Leaves.Select(static leaf => $"{leaf.Path} {leaf.Value.Shape}"));
    }

    private static Tensor<double> Update(Optimizer<double> optimizer, Tensor<double> gradient)
    {
        TensorTree<double> theta = gradient.Zero;
        return -optimizer.Update(gradient, optimizer.Initialize(theta), theta).Parameters[""];
    }
}
