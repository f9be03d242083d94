namespace Functional;

// The one loop that runs transformations: what is element-wise waits until it has to be there, so that neighbours are one pass over memory.
public sealed partial record Optimizer<T>
{
    /// <summary>From ∂C/∂θ, the state and θ to the next θ and state.</summary>
    /// <param name="gradient">∂C/∂θ, with the names and shapes of the parameters.</param>
    /// <param name="state">The state after the step before.</param>
    /// <param name="parameters">The parameters θ.</param>
    /// <exception cref="ParameterException">Names or shapes differ, or the state is another optimiser's.</exception>
    /// <exception cref="InvalidOperationException">A schedule has no usable value at this step.</exception>
    public (TensorTree<T> Parameters, OptimizerState<T> State) Update(TensorTree<T> gradient, OptimizerState<T> state, TensorTree<T> parameters) =>
        Update(gradient, state, parameters, isDonated: false);

    /// <summary>The same for a caller who will not read the old θ and state again: the new ones may be written over them.</summary>
    internal (TensorTree<T> Parameters, OptimizerState<T> State) Update(
        TensorTree<T> gradient, OptimizerState<T> state, TensorTree<T> parameters, bool isDonated)
    {
        if (frozen is null)
            return Run(gradient, state, parameters, isDonated);
        parameters.ExpectSameAs(gradient);
        var (moved, next) = Run(Trained(gradient), state, Trained(parameters), isDonated);
        return (parameters.With(moved), next);
    }

    private (TensorTree<T> Parameters, OptimizerState<T> State) Run(TensorTree<T> gradient, OptimizerState<T> state, TensorTree<T> parameters, bool isDonated)
    {
        ExpectMoments(state, parameters);
        var (updates, step, finishes) = (gradient, new UpdateStep(state.Step, isDonated), false);
        var moments = new TensorTree<T>[Links.Length];
        var waiting = new ElementwiseSteps<T>(Links.Length);
        for (var i = 0; i < moments.Length; i++)
        {
            moments[i] = state.Moments.Child(names[i]);
            finishes |= Links[i] is ParameterTransformation<T>;
        }
        if (finishes)
            step = step with { IsDonated = false };         // the old parameters are read again after the step
        for (var i = 0; i < moments.Length; i++)
        {
            if (Links[i] is IElementwise<T> each)
            {
                waiting.Add(each, step.Index, i);
                continue;
            }
            if (Links[i] is Frozen<T> or ParameterTransformation<T>)
                continue;
            updates = waiting.Updates(updates, parameters, moments, step);
            var made = Links[i].Apply(updates, moments[i], parameters, step);
            moments[i] = made.Moments;
            if (made.Updates is null)
                return (parameters, Next(state, moments));
            updates = made.Updates;
            if (made.Scale != 1)
                waiting.Add(made.Scale);
            step = step with { Index = Links[i].CountAfter(step.Index, moments[i]) };
        }
        var moved = waiting.Parameters(updates, parameters, moments, step);
        for (var i = 0; finishes && i < moments.Length; i++)
            if (Links[i] is ParameterTransformation<T> last)
                (moved, moments[i]) = last.Finish(parameters, moved, moments[i], step);
        return (moved, Next(state, moments));
    }

    private OptimizerState<T> Next(OptimizerState<T> state, TensorTree<T>[] moments)
    {
        if (Array.TrueForAll(moments, static each => each.IsEmpty))
            return new(state.Step + 1, TensorTree<T>.Empty);
        var branches = new (string, TensorTree<T>)[moments.Length];
        for (var i = 0; i < moments.Length; i++)
            branches[i] = (names[i], moments[i]);
        return new(state.Step + 1, TensorTree<T>.Of(branches));
    }

    /// <summary>Refuses what another optimiser remembers. Without parameters there are no moments.</summary>
    private void ExpectMoments(OptimizerState<T> state, TensorTree<T> parameters)
    {
        var (found, same) = (state.Moments.Children, true);
        foreach (var (name, _) in found)
            same &= names.AsSpan().Contains(name);
        if (!parameters.IsEmpty)
            for (var i = 0; same && i < names.Length; i++)
                same = !Links[i].Remembers || !state.Moments.Child(names[i]).IsEmpty;
        if (!same)
            throw new ParameterException($"{this}: an update needs {Listed(Initialize(parameters).Moments.Children.Select(static branch => branch.Name))}, "
                + $"but the optimiser's state has {Listed(found.Select(static branch => branch.Name))}: it was made for another optimiser. To go on with this one, let it begin anew: state.WithOptimizer(optimizer), "
                + "that is, state with { Optimizer = optimizer, OptimizerState = optimizer.Initialize(state.Parameters) }.");

        static string Listed(IEnumerable<string> moments) =>
            string.Join(", ", moments) is { Length: > 0 } list ? $"the moments [{list}]" : "no moments";
    }
}
