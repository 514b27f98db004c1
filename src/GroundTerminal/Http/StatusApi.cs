using System.Globalization;
using System.Text.Json;
using GroundTerminal.Live;
using GroundTerminal.Station.Frames;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GroundTerminal.Http;

/// <summary>The interface under <c>/api/v1</c>: status, spectrum, frames, and frames as they come.</summary>
public sealed class StatusApi(StatusReader status, SpectrumReader spectrum, FrameStore store, FrameFeed feed, CancellationToken stopping)
{
    private const int DefaultLimit = 100, LargestLimit = 1000;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/status", (RequestDelegate)(c => HttpAnswers.WriteAsync(c, status.Read(), HttpJson.Default.StationStatus)));
        routes.MapGet("/api/v1/spectrum", (RequestDelegate)(async c => await HttpAnswers.WriteAsync(c, await spectrum.ReadAsync(c.RequestAborted).ConfigureAwait(false), HttpJson.Default.SpectrumStatus).ConfigureAwait(false)));
        routes.MapGet("/api/v1/frames", (RequestDelegate)WriteFramesAsync);
        routes.MapGet("/api/v1/frames/stream", (RequestDelegate)StreamFramesAsync);
    }

    // since: frames with a greater id, oldest first. Without it: the last ones, newest first.
    private Task WriteFramesAsync(HttpContext context)
    {
        if (!TryNumber(context, "since", out long? since) || !TryNumber(context, "limit", out long? wanted))
            return RefuseAsync(context);
        int limit = (int)Math.Clamp(wanted ?? DefaultLimit, 1, LargestLimit);
        IReadOnlyList<Frame> frames = since is { } id ? store.Since(id, limit) : store.Last(limit);
        return HttpAnswers.WriteAsync(context, [.. frames.Select(FrameReport.Of)], HttpJson.Default.FrameReportArray);
    }

    // HTML Living Standard §9.2, server-sent events. After a broken connection a browser says the last id that it saw, and misses none.
    private async Task StreamFramesAsync(HttpContext context)
    {
        if (!TryNumber(context, "since", out long? since))
        {
            await RefuseAsync(context).ConfigureAwait(false);
            return;
        }
        long last = long.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen
            : since ?? store.Last(1).FirstOrDefault()?.Id ?? 0;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await context.Response.StartAsync(ended.Token).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(ended.Token).ConfigureAwait(false);
            while (true)
                last = await StreamOnAsync(context.Response, last, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The reader has gone, or the station ends.
        }
    }

    private async Task<long> StreamOnAsync(HttpResponse response, long last, CancellationToken cancellation)
    {
        Task next = feed.Next;
        IReadOnlyList<Frame> frames = store.Since(last, DefaultLimit);
        foreach (Frame frame in frames)
        {
            string json = JsonSerializer.Serialize(FrameReport.Of(frame), HttpJson.Default.FrameReport);
            await response.WriteAsync($"id: {frame.Id}\ndata: {json}\n\n", cancellation).ConfigureAwait(false);
        }
        if (frames.Count > 0)
            return frames[^1].Id;
        if (await Task.WhenAny(next, Task.Delay(KeepAlive, cancellation)).ConfigureAwait(false) != next)
        {
            cancellation.ThrowIfCancellationRequested();
            await response.WriteAsync(":\n\n", cancellation).ConfigureAwait(false);
        }
        return last;
    }

    private static bool TryNumber(HttpContext context, string key, out long? value)
    {
        string? text = context.Request.Query[key];
        bool read = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        value = read ? number : null;
        return read || string.IsNullOrEmpty(text);
    }

    private static Task RefuseAsync(HttpContext context) =>
        HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, "since and limit are whole numbers, 0 or more: /api/v1/frames?since=0&limit=100");
}
