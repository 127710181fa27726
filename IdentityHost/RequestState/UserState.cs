namespace IdentityHost.RequestState;

/// <summary>Whether a user's tokens count.</summary>
internal enum UserState
{
    /// <summary>There is none, or no longer.</summary>
    Unknown,

    /// <summary>There, and disabled by an administrator.</summary>
    Disabled,

    /// <summary>There, and not disabled.</summary>
    Active,
}
