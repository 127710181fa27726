using IdentityHost.Users.Accounts;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Users.TwoFactor;

/// <summary>
/// A user's authenticator app. Its secret counts once a code confirmed that the app has it: until then there is no second factor.
/// </summary>
internal sealed class Authenticator(
    UserManager<ApplicationUser> users, RecoveryCodes recoveryCodes, SingleUse singleUse, TimeProvider time, ILogger<Authenticator> logger)
{
    /// <summary>The secret, in Base32; null if there is none.</summary>
    internal Task<string?> FindSecretAsync(ApplicationUser user) => users.GetAuthenticatorKeyAsync(user);

    /// <summary>Makes a secret that is yet to be confirmed. Refused while the second factor is on: it would stop working.</summary>
    internal async Task<IdentityResult> PrepareAsync(ApplicationUser user)
    {
        if (user.TwoFactorEnabled)
            return IdentityResult.Failed();
        return await users.SetAuthenticationTokenAsync(user, TwoFactorTokens.Provider, TwoFactorTokens.Secret, OneTimePassword.NewSecret());
    }

    /// <summary>Whether this is a present code of the user's app, and the first time that it is used (RFC 6238 5.2).</summary>
    internal async Task<bool> AcceptAsync(ApplicationUser user, string code, CancellationToken ct) =>
        await FindSecretAsync(user) is { } secret
        && OneTimePassword.MatchingStep(secret, code, time.GetUtcNow()) is { } step
        && await singleUse.TryUseAsync(user.Id, $"otp {secret} {step}", OneTimePassword.Lifetime, ct);

    /// <summary>The app has the secret: from now on its code is asked for.</summary>
    /// <returns>New recovery codes; null if somebody else changed the user meanwhile, and nothing was saved.</returns>
    internal async Task<IReadOnlyList<string>?> TurnOnAsync(ApplicationUser user)
    {
        // Saved together with the codes.
        user.TwoFactorEnabled = true;
        var codes = await recoveryCodes.ReplaceAsync(user);
        if (codes is null)
            user.TwoFactorEnabled = false;
        else
            logger.SecondFactorOn(user.Id);
        return codes;
    }

    /// <summary>Takes the second factor off, and forgets the secret and the recovery codes.</summary>
    internal async Task<IdentityResult> TurnOffAsync(ApplicationUser user)
    {
        var wasOn = user.TwoFactorEnabled;
        // Saved together with the secret's removal.
        user.TwoFactorEnabled = false;
        var removed = await users.RemoveAuthenticationTokenAsync(user, TwoFactorTokens.Provider, TwoFactorTokens.Secret);
        if (!removed.Succeeded)
            return removed;
        if (wasOn)
            logger.SecondFactorOff(user.Id);
        return await users.RemoveAuthenticationTokenAsync(user, TwoFactorTokens.Provider, TwoFactorTokens.RecoveryCodes);
    }
}
