namespace Functional;

/// <summary>Where a run is seen: each state, and now and then a report with its pace. It is over when it is disposed of.</summary>
internal interface IView : IProgress<TrainingReport>, IDisposable
{
    /// <summary>Whether somebody has stopped the run; it is said at the end.</summary>
    bool IsInterrupted { set; }

    /// <summary>Notes a state before it is reported.</summary>
    void See(TrainingReport report, string? said);
}
