namespace Functional;

// Functions of tensors as they are written, differentiated by the operations they use.
public static partial class Differentiable
{
    /// <summary>
    /// A function of tensors as it is written, with the way back that follows from its operations. It may use a value any number of times, and loops,
    /// branches, recursion and other functions, as long as it does not read the numbers of its argument. The way back is made of operations again, so that
    /// it can be traced, too: derivatives of any order need nothing else.
    /// </summary>
    /// <typeparam name="X">A tensor, a tree, a pair of such, or an <see cref="IProduct{R, P}"/>.</typeparam>
    /// <typeparam name="Y">A tensor, a tree, a pair of such, or an <see cref="IProduct{R, P}"/>.</typeparam>
    /// <param name="function">The function; pure. What it closes over is constant.</param>
    /// <returns>The function of x. It throws a <see cref="TraceException"/> where numbers that are being differentiated are read.</returns>
    /// <example><code>
    /// var f = Differentiable.Trace((Tensor&lt;double&gt; x) => (x * x.Tanh()).Sum());
    /// var derivative = f.Gradient();
    /// var second = Differentiable.Trace((Tensor&lt;double&gt; x) => f.Gradient()(x).Sum()).Gradient();
    /// </code></example>
    public static Differentiable<X, Y> Trace<X, Y>(Func<X, Y> function)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => x => Tracing.Run(function, x);

    /// <summary>
    /// f(x) within a traced function, as one step: its way back is the function's own pullback, not those of the operations inside. So a function that was
    /// written by hand is used in one that is traced. Elsewhere it is the output of f at x.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="function">The function f. Second derivatives ask that its pullback is written with operations on tensors.</param>
    /// <param name="input">The point x, traced or not.</param>
    /// <example><code>
    /// var cost = Differentiable.Trace((Tensor&lt;float&gt; x) => network.At(theta).Apply(x * 2f).Sum());
    /// </code></example>
    public static Y Apply<X, Y>(this Differentiable<X, Y> function, X input)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new AppliedFunction<X, Y>(function).Apply(input);

    /// <summary>
    /// A function with a way back of your own in place of its derivative: to clip or reverse a gradient, or to let one pass where there is none. It holds
    /// wherever the function is used, in traced functions, too.
    /// </summary>
    /// <typeparam name="X">The type of the input.</typeparam>
    /// <typeparam name="Y">The type of the output.</typeparam>
    /// <param name="function">The function f, written with operations on tensors; or of numbers, as long as it is given plain ones.</param>
    /// <param name="pullback">From x, y = f(x) and ȳ to x̄.</param>
    /// <example><code>
    /// var round = Differentiable.WithPullback((Tensor&lt;float&gt; x) => x.Map(float.Round), (x, y, dy) => dy);      // straight through
    /// var reversed = Differentiable.WithPullback((Tensor&lt;float&gt; x) => x, (x, y, dy) => -dy);
    /// </code></example>
    public static Differentiable<X, Y> WithPullback<X, Y>(Func<X, Y> function, Func<X, Y, Y, X> pullback)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => new FunctionWithPullback<X, Y>(function, pullback).At;

    /// <summary>A hand-written function as one step.</summary>
    private sealed class AppliedFunction<X, Y>(Differentiable<X, Y> function) : StepFunction<X, Y>("Apply")
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        public override (Y Output, Func<Y, X> Pullback) At(X x) => function(x);

        protected override Y Plain(X x) => function(x).Output;
    }

    /// <summary>A function and its way back: on every level the output is one step with this way back.</summary>
    private sealed class FunctionWithPullback<X, Y>(Func<X, Y> function, Func<X, Y, Y, X> pullback) : StepFunction<X, Y>("WithPullback")
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y>
    {
        public override (Y Output, Func<Y, X> Pullback) At(X x)
        {
            var y = Apply(x);
            return (y, dy => pullback(x, y, dy));
        }

        protected override Y Plain(X x) => function(x);
    }
}
