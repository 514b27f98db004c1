/* IT++'s CCSDS turbo and LDPC codes (131.0-B-5 sections 6 and 7) on stdin and stdout, for tests and the bench "codes".
     encode RATE K               K / 8 bytes of data to turbo code bits, a byte each, again and again
     turbo RATE K ESN0           words to a line each, how many data bits came back wrong: log-MAP, 10 iterations
     ldpc FILE K HEAD SENT ESN0  the same: belief propagation, at most 200 iterations, parity-check matrix FILE in alist form
   A word is K / 8 bytes of data, then its SENT soft symbols: native floats, -1 for a 0 and 1 for a 1, in noise of ESN0
   (in dB). HEAD zeros before an LDPC code's data are not sent, nor are the matrix's columns beyond HEAD + SENT; symbols
   beyond its columns are fill. */
#include <itpp/itcomm.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

const double kKnown = 60; // log-likelihood ratio of a bit that is surely 0

double units(const char *es_n0_db) { return -4 * std::pow(10, std::atof(es_n0_db) / 10); }

/* Data and symbols of the next word; false at the end. */
bool read_word(itpp::bvec &data, std::vector<float> &symbols)
{
    std::vector<unsigned char> bytes(data.size() / 8);
    if (std::fread(bytes.data(), 1, bytes.size(), stdin) != bytes.size())
        return false;
    for (int i = 0; i < data.size(); i++)
        data[i] = bytes[i / 8] >> (7 - i % 8) & 1;
    return std::fread(symbols.data(), sizeof(float), symbols.size(), stdin) == symbols.size();
}

/* What IT++'s turbo encoder makes in each step, and whether it is sent: the data bit, parities of code a, parities of code b. */
struct Turbo {
    itpp::Turbo_Codec codec;
    int k, per_step, of_a, of_b;
    std::vector<int> sent; // places in IT++'s word of what is sent, in the order in which it is

    Turbo(const std::string &rate, int data_bits) : k(data_bits)
    {
        // Backward 10011; forward 11011, 10101, 11111; in decimals, as IT++ reads texts.
        itpp::ivec a = rate == "1/4" ? "19 21 31" : rate == "1/6" ? "19 27 21 31" : "19 27", b = rate == "1/6" ? "19 27 31" : "19 27";
        of_a = a.size() - 1;
        of_b = b.size() - 1;
        per_step = 1 + of_a + of_b;
        // Log-MAP in double precision, or in integers of 1/4096, which is twice as fast; but those of IT++'s decoder for
        // one parity each overflow in long blocks: 99 of 100 words of 7136 bits were wrong.
        codec.set_parameters(a, b, 5, order(), 10, of_a + of_b == 2 ? "LOGMAP" : "TABLE");
        codec.set_scaling_factor(1);
        const int tail_a = k * per_step, tail_b = tail_a + 4 * (1 + of_a);
        for (int step = 0; step < k + 4; step++) {
            const int tail = step - k;
            const int first = tail < 0 ? step * per_step : tail_a + tail * (1 + of_a);
            const int second = tail < 0 ? first + 1 + of_a : tail_b + tail * (1 + of_b) + 1;
            sent.push_back(first);
            if (rate != "1/2" || step % 2 == 0)
                for (int p = 0; p < of_a; p++)
                    sent.push_back(first + 1 + p);
            if (rate != "1/2" || step % 2 == 1)
                for (int p = 0; p < of_b; p++)
                    sent.push_back(second + p);
        }
    }

    int size() const { return k * per_step + 4 * (2 + of_a + of_b); }

private:
    /* 131.0-B-5, 6.3f: where code b's data come from. */
    itpp::ivec order() const
    {
        const int primes[] = {31, 37, 43, 47, 53, 59, 61, 67}, k1 = 8, k2 = k / k1;
        itpp::ivec from(k);
        for (int s = 1; s <= k; s++) {
            const int m = (s - 1) % 2, i = (s - 1) / (2 * k2), j = (s - 1) / 2 - i * k2;
            const int t = (19 * i + 1) % (k1 / 2), q = t % 8 + 1, c = (primes[q - 1] * j + 21 * m) % k2;
            from[s - 1] = 2 * (t + c * k1 / 2 + 1) - m - 1;
        }
        return from;
    }
};

int turbo(const char *rate, int k, const char *es_n0_db)
{
    Turbo code(rate, k);
    itpp::bvec data(k), decoded;
    itpp::vec received(code.size());
    std::vector<float> symbols(code.sent.size());
    while (read_word(data, symbols)) {
        received.zeros();
        for (size_t i = 0; i < symbols.size(); i++)
            received[code.sent[i]] = units(es_n0_db) * symbols[i];
        code.codec.decode(received, decoded, data);
        std::printf("%d\n", itpp::sum(itpp::to_ivec(decoded + data)));
    }
    return 0;
}

int encode(const char *rate, int k)
{
    Turbo code(rate, k);
    itpp::bvec data(k), bits;
    std::vector<float> none;
    while (read_word(data, none)) {
        code.codec.encode(data, bits);
        for (int place : code.sent)
            std::putchar(bits[place] ? 1 : 0);
    }
    return 0;
}

int ldpc(const char *file, int k, int head, const char *es_n0_db, int count)
{
    itpp::LDPC_Parity matrix(file, "alist");
    itpp::LDPC_Code code(&matrix);
    code.set_exit_conditions(200);
    const itpp::LLR_calc_unit calculator = code.get_llrcalc();
    itpp::bvec data(k);
    itpp::vec ratios(code.get_nvar());
    itpp::QLLRvec out;
    std::vector<float> symbols(count);
    while (read_word(data, symbols)) {
        ratios.zeros();
        for (int i = 0; i < head; i++)
            ratios[i] = kKnown;
        for (int i = 0; i < count && head + i < code.get_nvar(); i++)
            ratios[head + i] = units(es_n0_db) * symbols[i];
        code.bp_decode(calculator.to_qllr(ratios), out);
        int wrong = 0;
        for (int i = 0; i < k; i++)
            wrong += (out[head + i] < 0) != bool(data[i]);
        std::printf("%d\n", wrong);
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 5 && !std::strcmp(argv[1], "turbo"))
        return turbo(argv[2], std::atoi(argv[3]), argv[4]);
    if (argc == 4 && !std::strcmp(argv[1], "encode"))
        return encode(argv[2], std::atoi(argv[3]));
    if (argc == 7 && !std::strcmp(argv[1], "ldpc"))
        return ldpc(argv[2], std::atoi(argv[3]), std::atoi(argv[4]), argv[6], std::atoi(argv[5]));
    std::fputs("usage: itpp-codes turbo RATE K ESN0 | encode RATE K | ldpc FILE K HEAD SENT ESN0\n", stderr);
    return 2;
}
