using System.Buffers;

namespace PostpartumRun.Benchmarks;

/// <summary>Memory of which no more than so much can be held at a time: who wants more fails. What comes back is lent again.</summary>
internal sealed class BoundedPool(int mostHeld) : MemoryPool<byte>
{
    private readonly Stack<Loan> _free = [];
    private int _held;

    public override int MaxBufferSize => mostHeld;

    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        int size = Math.Max(minBufferSize, 1);
        _held += size;
        if (_held > mostHeld)
            throw new InvalidOperationException($"More than {mostHeld} bytes are held.");
        var loan = _free.TryPop(out var free) && free.Memory.Length == size ? free : new Loan(this, size);
        loan.IsLent = true;
        return loan;
    }

    protected override void Dispose(bool disposing) => _free.Clear();

    private sealed class Loan(BoundedPool pool, int size) : IMemoryOwner<byte>
    {
        public bool IsLent { get; set; }

        public Memory<byte> Memory { get; } = new byte[size];

        public void Dispose()
        {
            if (!IsLent)
                return;
            IsLent = false;
            pool._held -= size;
            pool._free.Push(this);
        }
    }
}
