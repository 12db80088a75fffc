using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>A field of a layout, with what is known of its meaning. A number is raw / <see cref="Scale"/> - <see cref="Offset"/>.</summary>
/// <param name="Number">The field's number in its message, or among its developer's.</param>
/// <param name="DeveloperIndex">Whose it is, for a developer field; null for the profile's.</param>
/// <param name="BaseType">How its values are stored; of a developer field that nothing has described, <see cref="FitBaseType.Byte"/>.</param>
/// <param name="Position">Where its bytes begin in the message's data.</param>
/// <param name="Size">How many bytes it takes.</param>
/// <param name="First">The index of its first number among the message's.</param>
/// <param name="Count">How many numbers it holds, invalid ones included: 0 for a text, and where its size fits no whole number of them.</param>
/// <param name="Scale">What raw numbers are divided by.</param>
/// <param name="Offset">What is then subtracted.</param>
/// <param name="Profile">What the profile says of it; null for a developer field, and where the profile does not know it.</param>
public readonly record struct ScaledField(
    byte Number, byte? DeveloperIndex, FitBaseType BaseType, int Position, byte Size, int First, byte Count, double Scale, double Offset,
    FieldProfile? Profile)
{
    /// <summary>The field's bytes in a message, for text, and for whole numbers of more than 53 bits.</summary>
    public FitField In(FitMessage message) => new(BaseType, message.Data.Slice(Position, Size), message.Definition.IsBigEndian);
}
