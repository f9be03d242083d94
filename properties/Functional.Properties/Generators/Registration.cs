using FsCheck.Xunit;
using Functional.Properties.Generators;

// Every law may take what these classes generate as a parameter; [Law(Arbitrary = [typeof(More)])] adds to them.
[assembly: Properties(Arbitrary = [typeof(ShapeGenerators), typeof(TensorGenerators), typeof(AxisGenerators)])]
