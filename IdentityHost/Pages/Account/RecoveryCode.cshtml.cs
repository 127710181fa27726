using IdentityHost.Users.Accounts;
using IdentityHost.Users.Notices;
using IdentityHost.Users.SignIn;
using IdentityHost.Users.TwoFactor;

namespace IdentityHost.Pages.Account;

/// <summary>Asks for a recovery code, in the place of the authenticator app that was lost.</summary>
internal sealed class RecoveryCodeModel(
    IIdentityServerInteractionService interaction,
    SecondStep secondStep,
    SecondFactor secondFactor,
    SignInCompletion completion,
    SecurityNotices notices,
    IEventService events) : SecondStepModel(interaction, secondStep, completion, events)
{
    private const string CodeIsMissing = "Enter one of your recovery codes.";

    private const string CodeIsWrong =
        "This recovery code is wrong or was used already. After several failed attempts, sign-in is paused for a few minutes.";

    protected override string NoCode => CodeIsMissing;

    protected override string WrongCode => CodeIsWrong;

    // RFC 8176 has no value for a code from a list; that there were two factors is true.
    protected override string[] Methods => [AuthenticationMethods.Password, AuthenticationMethods.MultipleFactors];

    protected override async Task<bool> CheckAsync(ApplicationUser user, string code, CancellationToken ct)
    {
        if (!await secondFactor.CheckRecoveryCodeAsync(user, code, ct))
            return false;
        await notices.SendAsync(HttpContext, user, SecurityChange.RecoveryCodeUsed);
        return true;
    }
}
