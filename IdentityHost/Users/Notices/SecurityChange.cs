namespace IdentityHost.Users.Notices;

/// <summary>What about somebody's sign-in was changed, or used up.</summary>
internal enum SecurityChange
{
    PasswordChanged,

    /// <summary>By a link that was sent by mail.</summary>
    PasswordReset,

    /// <summary>As <see cref="PasswordReset"/>, and with it the passkeys were removed.</summary>
    PasswordResetWithoutPasskeys,
    SecondFactorOn,
    SecondFactorOff,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,

    /// <summary>Nothing was changed: strangers have used up what they may try.</summary>
    GuessedAt,
}
