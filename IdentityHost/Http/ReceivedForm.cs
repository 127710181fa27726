using Microsoft.AspNetCore.Http.Features;

namespace IdentityHost.Http;

/// <summary>A form that has been read already.</summary>
internal sealed class ReceivedForm(IFormCollection form) : IFormFeature
{
    private Task<IFormCollection>? _read;

    public bool HasFormContentType => true;

    public IFormCollection? Form { get; set; } = form;

    public IFormCollection ReadForm() => Form!;

    public Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken) => _read ??= Task.FromResult(Form!);
}
