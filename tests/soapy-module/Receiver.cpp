#include "Receiver.hpp"
#include "Clock.hpp"
#include <SoapySDR/Constants.h>
#include <SoapySDR/Errors.h>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <stdexcept>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static constexpr uint64_t Never = std::numeric_limits<uint64_t>::max();

Replay::Replay(const std::string &path, size_t sampleBytes) : _sampleBytes(sampleBytes)
{
    if (path.empty())
        return;
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0 || static_cast<size_t>(about.st_size) < sampleBytes)
    {
        const std::string why = fd < 0 ? strerror(errno) : "too short";
        if (fd >= 0)
            close(fd);
        throw std::runtime_error("file=" + path + ": " + why);
    }
    _mapped = about.st_size;
    _samples = _mapped / sampleBytes;
    void *map = mmap(nullptr, _mapped, PROT_READ, MAP_SHARED | MAP_POPULATE, fd, 0);
    // A device has no disk behind it: pages that were taken away meanwhile would cost what reading them takes. Where that is not allowed, so be it.
    if (map != MAP_FAILED)
        (void)mlock(map, _mapped);
    close(fd);
    if (map == MAP_FAILED)
        throw std::runtime_error("file=" + path + ": " + strerror(errno));
    _bytes = static_cast<const char *>(map);
}

Replay::~Replay()
{
    if (_bytes != nullptr)
        munmap(const_cast<char *>(_bytes), _mapped);
}

void Replay::copy(uint64_t from, void *to, size_t samples) const
{
    if (_bytes == nullptr)
    {
        memset(to, 0, samples * _sampleBytes);
        return;
    }
    for (auto out = static_cast<char *>(to); samples > 0;)
    {
        const size_t at = from % _samples;
        const size_t count = std::min(samples, _samples - at);
        memcpy(out, _bytes + at * _sampleBytes, count * _sampleBytes);
        out += count * _sampleBytes;
        from += count;
        samples -= count;
    }
}

// A transfer of about 4 ms: 250 wake-ups a second at any rate.
static size_t transferOf(double rate)
{
    size_t samples = 256;
    while (samples < 65536 && samples * 2 <= rate * 0.0045)
        samples *= 2;
    return samples;
}

Receiver::Receiver(const ReceiverOptions &options, double sampleRateHz)
    : _options(options), _replay(options.file, options.sampleBytes), _faults(options.faults, options.every), _rate(sampleRateHz),
      _trueRate(sampleRateHz * (1 + options.ppm * 1e-6)), _mtu(options.mtu > 0 ? options.mtu : transferOf(sampleRateHz)), _spillAt(Never)
{
}

void Receiver::start()
{
    _activatedAt = nowNs();
    _active = true;
}

void Receiver::reset()
{
    _started = _activatedAt;
    _timeBase = _options.utc ? nowNs(CLOCK_REALTIME) - (nowNs() - _started) : _started;
    _position = 0;
    _lost = 0;
    _faultBase = _timeouts = _absentMs = _spillTo = 0;
    _spillAt = Never;
    _hangUntil = 0;
    _unplugged = false;
    _faults.rewind();
}

void Receiver::setFaults(const std::string &text)
{
    const std::lock_guard<std::mutex> lock(_mutex);
    _newFaults = text;
    _hasNewFaults = true;
}

void Receiver::adoptFaults()
{
    const std::lock_guard<std::mutex> lock(_mutex);
    _faults = Faults(_newFaults, _options.every);
    _faultBase = _position;
    _hasNewFaults = false;
    _hangUntil = 0;
}

uint64_t Receiver::produced(int64_t now) const
{
    return static_cast<uint64_t>((now - _started) * 1e-9L * _trueRate);
}

// Until the transfer that holds the sample has ended.
bool Receiver::await(uint64_t sample, int64_t deadline)
{
    const uint64_t end = (sample / _mtu + 1) * _mtu;
    const int64_t when = _started + static_cast<int64_t>(std::ceil(end * 1e9L / _trueRate)) + 1;
    if (when > deadline)
    {
        sleepUntilNs(deadline);
        return false;
    }
    if (when > nowNs())
        sleepUntilNs(when);
    return true;
}

// A full FIFO takes nothing more: what came since then is lost, what it holds is still read first.
bool Receiver::spill()
{
    const uint64_t fifo = std::max<uint64_t>(static_cast<uint64_t>(_options.fifoSeconds * _rate), 2 * _mtu);
    const uint64_t now = produced(nowNs());
    if (_spillAt == Never && now > _position + fifo)
    {
        _spillAt = _position + fifo;
        _spillTo = now;
    }
    return _spillAt <= _position;
}

int Receiver::lose(uint64_t samples, const char *why, bool tell)
{
    log(why, samples);
    _position += samples;
    _lost += samples;
    return tell ? SOAPY_SDR_OVERFLOW : 0;
}

int Receiver::waitOut(int64_t until, long timeoutUs) const
{
    sleepUntilNs(std::min<int64_t>(until, nowNs() + timeoutUs * 1000LL));
    return SOAPY_SDR_TIMEOUT;
}

int Receiver::begin(const Fault &fault, long timeoutUs)
{
    switch (fault.kind)
    {
    case FaultKind::Overflow: return lose(fault.amount, "overflow", true);
    case FaultKind::Gap: return lose(fault.amount, "gap", false);
    case FaultKind::Timeouts: log("timeouts", fault.amount); _timeouts = fault.amount; return 0;
    case FaultKind::Corruption: log("corruption", 0); return SOAPY_SDR_CORRUPTION;
    case FaultKind::Error: log("error", 0); return SOAPY_SDR_STREAM_ERROR;
    case FaultKind::Hang:
        log("hang", fault.amount);
        _hangUntil = fault.amount == 0 ? std::numeric_limits<int64_t>::max() : nowNs() + static_cast<int64_t>(fault.amount) * 1000000;
        return waitOut(_hangUntil, timeoutUs);
    case FaultKind::Block: log("block", fault.amount); sleepUntilNs(nowNs() + static_cast<int64_t>(fault.amount) * 1000000); return 0;
    case FaultKind::Unplug:
        log("unplug", fault.amount);
        _unplugged = true;
        _absentMs = fault.amount;
        return SOAPY_SDR_STREAM_ERROR;
    default: return 0;
    }
}

int Receiver::read(void *to, size_t count, int &flags, long long &timeNs, long timeoutUs)
{
    const int64_t deadline = nowNs() + timeoutUs * 1000LL;
    flags = 0;
    if (!_active)
        return waitOut(deadline, timeoutUs);
    if (_started != _activatedAt)
        reset();
    if (_unplugged)
        return SOAPY_SDR_STREAM_ERROR;
    if (_hasNewFaults)
        adoptFaults();
    if (_hangUntil > nowNs())
        return waitOut(_hangUntil, timeoutUs);
    if (_timeouts > 0)
    {
        _timeouts--;
        return waitOut(deadline, timeoutUs);
    }
    if (const Fault *fault = _faults.due(_position - _faultBase))
        if (const int error = begin(*fault, timeoutUs))
            return error;
    if (spill())
    {
        const uint64_t samples = _spillTo - std::min<uint64_t>(_spillTo, _position);
        _spillAt = Never;
        return lose(samples, "late", true);
    }
    if (!await(_position, deadline))
        return SOAPY_SDR_TIMEOUT;
    const uint64_t stop = std::min(_faults.nextAt() == Never ? Never : _faults.nextAt() + _faultBase, _spillAt);
    count = std::min({static_cast<uint64_t>(count), (_position / _mtu + 1) * _mtu - _position, std::max<uint64_t>(stop, _position + 1) - _position});
    _replay.copy(_position, to, count);
    if (_options.timeStamps)
    {
        flags |= SOAPY_SDR_HAS_TIME;
        timeNs = _timeBase + std::llround(_position * 1e9L / _rate);
    }
    _position += count;
    return static_cast<int>(count);
}

void Receiver::log(const char *what, uint64_t amount) const
{
    if (_options.log.empty())
        return;
    if (FILE *file = fopen(_options.log.c_str(), "ae"))
    {
        fprintf(file, "%s at=%llu amount=%llu\n", what, static_cast<unsigned long long>(_position.load()), static_cast<unsigned long long>(amount));
        fclose(file);
    }
}
