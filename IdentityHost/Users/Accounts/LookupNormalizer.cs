using Microsoft.AspNetCore.Identity;
using Shared;

namespace IdentityHost.Users.Accounts;

/// <summary>Compares names and addresses by <see cref="UserNames"/>, wherever ASP.NET Core Identity does.</summary>
internal sealed class LookupNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : UserNames.Normalize(name);

    public string? NormalizeEmail(string? email) => email is null ? null : UserNames.NormalizeEmail(email);
}
