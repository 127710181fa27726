namespace IdentityHost.Users.Passwords;

internal enum PasswordProblem
{
    None,
    Missing,
    TooShort,
    TooLong,
    EasyToGuess,

    /// <summary>A character that no password may have (RFC 8265 4.2), such as a control character.</summary>
    Untypable,
}
