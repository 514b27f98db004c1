using System.Text;
using GroundTerminal.Live;
using GroundTerminal.Orbit;
using GroundTerminal.Station.OrbitData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace GroundTerminal.Http;

/// <summary><c>/api/v1/orbits</c>: what the station knows of orbits, and a way to tell it more.</summary>
public sealed class OrbitsApi(LiveTracking? tracking)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/orbits", (RequestDelegate)(c => tracking is null ? NoneAsync(c) : HttpAnswers.WriteAsync(c, OrbitsReport.Of(tracking), HttpJson.Default.OrbitsReport)));
        routes.MapPost("/api/v1/orbits", (RequestDelegate)AcceptAsync);
    }

    private static Task NoneAsync(HttpContext context) => HttpAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "this station follows nothing: satellites are missing in its configuration");

    // The body is the text itself, in whatever form: TLE, OMM or OEM.
    private async Task AcceptAsync(HttpContext context)
    {
        if (tracking is null)
        {
            await NoneAsync(context).ConfigureAwait(false);
            return;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = 4L * OrbitBook.LongestUpload;
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        string text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            var accepted = tracking.Orbits.Book.Accept(text, context.Connection.RemoteIpAddress?.ToString() ?? "HTTP");
            await HttpAnswers.WriteAsync(context, [.. accepted], HttpJson.Default.OrbitAcceptanceArray).ConfigureAwait(false);
        }
        catch (OrbitDataException e)
        {
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status507InsufficientStorage, e.Message).ConfigureAwait(false);
        }
    }
}
