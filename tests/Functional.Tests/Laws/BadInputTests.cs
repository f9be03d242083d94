using Functional.Laws;
using static Functional.Layers<double>;

namespace Functional.Tests.Laws;

/// <summary>What is wrong with what the kit is given is said in one message, without a look into the kit.</summary>
public class BadInputTests
{
    private static readonly Layer<double, Tensor<double>, Tensor<double>> Sound = Tanh;

    [Fact]
    public void No_cases_are_refused() => Refused<ArgumentOutOfRangeException>(
        () => LayerLaws.For(Sound, [3]).Check(cases: 0), "at least one case, not on 0");

    [Fact]
    public void No_cases_are_refused_for_a_property() => Refused<ArgumentOutOfRangeException>(() => _ = new LawAttribute(0), "at least one case, not on 0");

    [Fact]
    public void A_seed_with_an_even_gamma_is_refused() => Refused<FormatException>(
        () => LayerLaws.For(Sound, [3]).Check(seed: "12,34"), "seed is \"12,34\": its second number, gamma, is 34, but must be odd");

    [Fact]
    public void A_seed_that_is_none_is_refused() => Refused<FormatException>(
        () => LayerLaws.For(Sound, [3]).Check(seed: "tomorrow"), "seed is \"tomorrow\": expected \"random\"");

    [Fact]
    public void A_law_that_is_not_there_is_refused_with_those_that_are() => Refused<ArgumentException>(
        () => LayerLaws.For(Sound, [3]).Only("linearty"), "Sound has no law \"linearty\"; it has: initialisation, ");

    [Fact]
    public void A_shape_that_does_not_fit_is_refused_with_both_shapes() => Refused<ArgumentException>(
        () => LayerLaws.For(Chain(Dense(4), Residual(Dense(3))), [5]),
        "Chain(Dense(4), Residual(Dense(3))) cannot be initialised for samples of shape [5]: Layer '1' (Residual): the body turns shape [4] into [3]");

    [Fact]
    public void An_initialisation_that_throws_is_told_with_what_was_thrown()
    {
        var broken = Function("Broken", (_, _) => throw new InvalidOperationException("there is no such file"), (_, x) => (x, dy => (TensorTree<double>.Empty, dy)));

        Refused<ArgumentException>(
            () => LayerLaws.For(broken, [3]), "broken cannot be initialised for samples of shape [3]: InvalidOperationException: there is no such file");
    }

    [Fact]
    public void An_initialisation_that_throws_now_and_then_breaks_a_law()
    {
        var calls = 0;
        var moody = Function(
            "Moody",
            (_, shape) => calls++ == 0 ? TensorTree<double>.Of(("w", Tensor.Ones<double>(shape))) : throw new InvalidOperationException("not again"),
            (theta, x) => (x * theta["w"], dy => (TensorTree<double>.Of(("w", (x * dy).Sum([0]))), dy * theta["w"])));

        Refused<LawException>(LayerLaws.For(moody, [3]).Only("initialisation"), "InvalidOperationException was thrown: not again");
    }

    [Fact]
    public void A_function_without_a_finite_output_is_named_with_its_output()
    {
        var log = Function("Log", x => (x.Log(), dy => dy / x));

        Refused<LawException>(LayerLaws.For(log, [3]), "log breaks the law \"finite\"", "is double.NaN at a finite input", "inputs: draw =>");
    }

    [Fact]
    public void The_same_function_obeys_on_the_inputs_that_it_takes()
    {
        var log = Function("Log", x => (x.Log(), dy => dy / x));

        LayerLaws.For(log, [3], inputs: draw => draw.Tensor<double>("x", [draw.Batch(), 3], 0.1, 3)).Check();
    }

    [Fact]
    public void A_function_that_throws_breaks_a_law()
    {
        Differentiable<Tensor<double>, Tensor<double>> unfinished = _ => throw new NotSupportedException("not written yet");

        Refused<LawException>(DifferentiableLaws.For(unfinished, [3]), "NotSupportedException was thrown: not written yet");
    }

    [Fact]
    public void Inputs_that_throw_break_a_law() => Refused<LawException>(
        LayerLaws.For(Sound, [3], inputs: _ => throw new FileNotFoundException("inputs.csv is missing")), "FileNotFoundException was thrown: inputs.csv is missing");

    [Fact]
    public void Cases_that_mostly_say_nothing_are_a_failure() => Refused<LawException>(
        LayerLaws.For(Relu, [3], inputs: draw => Tensor.Zeros<double>([draw.Batch(), 3])),
        "Relu: the law \"finite differences\" could not be checked: 100 of 100 cases said nothing");

    [Fact]
    public void A_vocabulary_without_layers_is_refused() => Refused<ArgumentException>(() => _ = new Grammar(), "needs at least one layer");

    [Fact]
    public void A_word_that_comes_twice_is_refused() => Refused<ArgumentException>(
        () => Grammar.Standard.With(Production.Layer(Tanh)), "The production 'Tanh' comes twice");

    [Fact]
    public void A_word_that_is_not_there_is_refused() => Refused<ArgumentException>(
        () => Grammar.Standard.Without("Snake"), "There is no production 'Snake' in the grammar; there are: Dense, ");

    [Fact]
    public void A_negative_number_of_axes_is_refused() => Refused<ArgumentOutOfRangeException>(
        () => _ = Grammar.Standard with { OuterAxes = -1 }, "OuterAxes", "at least 0 axes before its features, got -1");

    [Fact]
    public void A_negative_depth_is_refused() => Refused<ArgumentOutOfRangeException>(() => NetworkLaws.For(Grammar.Standard, depth: -1), "depth");

    private static void Refused<E>(LawSuite<Draw> suite, params string[] parts)
        where E : Exception => Refused<E>(() => suite.Check(LawSettings.DefaultCases, LawSettings.PinnedSeed), parts);

    private static void Refused<E>(Action action, params string[] parts)
        where E : Exception
    {
        var refused = Assert.Throws<E>(action);
        Assert.All(parts, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("at Functional.Laws.", refused.StackTrace, StringComparison.Ordinal);
        Assert.Null(refused.InnerException);
    }
}
