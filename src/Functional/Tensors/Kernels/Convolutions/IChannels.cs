namespace Functional.Kernels;

/// <summary>Which channels an output sees, as a type.</summary>
internal interface IChannels
{
    /// <summary>Whether each output channel sees its own input channel alone.</summary>
    static abstract bool AreApart { get; }
}

/// <summary>All channels of its group.</summary>
internal readonly struct ChannelsTogether : IChannels
{
    public static bool AreApart => false;
}

/// <summary>Its own one: a depthwise convolution.</summary>
internal readonly struct ChannelsApart : IChannels
{
    public static bool AreApart => true;
}
