namespace Functional.Tests.Optimization;

/// <summary>A ready-made optimiser is written as the C# that makes it: what is as usual is not written.</summary>
public class WrittenOptimizerTests
{
    private static readonly Paths Weights = Paths.EndsWith("weight");

    public static TheoryData<string, Optimizer<double>> Optimizers => new()
    {
        { "Adam(0.1)", Optimizer.Adam(0.1) },
        { "Adam(0.1, beta1: 0.5, beta2: 0.75, epsilon: 0.01)", Optimizer.Adam(0.1, 0.5, 0.75, 0.01) },
        { "Adam(Schedule.Linear(1, 0, 10), beta2: 0.75)", Optimizer.Adam<double>(Schedule.Linear(1, 0, 10), beta2: 0.75) },
        { "AdamW(0.1, 0.01)", Optimizer.AdamW(0.1) },
        { "AdamW(0.1, 0.5, Paths.EndsWith(\"weight\"), beta1: 0.5)", Optimizer.AdamW(0.1, 0.5, Weights, beta1: 0.5) },
        { "AdaBelief(0.1)", Optimizer.AdaBelief(0.1) },
        { "AdaBelief(0.1, epsilon: 0.01)", Optimizer.AdaBelief(0.1, epsilon: 0.01) },
        { "Adadelta(0.1)", Optimizer.Adadelta(0.1) },
        { "Adadelta(0.1, decay: 0.5, epsilon: 0.01)", Optimizer.Adadelta(0.1, 0.5, 0.01) },
        { "Adafactor(0.1)", Optimizer.Adafactor(0.1) },
        { "Adafactor(0.1, relative: false, momentum: 0.5, power: 0.75, epsilon: 0.01, limit: 2)", Optimizer.Adafactor(0.1, false, 0.5, 0.75, 0.01, 2) },
        { "Adagrad(0.1)", Optimizer.Adagrad(0.1) },
        { "Adagrad(0.1, initial: 1, epsilon: 0.01)", Optimizer.Adagrad(0.1, 1, 0.01) },
        { "AmsGrad(0.1)", Optimizer.AmsGrad(0.1) },
        { "AmsGrad(0.1, beta1: 0.5)", Optimizer.AmsGrad(0.1, 0.5) },
        { "Lamb(0.1)", Optimizer.Lamb(0.1) },
        { "Lamb(0.1, 0.5, Paths.EndsWith(\"weight\"), epsilon: 0.01)", Optimizer.Lamb(0.1, 0.5, Weights, epsilon: 0.01) },
        { "Lion(0.1)", Optimizer.Lion(0.1) },
        { "Lion(0.1, 0.5, Paths.EndsWith(\"weight\"), beta2: 0.75)", Optimizer.Lion(0.1, 0.5, Weights, beta2: 0.75) },
        { "Muon(0.1, Sgd(0.5))", Optimizer.Muon(0.1, Optimizer.Sgd(0.5)) },
        { "Muon(0.1, Sgd(0.5), \"a\", momentum: 0.5, steps: 3)", Optimizer.Muon(0.1, Optimizer.Sgd(0.5), "a", 0.5, 3) },
        { "Nadam(0.1)", Optimizer.Nadam(0.1) },
        { "Nadam(0.1, beta1: 0.5)", Optimizer.Nadam(0.1, 0.5) },
        { "RmsProp(0.1)", Optimizer.RmsProp(0.1) },
        { "RmsProp(0.1, decay: 0.5, epsilon: 0.01, centered: true, momentum: 0.75)", Optimizer.RmsProp(0.1, 0.5, 0.01, true, 0.75) },
        { "Sgd(0.1)", Optimizer.Sgd(0.1) },
        { "Sgd(0.1, 0.5, nesterov: true)", Optimizer.Sgd(0.1, 0.5, nesterov: true) },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimiser_is_written_as_what_makes_it(string expected, Optimizer<double> optimizer) => Assert.Equal(expected, optimizer.ToString());
}
