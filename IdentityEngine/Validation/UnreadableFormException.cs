namespace IdentityEngine.Validation;

/// <summary>What was sent as a form is none. The sender's fault: 400.</summary>
internal sealed class UnreadableFormException(Exception reason) : Exception("The body is no form that can be read.", reason);
