#include "Transmitter.hpp"
#include "Clock.hpp"
#include <SoapySDR/Constants.h>
#include <SoapySDR/Errors.h>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <stdexcept>

Transmitter::Transmitter(const TransmitterOptions &options, double sampleRateHz) : _options(options), _faults(options.faults, 0), _rate(sampleRateHz)
{
    if (!options.file.empty() && (_file = fopen(options.file.c_str(), "ae")) == nullptr)
        throw std::runtime_error("tx=" + options.file + ": " + strerror(errno));
}

Transmitter::~Transmitter()
{
    if (_file != nullptr)
        fclose(_file);
}

bool Transmitter::ranDry(int64_t now) const
{
    return _burst && now > _emptyAt;
}

int Transmitter::write(const void *from, size_t count, int flags, long timeoutUs)
{
    const int64_t now = nowNs(), fifoNs = static_cast<int64_t>(_options.fifoSeconds * 1e9);
    if (ranDry(now))
    {
        _underflow = true;
        _burst = false;
    }
    // A burst begins to be radiated when there may be a quarter of the FIFO.
    if (!_burst)
        _emptyAt = std::max(_emptyAt, now + fifoNs / 4);
    // Room for one sample at least, by the deadline.
    const int64_t roomAt = _emptyAt - fifoNs + static_cast<int64_t>(1e9 / _rate) + 1;
    const int64_t deadline = now + timeoutUs * 1000LL;
    if (roomAt > deadline)
    {
        sleepUntilNs(deadline);
        return SOAPY_SDR_TIMEOUT;
    }
    if (roomAt > now)
        sleepUntilNs(std::min<int64_t>(deadline, roomAt + static_cast<int64_t>(std::min(count, mtu()) * 1e9 / _rate)));
    const int64_t free = fifoNs - (_emptyAt - nowNs());
    const size_t taken = std::clamp<size_t>(static_cast<size_t>(free * 1e-9 * _rate), 1, std::min(count, mtu()));
    if (_file != nullptr && fwrite(from, _options.sampleBytes, taken, _file) + fflush(_file) != taken)
        return SOAPY_SDR_STREAM_ERROR;
    _written += taken;
    _emptyAt += std::llround(taken * 1e9 / _rate);
    _burst = !((flags & SOAPY_SDR_END_BURST) != 0 && taken == count);
    if (const Fault *fault = _faults.due(_written))
    {
        if (fault->kind == FaultKind::Underflow)
            _underflow = true;
        else if (fault->kind == FaultKind::Unplug)
            return SOAPY_SDR_STREAM_ERROR;
    }
    return static_cast<int>(taken);
}

int Transmitter::status(int &flags, long timeoutUs)
{
    flags = 0;
    const int64_t deadline = nowNs() + timeoutUs * 1000LL;
    if (!_underflow && _burst && _emptyAt <= deadline)
        sleepUntilNs(_emptyAt + 1000);
    if (_underflow || ranDry(nowNs()))
    {
        _underflow = _burst = false;
        return SOAPY_SDR_UNDERFLOW;
    }
    if (nowNs() < deadline)
        sleepUntilNs(deadline);
    return SOAPY_SDR_TIMEOUT;
}
