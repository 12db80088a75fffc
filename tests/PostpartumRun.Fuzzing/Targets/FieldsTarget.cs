using PostpartumRun.Fit;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>Messages are read as a person would, by name and in units; numbers read in one go are those that are read one by one.</summary>
internal sealed class FieldsTarget : IFuzzTarget
{
    private readonly FitReaderState _state = new();
    private readonly ScaledMessages _scaled = new();
    private readonly FieldResolver _resolver = new();

    public string Name => "fields";

    public bool IsFit => true;

    public IEnumerable<byte[]> Seeds() => FuzzSeeds.Fit();

    public void Run(ReadOnlySpan<byte> input)
    {
        _state.Reset();
        _scaled.BeginFile();
        _resolver.BeginFile();
        var hearts = new HeartRateMerger();
        var reader = new FitReader(input, isLast: true, _state);
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileHeader)
            {
                _scaled.BeginFile();
                _resolver.BeginFile();
            }
            if (reader.Token != FitToken.Message)
                continue;
            var message = reader.Message;
            CompareNumbers(message);
            Check(_resolver.Resolve(message));
            Check(_resolver.ResolveDeveloperFields(message));
            if (message.Number == Fit.Profile.MessageNumber.Hr)
                hearts.Add(message);
        }
    }

    private void CompareNumbers(FitMessage message)
    {
        var scaled = _scaled.Read(message);
        foreach (ref readonly var field in scaled.Fields)
        {
            var alone = field.In(message);
            var numbers = scaled.Of(field);
            BrokenPromiseException.Unless(
                numbers.Length == (field.BaseType == FitBaseType.String ? 0 : alone.Count), $"Field {field.Number} has {numbers.Length} numbers.");
            for (int i = 0; i < numbers.Length; i++)
            {
                double expected = alone.TryGetBits(i, out ulong bits) ? (field.BaseType.ToDouble(bits) / field.Scale) - field.Offset : double.NaN;
                if (!expected.Equals(numbers[i]))
                    throw new BrokenPromiseException($"Field {field.Number} of message {message.Number}: {numbers[i]}, not {expected}.");
            }
        }
    }

    private static void Check(IReadOnlyList<ResolvedField> fields)
    {
        foreach (var field in fields)
        {
            BrokenPromiseException.Unless(field.Name.Length > 0, "A field has no name.");
            bool hasValue = false;
            foreach (var value in field.Values)
            {
                hasValue |= value.Kind != FitValueKind.None;
                BrokenPromiseException.Unless(value.Kind == FitValueKind.None == (value.ToString().Length == 0), $"{field.Name} has a value without words.");
            }
            BrokenPromiseException.Unless(hasValue, $"{field.Name} was given out without a value.");
        }
    }
}
