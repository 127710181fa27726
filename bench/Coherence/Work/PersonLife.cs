using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Bench.Coherence.Work;

/// <summary>
/// Somebody who signs in, uses applications, and whose access ends in all the ways there are: a token or a whole family is revoked, a code or a
/// refresh token is used twice, the session is ended by its person or by an operator.
/// </summary>
internal sealed class PersonLife(Workplace place, Dice dice, string user, int firstTurn)
{
    private const string Tied = "app-tied";
    private static readonly string[] Clients = ["app", "app-jwt", Tied];

    // What an end by subject takes, of former sessions too.
    private readonly List<HeldToken> _all = [];

    // In turn, so that none is left out.
    private int _turn = firstTurn;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var person = new Person(place.Http, place.Recorder, dice, user);
            var families = await UseApplicationsAsync(person);
            if (families.Count == 0)
            {
                await Task.Delay(dice.Between(0.1, 0.3), CancellationToken.None);
                continue;
            }

            await place.AskEverywhereAsync(families.SelectMany(family => family.Access));
            await EndFamilyAsync(dice.Pick(families));
            await EndSessionAsync(person, families);
            _turn++;
        }
    }

    private async Task<List<Family>> UseApplicationsAsync(Person person)
    {
        var families = new List<Family>();
        foreach (var client in dice.Shuffle(Clients))
        {
            if (await person.AuthorizeAsync(AnyNode(), client) is not { } family)
                continue;
            Take(family, await place.Tokens.RedeemAsync(AnyNode(), family));
            for (var uses = 1 + dice.Below(2); uses > 0 && family.IsUsable; uses--)
                Take(family, await place.Tokens.RefreshAsync(AnyNode(), family, family.Refresh[^1]));
            // One whose code got no answer has nothing that could be asked about.
            if (family.Access.Count > 0)
                families.Add(family);
            _all.AddRange(family.All);
        }

        return families;
    }

    private void Take(Family family, Grant? grant)
    {
        family.Add(grant);
        if (grant is not null)
            place.Show(grant.Access, dice);
    }

    private async Task EndFamilyAsync(Family family)
    {
        var node = AnyNode();
        switch (_turn % 5)
        {
            case 0 when family.IsUsable && family.Refresh.Count > 1:
                await place.Tokens.RefreshAsync(node, family, family.Refresh[0]);
                place.StartAsking(family.Access);
                break;
            case 1:
                await place.Tokens.RedeemAsync(node, family);
                place.StartAsking(family.Access);
                break;
            case 2 when family.IsUsable:
                await place.Revocation.RevokeAsync(node, family.Refresh[^1], "refresh_token", family.All);
                place.StartAsking(family.Access);
                break;
            case 3:
                var token = dice.Pick(family.Access);
                await place.Revocation.RevokeAsync(node, token, "access_token", token);
                place.StartAsking(family.Access);
                break;
            default:
                break;
        }
    }

    private async Task EndSessionAsync(Person person, List<Family> families)
    {
        var idToken = families.Select(family => family.IdToken).FirstOrDefault(token => token is not null);
        var ending = _turn % 4;
        switch (ending)
        {
            case 0 when idToken is not null:
                var tied = families.Where(family => family.Client == Tied).SelectMany(family => family.All);
                await person.SignOutAsync(AnyNode(), idToken, [.. tied]);
                break;
            case 1 or 2 when idToken is not null && await place.Tokens.OwnTokenAsync(AnyNode(), "session-admin") is { } admin:
                var session = SessionOf(idToken);
                var gone = ending == 1 ? families.SelectMany(family => family.All) : _all;
                var query = ending == 1 ? $"session={session}" : $"subject={user}";
                if (await place.Revocation.EndSessionsAsync(AnyNode(), admin, query, [.. gone]) && ending == 2)
                    _all.Clear();
                break;
            default:
                return;
        }

        place.StartAsking(families.SelectMany(family => family.Access));
    }

    private int AnyNode() => place.Http.AnyNode(dice);

    private static string SessionOf(string idToken)
    {
        using var payload = JsonDocument.Parse(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(idToken.Split('.')[1])));
        return payload.RootElement.GetProperty("sid").GetString()!;
    }
}
