using System.IO.Compression;
using Functional.Documentation.Blocks;
using Functional.IO;

namespace Functional.Documentation.StandIns;

/// <summary>The files that examples read: small ones, of the names that they have there, in the folder where examples run.</summary>
internal static class Outside
{
    public static void Write()
    {
        File.WriteAllText("iris.csv", "length,width,species\n1.4,0.2,setosa\n4.7,1.4,versicolor\n6.0,2.5,virginica\n1.3,0.2,setosa\n");
        File.WriteAllText("houses.csv", "area,city,built,price\n80,Basel,1990-05-01,300\n120,Bern,2001-02-03,420\n,Basel,1975-11-30,250\n");
        File.WriteAllText("large.csv", "length,kind\n1,a\n2,b\n3,a\n");
        File.WriteAllText("settings.json", """{ "optimizer": "sgd", "momentum": 0.9, "schedule": "cosine", "epochs": 3 }""");
        Safetensors.Save("theirs.safetensors", TensorTree<float>.Of(("layers", TensorTree<float>.Of(("weight", Tensor.Ones<float>([2])))))).ThrowIfFail();
        File.Copy(Repository.At("tests/Functional.Tests/Golden/colour.png"), "cat.png");
        File.Copy(Repository.At("tests/Functional.Tests/Golden/iris.parquet"), "iris.parquet");
        File.Copy(Repository.At("tests/Functional.Tests/Golden/houses.parquet"), "houses.parquet");
        File.Copy("cat.png", Path.Combine(Directory.CreateDirectory("pets/cat").FullName, "1.png"));
        File.Copy("cat.png", Path.Combine(Directory.CreateDirectory("pets/dog").FullName, "1.png"));
        Zipped("train-images-idx3-ubyte.gz", 0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, 8);       // an image of one row of two pixels
        Zipped("train-labels-idx1-ubyte.gz", 0, 0, 8, 1, 0, 0, 0, 1, 5);
        Safetensors.Save("pretrained.safetensors", Given<float>.theta).ThrowIfFail();
    }

    private static void Zipped(string file, params ReadOnlySpan<byte> bytes)
    {
        using var zip = new GZipStream(File.Create(file), CompressionMode.Compress);
        zip.Write(bytes);
    }
}
