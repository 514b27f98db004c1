using System.Globalization;
using GroundTerminal.Live;
using GroundTerminal.Station;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GroundTerminal.Http;

/// <summary>The interface under <c>/api/v1</c> to contacts and antenna. What the motion authority or the schedule will not do is answered by 409 and the reason.</summary>
public sealed class ControlApi(LiveTracking? tracking)
{
    private const int MostPast = 1000, LongestReason = 200;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/contacts", (RequestDelegate)ListAsync);
        routes.MapPost("/api/v1/contacts", (RequestDelegate)TrackAsync);
        routes.MapDelete("/api/v1/contacts/{id:long}", (RequestDelegate)CancelAsync);
        routes.MapGet("/api/v1/antenna", (RequestDelegate)AntennaAsync);
        routes.MapPost("/api/v1/antenna/point", (RequestDelegate)PointAsync);
        routes.MapPost("/api/v1/antenna/park", (RequestDelegate)(c => OrderAsync(c, a => a.Park())));
        routes.MapPost("/api/v1/antenna/stop", (RequestDelegate)(c => OrderAsync(c, Stop)));
        routes.MapPost("/api/v1/antenna/stow", (RequestDelegate)StowAsync);
        routes.MapPost("/api/v1/antenna/unstow", (RequestDelegate)(c => OrderAsync(c, _ => Do(() => tracking?.Antenna?.Unstow()))));
        routes.MapPost("/api/v1/antenna/clear-fault", (RequestDelegate)(c => OrderAsync(c, _ => Do(() => tracking?.Antenna?.ClearFault()))));
        routes.MapPost("/api/v1/antenna/calibrate", (RequestDelegate)CalibrateAsync);
    }

    private static string? Stop(IAntenna antenna) => Do(antenna.Stop);

    private static string? Do(Action action)
    {
        action();
        return null;
    }

    // Without past: what is to come, what is under way, and the last hours, by their start. With it: what is over, the last first.
    private Task ListAsync(HttpContext context)
    {
        string? past = context.Request.Query["past"];
        if (string.IsNullOrEmpty(past))
            return HttpAnswers.WriteAsync(context, [.. tracking?.Book.Contacts ?? []], HttpJson.Default.ContactArray);
        return int.TryParse(past, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= MostPast
            ? HttpAnswers.WriteAsync(context, [.. tracking?.Past(count) ?? []], HttpJson.Default.ContactArray)
            : HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, $"past is a whole number up to {MostPast}");
    }

    private async Task TrackAsync(HttpContext context)
    {
        if (await HttpAnswers.ReadAsync(context, HttpJson.Default.TrackRequest).ConfigureAwait(false) is not { Satellite: { Length: > 0 } satellite })
        {
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, """{"satellite":"NAME"} is expected""").ConfigureAwait(false);
            return;
        }
        var (contact, refusal) = tracking is null ? (null, "this station follows nothing: satellites are missing in its configuration") : tracking.Director.Track(satellite, tracking.Now);
        await (contact is null
            ? HttpAnswers.RefuseAsync(context, StatusCodes.Status409Conflict, refusal)
            : HttpAnswers.WriteAsync(context, contact, HttpJson.Default.Contact)).ConfigureAwait(false);
    }

    private Task CancelAsync(HttpContext context)
    {
        long id = long.Parse((string)context.Request.RouteValues["id"]!, CultureInfo.InvariantCulture);
        string? refusal = tracking is null ? "this station follows nothing" : tracking.Director.Cancel(id, tracking.Now);
        return refusal is null
            ? HttpAnswers.WriteAsync(context, tracking!.Book.Contacts.First(c => c.Id == id), HttpJson.Default.Contact)
            : HttpAnswers.RefuseAsync(context, StatusCodes.Status409Conflict, refusal);
    }

    private Task AntennaAsync(HttpContext context) => tracking?.Antenna is { } antenna
        ? HttpAnswers.WriteAsync(context, AntennaReport.Of(antenna.Status, tracking.RotatorDescription!), HttpJson.Default.AntennaReport)
        : HttpAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "this station has no rotator");

    private async Task PointAsync(HttpContext context)
    {
        var asked = await HttpAnswers.ReadAsync(context, HttpJson.Default.PointRequest).ConfigureAwait(false);
        await (asked is { AzimuthDegrees: { } azimuth, ElevationDegrees: { } elevation }
            ? OrderAsync(context, a => a.Point(azimuth, elevation))
            : HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, """{"azimuthDegrees":180,"elevationDegrees":30} is expected""")).ConfigureAwait(false);
    }

    private async Task StowAsync(HttpContext context)
    {
        var reason = (await HttpAnswers.ReadAsync(context, HttpJson.Default.StowRequest).ConfigureAwait(false))?.Reason?.Trim();
        if (reason is { Length: > LongestReason })
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, $"a reason has at most {LongestReason} characters").ConfigureAwait(false);
        else
            await OrderAsync(context, _ => tracking?.Antenna?.Stow(string.IsNullOrEmpty(reason) ? "asked for by an operator" : reason)).ConfigureAwait(false);
    }

    private async Task CalibrateAsync(HttpContext context)
    {
        var order = await HttpAnswers.ReadAsync(context, HttpJson.Default.CalibrateRequest).ConfigureAwait(false) switch
        {
            { AzimuthDegrees: { } azimuth, ElevationDegrees: { } elevation, Target: null, Reset: null } => c => c.By(azimuth, elevation),
            { AzimuthDegrees: null, ElevationDegrees: null, Target: "sun", Reset: null } => c => c.BySun(),
            { AzimuthDegrees: null, ElevationDegrees: null, Target: "moon", Reset: null } => c => c.ByMoon(),
            { AzimuthDegrees: null, ElevationDegrees: null, Target: null, Reset: true } => c => c.Reset(),
            _ => (Func<LiveCalibration, string?>?)null,
        };
        try
        {
            await (order is null
                ? HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, """{"azimuthDegrees":180,"elevationDegrees":30}, {"target":"sun"}, {"target":"moon"} or {"reset":true} is expected""")
                : OrderAsync(context, _ => tracking?.Calibration is { } calibration ? order(calibration) : null)).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status507InsufficientStorage, e.Message).ConfigureAwait(false);
        }
    }

    private Task OrderAsync(HttpContext context, Func<IAntenna, string?> order)
    {
        if (tracking?.Antenna is not { } antenna)
            return AntennaAsync(context);
        return order(antenna) is { } refusal ? HttpAnswers.RefuseAsync(context, StatusCodes.Status409Conflict, refusal) : AntennaAsync(context);
    }
}
