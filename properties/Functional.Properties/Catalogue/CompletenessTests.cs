using System.Reflection;
using Functional.Laws;
using Functional.Properties.Differentiation;
using Functional.Properties.Layers;
using Functional.Properties.Losses;
using Functional.Properties.Optimization;

namespace Functional.Properties.Catalogue;

/// <summary>Nothing public goes unchecked: each member that makes something with laws has an entry in a catalogue.</summary>
public sealed class CompletenessTests
{
    [Fact]
    public void Every_layer_combinator_and_cost_of_the_vocabulary_has_an_entry() => Complete(
        typeof(Layers<double>), typeof(Layer<,,>), [.. LayerCatalogue.All, .. CombinatorCatalogue.All, .. PairCatalogue.All, .. CostCatalogue.All]);

    [Fact]
    public void Every_composition_has_an_entry()
    {
        Complete(typeof(Layer<double, Tensor<double>, Tensor<double>>), typeof(Layer<,,>), CompositionCatalogue.All, BindingFlags.Instance);
        Complete(typeof(Composition), typeof(Differentiable<,>), CompositionCatalogue.All);
    }

    [Fact]
    public void Every_optimiser_has_an_entry() => Complete(typeof(Optimizer), typeof(Optimizer<>), OptimizerCatalogue.All);

    [Fact]
    public void Every_gradient_transformation_has_an_entry() => Complete(typeof(GradientTransformations<double>), typeof(Optimizer<>), TransformationCatalogue.All);

    [Fact]
    public void Every_combinator_of_differentiable_functions_has_an_entry() =>
        Complete(typeof(Differentiable), typeof(Differentiable<,>), FunctionCatalogue.All);

    [Fact]
    public void Every_vector_space_has_an_entry()
    {
        var spaces = typeof(IVectorSpace<>).Assembly.GetExportedTypes().Concat(typeof(Law<>).Assembly.GetExportedTypes())
            .Where(static type => !type.IsInterface && type.GetInterfaces().Any(static each => IsOf(typeof(IVectorSpace<>), each)));
        Assert.Empty(spaces.Select(static type => type.Name.Split('`')[0]).Except(VectorSpaceCatalogue.All.Select(static entry => entry.Member)));
    }

    [Fact]
    public void A_member_without_an_entry_is_named()
    {
        var missing = Missing(typeof(Layers<double>), typeof(Layer<,,>), LayerCatalogue.All.Where(static entry => entry.Member != "Tanh"));
        Assert.Contains("Tanh", missing);
        Assert.Contains("Residual", missing);
        Assert.DoesNotContain("Dense", missing);
    }

    /// <summary>A test is named by its subject, so two entries of one subject would be one.</summary>
    [Fact]
    public void Every_entry_of_a_catalogue_has_a_subject_of_its_own()
    {
        Entry[][] catalogues =
        [
            [.. LayerCatalogue.All], [.. CombinatorCatalogue.All], [.. PairCatalogue.All], [.. CompositionCatalogue.All], [.. CostCatalogue.All], [.. OptimizerCatalogue.All], [.. TransformationCatalogue.All],
            [.. FunctionCatalogue.All], [.. VectorSpaceCatalogue.All],
        ];
        Assert.All(catalogues, static entries => Assert.Distinct(entries.Select(static entry => entry.Laws.Subject)));
    }

    private static void Complete(Type type, Type made, IEnumerable<Entry> entries, BindingFlags members = BindingFlags.Static)
    {
        var missing = Missing(type, made, entries, members).Select(name => $"{type.Name.Split('`')[0]}.{name}").ToArray();
        Assert.True(missing.Length == 0, $"No entry of the catalogue covers {string.Join(", ", missing)}.");
    }

    /// <summary>The public properties and methods of a type which make what is asked for, but for those that have an entry.</summary>
    private static string[] Missing(Type type, Type made, IEnumerable<Entry> entries, BindingFlags members = BindingFlags.Static)
    {
        members |= BindingFlags.Public | BindingFlags.DeclaredOnly;
        var properties = type.GetProperties(members).Where(property => IsOf(made, property.PropertyType)).Select(static property => property.Name);
        var methods = type.GetMethods(members).Where(method => !method.IsSpecialName && IsOf(made, method.ReturnType))
            .Select(static method => method.Name);
        var names = properties.Concat(methods).Distinct().ToArray();
        Assert.NotEmpty(names);
        return [.. names.Except(entries.Select(static entry => entry.Member))];
    }

    private static bool IsOf(Type definition, Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
