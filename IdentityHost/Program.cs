using IdentityHost.Hosting;
using Microsoft.Extensions.Options;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddIdentityHost();
    var app = builder.Build();
    app.UseIdentityHost();
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    foreach (var failure in wrong.Failures)
        await Console.Error.WriteLineAsync($"The host can't start: {failure}");
    return 1;
}
