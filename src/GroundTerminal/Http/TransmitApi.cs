using GroundTerminal.Live;
using GroundTerminal.Station.Transmitting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GroundTerminal.Http;

/// <summary>The interface under <c>/api/v1/transmit</c>. What the interlock refuses is answered by 409 and the reason.</summary>
public sealed class TransmitApi(LiveTransmit? transmit)
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(8);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/transmit", (RequestDelegate)StatusAsync);
        routes.MapPost("/api/v1/transmit/arm", (RequestDelegate)ArmAsync);
        routes.MapPost("/api/v1/transmit/disarm", (RequestDelegate)DisarmAsync);
        routes.MapPost("/api/v1/transmit/send", (RequestDelegate)SendAsync);
    }

    private Task StatusAsync(HttpContext context) => transmit is null
        ? HttpAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, "this station has no uplink: transmit.channels is empty in its configuration")
        : HttpAnswers.WriteAsync(context, transmit.Status, HttpJson.Default.TransmitStatus);

    private async Task ArmAsync(HttpContext context)
    {
        ArmRequest? asked = await HttpAnswers.ReadAsync(context, HttpJson.Default.ArmRequest).ConfigureAwait(false);
        if (transmit is null)
            await StatusAsync(context).ConfigureAwait(false);
        else if (asked?.Seconds is not (> 0 and < 1e6))
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, """{"seconds":600} is expected""").ConfigureAwait(false);
        else if (transmit.Chain.Guard.Arm(TimeSpan.FromSeconds(asked.Seconds.Value)) is { } refusal)
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status409Conflict, refusal).ConfigureAwait(false);
        else
            await StatusAsync(context).ConfigureAwait(false);
    }

    private Task DisarmAsync(HttpContext context)
    {
        transmit?.Chain.Guard.Disarm("disarmed by an operator");
        transmit?.Chain.Watchdog.Look();
        return StatusAsync(context);
    }

    private async Task SendAsync(HttpContext context)
    {
        SendRequest? asked = await HttpAnswers.ReadAsync(context, HttpJson.Default.SendRequest).ConfigureAwait(false);
        if (transmit is null)
            await StatusAsync(context).ConfigureAwait(false);
        else if (asked?.Channel is null || Bytes(asked.Hex) is not { Length: > 0 } payload)
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status400BadRequest, """{"channel":"NAME","hex":"00ff…"} is expected""").ConfigureAwait(false);
        else if (transmit.Chain.Channels.FirstOrDefault(c => c.Name == asked.Channel) is not { } channel)
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status404NotFound, $"there is no uplink '{asked.Channel}'; there are: {string.Join(", ", transmit.Chain.Channels.Select(c => c.Name))}").ConfigureAwait(false);
        else
            await AnswerAsync(context, transmit.Chain.Offer(channel, payload, "HTTP")).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext context, TransmitTicket ticket)
    {
        bool known = await Task.WhenAny(ticket.Outcome, Task.Delay(LongestAnswer, context.RequestAborted)).ConfigureAwait(false) == ticket.Outcome;
        if (known && await ticket.Outcome.ConfigureAwait(false) is { } refusal)
            await HttpAnswers.RefuseAsync(context, StatusCodes.Status409Conflict, refusal.Text).ConfigureAwait(false);
        else
            await HttpAnswers.WriteAsync(context, new SendAnswer(ticket.Number, known), HttpJson.Default.SendAnswer).ConfigureAwait(false);
    }

    private static byte[]? Bytes(string? hex)
    {
        try
        {
            return hex is null ? null : Convert.FromHexString(hex);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
