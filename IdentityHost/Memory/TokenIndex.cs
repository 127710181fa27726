using System.Runtime.InteropServices;

namespace IdentityHost.Memory;

/// <summary>Finds what is remembered of one user, session or JWT id without looking at the rest: the tokens of each are chained.</summary>
internal sealed class TokenIndex(TokenIndex.Property property)
{
    private readonly Dictionary<string, RememberedToken> _first = new(StringComparer.Ordinal);

    internal enum Property
    {
        User,
        Session,
        JwtId,
    }

    /// <summary>One of them; remove it, and the next one is found.</summary>
    public RememberedToken? First(string name) => _first.GetValueOrDefault(name);

    public void Add(RememberedToken token)
    {
        if (token.NameBy(property) is not { } name)
            return;
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, name, out _);
        token.NeighboursBy(property) = new RememberedToken.Neighbours(Previous: null, Next: first);
        if (first is not null)
            first.NeighboursBy(property).Previous = token;
        first = token;
    }

    public void Remove(RememberedToken token)
    {
        if (token.NameBy(property) is not { } name)
            return;
        var (previous, next) = token.NeighboursBy(property);
        token.NeighboursBy(property) = default;
        if (next is not null)
            next.NeighboursBy(property).Previous = previous;
        if (previous is not null)
            previous.NeighboursBy(property).Next = next;
        else if (next is not null)
            _first[name] = next;
        else
            _first.Remove(name);
    }
}
