using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>How a number is read, where that takes one load.</summary>
internal enum NumberKind : byte
{
    UInt8,
    SInt8,
    UInt16,
    SInt16,
    UInt32,
    SInt32,
    Wide,
}

/// <summary>A definition's fields with the profile's scales, looked up once; and its developer fields with those that the file describes.</summary>
internal sealed class ScaledLayout
{
    private readonly Cell[] _cells;

    internal ScaledLayout(MessageDefinition definition)
    {
        Definition = definition;
        _cells = new Cell[definition.Fields.Length + definition.DeveloperFields.Length];
        for (int i = 0; i < definition.Fields.Length; i++)
        {
            var field = definition.Fields[i];
            var profile = definition.Profile?.FindField(field.Number);
            _cells[i] = new Cell(field.Number, null, field.Offset, field.Size, profile, new(field.BaseType, profile?.Scale ?? 1, profile?.Offset ?? 0));
        }
        Age = -1;
    }

    internal MessageDefinition Definition { get; }

    /// <summary>How many descriptions had come when developer fields were last looked up.</summary>
    internal int Age { get; private set; }

    internal ReadOnlySpan<Cell> Cells => _cells;

    /// <summary>Looks the developer fields up.</summary>
    internal void Refresh(DeveloperScales scales, int age)
    {
        Age = age;
        var fields = Definition.DeveloperFields.AsSpan();
        var cells = _cells.AsSpan(Definition.Fields.Length);
        for (int i = 0; i < fields.Length; i++)
        {
            ref readonly var field = ref fields[i];
            cells[i] = new Cell(field.Number, field.DeveloperIndex, field.Offset, field.Size, null, scales.Find(field));
        }
    }

    /// <summary>A field, ready to be read.</summary>
    internal readonly struct Cell
    {
        internal Cell(byte number, byte? developerIndex, int offset, byte size, FieldProfile? profile, NumberScale scale)
        {
            (Number, DeveloperIndex, Offset, Size, Profile) = (number, developerIndex, offset, size, profile);
            (BaseType, Scale, Bias) = (scale.BaseType, scale.Scale, scale.Offset);
            IsScaled = Scale != 1 || Bias != 0;
            Width = (byte)BaseType.Size();
            Count = (byte)(BaseType == FitBaseType.String || size % Width != 0 ? 0 : size / Width);
            Kind = BaseType switch
            {
                FitBaseType.Float32 or FitBaseType.Float64 => NumberKind.Wide,
                FitBaseType.SInt8 => NumberKind.SInt8,
                FitBaseType.SInt16 => NumberKind.SInt16,
                FitBaseType.SInt32 => NumberKind.SInt32,
                _ => Width switch { 1 => NumberKind.UInt8, 2 => NumberKind.UInt16, 4 => NumberKind.UInt32, _ => NumberKind.Wide },
            };
            Invalid = Kind == NumberKind.Wide ? double.NaN : BaseType.ToDouble(BaseType.Invalid());
        }

        internal readonly double Scale;
        internal readonly double Bias;

        /// <summary>The number that stands for none.</summary>
        internal readonly double Invalid;

        internal readonly FieldProfile? Profile;
        internal readonly int Offset;
        internal readonly byte Size;
        internal readonly byte Width;
        internal readonly byte Count;
        internal readonly NumberKind Kind;
        internal readonly bool IsScaled;
        internal readonly FitBaseType BaseType;
        internal readonly byte Number;
        internal readonly byte? DeveloperIndex;
    }
}

/// <summary>How numbers are stored, what they are divided by, and what is then subtracted.</summary>
internal readonly record struct NumberScale(FitBaseType BaseType, double Scale, double Offset);
