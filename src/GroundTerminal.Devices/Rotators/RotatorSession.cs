using System.Buffers;
using GroundTerminal.Devices.Links;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Serves an antenna to one client in a rotator's protocol.</summary>
/// <param name="device">The protocol, this client's own.</param>
/// <param name="responder">Shared by the clients of an antenna.</param>
/// <param name="isMute">Whether nothing is answered at present: a fault to try others with; null for never.</param>
public sealed class RotatorSession(IRotatorDevice device, AntennaResponder responder, Func<bool>? isMute = null) : ILinkSession
{
    private readonly List<RotatorRequest> _requests = [];

    /// <inheritdoc/>
    public bool Take(ReadOnlySpan<byte> bytes, IBufferWriter<byte> answers)
    {
        _requests.Clear();
        device.Read(bytes, _requests);
        foreach (var request in _requests)
        {
            var answer = device.Answer(request, responder.Obey(request.Command));
            if (isMute?.Invoke() != true)
                answers.Write(answer);
            if (request.Command is RotatorCommand.Quit)
                return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Reset() => device.Reset();
}
