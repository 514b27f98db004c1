/* libfec on stdin and stdout, for tests of interoperation: cc -o libfec libfec.c -lfec
   encode       223 bytes to a code word of 255, CCSDS in the dual basis, again and again
   encode8      the same in the conventional basis
   decode       255 bytes to how many symbols were corrected (a byte, 255 for failure) and the word
   decode8      the same in the conventional basis
   viterbi N    2 * (N + 6) symbols of a byte (255 is a sure 1) to N bits, packed; 133 first */
#include <fec.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int reed_solomon(int encode, int conventional)
{
    unsigned char word[255];
    while (fread(word, 1, encode ? 223 : 255, stdin) == (encode ? 223 : 255)) {
        if (!encode)
            putchar((conventional ? decode_rs_8(word, NULL, 0, 0) : decode_rs_ccsds(word, NULL, 0, 0)) & 255);
        else if (conventional)
            encode_rs_8(word, word + 223, 0);
        else
            encode_rs_ccsds(word, word + 223, 0);
        fwrite(word, 1, sizeof word, stdout);
    }
    return 0;
}

static int viterbi(int bits)
{
    int steps = bits + 6;
    unsigned char *symbols = malloc(2 * steps), *packed = calloc(1, bits / 8 + 2);
    void *decoder = create_viterbi27(steps);
    while (fread(symbols, 1, 2 * steps, stdin) == (size_t)(2 * steps)) {
        init_viterbi27(decoder, 0);
        update_viterbi27_blk(decoder, symbols, steps);
        chainback_viterbi27(decoder, packed, bits, 0);
        fwrite(packed, 1, (bits + 7) / 8, stdout);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "viterbi"))
        return viterbi(atoi(argv[2]));
    if (argc == 2)
        return reed_solomon(argv[1][0] == 'e', argv[1][strlen(argv[1]) - 1] == '8');
    return 2;
}
