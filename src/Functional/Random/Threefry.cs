using System.Numerics;

namespace Functional;

/// <summary>
/// Threefry-2x32 with 20 rounds: a keyed bijection of 64 bits whose outputs pass for random. Counter-based, so any draw can be made without
/// those before it. Source: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC '11); checked against the
/// known answers published with Random123.
/// </summary>
public static class Threefry
{
    private const uint Parity = 0x1BD11BDA;

    /// <summary>The block for a key and a counter.</summary>
    /// <param name="key">The two words of the key.</param>
    /// <param name="counter">The two words of the counter.</param>
    /// <returns>Two words.</returns>
    /// <example><code>
    /// var (first, second) = Threefry.Block((0, 0), (0, 0));      // 6b200159 99ba4efe
    /// </code></example>
    public static (uint First, uint Second) Block((uint First, uint Second) key, (uint First, uint Second) counter)
    {
        var (k0, k1) = key;
        var k2 = Parity ^ k0 ^ k1;
        var (x0, x1) = (counter.First + k0, counter.Second + k1);
        Even(ref x0, ref x1);
        (x0, x1) = (x0 + k1, x1 + k2 + 1);
        Odd(ref x0, ref x1);
        (x0, x1) = (x0 + k2, x1 + k0 + 2);
        Even(ref x0, ref x1);
        (x0, x1) = (x0 + k0, x1 + k1 + 3);
        Odd(ref x0, ref x1);
        (x0, x1) = (x0 + k1, x1 + k2 + 4);
        Even(ref x0, ref x1);
        return (x0 + k2, x1 + k0 + 5);
    }

    private static void Even(ref uint x0, ref uint x1)
    {
        Round(ref x0, ref x1, 13);
        Round(ref x0, ref x1, 15);
        Round(ref x0, ref x1, 26);
        Round(ref x0, ref x1, 6);
    }

    private static void Odd(ref uint x0, ref uint x1)
    {
        Round(ref x0, ref x1, 17);
        Round(ref x0, ref x1, 29);
        Round(ref x0, ref x1, 16);
        Round(ref x0, ref x1, 24);
    }

    private static void Round(ref uint x0, ref uint x1, int rotation)
    {
        x0 += x1;
        x1 = BitOperations.RotateLeft(x1, rotation) ^ x0;
    }
}
