using System.Collections.Immutable;
using Functional.Plots;

namespace Functional.Examples;

/// <summary>A folder for pictures that was found writable before any work began. A picture is there whole or not at all.</summary>
internal sealed class PictureFolder
{
    private readonly string path;

    public PictureFolder(string path)
    {
        this.path = path;
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, Path.GetRandomFileName());
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserException($"The folder '{path}' cannot be written to: {problem.Message}");
        }
    }

    public void Save(Picture picture, string name, Screen screen)
    {
        var file = Path.Combine(path, name);
        _ = UserException.Unless(picture.SavePng(file));
        screen.Line($"picture: {file}");
    }

    /// <summary>The losses after each epoch; a run that was interrupted in its first one has none to show.</summary>
    public void SaveLosses(ImmutableArray<EpochLoss> losses, string name, Screen screen, string unit = "mean cross-entropy (nats)")
    {
        if (!losses.IsEmpty)
            Save(LossCurves(losses, unit), name, screen);
    }

    public static Picture LossCurves(ImmutableArray<EpochLoss> losses, string unit) => Picture.LossCurves(
        [Curve.Of("training", losses.Select(static loss => loss.Training)), Curve.Of("held out", losses.Select(static loss => loss.HeldOut))], unit);
}
