using System.Buffers;
using System.IO.Pipelines;

namespace Bench.Micro;

/// <summary>A body that has arrived as a whole, to be read again and again.</summary>
internal sealed class ReceivedBody(byte[] bytes) : PipeReader
{
    private readonly ReadOnlySequence<byte> _all = new(bytes);
    private ReadOnlySequence<byte> _left;

    public void Rewind() => _left = _all;

    public override void AdvanceTo(SequencePosition consumed) => _left = _left.Slice(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

    public override void CancelPendingRead()
    {
    }

    public override void Complete(Exception? exception = null)
    {
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => new(Result());

    public override bool TryRead(out ReadResult result)
    {
        result = Result();
        return true;
    }

    private ReadResult Result() => new(_left, isCanceled: false, isCompleted: true);
}
