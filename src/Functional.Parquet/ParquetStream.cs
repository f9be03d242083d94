namespace Functional.IO;

/// <summary>
/// A part of a file, for a reader that seeks in it and trusts what it finds: whatever is outside of the part is not there. All is read on the thread that asks, so that whoever waits
/// for it waits for nobody else.
/// </summary>
internal sealed class ParquetStream(FileStream file) : Stream
{
    private long start, end = file.Length;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <summary>Says which part there is.</summary>
    public void Show(long from, long to) => (start, end) = (from, to);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        if (Position < start || Position >= end)
            throw new EndOfStreamException("its pages are not where they should be");
        file.Position = Position;
        var count = file.Read(buffer[..(int)Math.Min(buffer.Length, end - Position)]);
        Position += count;
        return count > 0 ? count : throw new EndOfStreamException("it became shorter while it was read");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => Position = checked(offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => Length });

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
