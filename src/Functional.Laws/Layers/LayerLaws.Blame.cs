using System.Numerics;

namespace Functional.Laws;

public static partial class LayerLaws
{
    /// <summary>The law, and where it is broken in a network: the innermost layer that breaks it by itself, at the input that it has there.</summary>
    private static Law<LayerPoint<T, X, Y>> Blaming<T, X, Y>(Law<LayerPoint<T, X, Y>> law)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => law with
        {
            Blame = (point, _) =>
            {
                var inside = new Inside<T>(law.Name, point.Key);
                point.Layer.Forward(point.Parameters, point.Input, (point.Context ?? Context<T>.Inference()).Observing(inside));
                return inside.Found is var (path, name, message)
                    ? $"In layer '{path}' ({name}): {message}"
                    : law.Check(point) is { Finding: Finding.Broken } own ? $"In the layer itself ({point.Layer.Name}): {own.Message}" : null;
            },
        };

    /// <summary>The law, with the layer named where it is broken: for laws that cannot be asked of the layers inside.</summary>
    private static Law<LayerPoint<T, X, Y>> Naming<T, X, Y>(Law<LayerPoint<T, X, Y>> law)
        where T : struct, IFloatingPointIeee754<T>
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => law with
        {
            Blame = (point, _) => law.Check(point) is { Finding: Finding.Broken } own ? $"In the layer itself ({point.Layer.Name}): {own.Message}" : null,
        };

    /// <summary>Checks the law at each layer inside as it runs, and keeps the innermost that breaks it.</summary>
    private sealed class Inside<T>(string law, Key key) : ILayerObserver<T>
        where T : struct, IFloatingPointIeee754<T>
    {
        public (string Path, string Name, string Message)? Found { get; private set; }

        public void See<X, Y>(string path, Layer<T, X, Y> layer, TensorTree<T> parameters, X input, Y output, Context<T> context)
        {
            // Inner layers are seen before those they are in, so a path that begins with this one has been looked at already.
            if (Found is not null)
                return;
            // What types a layer is between is known when it runs: it is looked at where they are those of most layers.
            Outcome? own = (layer, input) switch
            {
                (Layer<T, Tensor<T>, Tensor<T>> tensors, Tensor<T> x) => Check(tensors, parameters, x, context),
                (Layer<T, Indices, Tensor<T>> ofIndices, Indices x) => Check(ofIndices, parameters, x, context),
                (Layer<T, Pair<Tensor<T>, Tensor<T>>, Tensor<T>> ofPairs, Pair<Tensor<T>, Tensor<T>> x) => Check(ofPairs, parameters, x, context),
                (Layer<T, Pair<Tensor<T>, Mask>, Tensor<T>> masked, Pair<Tensor<T>, Mask> x) => Check(masked, parameters, x, context),
                _ => null,
            };
            if (own is { Finding: Finding.Broken, Message: var message })
                Found = (path, layer.Name, message);
        }

        private Outcome Check<X, Y>(Layer<T, X, Y> layer, TensorTree<T> parameters, X input, Context<T> context)
            where X : IVectorSpace<X>
            where Y : IVectorSpace<Y> => All<T, X, Y>().Single(each => each.Name == law).Check(
                new(layer, parameters, input, Asks(layer, parameters, input, context) ? context : null, key));
    }
}
