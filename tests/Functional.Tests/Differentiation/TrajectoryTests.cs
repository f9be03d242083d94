namespace Functional.Tests.Differentiation;

public class TrajectoryTests
{
    private static readonly Trajectory<Tensor<double>> Trajectory = new([1, 2], [3, 4], [5, 6]);

    [Fact]
    public void A_trajectory_is_the_vector_space_of_its_states()
    {
        Assert.Equal(new([3, 6], [9, 12], [15, 18]), Trajectory.Plus(Trajectory.Scale(2)));
        Assert.Equal(91, Trajectory.Dot(Trajectory));
        Assert.Equal(Trajectory, Trajectory.Plus(Trajectory.Zero));
        Assert.Equal(6, Trajectory.Dimension);
        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(0, 6).Select(Trajectory.Coordinate));
        Assert.Equal(Trajectory, Trajectory.Zero.WithCoordinates(static i => i + 1));
        Assert.Equal("1: [1]", Trajectory.CoordinateName(3));
    }

    [Fact]
    public void Its_states_are_read_by_place_and_printed_line_by_line()
    {
        Assert.Equal((3, (Tensor<double>)[5, 6]), (Trajectory.Count, Trajectory[^1]));
        Assert.Equal(string.Join('\n', Trajectory), Trajectory.ToString());
    }

    [Fact]
    public void Another_number_of_states_and_a_coordinate_that_is_none_are_refused()
    {
        Assert.Throws<ShapeException>(() => Trajectory.Plus(new([1, 2])));
        Assert.Throws<ShapeException>(() => Trajectory.Dot(new([1, 2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trajectory.Coordinate(6));
    }
}
