using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Users.Accounts;

/// <summary>A person who can sign in: ASP.NET Core Identity's user, and what this server adds.</summary>
public sealed class ApplicationUser : IdentityUser
{
    /// <summary>The identifier under which introspection names the user (<c>id</c>). The database generates it on insert.</summary>
    public Guid IntrospectionId { get; set; }

    /// <summary>A disabled user can't sign in, and their tokens are not active from that moment on. A lockout is not that.</summary>
    public bool Disabled { get; set; }

    /// <summary>The claim <c>name</c>. Null: the user name.</summary>
    public string? DisplayName { get; set; }
}
