namespace Functional.Laws;

public static partial class LayerLaws
{
    /// <summary>The law, and where it is broken in a network: the innermost layer that breaks it by itself, at the input that it has there.</summary>
    private static Law<LayerPoint<X, Y>> Blaming<X, Y>(Law<LayerPoint<X, Y>> law)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => law with
        {
            Blame = (point, _) =>
            {
                var inside = new Inside(law.Name, point.Key);
                point.Layer.Forward(point.Parameters, point.Input, (point.Context ?? Context<double>.Inference()).Observing(inside));
                return inside.Found is var (path, name, message)
                    ? $"In layer '{path}' ({name}): {message}"
                    : law.Check(point) is { Finding: Finding.Broken } own ? $"In the layer itself ({point.Layer.Name}): {own.Message}" : null;
            },
        };

    /// <summary>The law, with the layer named where it is broken: for laws that cannot be asked of the layers inside.</summary>
    private static Law<LayerPoint<X, Y>> Naming<X, Y>(Law<LayerPoint<X, Y>> law)
        where X : IVectorSpace<X>
        where Y : IVectorSpace<Y> => law with
        {
            Blame = (point, _) => law.Check(point) is { Finding: Finding.Broken } own ? $"In the layer itself ({point.Layer.Name}): {own.Message}" : null,
        };

    /// <summary>Checks the law at each layer inside as it runs, and keeps the innermost that breaks it.</summary>
    private sealed class Inside(string law, Key key) : ILayerObserver<double>
    {
        public (string Path, string Name, string Message)? Found { get; private set; }

        public void See<X, Y>(string path, Layer<double, X, Y> layer, TensorTree<double> parameters, X input, Y output, Context<double> context)
        {
            // Inner layers are seen before those they are in, so a path that begins with this one has been looked at already.
            if (Found is not null || layer is not Layer<double, Tensor<double>, Tensor<double>> tensors || input is not Tensor<double> x)
                return;
            var point = new LayerPoint<Tensor<double>, Tensor<double>>(tensors, parameters, x, Asks(layer, parameters, input, context) ? context : null, key);
            var own = All<Tensor<double>, Tensor<double>>().Single(each => each.Name == law).Check(point);
            if (own.Finding == Finding.Broken)
                Found = (path, layer.Name, own.Message);
        }
    }
}
