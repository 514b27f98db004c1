using Microsoft.AspNetCore.Http;

namespace GroundTerminal.Http;

/// <summary>A file of the status page, carried inside the program.</summary>
public sealed class PageResource
{
    private readonly string _contentType;
    private readonly byte[] _content;

    private PageResource(string path, string name, string contentType)
    {
        (Path, _contentType) = (path, contentType);
        using Stream stream = typeof(PageResource).Assembly.GetManifestResourceStream($"wwwroot/{name}") ?? throw new InvalidOperationException($"The program lacks its page {name}.");
        _content = new byte[stream.Length];
        stream.ReadExactly(_content);
    }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PageResource> All { get; } =
    [
        new("/", "index.html", "text/html; charset=utf-8"),
        new("/status.css", "status.css", "text/css; charset=utf-8"),
        Script("page"), Script("sky"), Script("contacts"), Script("spectrum"), Script("status"),
        new("/favicon.svg", "favicon.svg", "image/svg+xml"),
    ];

    private static PageResource Script(string name) => new($"/{name}.js", $"{name}.js", "text/javascript; charset=utf-8");

    /// <summary>Where it is found.</summary>
    public string Path { get; }

    public Task WriteAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        context.Response.ContentType = _contentType;
        context.Response.ContentLength = _content.Length;
        return context.Response.Body.WriteAsync(_content, context.RequestAborted).AsTask();
    }
}
