namespace Functional.Tests.Tensors;

/// <summary>Whole numbers and truth values with axes: values without a tangent.</summary>
public class IndicesAndMaskTests
{
    [Fact]
    public void They_are_written_indexed_and_printed_like_tensors()
    {
        Indices tokens = [5, 0, 12];
        var table = Indices.Of([2, 3], 1, 2, 3, 4, 5, 16);
        Mask mask = [true, false];

        Assert.Equal((12, 13, 3), (tokens[^1], tokens.Limit, tokens.Length));
        Assert.Equal(16, table[1, 2]);
        Assert.Equal("Indices [2, 3]\n  [[ 1,  2,  3],\n   [ 4,  5, 16]]", table.ToString());
        Assert.Equal("Mask [2]\n  [ true, false]", mask.ToString());
        Assert.Equal("Indices [0] (no elements)", Indices.Create().ToString());
        Assert.Equal([1, 2, 3, 4, 5, 16], table.ToArray());
        Assert.Equal(0, Indices.Create().Limit);
    }

    [Fact]
    public void Rows_are_taken_in_any_order()
    {
        var table = Indices.Of([3, 2], 1, 2, 3, 4, 5, 6);
        Assert.Equal(Indices.Of([3, 2], 5, 6, 1, 2, 5, 6), table.TakeRows(2, 0, 2));
        Assert.Equal(3, table.RowCount);
        Assert.Equal(Mask.Of([1, 2], false, true), Mask.Of([2, 2], true, true, false, true).TakeRows(1));
        Assert.Equal(table, table.Reshape([6]).Reshape([3, 2]));
    }

    [Fact]
    public void Masks_of_lengths_and_of_other_masks()
    {
        var mask = Mask.OfLengths([3, 0, 1], 3);
        Assert.Equal(Mask.Of([3, 3], true, true, true, false, false, false, true, false, false), mask);
        Assert.Equal((4, 5), (mask.CountTrue, (!mask).CountTrue));
        Assert.Equal(Mask.Create(true, false, false), Mask.Create(true, true, false) & Mask.Create(true, false, false));
        Assert.Equal(Mask.Create(true, true, false), Mask.Create(false, true, false) | Mask.Create(true, false, false));
    }

    [Fact]
    public void They_have_no_tangent()
    {
        Indices x = [1, 2];
        Mask mask = [true, false];
        Assert.Equal((0, 0, x, mask), (x.Dimension, mask.Dimension, x.Zero, mask.Zero));
        Assert.Equal((x, 0.0), (x.Plus([3, 4]).Scale(2), x.Dot([3, 4])));
        Assert.Equal((mask, 0.0), (mask.Plus([false, false]).Scale(2), mask.Dot(mask)));
    }

    [Fact]
    public void Labels_and_indices_become_each_other()
    {
        Labels labels = [0, 2];
        Indices indices = labels;
        Assert.Equal(labels, (Labels)indices);
        Says(() => (Labels)Indices.Of([1, 2], 0, 1), "Labels have one axis, but these indices have shape [1, 2].");
    }

    [Fact]
    public void What_is_wrong_is_refused()
    {
        Says(() => Indices.Create(0, -1), "Index 1 is -1: indices are numbered from 0 to 2147483646. What is not there is said by a mask. (Parameter 'values')");
        Says(() => Indices.Of([2, 2], 1, 2, 3), "Indices: shape [2, 2] has 4 elements, got 3.");
        Says(() => Indices.Create(1)[1], "Indices of shape [1] have no place 1 on axis 0.");
        Says(() => Indices.Create(1)[0, 0], "Indices of shape [1] have 1 axes, but 2 places were given.");
        Says(() => Indices.Create(1, 2).TakeRows(2), "TakeRows: there is no row 2 in Indices of shape [2].");
        Says(() => Indices.Create(1).Plus([1, 2]), "Indices of shape [1] and of shape [2] do not go together.");
        Says(() => Indices.Of([], 1).RowCount, "Indices without axes have no rows.");
        Says(() => Indices.Create(1).Coordinate(0), "Indices have no coordinates, so none with number 0.");
        Says(() => Indices.Create(1).CoordinateName(0), "Indices have no coordinates, so none with number 0.");
        Says(() => Mask.Create(true).Coordinate(0), "A mask has no coordinates, so none with number 0.");
        Says(() => Mask.Create(true).CoordinateName(0), "A mask has no coordinates, so none with number 0.");
        Says(() => Mask.OfLengths([1, 4], 3), "Mask: the length of sequence 1 is 4, which is not from 0 to the size 3. (Parameter 'lengths')");
        Says(() => Mask.Create(true) & Mask.Create(true, false), "Masks of shape [1] and of shape [2] do not go together.");
    }

    private static void Says(Func<object> wrong, string message) => Assert.Equal(message, Assert.ThrowsAny<ArgumentException>(() => wrong()).Message);
}
