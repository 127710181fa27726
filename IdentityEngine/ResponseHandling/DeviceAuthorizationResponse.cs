namespace IdentityEngine.ResponseHandling;

/// <summary>What a device shows and how it goes on (RFC 8628 3.2).</summary>
internal sealed record DeviceAuthorizationResponse
{
    internal required string DeviceCode { get; init; }

    internal required string UserCode { get; init; }

    internal required string VerificationUri { get; init; }

    internal required string VerificationUriComplete { get; init; }

    /// <summary>Seconds.</summary>
    internal required int Lifetime { get; init; }

    /// <summary>Seconds between two polls.</summary>
    internal required int Interval { get; init; }
}
