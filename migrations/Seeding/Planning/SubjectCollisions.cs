using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Problems;
using IdentityHost.Migrations.Seeding.State;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>
/// RFC 9068 5: a JWT that a client gets for itself has the client's id as <c>sub</c>, and an API that looks at <c>sub</c> alone would take it for the user's who
/// has that subject. A reference token has no <c>sub</c> then. What collides already may still be changed, or its secret could not be.
/// </summary>
internal sealed class SubjectCollisions(SeedDocument document, Configuration configuration, IReadOnlyList<Change> changes, SeedErrors errors)
{
    internal void Check()
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in changes)
        {
            if (change.After is ClientState client && IsSubject(client) && !(change.Before is ClientState before && IsSubject(before))
                && UserOf(client.ClientId) is { } user && refused.Add(client.ClientId))
            {
                errors.Add(
                    $"{document.Clients.First(item => item.ClientId == client.ClientId).Path}.clientId",
                    $"'{client.ClientId}' is the subject of user '{user.UserName}', and this client's own JWTs have its id as sub (RFC 9068 5): "
                        + "choose another id, or accessTokenType: reference");
            }
        }

        foreach (var item in document.Users.Where(item => item is { Action: SeedAction.Create, Subject: { } subject } && !refused.Contains(subject)))
        {
            if (configuration.Clients.TryGetValue(item.Subject!, out var client) && IsSubject(client))
                errors.Add($"{item.Path}.subject", $"'{item.Subject}' is the id of a client whose own JWTs have it as sub (RFC 9068 5): choose another");
        }
    }

    private static bool IsSubject(ClientState client) =>
        client.AccessTokenType is SeedTokenType.Jwt && client.GrantTypes.Contains(GrantTypes.ClientCredentials, StringComparer.Ordinal);

    private UserState? UserOf(string subject) => configuration.Users.Values.FirstOrDefault(user => user.Subject == subject);
}
