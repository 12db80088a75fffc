using System.Globalization;
using System.Text.Json;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit.Tests;

/// <summary>A message as <c>all-fields.mjs</c> prints it, compared with what we read.</summary>
internal sealed class OfficialFields
{
    private static readonly JsonSerializerOptions AsNodeWrites = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, string> _folded = [];
    private readonly List<(string Name, Range Value)> _fields = [];
    private string _line = "";

    /// <summary>The message's number.</summary>
    public ushort Number { get; private set; }

    /// <summary>Takes a message's line.</summary>
    public void Take(string line)
    {
        _line = line;
        _fields.Clear();
        var rest = line.AsSpan();
        int end = rest.IndexOf('\t');
        Number = ushort.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
        for (int at = end; at >= 0;)
        {
            int start = at + 1;
            int next = line.IndexOf('\t', start);
            int stop = next < 0 ? line.Length : next;
            int sign = NameEnd(line, start);
            _fields.Add((Fold(line.AsSpan(start, sign - start)), (sign + 1)..stop));
            at = next;
        }
    }

    /// <summary>Compares, and tells each difference: the field, the official value and ours, either empty where there is none.</summary>
    public void Compare(
        MessageProfile? message, IReadOnlyList<ResolvedField> ours, IReadOnlyList<ResolvedField> developers, Action<string, string, string> report)
    {
        foreach (var field in ours)
            CompareField(field, Fold(field.Name), field.Name, message, report);
        foreach (var field in developers)
            CompareField(field, Fold("~" + JsonSerializer.Serialize(field.Name, AsNodeWrites)), "~" + field.Name, null, report);
        foreach (var (name, value) in _fields)
        {
            if (!_line.AsSpan(value).SequenceEqual("null"))
                report(name, _line[value], "");
        }
    }

    private void CompareField(ResolvedField field, string folded, string name, MessageProfile? message, Action<string, string, string> report)
    {
        int index = _fields.FindIndex(other => other.Name == folded);
        if (index < 0)
        {
            report(name, "", string.Join(',', field.Values));
            return;
        }
        var value = _line.AsSpan(_fields[index].Value);
        _fields.RemoveAt(index);
        if (!IsSame(value, field, message))
            report(name, value.ToString(), string.Join(',', field.Values));
    }

    private static bool IsSame(ReadOnlySpan<char> official, ResolvedField field, MessageProfile? message)
    {
        if (official[0] is not ('"' or '['))
            return field.Values.Count == 1 && IsNumber(official, field.Value, field, message);
        var json = JsonDocument.Parse(official.ToString()).RootElement;
        if (json.ValueKind != JsonValueKind.Array)
            return field.Values.Count == 1 && IsText(json.GetString()!, field.Value);
        if (json.GetArrayLength() != field.Values.Count)
            return false;
        int i = 0;
        foreach (var item in json.EnumerateArray())
        {
            var value = field.Values[i++];
            if (item.ValueKind == JsonValueKind.String ? !IsText(item.GetString()!, value) : !IsNumber(item.GetRawText(), value, field, message))
                return false;
        }
        return true;
    }

    private static bool IsText(string official, FitValue value) =>
        value.Kind == FitValueKind.Text && (official == value.ToString() || (Folded(official) == Folded(value.ToString())));

    private static bool IsNumber(ReadOnlySpan<char> official, FitValue value, ResolvedField field, MessageProfile? message)
    {
        if (official.SequenceEqual("null"))
            return value.Kind == FitValueKind.None;
        switch (value.Kind)
        {
            case FitValueKind.Integer:
                return long.TryParse(official, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) && whole == value.Integer;
            case FitValueKind.LargeInteger:
                return official.SequenceEqual(value.ToString());
            case FitValueKind.Real:
                double number = double.Parse(official, CultureInfo.InvariantCulture);
                return number == value.Number || Math.Abs(number - value.Number) <= 1e-12 * Math.Abs(number);
            case FitValueKind.Boolean:
                return official.SequenceEqual(value.IsTrue ? "1" : "0");
            case FitValueKind.Text:
                return official.SequenceEqual(Raw(value.ToString(), field.Name, message)?.ToString(CultureInfo.InvariantCulture));
            default:
                return false;
        }
    }

    /// <summary>The number behind a name or a time, where the official decoder leaves the number.</summary>
    private static long? Raw(string text, string field, MessageProfile? message)
    {
        var type = message?.Fields.FirstOrDefault(known => known.Name == field)?.Type;
        if (type?.Name == "local_date_time" && DateTimeOffset.TryParse(text + "Z", CultureInfo.InvariantCulture, out var local))
            return (long)(local - FitTime.Epoch).TotalSeconds;
        return message?.Number is MessageNumber.DeveloperDataId or MessageNumber.FieldDescription ? type?.ValueOf(text) : null;
    }

    /// <summary>Where a name ends; a developer's may hold anything, and stands in quotes.</summary>
    private static int NameEnd(string line, int start)
    {
        if (line[start] != '~')
            return line.IndexOf('=', start);
        for (int i = start + 2; ; i++)
        {
            if (line[i] == '\\')
                i++;
            else if (line[i] == '"')
                return i + 1;
        }
    }

    private string Fold(ReadOnlySpan<char> name)
    {
        if (_folded.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out string? folded))
            return folded;
        string key = name.ToString();
        return _folded[key] = key[0] == '~' ? key : Folded(key);
    }

    /// <summary>A name without its way of joining words, of which the official camel case has lost some.</summary>
    private static string Folded(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
