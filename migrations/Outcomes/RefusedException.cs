namespace IdentityHost.Migrations.Outcomes;

/// <summary>What was asked for is wrong, and nothing was written. Each reason is one line for the person who asked.</summary>
internal sealed class RefusedException : Exception
{
    internal RefusedException(string reason)
        : base(reason) => Reasons = [reason];

    internal RefusedException(IReadOnlyList<string> reasons)
        : base(string.Join(Environment.NewLine, reasons)) => Reasons = reasons;

    internal IReadOnlyList<string> Reasons { get; }
}
