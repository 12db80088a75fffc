using System.Text.Json;

namespace PostpartumRun.Journal;

/// <summary>
/// The words that the log's columns and the JSON contracts have for an enumeration's values: <c>AsPlanned</c> is <c>as-planned</c>.
/// </summary>
public static class Words
{
    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.ByValue[value];

    /// <summary>The value of a word that the log holds.</summary>
    /// <exception cref="JournalException">The word is none of this version's.</exception>
    public static T Parse<T>(string word)
        where T : struct, Enum => Table<T>.ByWord.TryGetValue(word, out var value)
        ? value
        : throw new JournalException($"The log holds the word \"{word}\", which this version of pprun does not know. Update pprun.");

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue =
            Enum.GetValues<T>().ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly Dictionary<string, T> ByWord = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
