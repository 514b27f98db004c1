"""Receives from an rtl_tcp server with Debian's gr-osmosdr: HOST:PORT RATE FREQUENCY GAIN SAMPLES FILE."""
import sys

import osmosdr
from gnuradio import blocks, gr

address, rate, frequency, gain, samples, path = sys.argv[1:]
top = gr.top_block()
source = osmosdr.source(args="rtl_tcp=" + address)
source.set_sample_rate(float(rate))
source.set_center_freq(float(frequency))
source.set_gain_mode(False)
source.set_gain(float(gain))
top.connect(source, blocks.head(gr.sizeof_gr_complex, int(samples)), blocks.file_sink(gr.sizeof_gr_complex, path))
top.run()
