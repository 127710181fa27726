namespace IdentityHost.Mail;

internal enum AddressProblem
{
    None,

    /// <summary>It is not one mail address, and nothing but that.</summary>
    NoAddress,

    /// <summary>It is one, and no mail can be sent there from here.</summary>
    OutOfReach,
}
