namespace IdentityHost.Migrations.Seeding.Secrets;

/// <summary>How many guesses a secret or a password takes, as zxcvbn estimates it.</summary>
internal static class SecretStrength
{
    /// <summary>
    /// Least bits of a client's or API's secret. It is made by a program and stored as a plain SHA-256, so it has to withstand guesses at the hash
    /// (RFC 6819 5.1.4.2.2 asks for more of what is made anew; less than this is somebody's word).
    /// </summary>
    internal const int LeastBitsOfSecret = 64;

    /// <summary>Least bits of a person's password, which is hashed slowly and whose guessing is limited.</summary>
    internal const int LeastBitsOfPassword = 28;

    // The estimate takes time that grows with the square of the length, and so much is always enough.
    private const int Judged = 100;

    /// <param name="known">What somebody who guesses begins with: the owner's own names.</param>
    internal static double BitsOf(string secret, params IEnumerable<string?> known) =>
        Zxcvbn.Zxcvbn.MatchPassword(secret[..Math.Min(secret.Length, Judged)], known.Where(name => !string.IsNullOrEmpty(name)).OfType<string>()).Entropy;
}
