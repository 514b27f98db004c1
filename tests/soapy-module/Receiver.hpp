#pragma once
#include "Faults.hpp"
#include <atomic>
#include <mutex>
#include <string>

/// A file that is repeated without end; an empty name means silence.
class Replay
{
public:
    Replay(const std::string &path, size_t sampleBytes);
    ~Replay();
    Replay(const Replay &) = delete;
    Replay &operator=(const Replay &) = delete;

    void copy(uint64_t from, void *to, size_t samples) const;

private:
    const char *_bytes = nullptr;
    size_t _sampleBytes, _samples = 0, _mapped = 0;
};

struct ReceiverOptions
{
    std::string file, faults, log;
    uint64_t every = 0;
    size_t sampleBytes = 4, mtu = 0;
    double fifoSeconds = 0.1, ppm = 0;
    bool timeStamps = true, utc = false;
};

/// The receive stream: as many samples as time has passed since it began, in a FIFO of limited size that is only reckoned with, never filled.
class Receiver
{
public:
    Receiver(const ReceiverOptions &options, double sampleRateHz);

    /// From any thread: before, and after stop, reading gives nothing.
    void start();
    void stop() { _active = false; }
    size_t mtu() const { return _mtu; }
    int read(void *to, size_t count, int &flags, long long &timeNs, long timeoutUs);

    uint64_t position() const { return _position; }
    uint64_t lost() const { return _lost; }
    bool unplugged() const { return _unplugged; }
    uint64_t absentMs() const { return _absentMs; }
    /// From any thread; counted from where the stream then is.
    void setFaults(const std::string &text);

private:
    void reset();
    int begin(const Fault &fault, long timeoutUs);
    int lose(uint64_t samples, const char *why, bool tell);
    uint64_t produced(int64_t now) const;
    bool await(uint64_t sample, int64_t deadline);
    bool spill();
    int waitOut(int64_t until, long timeoutUs) const;
    void adoptFaults();
    void log(const char *what, uint64_t amount) const;

    ReceiverOptions _options;
    Replay _replay;
    Faults _faults;
    double _rate, _trueRate;
    size_t _mtu;
    int64_t _started = 0, _timeBase = 0, _hangUntil = 0;
    std::atomic<uint64_t> _position{0}, _lost{0};
    uint64_t _faultBase = 0, _timeouts = 0, _absentMs = 0;
    uint64_t _spillAt, _spillTo = 0;
    std::atomic<int64_t> _activatedAt{0};
    std::atomic<bool> _active{false};
    bool _unplugged = false;
    std::mutex _mutex;
    std::string _newFaults;
    std::atomic<bool> _hasNewFaults{false};
};
