using System.Runtime.InteropServices;

namespace IdentityHost.Memory;

/// <summary>An access token that was found active.</summary>
internal sealed class RememberedToken
{
    // Whoever asks for more callers than that pays for it: their answers are made each time.
    private const int MostAnswers = 8;

    private Neighbours _ofUser;
    private Neighbours _ofSession;
    private Neighbours _ofJwtId;
    private volatile RememberedAnswer? _answers;

    public required TokenKey Key { get; init; }

    /// <summary>Whose it is; null for a token that a client asked for itself.</summary>
    public string? Subject { get; init; }

    /// <summary>That user's name, where it was read with the token. A change of it is announced as the user's.</summary>
    public string? UserName { get; init; }

    /// <summary>The session whose end ends it.</summary>
    public string? SessionId { get; init; }

    /// <summary>The id of a JWT.</summary>
    public string? JwtId { get; init; }

    /// <summary>Before that the database is asked: the clock was put back, or another node's is ahead.</summary>
    public DateTimeOffset ValidFrom { get; init; } = DateTimeOffset.MinValue;

    /// <summary>From then on the database is asked again.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>What the engine's validator found.</summary>
    public RememberedClaims Claims
    {
        get;
        init
        {
            field = value;
            value.Token = this;
        }
    } = RememberedClaims.None();

    public string? ReferenceTokenId { get; init; }

    public bool IsJwt { get; init; }

    public Client? Client { get; init; }

    /// <summary>What it takes up, answers included.</summary>
    public int Bytes { get; private set; }

    /// <summary>Where it is remembered; null before and after. Changed under the lock of <see cref="RememberedTokens"/>, as its neighbours are.</summary>
    public TokenSegment? Home { get; set; }

    public bool IsGoodAt(DateTimeOffset now) => ValidFrom <= now && now < ValidUntil;

    public ReadyAnswer? FindAnswer(CallerKey caller)
    {
        for (var answer = _answers; answer is not null; answer = answer.Next)
        {
            if (answer.Caller == caller)
                return answer.Answer;
        }

        return null;
    }

    /// <returns>How many bytes it takes; 0 if it is not remembered.</returns>
    public int AddAnswer(CallerKey caller, ReadyAnswer answer)
    {
        var count = 0;
        for (var known = _answers; known is not null; known = known.Next)
        {
            if (known.Caller == caller || ++count == MostAnswers)
                return 0;
        }

        _answers = new RememberedAnswer(caller, answer, _answers);
        var bytes = ByteEstimate.OfAnswer(answer);
        Bytes += bytes;
        return bytes;
    }

    /// <summary>Counts it, once it is filled.</summary>
    public RememberedToken Measured()
    {
        Bytes = ByteEstimate.OfToken(this);
        return this;
    }

    public string? NameBy(TokenIndex.Property property) => property switch
    {
        TokenIndex.Property.User => Subject,
        TokenIndex.Property.Session => SessionId,
        _ => JwtId,
    };

    public ref Neighbours NeighboursBy(TokenIndex.Property property)
    {
        switch (property)
        {
            case TokenIndex.Property.User:
                return ref _ofUser;
            case TokenIndex.Property.Session:
                return ref _ofSession;
            default:
                return ref _ofJwtId;
        }
    }

    /// <summary>Others with the same user, session or id.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal record struct Neighbours(RememberedToken? Previous, RememberedToken? Next);

    private sealed record RememberedAnswer(CallerKey Caller, ReadyAnswer Answer, RememberedAnswer? Next);
}
