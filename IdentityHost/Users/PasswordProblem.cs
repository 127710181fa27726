namespace IdentityHost.Users;

internal enum PasswordProblem
{
    None,
    Missing,
    TooShort,
    TooLong,
    EasyToGuess,
}
