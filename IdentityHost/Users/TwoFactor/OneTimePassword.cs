using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IdentityHost.Users.TwoFactor;

/// <summary>Time-based one-time passwords (RFC 6238), with what every authenticator app assumes: SHA-1, six digits, 30 seconds.</summary>
internal static class OneTimePassword
{
    internal const int Digits = 6;
    private const int Modulus = 1_000_000;
    private const int SecretBytes = 20;

    // RFC 6238 5.2: at most one step of delay; one of a clock that is fast (6) as well.
    private const int StepsOfDrift = 1;

    internal static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    /// <summary>For how long one password is accepted.</summary>
    internal static readonly TimeSpan Lifetime = Step * (1 + 2 * StepsOfDrift);

    /// <summary>As long as the hash, as RFC 4226 4 (R6) recommends, in Base32.</summary>
    internal static string NewSecret() => Base32.Encode(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The time step of which this is the password, if it is a present one; else null.</summary>
    internal static long? MatchingStep(string secret, string password, DateTimeOffset now)
    {
        var key = Base32.Decode(secret);
        // Apps show a code in two groups, and people type it so.
        var typed = Encoding.UTF8.GetBytes(string.Concat(password.Where(c => !char.IsWhiteSpace(c))));
        var current = now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;
        long? matching = null;
        for (var step = current - StepsOfDrift; step <= current + StepsOfDrift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(Compute(key, step))))
                matching = step;
        }

        return matching;
    }

    /// <summary>RFC 4226 5.3, of the number of a time step.</summary>
    internal static string Compute(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238 1.2's default, the only one that all apps know; HMAC does not rest on SHA-1's collisions.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xF;
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (truncated % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }
}
