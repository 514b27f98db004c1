using System.Buffers;
using System.Text;
using GroundTerminal.Devices.Rigs;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Devices.Rigs;

/// <summary>rigctld's protocol; the answers are those of Hamlib 4.5.4's <c>rigctld -m 1</c> to the same commands in the same state.</summary>
public sealed class RigctldTests
{
    [Theory]
    [InlineData("f\n", "145000000\n")]
    [InlineData("+f\n", "get_freq:\nFrequency: 145000000\nRPRT 0\n")]
    [InlineData(";f\n", "get_freq:;Frequency: 145000000;RPRT 0\n")]
    [InlineData("F  437500000\n", "RPRT 0\n")]
    [InlineData("F 437500000.000000\nf\n", "RPRT 0\n437500000\n")]
    [InlineData("+F 145000000\n", "set_freq: 145000000\nRPRT 0\n")]
    [InlineData("F abc\n", "RPRT -1\n")]
    [InlineData("m\n", "FM\n15000\n")]
    [InlineData("+m\n", "get_mode:\nMode: FM\nPassband: 15000\nRPRT 0\n")]
    [InlineData("M FM 15000\n", "RPRT 0\n")]
    [InlineData("+M FM 15000\n", "set_mode: FM 15000\nRPRT 0\n")]
    [InlineData("v\n", "VFOA\n")]
    [InlineData("+v\n", "get_vfo:\nVFO: VFOA\nRPRT 0\n")]
    [InlineData("\\set_vfo VFOA\n", "RPRT 0\n")]
    [InlineData("s\n", "0\nVFOA\n")]
    [InlineData("+s\n", "get_split_vfo:\nSplit: 0\nTX VFO: VFOA\nRPRT 0\n")]
    [InlineData("\\get_vfo_info VFOA\n", "145000000\nFM\n15000\n0\n0\n")]
    [InlineData("+\\get_vfo_info VFOA\n", "get_vfo_info: VFOA\nFreq: 145000000\nMode: FM\nWidth: 15000\nSplit: 0\nSatMode: 0\nRPRT 0\n")]
    [InlineData("\\chk_vfo\n", "0\n")]
    [InlineData("\\get_powerstat\n", "1\n")]
    public void It_answers_as_Hamlib_does(string asked, string answer) => Assert.Equal(answer, Ask(new Radio(), asked));

    // What a receiver of one channel says where the dummy, which transmits, says something else.
    [Theory]
    [InlineData("t\n", "0\n")]
    [InlineData("T 0\n", "RPRT 0\n")]
    [InlineData("T 1\n", "RPRT -11\n")]
    [InlineData("M CW 500\n", "RPRT -11\n")]
    [InlineData("V VFOB\n", "RPRT -1\n")]
    [InlineData("S 1 VFOB\n", "RPRT -11\n")]
    [InlineData("F 1\n", "RPRT -9\n")]
    [InlineData("F -1\n", "RPRT -1\n")]
    [InlineData("F\n", "RPRT -1\n")]
    [InlineData("nonsense f\n", "RPRT -1\n")]
    [InlineData("_\n", "GroundTerminal, carrier 144990000 Hz\n")]
    [InlineData("f v m\n", "145000000\nVFOA\nFM\n15000\n")]
    public void It_receives_only(string asked, string answer) => Assert.Equal(answer, Ask(new Radio(), asked));

    [Fact]
    public void Quit_ends_the_talk_after_its_answer()
    {
        var answers = new ArrayBufferWriter<byte>();
        Assert.False(new RigctldSession(new Radio()).Take("q\nf\n"u8, answers));
        Assert.Equal("RPRT 0\n", Encoding.ASCII.GetString(answers.WrittenSpan));
    }

    [Fact]
    public void Cuts_and_broken_streams_change_nothing_and_throw_nothing()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(1, 200)];
            random.NextBytes(bytes);
            "+f\n;F 145000000\n"u8.CopyTo(bytes.Length > 20 ? bytes.AsSpan(bytes.Length - 20) : new byte[20]);
            var (whole, cut, session) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>(), new RigctldSession(new Radio()));
            var goesOn = new RigctldSession(new Radio()).Take(bytes, whole);
            for (var at = 0; at < bytes.Length; at++)
            {
                if (!session.Take(bytes.AsSpan(at, 1), cut))
                    break;
            }
            Assert.Equal(whole.WrittenSpan.ToArray(), cut.WrittenSpan.ToArray());
            Assert.True(goesOn || whole.WrittenCount > 0);
        }
    }

    private static string Ask(ITunedRadio radio, string text)
    {
        var answers = new ArrayBufferWriter<byte>();
        Assert.True(new RigctldSession(radio).Take(Encoding.ASCII.GetBytes(text), answers));
        return Encoding.ASCII.GetString(answers.WrittenSpan);
    }

    private sealed class Radio : ITunedRadio
    {
        public double FrequencyHz { get; private set; } = 145e6;

        public double CarrierFrequencyHz => 144.99e6;

        public string Mode => "FM";

        public double PassbandHz => 15000;

        public string VfoName => "VFOA";

        public string? SetFrequency(double frequencyHz)
        {
            if (frequencyHz < 1e6)
                return "out of band";
            FrequencyHz = frequencyHz;
            return null;
        }
    }
}
