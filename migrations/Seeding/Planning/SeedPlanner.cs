using IdentityHost.Migrations.Outcomes;
using IdentityHost.Migrations.Seeding.Files;
using IdentityHost.Migrations.Seeding.Model;
using IdentityHost.Migrations.Seeding.Problems;
using IdentityHost.Migrations.Seeding.Secrets;
using IdentityHost.Migrations.Seeding.State;
using IdentityHost.Migrations.Seeding.Validation;
using IdentityHost.Migrations.Seeding.Yaml;

namespace IdentityHost.Migrations.Seeding.Planning;

/// <summary>Works out what one seed makes of the configuration. Nothing is written here: it is the same for <c>plan</c> and <c>up</c>.</summary>
internal sealed class SeedPlanner
{
    private static readonly ClientRules _clientRules = new();

    private readonly SeedDocument _document;
    private readonly Configuration _configuration;
    private readonly SecretPlanner _secrets;
    private readonly SupersededSecrets _superseded;
    private readonly SeedErrors _errors;
    private readonly List<Change> _changes = [];

    private SeedPlanner(ParsedSeed seed, Configuration configuration, SupersededSecrets superseded)
    {
        _document = seed.Document;
        _configuration = configuration;
        _errors = new SeedErrors(seed.File.DisplayPath, seed.Lines);
        _secrets = new SecretPlanner(new SecretReader(seed.File.Folder), mayBeWeak: DemonstrationSet.Contains(seed.File), _errors);
        _superseded = superseded;
    }

    /// <summary>Carries the seed out on the configuration in memory.</summary>
    /// <exception cref="RefusedException">It can't be carried out: every reason with its line.</exception>
    internal static IReadOnlyList<Change> Plan(ParsedSeed seed, Configuration configuration, SupersededSecrets superseded)
    {
        var planner = new SeedPlanner(seed, configuration, superseded);
        planner.Run();
        return planner._errors.Any
            ? throw new RefusedException([.. planner._errors.InOrder().Select(error => error.ToString())])
            : planner._changes;
    }

    private void Run()
    {
        foreach (var item in _document.ApiScopes)
        {
            Carry(item, item.Name!, "name", "API scope", _configuration.ApiScopes, before =>
                (before ?? new ApiScopeState { Name = item.Name! }).With(item));
        }

        foreach (var item in _document.IdentityResources)
        {
            Carry(item, item.Name!, "name", "identity resource", _configuration.IdentityResources, before =>
                (before ?? new IdentityResourceState { Name = item.Name! }).With(item));
        }

        foreach (var item in _document.ApiResources)
        {
            Carry(item, item.Name!, "name", "API resource", _configuration.ApiResources, before => PlanApiResource(item, before));
        }

        foreach (var item in _document.Clients)
            Carry(item, item.ClientId!, "clientId", "client", _configuration.Clients, before => PlanClient(item, before));
        foreach (var item in _document.Users)
            Carry(item, UserState.Normalize(item.UserName!), "userName", "user", _configuration.Users, before => PlanUser(item, before));

        new ScopeReferences(_document, _configuration, _errors).Check();
        new SubjectCollisions(_document, _configuration, _changes, _errors).Check();
    }

    private void Carry<T>(SeedItem item, string key, string keyName, string kind, Dictionary<string, T> entities, Func<T?, T> apply)
        where T : Entity
    {
        var before = entities.GetValueOrDefault(key);
        if (item.Action == SeedAction.Create && before is not null)
            _errors.Add($"{item.Path}.{keyName}", $"{kind} '{before.Key}' exists already (action: change changes it)");
        else if (item.Action != SeedAction.Create && before is null)
            _errors.Add($"{item.Path}.{keyName}", $"there is no {kind} of this name");
        else if (item.Action == SeedAction.Remove)
            entities.Remove(key);
        else
            entities[key] = apply(before);

        _changes.Add(new Change(before, item.Action == SeedAction.Remove ? null : entities.GetValueOrDefault(key)));
    }

    private ApiResourceState PlanApiResource(ApiResourceSeed seed, ApiResourceState? before)
    {
        var secrets = _secrets.Plan(
            seed.Path, seed.Secrets, before?.Secrets, [seed.Name, seed.DisplayName], secret => _superseded.OfApiResource(seed.Name!, secret));
        return (before ?? new ApiResourceState { Name = seed.Name! }).With(seed, secrets);
    }

    private ClientState PlanClient(ClientSeed seed, ClientState? before)
    {
        var client = before ?? new ClientState { ClientId = seed.ClientId! };
        var secrets = _secrets.Plan(
            seed.Path, seed.Secrets, before?.Secrets, [seed.ClientId, seed.ClientName], secret => _superseded.OfClient(seed.ClientId!, secret));
        var after = client.With(seed, secrets);
        foreach (var failure in _clientRules.Validate(after).Errors)
        {
            var path = LineMap.Join(seed.Path, PropertyPath.ToKeys(failure.PropertyName));
            if (!_errors.Covers(path))
                _errors.Add(path, failure.ErrorMessage);
        }

        return after;
    }

    private UserState PlanUser(UserSeed seed, UserState? before)
    {
        if (before is not null && seed.Subject is { Length: > 0 } && seed.Subject != before.Subject)
            _errors.Add($"{seed.Path}.subject", "a user's subject never changes");

        var others = _configuration.Users.Values.Where(user => user != before).ToList();
        if (before is null && others.Exists(user => user.Subject == seed.Subject))
            _errors.Add($"{seed.Path}.subject", $"subject '{seed.Subject}' is another user's");
        if (seed.IntrospectionId is { } id && others.Exists(user => user.IntrospectionId == id))
            _errors.Add($"{seed.Path}.introspectionId", $"'{id}' is another user's");

        var isMade = string.IsNullOrEmpty(seed.Subject);
        var subject = isMade ? Guid.CreateVersion7().ToString("D") : seed.Subject!;
        var user = before ?? new UserState { UserName = seed.UserName!, Subject = subject, IsSubjectMade = isMade };
        var password = _secrets.Password(
            seed.Path, seed.Password, [seed.UserName, seed.Email, seed.DisplayName], _superseded.OfUser(UserState.Normalize(seed.UserName!)));
        return user.With(seed, password);
    }
}
