using IdentityHost.Users.Passwords;

namespace IdentityHost.Pages.Shared;

/// <summary>The field in which a new password is chosen (<c>_NewPassword.cshtml</c>), on every page that has one.</summary>
/// <param name="Problem">What is wrong with the one that was sent.</param>
/// <param name="HasFocus">Whether the field is where the person begins.</param>
internal sealed record NewPassword(PasswordProblem Problem, bool HasFocus);
