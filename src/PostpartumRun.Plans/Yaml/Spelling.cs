namespace PostpartumRun.Plans;

/// <summary>Which word somebody may have meant.</summary>
internal static class Spelling
{
    /// <summary>The word that takes the fewest changed, added or left-out letters, at most a third of its length; null if none is so
    /// close.</summary>
    public static string? Closest(string written, ReadOnlySpan<string> words)
    {
        string? closest = null;
        int least = int.MaxValue;
        foreach (string word in words)
        {
            int distance = Math.Abs(word.Length - written.Length) > 4 ? int.MaxValue : Distance(written.ToLowerInvariant(), word);
            if (distance < least && distance <= Math.Max(1, word.Length / 3))
                (closest, least) = (word, distance);
        }
        return closest;
    }

    // Levenshtein's distance, a row at a time.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
