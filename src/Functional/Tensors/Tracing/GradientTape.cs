using System.Numerics;

namespace Functional;

/// <summary>
/// The operations of one call of a function, in their order, each with its way back. It keeps of the tensors what the ways back keep, and no more.
/// </summary>
/// <param name="isLinear">
/// Whether the function is linear, and its argument a symbol: then nothing is computed that depends on it, for its transpose needs no such number.
/// </param>
internal sealed class GradientTape(bool isLinear) : Level
{
    private readonly List<TapeStep?> steps = [];

    /// <summary>How many tensors there are, inputs first.</summary>
    public int Count => steps.Count;

    /// <summary>The way back of a tensor; null for an input, and where several are made together for all but the first.</summary>
    public TapeStep? this[int index] => steps[index];

    /// <summary>An input, which has no way back.</summary>
    public Tensor<T> Input<T>(Tensor<T> value)
        where T : struct, IFloatingPointIeee754<T> => Made("input", isLinear ? Symbol.Of<T>(value.Shape) : value, null);

    /// <inheritdoc/>
    public override Tensor<T> Run<T>(Operation<T> operation, ReadOnlySpan<Tensor<T>> operands)
    {
        ExpectCurrent();
        var below = new Tensor<T>[operands.Length];
        for (var i = 0; i < below.Length; i++)
            below[i] = Below(operands[i]);
        Tensor<T> y;
        using (EnterScope())
            y = isLinear && !operation.IsConstant ? Symbol.Of<T>(operation.ShapeOf(Array.ConvertAll(below, static x => x.Shape))) : operation.Apply(below);
        return operation.IsConstant ? y : Made(operation.Name, y, StepOf(operation, operands, below, y));
    }

    /// <inheritdoc/>
    public override Tensor<U> Cast<T, U>(Tensor<T> tensor)
    {
        ExpectCurrent();
        Tensor<U> y;
        using (EnterScope())
            y = isLinear ? Symbol.Of<U>(tensor.Shape) : tensor.Place.Below.Cast<U>();
        return Made("Cast", y, new CastStep<T, U>(((TapePlace<T>)tensor.Place).Index));
    }

    /// <summary>A function as one step, whose tensors are made together: its way back is its own.</summary>
    public override Y Run<X, Y>(StepFunction<X, Y> function, X x)
    {
        ExpectCurrent();
        var from = new TensorIndices(this);
        var below = x.WithTensors(from);
        using (EnterScope())
        {
            var (y, back) = !isLinear ? function.At(below) : function.Linear(below) ?? throw new TraceException(
                $"{function.Name}: a function with a pullback of its own is not known to be linear, so that it has no transpose.");
            var made = new Placing(this, function.Name);
            var placed = y.WithTensors(made);
            if (made.First >= 0)
                steps[made.First] = new JointStep<X, Y>(x.WithTensors(Skeleton.Of), [.. from.Indices], y.WithTensors(Skeleton.Of), back);
            return placed;
        }
    }

    /// <summary>The index of a tensor; −1 where it is not of this tape.</summary>
    public int IndexOf<T>(Tensor<T> tensor)
        where T : struct, IFloatingPointIeee754<T> => tensor.IsTraced && tensor.Place is TapePlace<T> place && ReferenceEquals(place.Level, this) ? place.Index : -1;

    /// <inheritdoc/>
    public override TraceException Refusal(string tensor, string operation, string reader) => new(
        $"{reader}: the numbers of this {tensor}, made by {operation}, are being differentiated, and to read them would cut the gradient off. "
        + (reader == "Dot" ? "InnerProduct is the same as a tensor. " : "")
        + "Use operations on tensors, in a pullback, too; or StopGradient() where the numbers are meant to be constant.");

    private Tensor<T> Made<T>(string operation, Tensor<T> below, TapeStep? step)
        where T : struct, IFloatingPointIeee754<T>
    {
        steps.Add(step);
        return new(new TapePlace<T>(this, operation, below, steps.Count - 1));
    }

    private TapeStep StepOf<T>(Operation<T> operation, ReadOnlySpan<Tensor<T>> operands, Tensor<T>[] below, Tensor<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        // Mostly one operand alone is of this tape.
        var (only, count) = (0, 0);
        for (var i = 0; i < operands.Length; i++)
            if (!ReferenceEquals(below[i], operands[i]))
                (only, count) = (i, count + 1);
        if (count == 1)
            return new UnaryStep<T>(IndexOf(operands[only]), operation.Pullback(only, below, y));
        var from = new int[operands.Length];
        var backs = new Func<Tensor<T>, Tensor<T>>?[from.Length];
        for (var i = 0; i < from.Length; i++)
        {
            from[i] = IndexOf(operands[i]);
            if (from[i] >= 0)
                backs[i] = operation.Pullback(i, below, y);
        }
        return new OperationStep<T>(from, backs);
    }

    private sealed class TapePlace<T>(GradientTape tape, string operation, Tensor<T> below, int index) : Place<T>(tape, operation, below.Shape)
        where T : struct, IFloatingPointIeee754<T>
    {
        public override Tensor<T> Below => below;

        public int Index => index;
    }

    /// <summary>Puts tensors on the tape, one after the other.</summary>
    private sealed class Placing(GradientTape tape, string operation) : ITensorMap
    {
        public int First { get; private set; } = -1;

        public Tensor<T> Map<T>(Tensor<T> tensor)
            where T : struct, IFloatingPointIeee754<T>
        {
            if (First < 0)
                First = tape.Count;
            return tape.Made(operation, tensor, null);
        }
    }
}
