using System.Collections.Immutable;

namespace PostpartumRun.Watch;

/// <summary>A workout in a format of text, and what the format could not carry.</summary>
/// <param name="Text">The file's text, in UTF-8; null where the format has no room for such a workout at all.</param>
/// <param name="Losses">What was lost, and what stands in its place, a sentence each.</param>
public sealed record TextFile(string? Text, ImmutableArray<string> Losses);
