#pragma once
#include <cstdint>
#include <string>
#include <vector>

enum class FaultKind { Unplug, Hang, Block, Overflow, Gap, Timeouts, Corruption, Error, Underflow };

/// What goes wrong at a sample: KIND@SAMPLE or KIND@SAMPLE:AMOUNT, the amount in the unit that README.md gives.
struct Fault
{
    FaultKind kind;
    uint64_t at;
    uint64_t amount;
};

/// The faults to come, in order of their samples; after the last the whole list comes again, period samples later, where there is one.
class Faults
{
public:
    /// Throws std::invalid_argument where the text makes no sense.
    Faults(const std::string &text, uint64_t period);

    /// The next fault that is at or before this sample, or null; it is then done with.
    const Fault *due(uint64_t sample);

    /// Sample of the next fault, or the largest number.
    uint64_t nextAt() const;

    void rewind();

private:
    std::vector<Fault> _faults;
    uint64_t _period;
    size_t _next = 0;
    uint64_t _base = 0;
};

/// A number from text; throws std::invalid_argument that names the key.
double parseNumber(const std::string &key, const std::string &text);
