using Functional.Laws;
using Functional.Properties.Generators;

// Every law may take what these classes and the kit generate as a parameter; [Law(Arbitrary = [typeof(More)])] adds to them.
[assembly: LawGenerators(typeof(BroadcastGenerators), typeof(TensorGenerators), typeof(AxisGenerators))]
