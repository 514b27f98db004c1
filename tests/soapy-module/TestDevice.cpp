// The SoapySDR device "driver=gttest"; README.md lists its arguments.
#include "Clock.hpp"
#include "Receiver.hpp"
#include "Transmitter.hpp"
#include <SoapySDR/Device.hpp>
#include <SoapySDR/Registry.hpp>
#include <atomic>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

using SoapySDR::Kwargs;
using Names = std::vector<std::string>;

// An unplugged device is not found before this moment.
static std::atomic<int64_t> absentUntil{0};
static std::atomic<int> opened{0};

static std::string get(const Kwargs &args, const std::string &key, const std::string &otherwise)
{
    const auto found = args.find(key);
    return found == args.end() ? otherwise : found->second;
}

static double number(const Kwargs &args, const std::string &key, double otherwise)
{
    const auto found = args.find(key);
    return found == args.end() ? otherwise : parseNumber(key, found->second);
}

static void check(const std::string &key, double value, const SoapySDR::Range &range)
{
    if (!(value >= range.minimum() && value <= range.maximum()))
        throw std::runtime_error(key + " " + std::to_string(value) + " is out of range");
}

struct SoapySDR::Stream
{
    std::unique_ptr<Receiver> receiver;
    std::unique_ptr<Transmitter> transmitter;
};

class TestDevice : public SoapySDR::Device
{
public:
    explicit TestDevice(const Kwargs &args) : _args(args), _format(get(args, "format", "CS16"))
    {
        if (_format != "CS16" && _format != "CS8" && _format != "CU8" && _format != "CF32")
            throw std::runtime_error("format=" + _format + ": CS16, CS8, CU8 or CF32 is expected");
        Faults(get(args, "fault", ""), 0);
        if (opened.fetch_add(1) >= static_cast<int>(number(args, "at-once", 1)))
        {
            opened--;
            throw std::runtime_error("device is busy");
        }
    }

    ~TestDevice() override { opened--; }

    std::string getDriverKey() const override { return "gttest"; }
    std::string getHardwareKey() const override { return "GroundTerminal test device"; }
    Kwargs getHardwareInfo() const override { return {{"serial", get(_args, "serial", "1")}, {"firmware", "1.0"}}; }
    size_t getNumChannels(const int direction) const override { return direction == SOAPY_SDR_RX ? static_cast<size_t>(number(_args, "channels", 1)) : 1; }
    bool getFullDuplex(const int, const size_t) const override { return true; }

    Names getStreamFormats(const int, const size_t) const override { return {_format}; }
    std::string getNativeStreamFormat(const int, const size_t, double &fullScale) const override
    {
        fullScale = number(_args, "full-scale", _format == "CF32" ? 1 : _format == "CS16" ? 32768 : 128);
        return _format;
    }

    SoapySDR::Stream *setupStream(const int direction, const std::string &format, const std::vector<size_t> &channels, const Kwargs &) override
    {
        if (format != _format)
            throw std::runtime_error("setupStream: format " + format + " is not supported");
        if (channels.size() > 1 || (channels.size() == 1 && channels[0] >= getNumChannels(direction)))
            throw std::runtime_error("setupStream: no such channel");
        auto stream = std::make_unique<SoapySDR::Stream>();
        if (direction == SOAPY_SDR_RX)
            stream->receiver = std::make_unique<Receiver>(receiverOptions(), _rates[SOAPY_SDR_RX]);
        else
            stream->transmitter = std::make_unique<Transmitter>(transmitterOptions(), _rates[SOAPY_SDR_TX]);
        const std::lock_guard<std::mutex> lock(_mutex);
        if (stream->receiver)
            _receiving = stream->receiver.get();
        return stream.release();
    }

    void closeStream(SoapySDR::Stream *stream) override
    {
        const std::lock_guard<std::mutex> lock(_mutex);
        if (stream->receiver)
            _receiving = nullptr;
        delete stream;
    }

    size_t getStreamMTU(SoapySDR::Stream *stream) const override { return stream->receiver ? stream->receiver->mtu() : stream->transmitter->mtu(); }

    int activateStream(SoapySDR::Stream *stream, const int, const long long, const size_t) override
    {
        if (stream->receiver)
            stream->receiver->start();
        return 0;
    }

    int deactivateStream(SoapySDR::Stream *stream, const int, const long long) override
    {
        if (stream->receiver)
            stream->receiver->stop();
        return 0;
    }

    int readStream(SoapySDR::Stream *stream, void *const *buffs, const size_t count, int &flags, long long &timeNs, const long timeoutUs) override
    {
        const bool before = stream->receiver->unplugged();
        const int read = stream->receiver->read(buffs[0], count, flags, timeNs, timeoutUs);
        if (!before && stream->receiver->unplugged())
            absentUntil = nowNs() + static_cast<int64_t>(stream->receiver->absentMs()) * 1000000;
        return read;
    }

    int writeStream(SoapySDR::Stream *stream, const void *const *buffs, const size_t count, int &flags, const long long, const long timeoutUs) override
    {
        return stream->transmitter->write(buffs[0], count, flags, timeoutUs);
    }

    int readStreamStatus(SoapySDR::Stream *stream, size_t &channels, int &flags, long long &, const long timeoutUs) override
    {
        channels = 1;
        return stream->transmitter ? stream->transmitter->status(flags, timeoutUs) : SOAPY_SDR_NOT_SUPPORTED;
    }

    Names listAntennas(const int direction, const size_t) const override { return direction == SOAPY_SDR_RX ? Names{"RX", "WIDE"} : Names{"TX"}; }
    void setAntenna(const int, const size_t, const std::string &name) override { _antenna = name; }
    std::string getAntenna(const int, const size_t) const override { return _antenna; }

    bool hasFrequencyCorrection(const int, const size_t) const override { return get(_args, "correction", "1") != "0"; }
    void setFrequencyCorrection(const int, const size_t, const double ppm) override { _correction = ppm; }
    double getFrequencyCorrection(const int, const size_t) const override { return _correction; }

    Names listGains(const int, const size_t) const override { return {"LNA", "VGA"}; }
    bool hasGainMode(const int, const size_t) const override { return get(_args, "agc", "1") != "0"; }
    void setGainMode(const int, const size_t, const bool automatic) override { _automatic = automatic; }
    bool getGainMode(const int, const size_t) const override { return _automatic; }
    void setGain(const int, const size_t, const std::string &name, const double value) override { _gains[name] = 2 * std::round(value / 2); }
    double getGain(const int, const size_t, const std::string &name) const override { return _gains.at(name); }
    SoapySDR::Range getGainRange(const int, const size_t, const std::string &name) const override { return name == "LNA" ? SoapySDR::Range(0, 40, 2) : SoapySDR::Range(0, 20, 2); }
    using SoapySDR::Device::getGain;
    using SoapySDR::Device::getGainRange;
    using SoapySDR::Device::setGain;

    Names listFrequencies(const int, const size_t) const override { return {"RF"}; }
    void setFrequency(const int direction, const size_t, const std::string &, const double frequency, const Kwargs &) override
    {
        check("frequency", frequency, SoapySDR::Range(24e6, 1766e6));
        _frequencies[direction] = frequency;
    }
    double getFrequency(const int direction, const size_t, const std::string &) const override { return _frequencies[direction]; }
    SoapySDR::RangeList getFrequencyRange(const int, const size_t, const std::string &) const override { return {SoapySDR::Range(24e6, 1766e6)}; }
    using SoapySDR::Device::getFrequency;
    using SoapySDR::Device::getFrequencyRange;
    using SoapySDR::Device::setFrequency;

    void setSampleRate(const int direction, const size_t, const double rate) override
    {
        check("sample rate", rate, SoapySDR::Range(1e3, 20e6));
        const double step = number(_args, "rate-step", 0);
        _rates[direction] = (step > 0 ? std::max(1.0, std::round(rate / step)) * step : rate) * number(_args, "wrong-rate", 1);
    }
    double getSampleRate(const int direction, const size_t) const override { return _rates[direction]; }
    SoapySDR::RangeList getSampleRateRange(const int, const size_t) const override { return {SoapySDR::Range(1e3, 20e6)}; }

    void setBandwidth(const int, const size_t, const double bandwidth) override
    {
        check("bandwidth", bandwidth, SoapySDR::Range(200e3, 20e6));
        _bandwidth = bandwidth;
    }
    double getBandwidth(const int, const size_t) const override { return _bandwidth; }
    SoapySDR::RangeList getBandwidthRange(const int, const size_t) const override { return {SoapySDR::Range(200e3, 20e6)}; }

    bool hasHardwareTime(const std::string &) const override { return get(_args, "time", "device") != "none"; }
    long long getHardwareTime(const std::string &) const override { return nowNs(get(_args, "time", "device") == "utc" ? CLOCK_REALTIME : CLOCK_MONOTONIC); }
    Names listTimeSources() const override { return get(_args, "time", "device") == "utc" ? Names{"gps"} : Names{"internal"}; }
    std::string getTimeSource() const override { return listTimeSources()[0]; }

    Names listSensors() const override { return {"clock_locked", "temperature"}; }
    SoapySDR::ArgInfo getSensorInfo(const std::string &key) const override
    {
        SoapySDR::ArgInfo info;
        info.key = key;
        info.name = key;
        info.units = key == "temperature" ? "C" : "";
        info.type = key == "temperature" ? SoapySDR::ArgInfo::FLOAT : SoapySDR::ArgInfo::BOOL;
        return info;
    }
    std::string readSensor(const std::string &key) const override { return key == "temperature" ? "41.5" : "true"; }
    Names listSensors(const int, const size_t) const override { return {"rssi"}; }
    SoapySDR::ArgInfo getSensorInfo(const int, const size_t, const std::string &key) const override
    {
        SoapySDR::ArgInfo info;
        info.key = key;
        info.units = "dBm";
        info.type = SoapySDR::ArgInfo::FLOAT;
        return info;
    }
    std::string readSensor(const int, const size_t, const std::string &) const override { return "-73.0"; }

    SoapySDR::ArgInfoList getSettingInfo() const override
    {
        SoapySDR::ArgInfo biasTee, fault;
        biasTee.key = "biastee";
        biasTee.value = "false";
        biasTee.type = SoapySDR::ArgInfo::BOOL;
        fault.key = "fault";
        fault.type = SoapySDR::ArgInfo::STRING;
        return {biasTee, fault};
    }
    void writeSetting(const std::string &key, const std::string &value) override
    {
        if (key != "biastee" && key != "fault")
            throw std::runtime_error("no setting " + key);
        if (key == "fault")
            Faults(value, 0);
        const std::lock_guard<std::mutex> lock(_mutex);
        if (key == "fault" && _receiving != nullptr)
            _receiving->setFaults(value);
        _settings[key] = value;
    }
    std::string readSetting(const std::string &key) const override
    {
        const std::lock_guard<std::mutex> lock(_mutex);
        if (key == "position" || key == "lost")
            return _receiving == nullptr ? "0" : std::to_string(key == "lost" ? _receiving->lost() : _receiving->position());
        const auto found = _settings.find(key);
        return found == _settings.end() ? "" : found->second;
    }

private:
    size_t sampleBytes() const { return _format == "CF32" ? 8 : _format == "CS16" ? 4 : 2; }

    ReceiverOptions receiverOptions() const
    {
        ReceiverOptions options;
        options.file = get(_args, "file", "");
        options.faults = get(_args, "fault", "");
        options.log = get(_args, "log", "");
        options.every = static_cast<uint64_t>(number(_args, "every", 0));
        options.sampleBytes = sampleBytes();
        options.mtu = static_cast<size_t>(number(_args, "mtu", 0));
        options.fifoSeconds = number(_args, "fifo", 100) / 1000;
        options.ppm = number(_args, "ppm", 0);
        options.timeStamps = get(_args, "time", "device") != "none";
        options.utc = get(_args, "time", "device") == "utc";
        return options;
    }

    TransmitterOptions transmitterOptions() const
    {
        TransmitterOptions options;
        options.file = get(_args, "tx", "");
        options.faults = get(_args, "tx-fault", "");
        options.sampleBytes = sampleBytes();
        options.fifoSeconds = number(_args, "fifo", 100) / 1000;
        return options;
    }

    Kwargs _args;
    std::string _format, _antenna = "RX";
    double _rates[2] = {1e6, 1e6}, _frequencies[2] = {100e6, 100e6}, _bandwidth = 20e6, _correction = 0;
    bool _automatic = false;
    std::map<std::string, double> _gains{{"LNA", 0}, {"VGA", 0}};
    std::map<std::string, std::string> _settings{{"biastee", "false"}};
    mutable std::mutex _mutex;
    Receiver *_receiving = nullptr;
};

static SoapySDR::KwargsList find(const Kwargs &args)
{
    const auto driver = args.find("driver");
    if (args.count("plug-in") != 0)
        absentUntil = 0;
    if (nowNs() < absentUntil || (driver != args.end() && driver->second != "gttest"))
        return {};
    Kwargs found = args;
    found["driver"] = "gttest";
    found["label"] = "GroundTerminal test device " + get(args, "serial", "1");
    found["serial"] = get(args, "serial", "1");
    return {found};
}

static SoapySDR::Device *make(const Kwargs &args)
{
    if (nowNs() < absentUntil)
        throw std::runtime_error("no gttest device found");
    return new TestDevice(args);
}

static SoapySDR::Registry registration("gttest", &find, &make, SOAPY_SDR_ABI_VERSION);
