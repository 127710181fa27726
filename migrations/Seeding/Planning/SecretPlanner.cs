using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Problems;
using IdentityHost.Migrations.Seeding.Secrets;
using IdentityHost.Migrations.Seeding.State;
using IdentityHost.Migrations.Seeding.Validation;
using IdentityHost.Migrations.Seeding.Yaml;
using Shared;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>Reads secrets and passwords where a seed says they are, and reports the ones that can't be read or are too weak.</summary>
/// <param name="mayBeWeak">The demonstration's, which are published anyway.</param>
internal sealed class SecretPlanner(SecretReader reader, bool mayBeWeak, SeedErrors errors)
{
    private const int ShortestPassword = 8;

    /// <summary>The secrets that an owner has afterwards. One that it has already keeps its row.</summary>
    /// <param name="names">What the owner is called: too easy to guess as a secret.</param>
    /// <param name="isSuperseded">Whether nobody will need it, because a later seed replaces or removes it.</param>
    internal IReadOnlyList<SecretState> Plan(
        string ownerPath, IReadOnlyList<SecretSeed>? seeds, IReadOnlyList<SecretState>? before, string?[] names, Func<SecretSeed, bool> isSuperseded)
    {
        if (seeds is null)
            return before ?? [];

        var after = new List<SecretState>(seeds.Count);
        for (var i = 0; i < seeds.Count; i++)
        {
            var path = LineMap.Join(LineMap.Join(ownerPath, "secrets"), i);

            var superseded = isSuperseded(seeds[i]);

            // One that can't be read is reported and keeps its place, so that the list isn't called empty as well.
            var hash = superseded ? SecretHash.OfNobodys() : Hash(path, seeds[i], names) ?? path;
            var secret = new SecretState(
                null, hash, SecretState.SharedSecret, string.IsNullOrEmpty(seeds[i].Description) ? null : seeds[i].Description, seeds[i].Expires)
            {
                IsSuperseded = superseded,
            };
            if (after.Exists(other => other.Hash == hash))
                errors.Add(path, "is the same secret as another of this list");
            after.Add(before?.FirstOrDefault(secret.IsSameAs) ?? secret);
        }

        return after;
    }

    /// <returns>The password in the form in which it is hashed, or null if none is set.</returns>
    /// <param name="names">What the person is called: too easy to guess as a password.</param>
    /// <param name="isSuperseded">Whether nobody will need it, because a later seed sets another or removes the person.</param>
    internal string? Password(string ownerPath, PasswordSeed? seed, string?[] names, bool isSuperseded)
    {
        if (seed?.From is null || isSuperseded)
            return null;

        var path = LineMap.Join(LineMap.Join(ownerPath, "password"), "from");
        var password = Read(path, seed.From);
        var enforced = password is null ? null : OpaqueString.Enforce(password);
        if (password is not null && enforced is null)
            errors.Add(path, "the password has a character that no password may have, such as a control character (RFC 8265 4.2)");
        if (enforced is { Length: < ShortestPassword })
            errors.Add(path, $"the password must have at least {ShortestPassword} characters");
        else if (enforced is { Length: > SeedLimits.Password })
            errors.Add(path, $"the password must have at most {SeedLimits.Password} characters");
        else if (enforced is not null && IsWeak(enforced, SecretStrength.LeastBitsOfPassword, names))
            errors.Add(path, "the password is too easy to guess");
        return enforced;
    }

    private string? Hash(string path, SecretSeed seed, string?[] names)
    {
        if (seed.Sha256 is not null && SecretHash.TryParse(seed.Sha256, out var given))
            return given;
        path = LineMap.Join(path, "from");
        if (Read(path, seed.From!) is not { } secret)
            return null;
        if (secret.Length > SeedLimits.Secret)
            errors.Add(path, $"the secret must have at most {SeedLimits.Secret} characters");
        else if (IsWeak(secret, SecretStrength.LeastBitsOfSecret, names))
            errors.Add(path, "the secret is too easy to guess: let a program make it (openssl rand -base64 30)");
        return SecretHash.Of(secret);
    }

    private bool IsWeak(string secret, int leastBits, string?[] names) => !mayBeWeak && SecretStrength.BitsOf(secret, names) < leastBits;

    private string? Read(string path, string from)
    {
        var (secret, problem) = reader.Read(from);
        if (problem is not null)
            errors.Add(path, problem);
        return secret;
    }
}
