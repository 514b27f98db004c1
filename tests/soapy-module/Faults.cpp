#include "Faults.hpp"
#include <algorithm>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>

static Fault parse(const std::string &text)
{
    static const std::map<std::string, std::pair<FaultKind, uint64_t>> kinds = {
        {"unplug", {FaultKind::Unplug, 0}}, {"hang", {FaultKind::Hang, 0}}, {"block", {FaultKind::Block, 1000}},
        {"overflow", {FaultKind::Overflow, 1000}}, {"gap", {FaultKind::Gap, 1000}}, {"timeouts", {FaultKind::Timeouts, 1}},
        {"corruption", {FaultKind::Corruption, 0}}, {"error", {FaultKind::Error, 0}}, {"underflow", {FaultKind::Underflow, 0}}};
    const auto at = text.find('@');
    const auto found = kinds.find(text.substr(0, at));
    if (at == std::string::npos || found == kinds.end())
        throw std::invalid_argument("fault=" + text + ": KIND@SAMPLE[:AMOUNT] is expected");
    const auto colon = text.find(':', at);
    const uint64_t sample = static_cast<uint64_t>(parseNumber("fault", text.substr(at + 1, colon == std::string::npos ? colon : colon - at - 1)));
    const uint64_t amount = colon == std::string::npos ? found->second.second : static_cast<uint64_t>(parseNumber("fault", text.substr(colon + 1)));
    return {found->second.first, sample, amount};
}

Faults::Faults(const std::string &text, uint64_t period) : _period(period)
{
    std::stringstream parts(text);
    for (std::string part; std::getline(parts, part, '+');)
        _faults.push_back(parse(part));
    std::stable_sort(_faults.begin(), _faults.end(), [](const Fault &a, const Fault &b) { return a.at < b.at; });
}

uint64_t Faults::nextAt() const
{
    return _next < _faults.size() ? _faults[_next].at + _base : std::numeric_limits<uint64_t>::max();
}

const Fault *Faults::due(uint64_t sample)
{
    if (nextAt() > sample)
        return nullptr;
    const Fault *fault = &_faults[_next++];
    if (_next == _faults.size() && _period > 0)
    {
        _next = 0;
        _base += _period;
    }
    return fault;
}

void Faults::rewind()
{
    _next = 0;
    _base = 0;
}

double parseNumber(const std::string &key, const std::string &text)
{
    try
    {
        size_t used;
        const double value = std::stod(text, &used);
        if (used == text.size())
            return value;
    }
    catch (const std::exception &)
    {
    }
    throw std::invalid_argument(key + "=" + text + ": a number is expected");
}
