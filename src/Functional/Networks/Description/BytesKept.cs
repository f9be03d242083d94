using System.Numerics;

namespace Functional;

/// <summary>What pullbacks keep alive: of the layer at each path, that of the whole network at the empty one; nothing where it is unknown.</summary>
internal sealed record BytesKept(IReadOnlyDictionary<string, long> At, string? WhyUnknown)
{
    /// <summary>Runs a network on a batch of ones, and then once more layer by layer.</summary>
    public static BytesKept Measure<T, X, Y>(Layer<T, X, Y> network, Initialization<T> plan, Shapes input, int batchSize, Mode mode)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (!WholeProgram.IsHere)
            return Unknown("the program was trimmed or compiled ahead of time, and what pullbacks hold is found by fields");
        try
        {
            if (SampleBatch.Of<T>(typeof(X), input, batchSize) is not X batch)
                return Unknown($"no batch of type {CSharpName.Of<X>()} can be made from shapes");
            var context = mode == Mode.Training ? Context<T>.Training(default, plan.State) : Context<T>.Inference(plan.State);
            var living = new ReachableArrays();
            living.Add(network);
            living.Add(plan.Parameters);
            living.Add(plan.State);
            living.Add(batch);
            var layers = new PullbackObserver<T>(plan, living);
            network.Forward(plan.Parameters, batch, context.Observing(layers));
            var at = layers.Bytes();
            at[""] = layers.Kept("", network.Forward(plan.Parameters, batch, context));
            return new(at, null);
        }
        catch (ArgumentException refusal)       // a layer that takes no such batch can be described all the same
        {
            return Unknown(refusal.Message);
        }
    }

    private static BytesKept Unknown(string why) => new(new Dictionary<string, long>(), why);
}
