using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Reading;
using IdentityHost.Migrations.Seeding.State;
using IdentityHost.Migrations.Seeding.Validation;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>Reads secrets and passwords where a seed says they are, and reports the ones that can't be read.</summary>
internal sealed class SecretPlanner(SecretReader reader, SeedErrors errors)
{
    private const int ShortestPassword = 8;

    /// <summary>The secrets that an owner has afterwards. One that it has already keeps its row.</summary>
    internal IReadOnlyList<SecretState> Plan(string ownerPath, IReadOnlyList<SecretSeed>? seeds, IReadOnlyList<SecretState>? before)
    {
        if (seeds is null)
            return before ?? [];

        var after = new List<SecretState>(seeds.Count);
        for (var i = 0; i < seeds.Count; i++)
        {
            var path = LineMap.Join(LineMap.Join(ownerPath, "secrets"), i);

            // One that can't be read is reported and keeps its place, so that the list isn't called empty as well.
            var hash = Hash(path, seeds[i]) ?? path;
            var secret = new SecretState(
                null, hash, SecretState.SharedSecret, string.IsNullOrEmpty(seeds[i].Description) ? null : seeds[i].Description, seeds[i].Expires);
            if (after.Exists(other => other.Hash == hash))
                errors.Add(path, "is the same secret as another of this list");
            after.Add(before?.FirstOrDefault(secret.IsSameAs) ?? secret);
        }

        return after;
    }

    /// <returns>The password in the form in which it is hashed, or null if none is set.</returns>
    internal string? Password(string ownerPath, PasswordSeed? seed)
    {
        if (seed?.From is null)
            return null;

        var path = LineMap.Join(LineMap.Join(ownerPath, "password"), "from");
        var password = Read(path, seed.From);
        var enforced = password is null ? null : OpaqueString.Enforce(password);
        if (password is not null && enforced is null)
            errors.Add(path, "the password has a character that no password may have, such as a control character (RFC 8265 4.2)");
        if (enforced is { Length: < ShortestPassword })
            errors.Add(path, $"the password must have at least {ShortestPassword} characters");
        if (enforced is { Length: > SeedLimits.Password })
            errors.Add(path, $"the password must have at most {SeedLimits.Password} characters");
        return enforced;
    }

    private string? Hash(string path, SecretSeed seed)
    {
        if (seed.Sha256 is not null && SecretHash.TryParse(seed.Sha256, out var given))
            return given;
        if (Read(LineMap.Join(path, "from"), seed.From!) is not { } secret)
            return null;
        if (secret.Length > SeedLimits.Secret)
            errors.Add(LineMap.Join(path, "from"), $"the secret must have at most {SeedLimits.Secret} characters");
        return SecretHash.Of(secret);
    }

    private string? Read(string path, string from)
    {
        var (secret, problem) = reader.Read(from);
        if (problem is not null)
            errors.Add(path, problem);
        return secret;
    }
}
