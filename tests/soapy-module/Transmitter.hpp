#pragma once
#include "Faults.hpp"
#include <cstdio>
#include <string>

struct TransmitterOptions
{
    std::string file, faults;
    size_t sampleBytes = 4;
    double fifoSeconds = 0.1;
};

/// The transmit stream: a FIFO that empties at the sample rate while a burst lasts, every sample into a file.
class Transmitter
{
public:
    Transmitter(const TransmitterOptions &options, double sampleRateHz);
    ~Transmitter();
    Transmitter(const Transmitter &) = delete;
    Transmitter &operator=(const Transmitter &) = delete;

    size_t mtu() const { return 4096; }
    int write(const void *from, size_t count, int flags, long timeoutUs);
    int status(int &flags, long timeoutUs);

private:
    bool ranDry(int64_t now) const;

    TransmitterOptions _options;
    Faults _faults;
    double _rate;
    FILE *_file = nullptr;
    uint64_t _written = 0;
    int64_t _emptyAt = 0;
    bool _burst = false, _underflow = false;
};
