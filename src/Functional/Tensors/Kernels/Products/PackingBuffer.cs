using System.Buffers;
using System.Runtime.InteropServices;

namespace Functional.Kernels;

/// <summary>Pooled memory that starts on a cache line, pinned until it is disposed.</summary>
internal unsafe ref struct PackingBuffer<T>
    where T : unmanaged
{
    private const int CacheLine = 64;
    private readonly byte[]? rented;
    private GCHandle handle;

    public PackingBuffer(int length)
    {
        if (length == 0)
            return;
        rented = ArrayPool<byte>.Shared.Rent(length * sizeof(T) + CacheLine);
        handle = GCHandle.Alloc(rented, GCHandleType.Pinned);
        Memory = (T*)(((nuint)handle.AddrOfPinnedObject() + (CacheLine - 1)) & ~(nuint)(CacheLine - 1));
    }

    public T* Memory { get; }

    public void Dispose()
    {
        if (rented is null)
            return;
        handle.Free();
        ArrayPool<byte>.Shared.Return(rented);
    }
}
