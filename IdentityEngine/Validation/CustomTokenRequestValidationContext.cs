namespace IdentityEngine.Validation;

public class CustomTokenRequestValidationContext
{
    public TokenRequestValidationResult? Result { get; set; }
}
