using IdentityHost.Hosting;
using IdentityHost.Hosting.Health;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

try
{
    if (args is [HealthCheckCommand.Name, .. var settings])
        return await HealthCheckCommand.RunAsync(settings);

    var builder = WebApplication.CreateBuilder(args);
    builder.AddIdentityHost();
    var app = builder.Build();
    app.UseIdentityHost();
    await app.RunAsync();
    return 0;
}
catch (OperationCanceledException)
{
    // Told to stop before the start was over, for example while the database did not answer.
    return 0;
}
catch (OptionsValidationException wrong)
{
    foreach (var failure in wrong.Failures)
        await Console.Error.WriteLineAsync($"The host can't start: {failure}");
    return 1;
}
catch (InvalidDataException unreadable)
{
    await Console.Error.WriteLineAsync($"The host can't start: {unreadable.Message} {unreadable.InnerException?.Message}");
    return 1;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"The host can't start: {taken.Message}");
    return 1;
}
