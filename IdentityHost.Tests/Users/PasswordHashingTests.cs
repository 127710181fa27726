using System.Reflection;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Passwords;
using Microsoft.AspNetCore.Identity;

namespace IdentityHost.Tests.Users;

/// <summary>Hashing passwords has one way, which is bounded.</summary>
public sealed class PasswordHashingTests
{
    private static IEnumerable<Type> Types => typeof(PasswordWork).Assembly.GetTypes().Where(type => !type.IsNested);

    [Fact]
    public void Nobody_hashes_but_by_the_turns_of_PasswordWork()
    {
        ThoseWhoAskFor(typeof(IPasswordHasher<ApplicationUser>)).ShouldBe([typeof(PasswordHashes)]);
        ThoseWhoAskFor(typeof(PasswordHashes)).ShouldBe([typeof(PasswordWork)]);
    }

    [Fact]
    public void A_password_that_may_not_be_chosen_is_not_hashed()
    {
        Should.Throw<ArgumentException>(() => new PasswordHashes(new PasswordHasher<ApplicationUser>()).Make("with\ta tab"));
    }

    private static IEnumerable<Type> ThoseWhoAskFor(Type service) =>
        Types.Where(type => type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == service)));
}
