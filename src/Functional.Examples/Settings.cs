namespace Functional.Examples;

/// <summary>What the user asked for; null where the example's own default holds.</summary>
/// <param name="Epochs">How often the training part is seen.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Seed">The seed of all that is random.</param>
/// <param name="Output">The folder of the pictures.</param>
internal sealed record Settings(int? Epochs, float? Rate, ulong Seed, string Output)
{
    public Key Key => Key.FromSeed(Seed);
}
