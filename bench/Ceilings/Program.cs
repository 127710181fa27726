using IdentityHost.Bench.Ceilings;
using Npgsql;

// What the machine can do at most: Kestrel and nothing else, or one statement and nothing else. Settings: ConnectionStrings:IdentityHost,
// Answer and TokenAnswer (files whose bytes are answered), Data (a file whose text is inserted).
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();

var settings = app.Configuration;
await using var dataSource = NpgsqlDataSource.Create(settings.GetConnectionString("IdentityHost")!);
var answer = await File.ReadAllBytesAsync(settings["Answer"]!);
var constant = new Constant(answer);
var select = new SelectByKey(dataSource, answer);
var insert = new InsertGrant(dataSource, await File.ReadAllTextAsync(settings["Data"]!), await File.ReadAllBytesAsync(settings["TokenAnswer"]!));

app.Run(context => context.Request.Path.Value switch
{
    "/constant" => constant.AnswerAsync(context),
    "/select" => select.AnswerAsync(context),
    "/insert" => insert.AnswerAsync(context),
    _ => Json.NotFound(context),
});
await app.RunAsync();
