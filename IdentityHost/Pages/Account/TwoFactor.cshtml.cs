using IdentityHost.Users.Accounts;
using IdentityHost.Users.SignIn;
using IdentityHost.Users.TwoFactor;

namespace IdentityHost.Pages.Account;

/// <summary>Asks for the code that the person's authenticator app shows.</summary>
internal sealed class TwoFactorModel(
    IIdentityServerInteractionService interaction,
    SecondStep secondStep,
    SecondFactor secondFactor,
    SignInCompletion completion,
    IEventService events) : SecondStepModel(interaction, secondStep, completion, events)
{
    private const string CodeIsMissing = "Enter the code that your app shows.";

    private const string CodeIsWrong =
        "This code is wrong or was used already. Wait for the next one. After several failed attempts, sign-in is paused for a few minutes.";

    protected override string NoCode => CodeIsMissing;

    protected override string WrongCode => CodeIsWrong;

    protected override string[] Methods =>
        [AuthenticationMethods.Password, AuthenticationMethods.OneTimePassword, AuthenticationMethods.MultipleFactors];

    protected override Task<bool> CheckAsync(ApplicationUser user, string code, CancellationToken ct) =>
        secondFactor.CheckCodeAsync(user, code, ct);
}
