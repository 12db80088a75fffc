namespace PostpartumRun.Fit;

/// <summary>What a reader has to know of plain messages with some header in order to go on behind them.</summary>
internal readonly struct MessageKind
{
    /// <summary>Of messages that <see cref="CanBe"/> has let through.</summary>
    public MessageKind(int header, MessageDefinition definition)
    {
        Header = header;
        Definition = definition;
        Size = definition.Size;
        TimestampOffset = definition.TimestampOffset;
    }

    private MessageKind(int header) => Header = header;

    /// <summary>No message's.</summary>
    public static MessageKind None => new(-1);

    /// <summary>The header byte.</summary>
    public int Header { get; }

    /// <summary>The size of the data, in bytes.</summary>
    public int Size { get; }

    /// <summary>Where the time begins in the data, its lowest byte first; -1 where there is none.</summary>
    public int TimestampOffset { get; }

    /// <summary>How they are laid out; null only for <see cref="None"/>.</summary>
    public MessageDefinition? Definition { get; }

    /// <summary>Whether messages of this layout are as most are: no watch in use writes times with the highest byte first.</summary>
    public static bool CanBe(MessageDefinition definition) => definition.TimestampOffset < 0 || !definition.IsBigEndian;
}
