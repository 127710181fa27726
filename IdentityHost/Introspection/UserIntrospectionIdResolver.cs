using IdentityHost.Extensibility;
using IdentityHost.RequestState;
using IdentityHost.Users.Accounts;

namespace IdentityHost.Introspection;

/// <summary>Reads the column <c>IntrospectionId</c> of the users table, unless this request has read it with the token.</summary>
internal sealed class UserIntrospectionIdResolver(UserReader users, IntrospectionRequest request) : IIntrospectionIdResolver
{
    public async ValueTask<string?> FindIdAsync(string subject, CancellationToken ct)
    {
        var user = request.FindUser(subject);
        if (user is null)
        {
            user = await users.ReadAsync(subject, ct);
            request.Note(user);
        }

        return user.IntrospectionId;
    }
}
