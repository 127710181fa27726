using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Validation;
using IdentityHost.Settings;
using IdentityHost.Tests.Migrations;

namespace IdentityHost.Tests.Limits;

/// <summary>What docs/limits.md says that seeds accept, they accept, and no more; and it fits into the columns.</summary>
public sealed class SeedLimitsTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    private static readonly Dictionary<string, Func<int, bool>> Seeds = new(StringComparer.Ordinal)
    {
        ["`clients.clientId`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", ClientId = Text(length) }, "ClientId"),
        ["`clients.clientName`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", ClientName = Text(length) }, "ClientName"),
        ["`clients.description`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", Description = Text(length) }, "Description"),
        ["`clients.clientUri`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", ClientUri = Uri(length) }, "ClientUri"),
        ["`clients.logoUri`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", LogoUri = Uri(length) }, "LogoUri"),
        ["`clients.frontChannelLogoutUri`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", FrontChannelLogoutUri = Uri(length) }, "FrontChannelLogoutUri"),
        ["`clients.backChannelLogoutUri`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", BackChannelLogoutUri = Uri(length) }, "BackChannelLogoutUri"),
        ["`clients.redirectUris`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", RedirectUris = [Uri(length)] }, "RedirectUris"),
        ["`clients.postLogoutRedirectUris`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", PostLogoutRedirectUris = [Uri(length)] }, "PostLogoutRedirectUris"),
        ["`clients.allowedCorsOrigins`"] = length =>
            Holds(new ClientSeed { Action = SeedAction.Create, Path = "", AllowedCorsOrigins = [Origin(length)] }, "AllowedCorsOrigins"),
        ["`clients.scopes`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", Scopes = [Text(length)] }, "Scopes"),
        ["`clients.claims.type`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", Claims = [new() { Type = Text(length), Value = "v" }] }, "Claims"),
        ["`clients.claims.value`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", Claims = [new() { Type = "t", Value = Text(length) }] }, "Claims"),
        ["`clients.clientClaimsPrefix`"] = length => Holds(new ClientSeed { Action = SeedAction.Create, Path = "", ClientClaimsPrefix = Text(length) }, "ClientClaimsPrefix"),
        ["`clients.properties` (name)"] = length =>
            Holds(new ClientSeed { Action = SeedAction.Create, Path = "", Properties = new Dictionary<string, string> { [Text(length)] = "v" } }, "Properties"),
        ["`clients.properties` (value)"] = length =>
            Holds(new ClientSeed { Action = SeedAction.Create, Path = "", Properties = new Dictionary<string, string> { ["n"] = Text(length) } }, "Properties"),
        ["`apiScopes.name`"] = length => Holds(new ApiScopeSeedValidator(), new ApiScopeSeed { Action = SeedAction.Create, Path = "", Name = Text(length) }, "Name"),
        ["`apiResources.name`"] = length => Holds(new ApiResourceSeedValidator(), new ApiResourceSeed { Action = SeedAction.Create, Path = "", Name = Text(length) }, "Name"),
        ["`identityResources.name`"] = length => Holds(new IdentityResourceSeedValidator(), new IdentityResourceSeed { Action = SeedAction.Create, Path = "", Name = Text(length) }, "Name"),
        ["`apiScopes.displayName`"] = length => Holds(new ApiScopeSeedValidator(), new ApiScopeSeed { Action = SeedAction.Create, Path = "", DisplayName = Text(length) }, "DisplayName"),
        ["`apiScopes.description`"] = length => Holds(new ApiScopeSeedValidator(), new ApiScopeSeed { Action = SeedAction.Create, Path = "", Description = Text(length) }, "Description"),
        ["`apiScopes.claims`"] = length => Holds(new ApiScopeSeedValidator(), new ApiScopeSeed { Action = SeedAction.Create, Path = "", Claims = [Text(length)] }, "Claims"),
        ["`users.userName`"] = length => Holds(new UserSeedValidator(), new UserSeed { Action = SeedAction.Create, Path = "", UserName = Text(length) }, "UserName"),
        ["`users.subject`"] = length => Holds(new UserSeedValidator(), new UserSeed { Action = SeedAction.Create, Path = "", Subject = Text(length) }, "Subject"),
        ["`users.displayName`"] = length => Holds(new UserSeedValidator(), new UserSeed { Action = SeedAction.Create, Path = "", DisplayName = Text(length) }, "DisplayName"),
        ["`users.email`"] = length => Holds(new UserSeedValidator(), new UserSeed { Action = SeedAction.Create, Path = "", Email = Text(length - 5) + "@a.de" }, "Email"),
        // 79 scopes of 99 characters, each with the space after it, and a last one.
        ["all `scopes` of a client, with spaces"] = length =>
            Holds(new ClientSeed { Action = SeedAction.Create, Path = "", Scopes = [.. Enumerable.Range(0, 79).Select(i => $"{i:00}{Text(97)}"), Text(length - 7900)] }, "Scopes"),
    };

    public static TheoryData<string, int, string> Rows
    {
        get
        {
            var rows = new TheoryData<string, int, string>();
            foreach (var (what, limit, rest) in LimitsDocument.RowsOf("What seeds accept"))
                rows.Add(what, limit!.Value, rest);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_seed_accepts_what_is_said_and_no_more_and_it_fits(string what, int limit, string rest)
    {
        if (Seeds.TryGetValue(what, out var holds))
        {
            holds(limit).ShouldBeTrue();
            holds(limit + 1).ShouldBeFalse();
        }
        else
        {
            // They are read from elsewhere; SeedRefusalTests asks for them.
            new Dictionary<string, int> { ["a secret"] = SeedLimits.Secret, ["a password"] = SeedLimits.Password }[what].ShouldBe(limit);
        }

        foreach (var column in rest.Split('`').Where(part => part.Contains('.', StringComparison.Ordinal)))
        {
            var name = column.Split('.');
            var fits = await demo.Database.ScalarAsync<int>(
                "SELECT character_maximum_length::int FROM information_schema.columns WHERE table_name = $1 AND column_name = $2", name[0], name[1]);
            fits.ShouldBeGreaterThanOrEqualTo(limit, column);
        }
    }

    [Fact]
    public void The_host_takes_what_seeds_accept()
    {
        InputLimits.ClientId.ShouldBeGreaterThanOrEqualTo(200);
        InputLimits.ClientSecret.ShouldBeGreaterThanOrEqualTo(SeedLimits.Secret);
        InputLimits.Scope.ShouldBeGreaterThanOrEqualTo(SeedLimits.ClientScopes + " offline_access".Length);
        InputLimits.RedirectUri.ShouldBeGreaterThanOrEqualTo(400 + ":65535".Length);
    }

    private static bool Holds(ClientSeed seed, string property) => Holds(new ClientSeedValidator(), seed, property);

    private static bool Holds<T>(AbstractValidator<T> validator, T seed, string property) =>
        !validator.Validate(seed).Errors.Exists(error => error.PropertyName.StartsWith(property, StringComparison.Ordinal));

    private static string Text(int length) => new('a', length);

    private static string Origin(int length) => "https://" + string.Concat(Enumerable.Range(0, length - 8).Select(i => i % 50 == 49 ? '.' : 'a'));

    private static string Uri(int length) => "https://a.example/".PadRight(length, 'x');
}
