using System.Globalization;

namespace Functional;

/// <summary>What links are called in their surroundings.</summary>
internal static class LinkName
{
    /// <summary>The name of a link that has none of its own: its place.</summary>
    public static string OfNumber(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The names of links in a row. Two of one name would share their key, so that what is random in one is the same in the other.</summary>
    /// <param name="whole">What the links are in, for messages.</param>
    /// <param name="links">The links.</param>
    /// <exception cref="ArgumentException">Two links have one name.</exception>
    public static string[] Distinct<T>(string whole, ReadOnlySpan<Link<T>> links)
        where T : struct, System.Numerics.IFloatingPointIeee754<T>
    {
        var names = new string[links.Length];
        var seen = new Dictionary<string, int>(links.Length, StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = links[i].Label ?? OfNumber(i);
            if (!seen.TryAdd(names[i], i))
                throw new ArgumentException(
                    $"{whole}: two layers have the name '{names[i]}', {links[seen[names[i]]].Name} and {links[i].Name}; give each a name of its own. "
                    + "A layer without one is named by its place, from 0 on.");
        }
        return names;
    }
}
