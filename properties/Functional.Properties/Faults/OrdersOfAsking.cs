namespace Functional.Properties.Faults;

/// <summary>Cotangents are computed by need: which one is asked for first must not matter.</summary>
public static class OrdersOfAsking
{
    /// <summary>The input's cotangent is written into the variable that the parameters' is computed from.</summary>
    public static Fault VariableReused { get; } = Fault.InLayer(static faulty => Own.Affine("Gain", (parameters, x, dy) => new(
        () => Own.AffinePullback(parameters, x, dy).Parameters,
        () => faulty ? dy = dy * parameters["gain"] : dy * parameters["gain"])));

    /// <summary>The parameters' cotangent needs what is computed only where the input's is asked for.</summary>
    public static Fault ParametersNeedTheInputFirst { get; } = Fault.InLayer(static faulty => Own.Affine("Gain", (parameters, x, dy) =>
    {
        var seen = faulty ? dy.Zero : dy;
        return new(() => Own.AffinePullback(parameters, x, seen).Parameters, () => (seen = dy) * parameters["gain"]);
    }));
}
