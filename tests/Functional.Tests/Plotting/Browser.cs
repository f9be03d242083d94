using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Functional.Tests.Plotting;

/// <summary>A page in headless Chromium: what the console says, and which pictures are missing.</summary>
internal static partial class Browser
{
    private const string Ask = "<script>addEventListener('load',()=>document.body.setAttribute('data-missing',[...document.images].filter(i=>!(i.complete&&i.naturalWidth>0)).length+' of '+document.images.length))</script>";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    /// <summary>Where it is installed; null where it is not.</summary>
    public static string? Installed { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>What the console says of a page as it is, and how many of its pictures are missing: a script that counts them is let into a copy of it.</summary>
    public static (string[] Console, string Missing) Open(string browser, string html, string folder)
    {
        var (page, asked) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "asked.html"));
        File.WriteAllText(page, html);
        File.WriteAllText(asked, html.Replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline'", StringComparison.Ordinal).Replace("</head>", $"{Ask}</head>", StringComparison.Ordinal));
        return ([.. Said().Matches(Run(browser, page, folder).Error).Select(static said => said.Value)],
            Missing().Match(Run(browser, asked, folder).Output) is { Success: true } found ? found.Groups[1].Value : "unknown");
    }

    private static (string Output, string Error) Run(string browser, string page, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(
            browser, ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", $"--user-data-dir={Path.Combine(folder, "profile")}", "--dump-dom", new Uri(page).AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.Result);
    }

    [GeneratedRegex(@"CONSOLE.*")]
    private static partial Regex Said();

    [GeneratedRegex(@"data-missing=""([^""]*)""")]
    private static partial Regex Missing();
}
