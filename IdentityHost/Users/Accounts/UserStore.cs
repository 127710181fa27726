using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IdentityHost.Users.Accounts;

/// <summary>
/// Identity's store on <see cref="UsersDbContext"/>, with two differences: an update writes only the columns that were changed, so that what
/// an administrator changes meanwhile (a lockout, <see cref="ApplicationUser.Disabled"/>) stays; and the values of tokens are encrypted.
/// </summary>
internal sealed class UserStore(UsersDbContext context, UserTokenProtector protector, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<ApplicationUser, UsersDbContext>(context, describer)
{
    // As IdentityUser's own stamps: only ever compared.
    private static string NewStamp => Guid.CreateVersion7().ToString();

    /// <exception cref="InvalidOperationException">The user was not read by this store, which so can't know what was changed.</exception>
    public override async Task<IdentityResult> UpdateAsync(ApplicationUser user, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(user);
        if (Context.Entry(user).State is EntityState.Detached)
            throw new InvalidOperationException("A user is read before it is updated.");

        user.ConcurrencyStamp = NewStamp;
        try
        {
            await SaveChanges(cancellationToken);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }
    }

    public override Task SetTokenAsync(
        ApplicationUser user, string loginProvider, string name, string? value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var stored = value is null ? null : protector.Protect(user.Id, loginProvider, name, value);
        return base.SetTokenAsync(user, loginProvider, name, stored, cancellationToken);
    }

    public override async Task<string?> GetTokenAsync(
        ApplicationUser user, string loginProvider, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var stored = await base.GetTokenAsync(user, loginProvider, name, cancellationToken);
        return stored is null ? null : protector.Unprotect(user.Id, loginProvider, name, stored);
    }
}
