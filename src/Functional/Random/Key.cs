using System.Buffers.Binary;
using System.Text;

namespace Functional;

/// <summary>
/// A random key: a value from which numbers are drawn and other keys are split. The same key always gives the same numbers, on every
/// machine; to get new ones, split. Nothing random happens anywhere without a key.
/// </summary>
/// <param name="First">The first word.</param>
/// <param name="Second">The second word.</param>
/// <example><code>
/// var key = Key.FromSeed(42);
/// var weights = key.Split("weights").Normal&lt;float&gt;([784, 10]);
/// var order = key.Split("shuffle").Split(epoch).Permutation(1000);
/// </code></example>
public readonly record struct Key(uint First, uint Second)
{
    // The second word of the counter tells the purposes apart, so that a draw never repeats a key that was split from the same one.
    private const uint Draw = 0, ByNumber = 1, ByName = 2;
    private const int LongestOnStack = 256;

    /// <summary>The key of a seed: the seed's two halves.</summary>
    /// <param name="seed">Any number.</param>
    public static Key FromSeed(ulong seed) => new((uint)seed, (uint)(seed >> 32));

    /// <summary>The key with a number below this one, independent of its siblings and of this key's draws.</summary>
    /// <param name="number">Which one: a step, an epoch, the place of a layer.</param>
    public Key Split(int number) => Under((unchecked((uint)number), ByNumber));

    /// <summary>The key with a name below this one, independent of its siblings and of this key's draws.</summary>
    /// <param name="name">Which one: any text.</param>
    public Key Split(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var length = Encoding.UTF8.GetByteCount(name);
        Span<byte> bytes = length <= LongestOnStack ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(name, bytes);
        var key = Under(((uint)bytes.Length, ByName));
        Span<byte> block = stackalloc byte[8];
        for (var at = 0; at < bytes.Length; at += block.Length)
        {
            var part = bytes.Slice(at, Math.Min(block.Length, bytes.Length - at));
            block.Clear();
            part.CopyTo(block);
            key = key.Under((BinaryPrimitives.ReadUInt32LittleEndian(block), BinaryPrimitives.ReadUInt32LittleEndian(block[4..])));
        }
        return key;
    }

    /// <summary>64 random bits.</summary>
    /// <param name="index">Which draw; each index gives other bits.</param>
    public ulong Bits(int index)
    {
        var (first, second) = Threefry.Block((First, Second), ((uint)index, Draw));
        return ((ulong)second << 32) | first;
    }

    /// <summary>A number from [0, 1), a multiple of 2⁻⁵³, each as likely as the other.</summary>
    /// <param name="index">Which draw.</param>
    public double Uniform(int index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    private Key Under((uint, uint) counter)
    {
        var (first, second) = Threefry.Block((First, Second), counter);
        return new(first, second);
    }
}
