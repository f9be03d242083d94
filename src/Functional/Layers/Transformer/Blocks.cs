namespace Functional;

public static partial class Layers<T>
{
    /// <summary>
    /// Attention within a sequence, then a feed-forward layer, each added to its input and normalised: <c>[batch, time, features]</c> to the same shape.
    /// Parameters <c>attention</c> and <c>feedForward</c>. Vaswani et al., NeurIPS 2017.
    /// </summary>
    /// <param name="heads">How many heads there are; the features divide among them.</param>
    /// <param name="hidden">How many features the feed-forward layer has between.</param>
    /// <param name="settings">The other settings; the usual ones when none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <example><code>
    /// var encoder = Repeat(6, EncoderBlock(heads: 8, hidden: 2048, new() { Dropout = 0.1 }));
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> EncoderBlock(int heads, int hidden, BlockSettings<T>? settings = null) =>
        new(new BlockLink<T>(BlockSizes<T>.Of(nameof(EncoderBlock), heads, hidden, settings), IsCausal: false, null));

    /// <summary>
    /// An encoder block over sequences with a mask, which is passed on: of each sample the steps that are there, <c>[batch, time]</c>, or more, see
    /// <see cref="MaskedMultiHeadAttention"/>.
    /// </summary>
    /// <param name="heads">How many heads there are; the features divide among them.</param>
    /// <param name="hidden">How many features the feed-forward layer has between.</param>
    /// <param name="settings">The other settings; the usual ones when none are given.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Layer<T, Pair<Tensor<T>, Mask>, Pair<Tensor<T>, Mask>> MaskedEncoderBlock(int heads, int hidden, BlockSettings<T>? settings = null) =>
        new(new MaskedBlockLink<T>(BlockSizes<T>.Of(nameof(MaskedEncoderBlock), heads, hidden, settings)));

    /// <summary>
    /// Causal attention within a sequence, then a feed-forward layer, each added to its input and normalised: <c>[batch, time, features]</c> to the same
    /// shape. No step depends on a later one, so such blocks write texts. Parameters <c>attention</c> and <c>feedForward</c>. Radford et al., 2018.
    /// </summary>
    /// <param name="heads">How many heads there are; the features divide among them.</param>
    /// <param name="hidden">How many features the feed-forward layer has between.</param>
    /// <param name="settings">The other settings; the usual ones when none are given.</param>
    /// <param name="cache">How many steps a cache of keys and values holds at inference, see <see cref="MultiHeadAttention"/>; null for no cache.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <example>Writing on, one token at a time.<code>
    /// var block = DecoderBlock(heads: 2, hidden: 16, cache: 32);
    /// var θ = block.Start(key, [1, 4]).Parameters;
    /// var (y, _, state) = block.Forward(θ, key.Normal&lt;float&gt;([1, 5, 4]), Context&lt;float&gt;.Inference());       // five steps
    /// (y, _, state) = block.Forward(θ, key.Normal&lt;float&gt;([1, 1, 4]), Context&lt;float&gt;.Inference(state));      // and the next
    /// </code></example>
    public static Layer<T, Tensor<T>, Tensor<T>> DecoderBlock(int heads, int hidden, BlockSettings<T>? settings = null, int? cache = null) =>
        new(new BlockLink<T>(BlockSizes<T>.Of(nameof(DecoderBlock), heads, hidden, settings, cache), IsCausal: true, cache));

    /// <summary>
    /// Causal attention within a sequence, attention to a memory, then a feed-forward layer, each added to its input and normalised:
    /// (<c>[batch, time, features]</c>, memory <c>[batch, keys, …]</c>) to the same, the memory passed on. Parameters <c>attention</c>, <c>cross</c> and
    /// <c>feedForward</c>. Vaswani et al., NeurIPS 2017.
    /// </summary>
    /// <param name="heads">How many heads there are; the features divide among them.</param>
    /// <param name="hidden">How many features the feed-forward layer has between.</param>
    /// <param name="settings">The other settings; the usual ones when none are given.</param>
    /// <param name="cache">How many steps a cache of keys and values holds at inference; null for no cache.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Layer<T, Pair<Tensor<T>, Tensor<T>>, Pair<Tensor<T>, Tensor<T>>> CrossDecoderBlock(
        int heads, int hidden, BlockSettings<T>? settings = null, int? cache = null)
    {
        var sizes = BlockSizes<T>.Of(nameof(CrossDecoderBlock), heads, hidden, settings, cache);
        return new(new CrossBlockLink<T, Tensor<T>>(sizes, CrossAttention(heads, sizes.Settings.KeyValueHeads, sizes.Settings.Bias), cache));
    }

    /// <summary><see cref="CrossDecoderBlock"/> to a memory with a mask, see <see cref="MaskedCrossAttention"/>; both are passed on.</summary>
    /// <param name="heads">How many heads there are; the features divide among them.</param>
    /// <param name="hidden">How many features the feed-forward layer has between.</param>
    /// <param name="settings">The other settings; the usual ones when none are given.</param>
    /// <param name="cache">How many steps a cache of keys and values holds at inference; null for no cache.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static Layer<T, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>, Pair<Tensor<T>, Pair<Tensor<T>, Mask>>> MaskedCrossDecoderBlock(
        int heads, int hidden, BlockSettings<T>? settings = null, int? cache = null)
    {
        var sizes = BlockSizes<T>.Of(nameof(MaskedCrossDecoderBlock), heads, hidden, settings, cache);
        return new(new CrossBlockLink<T, Pair<Tensor<T>, Mask>>(sizes, MaskedCrossAttention(heads, sizes.Settings.KeyValueHeads, sizes.Settings.Bias), cache));
    }
}
