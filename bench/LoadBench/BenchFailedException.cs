namespace IdentityHost.Bench.LoadBench;

/// <summary>Nothing was measured, or what was measured does not count.</summary>
internal sealed class BenchFailedException(string message) : Exception(message);
