using System.Collections.Immutable;
using System.Numerics;

namespace Functional;

/// <summary>
/// Links in a row, put together step by step: joining two lists costs the same however long they are, and they are laid out side by side when somebody
/// first asks.
/// </summary>
internal sealed class LinkList<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly ImmutableHashSet<string> labels;
    private readonly bool hasNumbers;               // for labels: one that is a number may be another link's place
    private LinkList<T>? first, second;
    private Link<T>[]? all;

    public LinkList(Link<T>[] links)
    {
        (all, Count, labels) = (links, links.Length, []);
        foreach (var link in links)
            if (link.Label is { } label)
                (labels, hasNumbers) = (labels.Add(label), hasNumbers || char.IsAsciiDigit(label[0]));
    }

    private LinkList(LinkList<T> first, LinkList<T> second)
    {
        (this.first, this.second, Count) = (first, second, Total((long)first.Count + second.Count));
        var (fewer, more) = first.labels.Count < second.labels.Count ? (first.labels, second.labels) : (second.labels, first.labels);
        labels = more.Union(fewer);
        hasNumbers = first.hasNumbers || second.hasNumbers;
        if (labels.Count < fewer.Count + more.Count || hasNumbers)
            LinkName.Distinct("Chain", (ReadOnlySpan<Link<T>>)All);
    }

    public int Count { get; }

    /// <summary>All links, first to last.</summary>
    public Link<T>[] All => Volatile.Read(ref all) ?? LaidOut();

    public LinkList<T> Then(LinkList<T> next) => Count == 0 ? next : next.Count == 0 ? this : new(this, next);

    /// <summary>Several lists as one.</summary>
    public static LinkList<T> Of(ReadOnlySpan<LinkList<T>> lists)
    {
        if (lists.Length == 1)
            return lists[0];
        var count = 0L;
        foreach (var list in lists)
            count += list.Count;
        var links = new Link<T>[Total(count)];
        var at = 0;
        foreach (var list in lists)
        {
            list.All.CopyTo(links, at);
            at += list.Count;
        }
        return new(links);
    }

    private static int Total(long count) => count <= Array.MaxLength
        ? (int)count
        : throw new ArgumentException(Invariant($"Chain: {count} layers are more than the {Array.MaxLength} that there can be."));

    /// <summary>From the end, without recursion: lists grow by a link at a time and are as deep as they are long.</summary>
    private Link<T>[] LaidOut()
    {
        var links = new Link<T>[Count];
        var rest = new Stack<LinkList<T>>([this]);
        for (var end = Count; rest.TryPop(out var list);)
        {
            if (Volatile.Read(ref list.all) is { } some)
            {
                end -= some.Length;
                some.CopyTo(links, end);
            }
            else if (list.first is { } before && list.second is { } after)
            {
                rest.Push(before);
                rest.Push(after);
            }
            else
            {
                rest.Push(list);        // another thread has just laid it out
            }
        }
        Volatile.Write(ref all, links);
        (first, second) = (null, null);
        return links;
    }
}
