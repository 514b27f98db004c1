"""GNU Radio as transmitter and channel: Reed-Solomon words of 255 bytes on stdin, complex float samples, four a symbol, on stdout.

Arguments: BPSK, QPSK, OQPSK or 8PSK; none or conv; roll-off; carrier (cycles a sample); clock (samples taken a sample sent); Es/N0 (dB).
Coding as CCSDS 131.0-B: randomiser of 255 bits, marker 1ACFFC1D, code 171/133 with the second symbol inverted.
"""
import sys
import numpy
from gnuradio import blocks, channels, digital, fec, gr

MARKER = [int(b) for b in f"{0x1ACFFC1D:032b}"]
WORD_BITS, PER_SYMBOL, IDLE_BITS = 255 * 8, 4, 1200
CONSTELLATIONS = {"BPSK": digital.constellation_bpsk, "QPSK": digital.constellation_qpsk, "OQPSK": digital.constellation_qpsk, "8PSK": digital.constellation_8psk}


def through(source, sink, *chain):
    """What a chain of blocks makes of a vector."""
    top = gr.top_block()
    top.connect(source, *chain, sink)
    top.run()
    return sink.data()


def coded(words, code):
    bits = through(blocks.vector_source_b(numpy.unpackbits(words).tolist()), blocks.vector_sink_b(), digital.additive_scrambler_bb(0xA9, 0xFF, 7, WORD_BITS, 1))
    idle = numpy.random.default_rng(1).integers(0, 2, 2 * IDLE_BITS).tolist()
    stream = idle[:IDLE_BITS]
    for at in range(0, len(bits), WORD_BITS):
        stream += MARKER + list(bits[at:at + WORD_BITS])
    stream += idle[IDLE_BITS:]
    if code == "none":
        return stream
    encoder = fec.cc_encoder_make(len(stream), 7, 2, [79, -109], 0, fec.CC_TERMINATED)
    return through(blocks.vector_source_b(stream), blocks.vector_sink_b(), fec.encoder(encoder, gr.sizeof_char, gr.sizeof_char))


def modulated(bits, name, roll_off):
    packed = numpy.packbits(numpy.array(bits, numpy.uint8)).tolist()
    modulator = digital.generic_mod(CONSTELLATIONS[name](), differential=False, samples_per_symbol=PER_SYMBOL, pre_diff_code=False, excess_bw=roll_off)
    samples = numpy.array(through(blocks.vector_source_b(packed), blocks.vector_sink_c(), modulator))
    if name != "OQPSK":
        return samples
    # The first of a symbol's bits is on the imaginary axis there; the second is sent half a symbol later.
    late = PER_SYMBOL // 2
    return samples[:-late].real + 1j * samples[late:].imag


modulation, code = sys.argv[1:3]
roll_off, carrier, clock, es_n0_db = (float(a) for a in sys.argv[3:])
sent = modulated(coded(numpy.frombuffer(sys.stdin.buffer.read(), numpy.uint8), code), modulation, roll_off)
power = numpy.mean(numpy.abs(sent) ** 2)
noise = float(numpy.sqrt(power * PER_SYMBOL / 10 ** (es_n0_db / 10)))
channel = channels.channel_model(noise, carrier, clock, [1.0], 7)
received = through(blocks.vector_source_c(sent.tolist()), blocks.vector_sink_c(), channel)
sys.stdout.buffer.write(numpy.array(received, numpy.complex64).tobytes())
