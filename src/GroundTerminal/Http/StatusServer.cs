using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GroundTerminal.Http;

/// <summary>The status page and its interface, on the loopback address.</summary>
public sealed class StatusServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StatusServer(WebApplication application, StatusApi status, ControlApi control, OrbitsApi orbits, TransmitApi transmit)
    {
        _application = application;
        application.Use(RefuseForeignHosts);
        application.Use(RefuseForeignOrders);
        foreach (PageResource resource in PageResource.All)
            application.MapGet(resource.Path, (RequestDelegate)resource.WriteAsync);
        status.Map(application);
        control.Map(application);
        orbits.Map(application);
        transmit.Map(application);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_application.Urls.First());

    /// <summary>Starts it.</summary>
    /// <param name="endpoint">Where it listens; port 0 lets the system choose.</param>
    /// <param name="status">What it shows.</param>
    /// <param name="control">What may be asked of the station.</param>
    /// <param name="orbits">What it knows of orbits.</param>
    /// <param name="transmit">What may be asked of its transmitter.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<StatusServer> StartAsync(IPEndPoint endpoint, StatusApi status, ControlApi control, OrbitsApi orbits, TransmitApi transmit)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ApplicationName = "groundterminal" });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(300));
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = 64 * 1024;
            o.Listen(endpoint);
        });
        var server = new StatusServer(builder.Build(), status, control, orbits, transmit);
        await server._application.StartAsync().ConfigureAwait(false);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    // A page from elsewhere could point its own name at 127.0.0.1 and read this interface (DNS rebinding).
    private static Task RefuseForeignHosts(HttpContext context, RequestDelegate next)
    {
        string host = context.Request.Host.Host;
        if (host is "localhost" || IPAddress.TryParse(host, out _))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("Reach this page by its address or as localhost.");
    }

    // A browser says where a page's order comes from; only this station's own page may give orders (cross-site request forgery).
    private static Task RefuseForeignOrders(HttpContext context, RequestDelegate next)
    {
        string? origin = context.Request.Headers.Origin;
        if (string.IsNullOrEmpty(origin) || HttpMethods.IsGet(context.Request.Method) || origin == $"{context.Request.Scheme}://{context.Request.Host}")
            return next(context);
        return HttpAnswers.RefuseAsync(context, StatusCodes.Status403Forbidden, "orders are taken from this station's own page, or from programs");
    }

    /// <summary>Signals are the program's business, not the web server's.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
