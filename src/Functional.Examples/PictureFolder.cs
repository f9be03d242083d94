using ScottPlot;

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

    public void Save(Plot plot, string name, int width, int height, Screen screen)
    {
        using var image = plot.GetImage(width, height);
        Save(image, name, screen);
    }

    public void Save(Multiplot plots, string name, int width, int height, Screen screen)
    {
        using var image = plots.Render(width, height);
        Save(image, name, screen);
    }

    private void Save(Image image, string name, Screen screen)
    {
        var file = Path.Combine(path, name);
        var part = Path.Combine(path, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(part, image.GetImageBytes(ImageFormat.Png));
            File.Move(part, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new UserException($"The picture '{file}' cannot be written: {problem.Message}");
        }
        screen.Line($"picture: {file}");
    }
}
