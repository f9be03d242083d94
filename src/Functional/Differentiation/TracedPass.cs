namespace Functional;

/// <summary>What the way back of a traced call needs: its tape and the shapes of its input, and no tensors beside those that the operations keep.</summary>
internal sealed class TracedPass<X, Y>(GradientTape tape, X input, int inputs, int[] outputs, Shape[] outputShapes, string cotangent)
    where X : IVectorSpace<X>
    where Y : IVectorSpace<Y>
{
    /// <summary>How many tensors the input holds.</summary>
    public int Inputs => inputs;

    /// <summary>The pullback.</summary>
    public X Back(Y dy)
    {
        var cotangents = Begin(dy);
        cotangents.Walk(inputs);
        return input.WithTensors(new CotangentsOut(cotangents, 0));
    }

    /// <summary>Begins the way back.</summary>
    public TapeCotangents Begin(Y dy)
    {
        var cotangents = new TapeCotangents(tape);
        var seed = new CotangentsIn(cotangents, outputs, outputShapes, cotangent);
        dy.WithTensors(seed);
        seed.ExpectAll();
        return cotangents;
    }

    /// <summary>Goes back to a part of the input, whose tensors follow each other.</summary>
    /// <param name="cotangents">The cotangents so far.</param>
    /// <param name="part">The part as shapes.</param>
    /// <param name="first">The number of its first tensor.</param>
    public P Part<P>(TapeCotangents cotangents, P part, int first)
        where P : IVectorSpace<P>
    {
        cotangents.Walk(inputs, first, TensorShapes.Of(part).Length);
        return part.WithTensors(new CotangentsOut(cotangents, first));
    }

    /// <summary>The input as shapes.</summary>
    public X Input => input;
}
