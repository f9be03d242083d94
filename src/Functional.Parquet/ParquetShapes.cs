using static Functional.IO.ThriftShape;

namespace Functional.IO;

/// <summary>The structures of <see href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">parquet.thrift</see>, field by field.</summary>
internal static class ParquetShapes
{
    private static readonly ThriftShape Empty = Struct(), Pair = Struct((1, Text), (2, Text));

    private static readonly ThriftShape Statistics = Struct([.. Each(Text, 1, 2, 5, 6), .. Each(Whole, 3, 4), .. Each(Flag, 7, 8)]);

    private static readonly ThriftShape Time = Struct((1, Flag), (2, Struct((1, Empty), (2, Empty), (3, Empty))));

    private static readonly ThriftShape LogicalType = Struct(
    [
        .. Each(Empty, 1, 2, 3, 4, 6, 11, 12, 13, 14, 15), (5, Struct((1, Whole), (2, Whole))), (7, Time), (8, Time), (10, Struct((1, Octet), (2, Flag))), (16, Struct((1, Octet))),
        (17, Struct((1, Text))), (18, Struct((1, Text), (2, Whole))),
    ]);

    private static readonly ThriftShape Column = Struct(
    [
        .. Each(Whole, 1, 4, 5, 6, 7, 9, 10, 11, 14, 15), (2, ListOf(Whole)), (3, ListOf(Text)), (8, ListOf(Pair)), (12, Statistics), (13, ListOf(Struct((1, Whole), (2, Whole), (3, Whole)))),
        (16, Struct((1, Whole), (2, ListOf(Whole)), (3, ListOf(Whole)))), (17, Struct((1, Struct([.. Each(Real, 1, 2, 3, 4, 5, 6, 7, 8)])), (2, ListOf(Whole)))),
    ]);

    private static readonly ThriftShape Chunk = Struct([(1, Text), (3, Column), (8, None), (9, None), .. Each(Whole, 2, 4, 5, 6, 7)]);

    private static readonly ThriftShape Group = Struct([(1, ListOf(Chunk)), (4, ListOf(Struct((1, Whole), (2, Flag), (3, Flag)))), .. Each(Whole, 2, 3, 5, 6, 7)]);

    private static readonly ThriftShape Element = Struct([(4, Text), (10, LogicalType), .. Each(Whole, 1, 2, 3, 5, 6, 7, 8, 9)]);

    /// <summary>What a file says about itself, where nothing of it is encrypted.</summary>
    public static ThriftShape File { get; } = Struct((1, Whole), (2, ListOf(Element)), (3, Whole), (4, ListOf(Group)), (5, ListOf(Pair)), (6, Text), (7, ListOf(Struct((1, Empty), (2, Empty)))), (8, None), (9, None));

    /// <summary>What stands before a page.</summary>
    public static ThriftShape Page { get; } = Struct(
    [
        .. Each(Whole, 1, 2, 3, 4), (5, Struct([.. Each(Whole, 1, 2, 3, 4), (5, Statistics)])), (6, Empty), (7, Struct((1, Whole), (2, Whole), (3, Flag))),
        (8, Struct([.. Each(Whole, 1, 2, 3, 4, 5, 6), (7, Flag), (8, Statistics)])),
    ]);
}
