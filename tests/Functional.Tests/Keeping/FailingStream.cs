namespace Functional.Tests.Keeping;

/// <summary>A file on a disk that takes so many bytes and no more: what still fits is written, as a full disk does, then it fails.</summary>
internal sealed class FailingStream(Stream file, Exception problem, long room) : Stream
{
    /// <summary>There is room for all, and it fails when it is flushed.</summary>
    public const long AtTheEnd = long.MaxValue;

    private readonly bool failsAtTheEnd = room == AtTheEnd;
    private long left = room;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get => file.Position; set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var fits = (int)Math.Min(left, buffer.Length);
        file.Write(buffer[..fits]);
        left -= fits;
        if (fits < buffer.Length)
            throw problem;
    }

    public override void Flush()
    {
        file.Flush();
        if (failsAtTheEnd)
            throw problem;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
