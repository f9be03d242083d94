using static Functional.Layers<float>;

namespace Functional.Tests.Networks;

/// <summary>What a description looks like.</summary>
public sealed class DescriptionTextTests
{
    [Fact]
    public void A_chain_is_a_table_of_its_layers() => Assert.Equal(
        """
        layer        output  parameters  multiply-adds  bytes kept
        input        [4]
        0: Dense(8)  [8]             40             32           0
        1: Relu      [8]              0              0          32
        2: Dense(3)  [3]             27             24          32
        total: 67 parameters; 56 multiply-adds per sample; 32 bytes kept (training, batch of 1)
        """.ReplaceLineEndings("\n"),
        DescribedNetworks.Small.Describe([4]).ToString());

    /// <summary>
    /// The numbers are worked out by hand. For one: of each of 3 steps the scan keeps what state and input are together (10 numbers) and the activation's
    /// output (4): 4 · 3 · 14 bytes; the parallel layers their input (12), what is above 0 of it (12), the input of the square (6), and two sizes: 128 bytes.
    /// </summary>
    [Fact]
    public void Layers_in_layers_are_indented_and_what_is_unknown_is_said_to_be() => Assert.Equal(
        """
        layer                        output                      parameters  multiply-adds  bytes kept
        input                        [3, 2]
        0: Dense(4)                  [3, 4]                              12             24           0
        encoder: Chain               [3, 6]                              26    at least 72         176
          0: Residual                [3, 4]                              16             48          48
            Dense(4, no bias)        [3, 4]
          1: Parallel (concatenate)  [3, 6]                              10    at least 24         128
            near: Relu               [3, 4]                               0              0          48
            1: Chain                 [3, 2]                              10    at least 24          72
              0: Dense(2)            [3, 2]                              10             24          48
              square: Square ["x²"]  [3, 2]                               0        unknown          24
        attention: Residual          [3, 6]                               0            108          84
          0: Thrice                  ([3, 6], ([3, 6], [3, 6]))           0              0           0
          1: Attention               [3, 6]                               0            108          84
        recurrent: Scan, 3 steps     [3, 4]                              44            120         168
          0: Concatenate             [10]                                 0              0           0
          1: Dense(4)                [4]                                 44            120         120
          2: Tanh                    [4]                                  0              0          48
          3: Duplicate               ([4], [4])                           0              0           0
        4: Flatten                   [12]                                 0              0           0
        head: Dense(5)               [5]                                 65             60          48
        6: LogSoftmax                [5]                                  0              0          20
        total: 147 parameters; at least 384 multiply-adds per sample; 496 bytes kept (training, batch of 1)
        """.ReplaceLineEndings("\n"),
        DescribedNetworks.Nested.Describe([3, 2]).ToString());

    [Fact]
    public void A_network_that_is_one_layer_has_that_layer_in_its_table() => Assert.Equal(
        """
        layer     output  parameters  multiply-adds  bytes kept
        input     [4]
        Dense(3)  [3]             15             12           0
        total: 15 parameters; 12 multiply-adds per sample; 0 bytes kept (inference, batch of 2)
        """.ReplaceLineEndings("\n"),
        Dense(3).Describe([4], 2, Mode.Inference).ToString());

    [Fact]
    public void Where_a_layer_refuses_the_batch_the_last_lines_say_why_and_there_is_no_column() => Assert.Equal(
        """
        layer         output  parameters  multiply-adds
        input         [4]
        0: BatchNorm  [4]              8              0
        1: Relu       [4]              0              0
        total: 8 parameters; 0 multiply-adds per sample; unknown bytes kept (training, batch of 1): Layer
          '0' (BatchNorm): the variance of 1 row is not defined in training; the input has shape [1, 4].
        """.ReplaceLineEndings("\n"),
        Chain(BatchNorm(), Relu).Describe([4]).ToString());

    [Fact]
    public void Large_numbers_have_separators() => Assert.Contains(
        "4,195,328 parameters; 4,194,304 multiply-adds per sample", Dense(1024).Describe([4096]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_example_of_the_documentation_runs()
    {
        var network = Chain(Dense(64), Relu, Named("head", Dense(10)));

        Assert.EndsWith("(training, batch of 32)", network.Describe([784], batchSize: 32).ToString(), StringComparison.Ordinal);
        Assert.EndsWith("n1 --> n2", network.Describe([784]).ToMermaid(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_goes_on_in_the_next_line_and_a_deep_layer_says_how_deep_it_is()
    {
        var network = Named("inner", Chain(Tanh, Named(new string('~', 150), Relu)));
        for (var depth = 0; depth < 60; depth++)
            network = Named("outer", Chain(Sigmoid, network));

        var lines = network.Describe([2]).ToString().Split('\n');

        Assert.All(lines, static line => Assert.InRange(line.Length, 1, 100));
        Assert.Contains("(61 deep) 0: Tanh", string.Join('\n', lines), StringComparison.Ordinal);
        Assert.Equal(150, lines.Sum(static line => line.Count(static each => each == '~')));
    }

    [Fact]
    public void A_line_break_in_a_name_breaks_no_line()
    {
        var text = Named("a\nb", Chain(Relu, Relu)).Describe([2]).ToString();

        Assert.Contains("a\\u000ab: Chain", text, StringComparison.Ordinal);
        Assert.Equal(6, text.Split('\n').Length);
    }

    [Fact]
    public void A_layer_is_described_in_one_line() =>
        Assert.Equal("2: Dense(3), [8] to [3], 27 parameters, 24 multiply-adds", DescribedNetworks.Small.Describe([4]).Layers[2].ToString());

    [Fact]
    public void A_chain_is_a_flowchart_of_its_layers() => Assert.Equal(
        """
        flowchart TD
            input(["input [4]"])
            n0["0: Dense(8)<br/>[8]<br/>40 parameters"]
            n1["1: Relu<br/>[8]"]
            n2["2: Dense(3)<br/>[3]<br/>27 parameters"]
            input --> n0
            n0 --> n1
            n1 --> n2
        """.ReplaceLineEndings("\n"),
        DescribedNetworks.Small.Describe([4]).ToMermaid());

    [Fact]
    public void Layers_in_layers_are_subgraphs_and_branches_have_no_arrows_between_them() => Assert.Contains(
        """
            subgraph n1["encoder: Chain<br/>[3, 6]<br/>26 parameters"]
                direction TB
                subgraph n2["0: Residual<br/>[3, 4]<br/>16 parameters"]
                    direction TB
                    n3["Dense(4, no bias)<br/>[3, 4]<br/>16 parameters"]
                end
                subgraph n4["1: Parallel (concatenate)<br/>[3, 6]<br/>10 parameters"]
                    direction LR
                    n5["near: Relu<br/>[3, 4]"]
                    subgraph n6["1: Chain<br/>[3, 2]<br/>10 parameters"]
                        direction TB
                        n7["0: Dense(2)<br/>[3, 2]<br/>10 parameters"]
                        n8["square: Square [#34;x#178;#34;]<br/>[3, 2]"]
                        n7 --> n8
                    end
                end
                n2 --> n4
            end
        """.ReplaceLineEndings("\n"),
        DescribedNetworks.Nested.Describe([3, 2]).ToMermaid(), StringComparison.Ordinal);
}
