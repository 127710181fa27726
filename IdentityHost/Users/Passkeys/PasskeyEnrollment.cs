using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Users.Passkeys;

/// <summary>Adds a passkey to a user who is signed in, and removes it.</summary>
internal sealed class PasskeyEnrollment(
    IPasskeyHandler<ApplicationUser> handler, UserManager<ApplicationUser> users, InterimCookie cookie, ILogger<PasskeyEnrollment> logger)
{
    internal const string CookieName = "idsrv.new-passkey";

    /// <summary>Longest name of a passkey, in characters.</summary>
    internal const int MaximumNameLength = 100;

    /// <summary>Most passkeys of one user: all of them are sent to the browser when another is made.</summary>
    internal const int MostPasskeys = 20;

    /// <summary>What <c>navigator.credentials.create</c> wants, as JSON. The challenge in it is remembered for this browser.</summary>
    internal async Task<string> MakeOptionsAsync(HttpContext context, ApplicationUser user)
    {
        var entity = new PasskeyUserEntity { Id = user.Id, Name = user.UserName!, DisplayName = user.DisplayName ?? user.UserName! };
        var options = await handler.MakeCreationOptionsAsync(entity, context);
        cookie.Write(context, CookieName, options.AttestationState!);
        return options.CreationOptionsJson;
    }

    /// <summary>False: what the browser sent is not the answer to what this user was asked.</summary>
    internal async Task<bool> AddAsync(HttpContext context, ApplicationUser user, string credential, string name)
    {
        var state = cookie.Read(context, CookieName);
        InterimCookie.Delete(context, CookieName);
        if (state is null)
            return false;

        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = state });
        if (!result.Succeeded || result.UserEntity.Id != user.Id)
        {
            logger.PasskeyRefused(result.Failure);
            return false;
        }

        result.Passkey.Name = name;
        if (!(await users.AddOrUpdatePasskeyAsync(user, result.Passkey)).Succeeded)
            return false;
        logger.PasskeyAdded(user.Id);
        return true;
    }

    /// <summary>False: somebody else changed the user meanwhile.</summary>
    internal async Task<bool> RemoveAsync(ApplicationUser user, UserPasskeyInfo passkey)
    {
        if (!(await users.RemovePasskeyAsync(user, passkey.CredentialId)).Succeeded)
            return false;
        logger.PasskeyRemoved(user.Id);
        return true;
    }
}
