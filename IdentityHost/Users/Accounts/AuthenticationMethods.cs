namespace IdentityHost.Users.Accounts;

/// <summary>How somebody signed in: values of <c>amr</c> (RFC 8176 2).</summary>
#pragma warning disable S2068 // The names of methods, which are no credentials.
internal static class AuthenticationMethods
{
    internal const string Password = "pwd";
    internal const string OneTimePassword = "otp";

    /// <summary>More than one factor. Stands beside what they were.</summary>
    internal const string MultipleFactors = "mfa";

    /// <summary>A key that hardware holds.</summary>
    internal const string HardwareKey = "hwk";

    /// <summary>A key that software holds, such as a passkey that is synchronised.</summary>
    internal const string SoftwareKey = "swk";

    /// <summary>A person confirmed their presence.</summary>
    internal const string UserPresence = "user";
}
