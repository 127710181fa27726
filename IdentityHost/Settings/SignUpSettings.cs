namespace IdentityHost.Settings;

/// <summary>Whether people can make themselves an account.</summary>
public sealed class SignUpSettings
{
    /// <summary>Anybody who can read mail at their address can sign up. Needs <c>IdentityHost:Email</c>. Default false.</summary>
    public bool Enabled { get; set; }
}
