using IdentityHost.Memory;
using IdentityHost.Settings;
using Microsoft.Extensions.Options;

namespace IdentityHost.RequestState;

/// <summary>
/// What one introspection may take from memory, and what it has read already. In any other request it says: nothing, so that the database is
/// asked.
/// </summary>
internal sealed class IntrospectionRequest(NodeLease lease, ReplacedServices replaced, IOptions<IdentityHostSettings> options)
{
    private const string JwtAnswer = "token-introspection+jwt";

    private HttpRequest? _request;
    private ConfigurationCache.Epoch? _configuration;
    private TokenOfRequest? _first;
    private TokenOfRequest? _second;
    private (string Id, DateTimeOffset End)? _session;
    private bool _usedMemory;
    private bool _makesReadyAnswers;

    /// <summary>Whether this request is an introspection.</summary>
    public bool IsActive => _request is not null;

    /// <summary>What is remembered; null: only the database knows.</summary>
    public Generation? Generation { get; private set; }

    /// <summary>Noted before anything was read.</summary>
    public long Invalidations { get; private set; }

    /// <summary>The caller wants a signed answer (RFC 9701), which an engine may be able to give.</summary>
    public bool WantsJwt { get; private set; }

    /// <summary>Whether the parameters were looked at for the token that is asked about.</summary>
    public bool IsTokenRead { get; private set; }

    /// <summary>The token that is asked about, where the host reads it itself; null if there was none.</summary>
    public string? PresentedToken { get; private set; }

    /// <summary>The user whom this request asked about last.</summary>
    public UserOfRequest? LastUser { get; private set; }

    /// <summary>Nothing was written, and the request is to be run once more.</summary>
    public bool IsWithheld { get; private set; }

    public void Begin(HttpRequest request)
    {
        _request = request;
        WantsJwt = request.Headers.Accept is { Count: > 0 } accept && accept.ToString().Contains(JwtAnswer, StringComparison.OrdinalIgnoreCase);
        _makesReadyAnswers = !WantsJwt && replaced.AnswersAreOurs;
        if (!options.Value.TokenCache.Enabled || !replaced.TokensAreOurs || lease.Current is not { } generation)
            return;
        Generation = generation;
        Invalidations = generation.Tokens.Invalidations;
        _configuration = generation.Configuration;
    }

    /// <summary>
    /// Begins again without memory, if the answer was made from memory that does not count any more. It is no exception: an engine would log
    /// that as a failure of its own.
    /// </summary>
    /// <returns>Whether the answer must not be written.</returns>
    public bool TryWithhold()
    {
        if (!_usedMemory || ReferenceEquals(lease.Current, Generation))
            return false;
        (Generation, _configuration, _usedMemory) = (null, null, false);
        (_first, _second, LastUser, _session) = (null, null, null, null);
        return IsWithheld = true;
    }

    public void NoteToken(string? presented) => (IsTokenRead, PresentedToken) = (true, presented);

    /// <summary>A token that was presented: what is remembered by and of it in this request.</summary>
    public TokenOfRequest TokenOf(string token)
    {
        if (_first is null)
            return _first = NewToken(token);
        if (string.Equals(_first.Token, token, StringComparison.Ordinal))
            return _first;
        if (_second is null || !string.Equals(_second.Token, token, StringComparison.Ordinal))
            _second = NewToken(token);
        return _second;
    }

    public RememberedToken? Find(TokenOfRequest token, DateTimeOffset now)
    {
        if (Generation?.Tokens.Find(token.Key) is not { } remembered || !remembered.IsGoodAt(now))
            return null;
        _usedMemory = true;
        return remembered;
    }

    /// <summary>The answer that was made for this caller before.</summary>
    public ReadyAnswer? FindAnswer(IntrospectionRequestValidationResult result, CallerKey caller) =>
        _makesReadyAnswers && result is { IsActive: true, Claims: RememberedClaims { Token: { } token } } ? token.FindAnswer(caller) : null;

    /// <summary>Remembers an answer with its token. Where it can't be, it is given back as it is.</summary>
    public Dictionary<string, object> Keep(IntrospectionRequestValidationResult result, CallerKey caller, Dictionary<string, object> answer)
    {
        if (!_makesReadyAnswers || Generation is not { } generation
            || result is not { IsActive: true, Claims: RememberedClaims { Token: { } token } })
            return answer;
        var ready = new ReadyAnswer(IntrospectionJson.ToBytes(answer), isActive: true);
        // Who the caller is, what it may see and who the user is may have been read before the token was found in memory.
        generation.Tokens.TryAddAnswer(
            token,
            caller,
            ready,
            () => ReferenceEquals(generation.Configuration, _configuration) && generation.Tokens.Invalidations == Invalidations);
        return ready;
    }

    /// <summary>Notes a user as this request read them.</summary>
    public void Note(UserOfRequest user) => LastUser = IsActive ? user : null;

    /// <summary>The user as this request read them; null if it has not.</summary>
    public UserOfRequest? FindUser(string subject)
    {
        if (LastUser is { } user && user.Subject == subject)
            return user;
        if (_first?.Grant?.User is { } first && first.Subject == subject)
            return first;
        return _second?.Grant?.User is { } second && second.Subject == subject ? second : null;
    }

    /// <summary>Notes until when a session lasts: as long as the last of those that have its id.</summary>
    public void NoteSession(string id, IReadOnlyCollection<ServerSideSession> sessions)
    {
        if (!IsActive)
            return;
        var end = DateTimeOffset.MinValue;
        foreach (var session in sessions)
        {
            var one = session.Expires is { } expires ? new DateTimeOffset(DateTime.SpecifyKind(expires, DateTimeKind.Utc)) : DateTimeOffset.MaxValue;
            end = one > end ? one : end;
        }

        _session = (id, end);
    }

    /// <summary>When a session ends; null if this request has not read it.</summary>
    public DateTimeOffset? EndOfSession(string id) => _session is { } session && session.Id == id ? session.End : null;

    private TokenOfRequest NewToken(string token) => new(token, options.Value.Issuer is null ? _request : null);
}
