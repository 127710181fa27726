namespace IdentityHost.Throttling;

/// <summary>What there was too much of.</summary>
internal static class RefusalKinds
{
    /// <summary>Forms of one sender's.</summary>
    internal const string Form = "form";

    /// <summary>Passwords of one sender's that wait, or that were wrong.</summary>
    internal const string Password = "password";

    /// <summary>Wrong secrets of one client's from one sender.</summary>
    internal const string Client = "client";
}
