using System.Collections;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;

namespace Bench.Micro;

/// <summary>
/// The features of a request that is sent again and again: what the pipeline adds is forgotten between, and the application's context is
/// kept, as Kestrel's connections do.
/// </summary>
internal sealed class RequestFeatures<TContext>(Dictionary<Type, object> given) : IRequestFeatures, IHostContextContainer<TContext>
    where TContext : notnull
{
    private readonly List<KeyValuePair<Type, object>> _added = [];

    public TContext? HostContext { get; set; }

    public bool IsReadOnly => false;

    public int Revision { get; private set; }

    public object? this[Type key]
    {
        get
        {
            foreach (var (type, feature) in _added)
            {
                if (type == key)
                    return feature;
            }

            return given.GetValueOrDefault(key);
        }

        set
        {
            Revision++;
            for (var i = _added.Count - 1; i >= 0; i--)
            {
                if (_added[i].Key == key)
                    _added.RemoveAt(i);
            }

            if (value is not null)
                _added.Add(new(key, value));
        }
    }

    public void Begin()
    {
        Revision++;
        _added.Clear();
    }

    public TFeature? Get<TFeature>() => (TFeature?)this[typeof(TFeature)];

    public void Set<TFeature>(TFeature? instance) => this[typeof(TFeature)] = instance;

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => given.Concat(_added).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
