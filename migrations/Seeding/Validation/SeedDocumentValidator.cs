using FluentValidation;
using IdentityHost.Migrations.Seeding.Model;

namespace IdentityHost.Migrations.Seeding.Validation;

/// <summary>The whole file, before anything of it is written.</summary>
internal sealed class SeedDocumentValidator : AbstractValidator<SeedDocument>
{
    internal SeedDocumentValidator()
    {
        RuleForEach(document => document.ApiScopes).SetValidator(new ApiScopeSeedValidator());
        RuleForEach(document => document.IdentityResources).SetValidator(new IdentityResourceSeedValidator());
        RuleForEach(document => document.ApiResources).SetValidator(new ApiResourceSeedValidator());
        RuleForEach(document => document.Clients).SetValidator(new ClientSeedValidator());
        RuleForEach(document => document.Users).SetValidator(new UserSeedValidator());
        RuleFor(document => document).Custom((document, context) =>
        {
            CommonRules.RefuseRepeats(context, "apiScopes", document.ApiScopes, item => item.Name, StringComparer.Ordinal, ".name");
            CommonRules.RefuseRepeats(context, "identityResources", document.IdentityResources, item => item.Name, StringComparer.Ordinal, ".name");
            CommonRules.RefuseRepeats(context, "apiResources", document.ApiResources, item => item.Name, StringComparer.Ordinal, ".name");
            CommonRules.RefuseRepeats(context, "clients", document.Clients, item => item.ClientId, StringComparer.Ordinal, ".clientId");
            CommonRules.RefuseRepeats(context, "users", document.Users, item => item.UserName, StringComparer.OrdinalIgnoreCase, ".userName");
            if (IsEmpty(document))
                context.AddFailure("", "changes nothing");
        });
    }

    private static bool IsEmpty(SeedDocument document) =>
        document.ApiScopes.Count + document.IdentityResources.Count + document.ApiResources.Count + document.Clients.Count + document.Users.Count == 0;
}
