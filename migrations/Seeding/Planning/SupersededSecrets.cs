using IdentityHost.Migrations.Seeding.Files;
using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>
/// Secrets and passwords that a later pending seed replaces or removes. A new environment doesn't need them: they are not read, and nothing that
/// anybody knows is stored in their place until the later seed is applied by the same run.
/// </summary>
/// <param name="later">The pending seeds after the one that is judged, in order.</param>
internal sealed class SupersededSecrets(IReadOnlyList<ParsedSeed> later)
{
    internal bool OfClient(string clientId, SecretSeed secret) =>
        IsGone(secret, later.SelectMany(seed => seed.Document.Clients).Where(client => client.ClientId == clientId), client => client.Secrets);

    internal bool OfApiResource(string name, SecretSeed secret) =>
        IsGone(secret, later.SelectMany(seed => seed.Document.ApiResources).Where(resource => resource.Name == name), resource => resource.Secrets);

    internal bool OfUser(string normalizedName) =>
        later.SelectMany(seed => seed.Document.Users).Any(user =>
            State.UserState.Normalize(user.UserName!) == normalizedName && (user.Action == SeedAction.Remove || user.Password?.From is not null));

    private static bool IsGone<T>(SecretSeed secret, IEnumerable<T> changes, Func<T, IReadOnlyList<SecretSeed>?> secrets)
        where T : SeedItem =>
        secret.From is not null && changes.Any(change =>
            change.Action == SeedAction.Remove || (secrets(change) is { } listed && listed.All(other => other.From != secret.From)));
}
