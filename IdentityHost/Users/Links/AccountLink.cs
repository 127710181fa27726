namespace IdentityHost.Users.Links;

/// <summary>What a link in a mail says.</summary>
/// <param name="Subject">For whom it is: a user's id, or the address of somebody who signs up.</param>
/// <param name="Stamp">The user's security stamp, so that the link ends with the password that it replaces.</param>
/// <param name="ReturnUrl">Where they wanted to go.</param>
/// <param name="Expires">When it ends, in seconds since 1970.</param>
internal sealed record AccountLink(string Subject, string? Stamp, string? ReturnUrl, long Expires);
