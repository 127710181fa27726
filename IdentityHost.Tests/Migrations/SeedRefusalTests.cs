using System.Text.RegularExpressions;
using IdentityHost.Migrations.Outcomes;

namespace IdentityHost.Tests.Migrations;

/// <summary>Each wrong file is refused with its exact message, exit code 1, and nothing written. The database has the demonstration set.</summary>
public sealed partial class SeedRefusalTests(DemoDatabase demo) : IClassFixture<DemoDatabase>
{
    public static TheoryData<string, string[]> WrongFiles => new()
    {
        // The file as such.
        { "", ["0003_test.yaml:1 changes nothing"] },
        { "# only a comment\n", ["0003_test.yaml:1 changes nothing"] },
        { "description: nothing else\n", ["0003_test.yaml:1 changes nothing"] },
        { "- clients\n", ["0003_test.yaml:1 must be a mapping of keys such as clients"] },
        { "clients: 7\n", ["0003_test.yaml:1 clients: must be a list", "0003_test.yaml:1 changes nothing"] },
        { "clients:\n  - web\n", ["0003_test.yaml:2 clients[0]: must be a mapping"] },
        { "clients: []\n---\nclients: []\n", ["0003_test.yaml:2 isn't a valid YAML seed: one file holds one document"] },
        { "clients: &all\n  - clientId: x\n", ["0003_test.yaml:1 isn't a valid YAML seed: anchors are not read here: write the value out"] },
        { "clients:\n  - *all\n", ["0003_test.yaml:2 isn't a valid YAML seed: aliases are not read here: write the value out"] },
        { "clients: !!set\n  - x\n", ["0003_test.yaml:1 isn't a valid YAML seed: tags are not read here"] },
        { "apiScopes:\n  - name: a\n    displayName: \"nul \\0\"\n", ["0003_test.yaml:3 isn't a valid YAML seed: a text must not contain NUL"] },
        {
            "apiScopes:\n  - name: a\n    displayName: \"half \\uD800\"\n",
            ["0003_test.yaml:3 isn't a valid YAML seed: While scanning a quoted scalar, found invalid Unicode surrogates."]
        },

        // Keys.
        {
            "client:\n  - clientId: web\n",
            [
                "0003_test.yaml:1 client: unknown key (is clients meant?)",
                "0003_test.yaml:1 changes nothing",
            ]
        },
        {
            "apiScopes:\n  - name: new.scope\n    colour: red\n",
            ["0003_test.yaml:3 apiScopes[0].colour: unknown key (allowed: action, claims, description, displayName, enabled, name, showInDiscoveryDocument)"]
        },
        {
            "clients:\n  - action: remove\n    clientId: 2\n    enabled: false\n",
            ["0003_test.yaml:4 clients[0].enabled: unknown key (allowed: action, clientId)"]
        },
        { "apiScopes:\n  - name: a\n    name: b\n", ["0003_test.yaml:3 apiScopes[0].name: this key is written twice"] },
        { "apiScopes:\n  - displayName: x\n", ["0003_test.yaml:2 apiScopes[0].name: is required"] },
        { "apiScopes:\n  - action: drop\n    name: a\n", ["0003_test.yaml:2 apiScopes[0].action: must be create or change or remove"] },
        { "apiScopes:\n  - name: a\n    enabled: yes\n", ["0003_test.yaml:3 apiScopes[0].enabled: must be true or false"] },
        { "apiScopes:\n  - name: a\n    enabled: 'true'\n", ["0003_test.yaml:3 apiScopes[0].enabled: must be true or false"] },
        { "apiScopes:\n  - name: a\n    claims: name\n", ["0003_test.yaml:3 apiScopes[0].claims: must be a list"] },
        { "apiScopes:\n  - name: a b\n", ["0003_test.yaml:2 apiScopes[0].name: must be 1 to 200 printable ASCII characters without space, \" and \\ (RFC 6749 3.3)"] },
        { "apiScopes:\n  - name: a\n    displayName: { de: Bestellungen }\n", ["0003_test.yaml:3 apiScopes[0].displayName: needs en, which those see who want none of the other languages"] },
        { "apiScopes:\n  - name: a\n    displayName: { en: Orders, deutsch: Bestellungen }\n", ["0003_test.yaml:3 apiScopes[0].displayName.deutsch: must be a language such as de (RFC 5646 2.2.1)"] },
        { "apiScopes:\n  - name: a\n    displayName: { en: Orders, de: '' }\n", ["0003_test.yaml:3 apiScopes[0].displayName.de: must have 1 to 200 characters"] },
        { "identityResources:\n  - name: a\n    displayName: [Orders]\n", ["0003_test.yaml:3 identityResources[0].displayName: must be a text"] },
        { "apiResources:\n  - name: a\n    displayName: { en: Orders }\n", ["0003_test.yaml:3 apiResources[0].displayName: must be a text"] },
        { "apiScopes:\n  - name: openid\n", ["0003_test.yaml:2 apiScopes[0].name: openid, offline_access and * have a meaning of their own and can't be API scopes"] },

        // Redirect URIs.
        { Web("http://app.example/cb"), ["0003_test.yaml:6 clients[0].redirectUris[1]: must be https, loopback http or a private-use scheme (RFC 8252)"] },
        { Web("javascript:alert(1)"), ["0003_test.yaml:6 clients[0].redirectUris[1]: must be https, loopback http or a private-use scheme (RFC 8252)"] },
        { Web("https://a.example/cb#x"), ["0003_test.yaml:6 clients[0].redirectUris[1]: must not have a fragment (RFC 6749 3.1.2)"] },
        { Web("https://b\u00fccher.example/cb"), ["0003_test.yaml:6 clients[0].redirectUris[1]: must be in ASCII: percent-encoded, host names in Punycode (RFC 3986 2)"] },
        { Web("/callback"), ["0003_test.yaml:6 clients[0].redirectUris[1]: must be an absolute URI of at most 400 characters"] },
        { Web("https://*.example.com/cb"), ["0003_test.yaml:6 clients[0].redirectUris[1]: must not contain '*': redirect URIs are compared as they are (RFC 9700 2.1)"] },
        { Web("https://user@a.example/cb"), ["0003_test.yaml:6 clients[0].redirectUris[1]: must not hold a user name or password"] },
        { Web("https://a.example/cb"), ["0003_test.yaml:6 clients[0].redirectUris[1]: 'https://a.example/cb' occurs twice in this list"] },

        // Clients.
        { "clients:\n  - clientId: 2\n    grantTypes: [client_credentials]\n    secrets: [{ sha256: " + Hash + " }]\n", ["0003_test.yaml:2 clients[0].clientId: client '2' exists already (action: change changes it)"] },
        { "clients:\n  - action: change\n    clientId: nobody\n    enabled: false\n    grantTypes: [client_credentials]\n    secrets: [{ sha256: " + Hash + " }]\n", ["0003_test.yaml:3 clients[0].clientId: there is no client of this name"] },
        { "clients:\n  - action: remove\n    clientId: nobody\n", ["0003_test.yaml:3 clients[0].clientId: there is no client of this name"] },
        { "clients:\n  - action: remove\n    clientId: 2\n  - action: remove\n    clientId: '2'\n", ["0003_test.yaml:5 clients[1].clientId: '2' occurs twice in this file"] },
        { Service("grantTypes: [password]"), ["0003_test.yaml:4 clients[0].grantTypes[0]: must be client_credentials, authorization_code, hybrid or urn:ietf:params:oauth:grant-type:device_code"] },
        { Service("grantTypes: [authorization_code, hybrid]\n    redirectUris: [https://app.example/cb]"), ["0003_test.yaml:4 clients[0].grantTypes: authorization_code and hybrid exclude each other: nobody may turn one of a client's answers into the other"] },
        { Service("grantTypes: [client_credentials]\n    scopes: [nowhere]"), ["0003_test.yaml:5 clients[0].scopes[0]: scope 'nowhere' is defined by no API scope or identity resource"] },
        { Service("grantTypes: [client_credentials]\n    accessTokenType: opaque"), ["0003_test.yaml:5 clients[0].accessTokenType: must be jwt or reference"] },
        { Service("grantTypes: [client_credentials]\n    accessTokenLifetime: 0"), ["0003_test.yaml:5 clients[0].accessTokenLifetime: must be 1 to 31536000 seconds"] },
        { Service("grantTypes: [client_credentials]\n    accessTokenLifetime: 1h"), ["0003_test.yaml:5 clients[0].accessTokenLifetime: must be a whole number"] },
        { Service("grantTypes: [client_credentials]\n    authorizationCodeLifetime: 601"), ["0003_test.yaml:5 clients[0].authorizationCodeLifetime: must be 1 to 600 seconds: ten minutes at most (RFC 6749 4.1.2)"] },
        { Service("grantTypes: [client_credentials]\n    requireDPoP: true"), ["0003_test.yaml:5 clients[0].requireDPoP: unknown key (migrations/README.md lists them)"] },
        { Service("grantTypes: [client_credentials]\n    properties: { can_introspect: 'true' }"), ["0003_test.yaml:5 clients[0].properties: 'can_introspect' is set by canIntrospect"] },
        { Service("grantTypes: [authorization_code]"), ["0003_test.yaml:2 clients[0].redirectUris: authorization_code needs at least one (RFC 6749 3.1.2.2)"] },
        { Service("grantTypes: [client_credentials]\n    requireClientSecret: false"), ["0003_test.yaml:5 clients[0].requireClientSecret: client_credentials is for clients with a secret only (RFC 6749 4.4)"] },
        { "clients:\n  - clientId: s\n    grantTypes: [client_credentials]\n", ["0003_test.yaml:2 clients[0].secrets: at least one is needed (or requireClientSecret: false for a public client)"] },
        { "clients:\n  - clientId: s\n    grantTypes: []\n    secrets: [{ sha256: " + Hash + " }]\n", ["0003_test.yaml:3 clients[0].grantTypes: at least one is needed"] },
        { Public("requirePkce: false"), ["0003_test.yaml:6 clients[0].requirePkce: a public client must use PKCE (RFC 9700 2.1.1)"] },
        { Public("canIntrospect: true"), ["0003_test.yaml:6 clients[0].canIntrospect: introspecting takes a token of the client's own, so it needs the grant type client_credentials"] },
        { Public("allowOfflineAccess: true\n    refreshTokenUsage: reUse"), ["0003_test.yaml:7 clients[0].refreshTokenUsage: must be oneTimeOnly for a public client: nothing else tells a stolen refresh token from the client's own (RFC 9700 2.2.2)"] },
        { Public("allowOfflineAccess: true\n    refreshTokenExpiration: sliding\n    absoluteRefreshTokenLifetime: 0"), ["0003_test.yaml:8 clients[0].absoluteRefreshTokenLifetime: 0 (no end) is not for a public client: what was stolen from it would be good for ever (RFC 9700 2.2.2)"] },
        { App("logoUri: http://localhost/logo.svg"), ["0003_test.yaml:5 clients[0].logoUri: must be https"] },
        { App("clientUri: /about"), ["0003_test.yaml:5 clients[0].clientUri: must be an absolute URI of at most 2000 characters"] },
        { App("clientUri: javascript:alert(1)"), ["0003_test.yaml:5 clients[0].clientUri: must be https, or http on loopback"] },
        { App("frontChannelLogoutUri: http://app.example/out"), ["0003_test.yaml:5 clients[0].frontChannelLogoutUri: must be https, or http on loopback"] },
        { App("backChannelLogoutUri: https://app.example/out#x"), ["0003_test.yaml:5 clients[0].backChannelLogoutUri: must not have a fragment (OpenID Connect Back-Channel Logout 1.0 2.2)"] },
        { App("postLogoutRedirectUris: ['https://*.example.com/']"), ["0003_test.yaml:5 clients[0].postLogoutRedirectUris[0]: must not contain '*': redirect URIs are compared as they are (RFC 9700 2.1)"] },
        { App("postLogoutRedirectUris: [https://a.example/, https://a.example/]"), ["0003_test.yaml:5 clients[0].postLogoutRedirectUris[1]: 'https://a.example/' occurs twice in this list"] },
        { App("allowedCorsOrigins: [https://app.example/]"), [$"{Origins}must end with the host or port: no path, and no slash at the end (RFC 6454 6.2)"] },
        { App("allowedCorsOrigins: ['https://app.example?']"), [$"{Origins}must end with the host or port: no path, and no slash at the end (RFC 6454 6.2)"] },
        { App("allowedCorsOrigins: ['https://*.example']"), [$"{Origins}must not contain '*': origins are compared as they are"] },
        { App("allowedCorsOrigins: ['*']"), [$"{Origins}must not contain '*': origins are compared as they are"] },
        { App("allowedCorsOrigins: ['null']"), [$"{Origins}must not be null, which any local file and sandboxed page has as its origin (RFC 6454 7.3)"] },
        { App("allowedCorsOrigins: ['']"), [$"{Origins}{Shape}"] },
        { App("allowedCorsOrigins: [app.example]"), [$"{Origins}{Shape}"] },
        { App("allowedCorsOrigins: ['https://a b.example']"), [$"{Origins}{Shape}"] },
        { App($"allowedCorsOrigins: ['https://{new string('a', 60)}.{new string('b', 60)}.{new string('c', 30)}.example']"), [$"{Origins}{Shape}"] },
        { App("allowedCorsOrigins: ['https://app.example:99999']"), [$"{Origins}{Shape}"] },
        { App("allowedCorsOrigins: [http://app.example]"), [$"{Origins}must be https, http on loopback, or the scheme of a container for web applications, such as capacitor://localhost"] },
        { App("allowedCorsOrigins: [ws://app.example]"), [$"{Origins}must be https, http on loopback, or the scheme of a container for web applications, such as capacitor://localhost"] },
        { App("allowedCorsOrigins: [https://App.example]"), [$"{Origins}must be in lower case, as browsers send it (RFC 6454 4)"] },
        { App("allowedCorsOrigins: ['https://app.example:443']"), [$"{Origins}must be as browsers send it, which is https://app.example (RFC 6454 6.2)"] },
        { App("allowedCorsOrigins: [https://user@app.example]"), [$"{Origins}must not hold a user name or password"] },
        { App("allowedCorsOrigins: [https://b\u00fccher.example]"), [$"{Origins}must be in ASCII: host names in Punycode (RFC 6454 6.2)"] },
        { App("allowedCorsOrigins: [https://a.example, https://a.example]"), ["0003_test.yaml:5 clients[0].allowedCorsOrigins[1]: 'https://a.example' occurs twice in this list"] },
        { App("allowedCorsOrigins: https://a.example"), ["0003_test.yaml:5 clients[0].allowedCorsOrigins: must be a list"] },
        { App("consentLifetime: 0"), ["0003_test.yaml:5 clients[0].consentLifetime: must be 1 to 315360000 seconds"] },
        { App("pollingInterval: 301"), ["0003_test.yaml:5 clients[0].pollingInterval: must be 1 to 300 seconds"] },
        { App("deviceCodeLifetime: 3601"), ["0003_test.yaml:5 clients[0].deviceCodeLifetime: must be 1 to 3600 seconds"] },
        { App("refreshTokenUsage: twice"), ["0003_test.yaml:5 clients[0].refreshTokenUsage: must be oneTimeOnly or reUse"] },
        { App("refreshTokenExpiration: never"), ["0003_test.yaml:5 clients[0].refreshTokenExpiration: must be absolute or sliding"] },
        { App("absoluteRefreshTokenLifetime: 0"), ["0003_test.yaml:5 clients[0].absoluteRefreshTokenLifetime: 0 (no end) goes with refreshTokenExpiration: sliding only"] },
        { App("coordinateLifetimeWithUserSession: maybe"), ["0003_test.yaml:5 clients[0].coordinateLifetimeWithUserSession: must be true or false"] },
        { App("requirePkce: false\n    allowPlainTextPkce: true"), ["0003_test.yaml:6 clients[0].allowPlainTextPkce: is of use only to a client that uses authorization_code or hybrid with requirePkce (RFC 7636 4.2)"] },
        { Service("grantTypes: [client_credentials]\n    allowOfflineAccess: true"), ["0003_test.yaml:5 clients[0].allowOfflineAccess: a refresh token comes of a user's authorization: client_credentials has none (RFC 6749 4.4.3)"] },

        // Secrets.
        { Secret("from: s3cr3t"), ["0003_test.yaml:5 clients[0].secrets[0].from: must be env:NAME or file:PATH (a secret itself never stands in a seed)"] },
        { Service("grantTypes: [client_credentials]\n    scope: [messages.read]"), ["0003_test.yaml:5 clients[0].scope: unknown key (is scopes meant?)"] },
        { Service("grantTypes: [client_credentials]\n    lifetime: 60"), ["0003_test.yaml:5 clients[0].lifetime: unknown key (is consentLifetime or userSsoLifetime or deviceCodeLifetime meant?)"] },
        { Secret("value: s3cr3t"), ["0003_test.yaml:5 clients[0].secrets[0].value: unknown key (allowed: description, expires, from, sha256)", "0003_test.yaml:5 clients[0].secrets[0]: needs either from or sha256"] },
        { Secret($"from: env:HOME\n        sha256: {Hash}"), ["0003_test.yaml:5 clients[0].secrets[0]: needs either from or sha256"] },
        { Secret("sha256: abc"), ["0003_test.yaml:5 clients[0].secrets[0].sha256: must be a SHA-256 in Base64 or hexadecimal"] },
        { Secret("from: env:SEED_TEST_IS_NOT_SET"), ["0003_test.yaml:5 clients[0].secrets[0].from: environment variable SEED_TEST_IS_NOT_SET isn't set"] },
        { Secret($"from: env:{TestSeeds.SetVariable("a")}"), ["0003_test.yaml:5 clients[0].secrets[0].from: the secret is too easy to guess: let a program make it (openssl rand -base64 30)"] },
        { Secret($"from: env:{TestSeeds.SetVariable("client-secret-2026")}"), ["0003_test.yaml:5 clients[0].secrets[0].from: the secret is too easy to guess: let a program make it (openssl rand -base64 30)"] },
        { Secret("from: file:secrets/photos"), ["0003_test.yaml:5 clients[0].secrets[0].from: the secret is too easy to guess: let a program make it (openssl rand -base64 30)"] },
        { "apiResources:\n  - name: an-api-of-orders\n    secrets: [{ from: env:" + TestSeeds.SetVariable("an-api-of-orders") + " }]\n", ["0003_test.yaml:3 apiResources[0].secrets[0].from: the secret is too easy to guess: let a program make it (openssl rand -base64 30)"] },
        { Secret("from: file:secrets/none"), ["0003_test.yaml:5 clients[0].secrets[0].from: file secrets/none doesn't exist"] },
        { Secret($"sha256: {Hash}\n        expires: tomorrow"), ["0003_test.yaml:6 clients[0].secrets[0].expires: must be a time in UTC such as 2027-01-31T00:00:00Z"] },
        { Secret("from: env:" + TwiceTheSame + "\n      - from: env:" + TwiceTheSame + ""), ["0003_test.yaml:6 clients[0].secrets[1]: is the same secret as another of this list"] },

        {
            Secret("from: env:" + TestSeeds.SetVariable(new string('s', 1025))),
            ["0003_test.yaml:5 clients[0].secrets[0].from: the secret must have at most 1024 characters"]
        },

        // API resources, scopes.
        { "apiResources:\n  - name: api\n    scopes: [openid]\n", ["0003_test.yaml:3 apiResources[0].scopes[0]: scope 'openid' is defined by no API scope"] },
        { "apiResources:\n  - name: api\n    allowedAccessTokenSigningAlgorithms: [HS256]\n", ["0003_test.yaml:3 apiResources[0].allowedAccessTokenSigningAlgorithms[0]: must be RS256 or ES256"] },
        { "apiScopes:\n  - action: remove\n    name: messages.read\n", ["0003_test.yaml:3 apiScopes[0].name: scope 'messages.read' is still used by API resource messages-api, client 3, client 4"] },
        { "apiScopes:\n  - name: profile\n", ["0003_test.yaml:2 apiScopes[0].name: 'profile' is an identity resource's name"] },
        { "identityResources:\n  - name: introspect\n", ["0003_test.yaml:2 identityResources[0].name: 'introspect' is an API scope's name"] },

        // Users.
        { "users:\n  - userName: carol smith\n", ["0003_test.yaml:2 users[0].userName: must consist of letters, digits and ASCII signs, without spaces (RFC 8265 3.3)"] },
        { "users:\n  - userName: ALICE\n", ["0003_test.yaml:2 users[0].userName: user 'alice' exists already (action: change changes it)"] },
        // RFC 9068 5: alice has the subject 1, client 8 gets JWTs for itself.
        {
            OwnJwts("1"),
            ["0003_test.yaml:2 clients[0].clientId: '1' is the subject of user 'alice', and this client's own JWTs have its id as sub (RFC 9068 5): choose another id, or accessTokenType: reference"]
        },
        {
            "clients:\n  - action: change\n    clientId: 2\n    accessTokenType: jwt\n",
            ["0003_test.yaml:3 clients[0].clientId: '2' is the subject of user 'bob', and this client's own JWTs have its id as sub (RFC 9068 5): choose another id, or accessTokenType: reference"]
        },
        { "users:\n  - userName: carol\n    subject: 8\n", ["0003_test.yaml:3 users[0].subject: '8' is the id of a client whose own JWTs have it as sub (RFC 9068 5): choose another"] },
        {
            OwnJwts("77") + "users:\n  - userName: carol\n    subject: 77\n",
            ["0003_test.yaml:2 clients[0].clientId: '77' is the subject of user 'carol', and this client's own JWTs have its id as sub (RFC 9068 5): choose another id, or accessTokenType: reference"]
        },
        { "users:\n  - userName: carol\n    subject: 1\n", ["0003_test.yaml:3 users[0].subject: subject '1' is another user's"] },
        { "users:\n  - action: change\n    userName: alice\n    subject: 3\n", ["0003_test.yaml:4 users[0].subject: a user's subject never changes"] },
        { "users:\n  - userName: carol\n    introspectionId: 87f96b2f-bb5d-446a-8fce-b37a9508561b\n", ["0003_test.yaml:3 users[0].introspectionId: '87f96b2f-bb5d-446a-8fce-b37a9508561b' is another user's"] },
        { "users:\n  - userName: carol\n    introspectionId: 7\n", ["0003_test.yaml:3 users[0].introspectionId: must be a UUID such as 87f96b2f-bb5d-446a-8fce-b37a9508561b"] },
        { "users:\n  - userName: carol\n    password: hunter22\n", ["0003_test.yaml:3 users[0].password: must be a mapping"] },
        { "users:\n  - userName: carol\n    password:\n      from: hunter22\n", ["0003_test.yaml:4 users[0].password.from: must be env:NAME or file:PATH (a password never stands in a seed)"] },
        { "users:\n  - userName: carol\n    password:\n      from: env:" + TestSeeds.SetVariable("password1") + "\n", ["0003_test.yaml:4 users[0].password.from: the password is too easy to guess"] },
        { "users:\n  - userName: carolina.smith\n    password:\n      from: env:" + TestSeeds.SetVariable("carolina.smith1") + "\n", ["0003_test.yaml:4 users[0].password.from: the password is too easy to guess"] },
        {
            "users:\n  - userName: carol\n    password:\n      from: env:" + TestSeeds.SetVariable(new string('p', 1025)) + "\n",
            ["0003_test.yaml:4 users[0].password.from: the password must have at most 1024 characters"]
        },
        {
            "users:\n  - userName: carol\n    subject: " + new string('7', 101) + "\n",
            ["0003_test.yaml:3 users[0].subject: must be 1 to 100 printable ASCII characters without spaces (RFC 6749 A.1)"]
        },
        { "users:\n  - userName: carol\n    email: carol\n", ["0003_test.yaml:3 users[0].email: must be an e-mail address"] },
        { "users:\n  - userName: carol\n    phoneNumber: 110\n", ["0003_test.yaml:3 users[0].phoneNumber: must be a telephone number such as +49 30 901820 (OpenID Connect Core 5.1: E.164)"] },
    };

    private static string TwiceTheSame { get; } = TestSeeds.SetVariable(TestSeeds.NewSecret());

    private const string Hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private const string Origins = "0003_test.yaml:5 clients[0].allowedCorsOrigins[0]: ";

    private const string Shape = "must be a scheme, a host and perhaps a port, such as https://app.example.com, of at most 150 characters";

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public async Task A_wrong_file_is_refused_and_nothing_is_written(string yaml, string[] messages)
    {
        using var seeds = TestSeeds.WithDemoAnd(yaml);
        var before = await DatabaseDigest.ReadAsync(demo.ConnectionString);

        var up = await MigrationsCli.UpAsync(demo.ConnectionString, seeds);
        var plan = await MigrationsCli.PlanAsync(demo.ConnectionString, seeds);

        up.Errors.ShouldBe(messages.Select(message => $"{seeds.Path}/{message}"));
        up.ExitCode.ShouldBe(ExitCodes.Refused);
        plan.Errors.ShouldBe(up.Errors);
        plan.ExitCode.ShouldBe(ExitCodes.Refused);
        (await DatabaseDigest.ReadAsync(demo.ConnectionString)).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_not_YAML_is_refused_with_its_line()
    {
        using var seeds = TestSeeds.WithDemoAnd("clients:\n  - clientId: [\n");

        var up = await MigrationsCli.UpAsync(demo.ConnectionString, seeds);

        up.ExitCode.ShouldBe(ExitCodes.Refused);
        up.Errors.ShouldHaveSingleItem().ShouldMatch(@"/0003_test\.yaml:[23] isn't a valid YAML seed: ");
    }

    [Fact]
    public async Task Everything_that_is_wrong_in_every_pending_file_is_told_at_once()
    {
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: a\n    enabled: 1\n  - name: ''\n");
        seeds.Write("0004_more.yaml", "users:\n  - displayName: x\n");

        var up = await MigrationsCli.UpAsync(demo.ConnectionString, seeds);

        up.Errors.ShouldBe(
        [
            $"{seeds.Path}/0003_test.yaml:3 apiScopes[0].enabled: must be true or false",
            $"{seeds.Path}/0003_test.yaml:4 apiScopes[1].name: is required",
            $"{seeds.Path}/0004_more.yaml:2 users[0].userName: is required",
        ]);
    }

    [Fact]
    public async Task A_good_file_before_a_wrong_one_is_not_applied_either()
    {
        using var seeds = TestSeeds.WithDemoAnd("apiScopes:\n  - name: good\n").Write("0004_wrong.yaml", "apiScopes:\n  - name: good\n");
        var before = await DatabaseDigest.ReadAsync(demo.ConnectionString);

        var up = await MigrationsCli.UpAsync(demo.ConnectionString, seeds);

        up.ExitCode.ShouldBe(ExitCodes.Refused);
        up.Errors.ShouldBe([$"{seeds.Path}/0004_wrong.yaml:2 apiScopes[0].name: API scope 'good' exists already (action: change changes it)"]);
        (await DatabaseDigest.ReadAsync(demo.ConnectionString)).ShouldBe(before);
    }

    [Fact]
    public async Task On_an_empty_database_a_wrong_seed_keeps_the_schema_from_being_made_too()
    {
        await using var database = await demo.CreateEmptyDatabaseAsync();
        using var seeds = TestSeeds.Empty().Write("0001_wrong.yaml", "clients:\n  - clientId: x\n    grantTypes: [client_credentials]\n    scopes: [nowhere]\n    secrets: [{ sha256: " + Hash + " }]\n");

        var up = await MigrationsCli.UpAsync(database.ConnectionString, seeds);

        up.ExitCode.ShouldBe(ExitCodes.Refused);
        up.Errors.ShouldBe([$"{seeds.Path}/0001_wrong.yaml:4 clients[0].scopes[0]: scope 'nowhere' is defined by no API scope or identity resource"]);
        (await DatabaseDigest.ReadAsync(database.ConnectionString)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_short_password_is_refused_without_being_shown()
    {
        using var seeds = TestSeeds.WithDemoAnd($"users:\n  - userName: carol\n    password:\n      from: env:{TestSeeds.SetVariable("hunter2")}\n");

        var up = await MigrationsCli.UpAsync(demo.ConnectionString, seeds);

        up.Errors.ShouldBe([$"{seeds.Path}/0003_test.yaml:4 users[0].password.from: the password must have at least 8 characters"]);
    }

    [Fact]
    public void Every_key_is_documented()
    {
        var reader = File.ReadAllText(Infrastructure.RepositoryFolder.PathOf("migrations/Seeding/Reading/SeedReader.cs"));
        var readme = File.ReadAllText(Infrastructure.RepositoryFolder.PathOf("migrations/README.md"));

        var keys = KeyThatIsRead().Matches(reader).Select(match => match.Groups["key"].Value).Distinct().ToList();

        keys.Count.ShouldBeGreaterThan(40);
        keys.Where(key => !readme.Contains($"`{key}`", StringComparison.Ordinal) && !readme.Contains($"{key}: ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [GeneratedRegex("\\.[A-Za-z]+\\(\"(?<key>[a-zA-Z0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyThatIsRead();

    private static string Web(string secondUri) =>
        $"clients:\n  - clientId: web\n    grantTypes: [authorization_code]\n    redirectUris:\n      - https://a.example/cb\n      - {secondUri}\n"
        + $"    secrets: [{{ sha256: {Hash} }}]\n";

    private static string Service(string settings) =>
        $"clients:\n  - clientId: s\n    secrets: [{{ sha256: {Hash} }}]\n    {settings}\n";

    private static string OwnJwts(string id) =>
        $"clients:\n  - clientId: {id}\n    grantTypes: [client_credentials]\n    scopes: [messages.read]\n    secrets: [{{ sha256: {Hash} }}]\n";

    private static string App(string setting) =>
        $"clients:\n  - clientId: app\n    grantTypes: [authorization_code]\n    secrets: [{{ sha256: {Hash} }}]\n    {setting}\n    redirectUris: [https://app.example/cb]\n";

    private static string Public(string setting) =>
        "clients:\n  - clientId: app\n    grantTypes: [authorization_code]\n    redirectUris: [com.example.app:/cb]\n    requireClientSecret: false\n"
        + $"    {setting}\n";

    private static string Secret(string secret) =>
        $"clients:\n  - clientId: s\n    grantTypes: [client_credentials]\n    secrets:\n      - {secret}\n";
}
