using System.Globalization;
using LanguageExt;
using LanguageExt.Common;

namespace Functional.IO;

/// <summary>A setting: its name, its value where nobody says otherwise, and what it has to be. The same rule holds for texts from outside and for values in code.</summary>
/// <typeparam name="V">The type of its value.</typeparam>
public sealed class Setting<V>
{
    private readonly Func<string, Option<V>> parse;
    private readonly Func<V, bool> holds;

    internal Setting(string name, V preset, string expected, Func<string, Option<V>> parse, Func<V, bool> holds) =>
        (Name, Default, Expected, this.parse, this.holds) = (name, preset, expected, parse, holds);

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value where nobody says otherwise.</summary>
    public V Default { get; }

    /// <summary>What it has to be, in words.</summary>
    public string Expected { get; }

    /// <summary>Its value in a source: what is said there, checked, or the default.</summary>
    /// <param name="source">The settings from outside.</param>
    public Validation<Error, V> From(SettingsSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Find(Name).Match(
            found => parse(found.Value).Filter(holds).Match(
                static value => Validation<Error, V>.Success(value),
                () => Outside.Fail<V>($"{found.From}: '{Name}' is {Expected}, but is '{found.Value}'.")),
            () => Validation<Error, V>.Success(Default));
    }

    /// <summary>Its value in a source, where one is said there, and no default.</summary>
    /// <param name="source">The settings from outside.</param>
    public Validation<Error, Option<V>> GivenIn(SettingsSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Find(Name).IsSome ? From(source).Map(Prelude.Some) : Validation<Error, Option<V>>.Success(Prelude.None);
    }

    /// <summary>A value that comes from code, checked at once.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not what it has to be.</exception>
    public V Expect(V value) => holds(value)
        ? value
        : throw new ArgumentOutOfRangeException(Name, Invariant($"The setting '{Name}' is {Expected}, but is {value}."));

    /// <summary>The name, what it has to be, and the default.</summary>
    public override string ToString() => Invariant($"{Name}: {Expected}; {Default} where none is given");
}

/// <summary>What makes settings.</summary>
public static class Setting
{
    /// <summary>A finite number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="preset">The value where nobody says otherwise.</param>
    /// <param name="expected">What it has to be, in words: <c>"a positive number"</c>.</param>
    /// <param name="holds">Whether a number is so.</param>
    public static Setting<double> Real(string name, double preset, string expected, Func<double, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        return new(name, preset, expected, static text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? Prelude.Some(value) : Prelude.None,
            value => double.IsFinite(value) && holds(value));
    }

    /// <summary>A whole number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="preset">The value where nobody says otherwise.</param>
    /// <param name="from">The smallest one.</param>
    public static Setting<int> Whole(string name, int preset, int from = 0) => new(
        name, preset, Invariant($"a whole number of at least {from}"),
        static text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? Prelude.Some(value) : Prelude.None, value => value >= from);

    /// <summary>The seed of a random key.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="preset">The value where nobody says otherwise.</param>
    public static Setting<ulong> Seed(string name, ulong preset) => new(
        name, preset, "a whole number of at least 0",
        static text => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? Prelude.Some(value) : Prelude.None, static _ => true);

    /// <summary>True or false.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="preset">The value where nobody says otherwise.</param>
    public static Setting<bool> Flag(string name, bool preset) => new(
        name, preset, "true or false", static text => text switch { "true" => Prelude.Some(true), "false" => Prelude.Some(false), _ => Prelude.None }, static _ => true);

    /// <summary>One of several words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="preset">The value where nobody says otherwise.</param>
    /// <param name="choices">All that it may be.</param>
    public static Setting<string> Choice(string name, string preset, params ReadOnlySpan<string> choices)
    {
        var all = choices.ToArray();
        return new(name, preset, $"one of {string.Join(", ", all)}", Prelude.Some, value => all.Contains(value, StringComparer.Ordinal));
    }
}
