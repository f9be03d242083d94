using System.Numerics;
using System.Reflection;
using Functional.Laws;

namespace Functional.Tests.Settings;

/// <summary>No number that somebody gives is taken without a look at its edges.</summary>
public class NumericSettingsTests
{
    /// <summary>Records of what was found: nobody sets these.</summary>
    private static readonly Type[] Findings =
    [
        typeof(GradientComparison), typeof(ArgumentReport), typeof(OptimizerState<>), typeof(UpdateStep), typeof(NonFiniteException), typeof(TrainingState<>), typeof(TrainingReport), typeof(CostPoint<>),
        typeof(LawResult), typeof(Counterexample), typeof(VectorPoint<>), typeof(LayerDescription), typeof(NetworkDescription), typeof(GraphNode),
        typeof(LinearSolution<>), typeof(ConvergenceException), typeof(MinimizationState<>),
    ];

    /// <summary>Places in something that is there: they are refused as places, with its shape.</summary>
    private static readonly string[] Places = ["axis", "index", "start", "length"];

    public static TheoryData<string> Parameters => [.. NumericSettings.All.Select(static setting => setting.Parameter)];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_edge_of_a_setting_works_or_is_refused_by_name_and_value(string parameter) =>
        NumericSettings.All.Single(setting => setting.Parameter == parameter).Check();

    [Fact]
    public void Every_numeric_parameter_of_the_public_interface_is_in_the_table()
    {
        var listed = NumericSettings.All.Select(static setting => setting.Parameter.Split('<')[0]).Distinct();

        Assert.Equal(Declared().Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Declared() => new[] { typeof(Tensor), typeof(Draw), typeof(LawAttribute) }
        .SelectMany(static type => type.Assembly.GetExportedTypes())
        .Where(static type => !type.IsInterface && type != typeof(Shape) && !Findings.Contains(type))
        .SelectMany(static type => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .OfType<MethodBase>()
        .Where(static member => (!member.IsSpecialName || member is ConstructorInfo) && member.Name != "Deconstruct")
        .Where(static member => !typeof(Delegate).IsAssignableFrom(member.DeclaringType) || member.Name == "Invoke")
        .SelectMany(static member => member.GetParameters())
        .Where(static parameter => IsNumeric(parameter.ParameterType) && !Places.Contains(parameter.Name))
        .Select(static parameter => Written(parameter))
        .Distinct();

    private static string Written(ParameterInfo parameter)
    {
        var type = parameter.Member.DeclaringType!.Name.Split('`')[0];
        return $"{type}.{(parameter.Member is ConstructorInfo ? type : parameter.Member.Name)}.{parameter.Name}";
    }

    private static bool IsNumeric(Type type)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Nullable<>))
            type = type.GetGenericArguments()[0];
        return type.IsGenericParameter
            ? type.GetGenericParameterConstraints().Any(static constraint => constraint.Name == typeof(IFloatingPointIeee754<>).Name)
            : type.IsPrimitive && type != typeof(bool) && type != typeof(char);
    }
}
