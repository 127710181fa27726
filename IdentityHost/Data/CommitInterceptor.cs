using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdentityHost.Data;

/// <summary>
/// Has EF Core finish a commit whose client hangs up meanwhile. To give it up would leave unknown what was stored, and EF Core calls it an error. It ends
/// with the connection's own time at the latest.
/// </summary>
internal sealed class CommitInterceptor : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await transaction.CommitAsync(CancellationToken.None);
        return InterceptionResult.Suppress();
    }
}
