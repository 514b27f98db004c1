"""GNU Radio's convolutional code 171, 133 of K = 7, terminated: "encode" or "decode" the digits on each line of stdin."""
import sys
from gnuradio import blocks, fec, gr

POLYNOMIALS = [79, 109]

for line in sys.stdin:
    digits = [int(c) for c in line.strip()]
    top, sink = gr.top_block(), blocks.vector_sink_b()
    if sys.argv[1] == "encode":
        code = fec.cc_encoder_make(len(digits), 7, 2, POLYNOMIALS, 0, fec.CC_TERMINATED)
        top.connect(blocks.vector_source_b(digits), fec.encoder(code, gr.sizeof_char, gr.sizeof_char), sink)
    else:
        code = fec.cc_decoder.make(len(digits) // 2 - 6, 7, 2, POLYNOMIALS, 0, -1, fec.CC_TERMINATED, False)
        top.connect(blocks.vector_source_b([255 * d for d in digits]), fec.decoder(code, gr.sizeof_char, gr.sizeof_char), sink)
    top.run()
    print("".join(str(b) for b in sink.data()), flush=True)
