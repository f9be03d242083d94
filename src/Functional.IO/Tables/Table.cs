using System.Numerics;

namespace Functional.IO;

/// <summary>The samples of a file, and how its rows became numbers: another file is encoded the same way.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="L">The type of the targets: labels, or a tensor.</typeparam>
/// <param name="Samples">The samples, a row of the file each.</param>
/// <param name="Encoding">How the rows became numbers.</param>
public sealed record Table<T, L>(Samples<Tensor<T>, L> Samples, TableEncoding Encoding)
    where T : struct, IFloatingPointIeee754<T>
    where L : IRows<L>;
