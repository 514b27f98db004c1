/* An example of a modem of your own: FSK (continuous phase, NRZI) with AX.25's HDLC frames.
 *
 * Samples -> low-pass -> FM discriminator -> sum over a symbol -> threshold midway between the extremes -> symbol clock
 * (a counter pulled towards the zero crossings) -> NRZI -> bit unstuffing -> CRC-16/X-25 -> frame.
 * Options: "baud=1200" (default 1200).
 * Sources: AX.25 v2.2, §3 (HDLC framing, bit stuffing, FCS); ITU-T X.25, §2.2.7.4 (CRC).
 */
#include "../gt_modem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SYMBOL 1024 /* samples a symbol at most */
#define LEAST_FRAME 17   /* two addresses, control, check */
#define TAPS_MOST 257
#define QUEUE 32 /* frames that wait to be handed over */
#define PI 3.14159265358979

struct gt_modem {
    double samples_per_symbol;
    uint32_t max_frame;
    float rate;
    /* Low-pass filter over the last samples. */
    int taps;
    float tap[TAPS_MOST], re[TAPS_MOST], im[TAPS_MOST];
    int at;
    /* Discriminator and sum over a symbol. */
    float last_re, last_im;
    int width, place;
    float ring[MOST_SYMBOL];
    double sum;
    /* Threshold, symbol clock. */
    float high, low, decay;
    double clock;
    int above;
    /* NRZI, HDLC. */
    int last_level, ones, bits, octet, in_frame;
    uint32_t count;
    uint64_t begun;
    uint8_t *frame;
    /* What was found and not handed over yet. */
    int waiting;
    gt_modem_frame found[QUEUE];
    uint8_t *found_bytes; /* max_frame each */
};

uint32_t gt_modem_abi(void) { return GT_MODEM_ABI; }

static double option(const char *options, const char *name, double otherwise) {
    const char *at = strstr(options, name);
    return at != NULL && at[strlen(name)] == '=' ? atof(at + strlen(name) + 1) : otherwise;
}

static void design(struct gt_modem *m, double cutoff) {
    double sum = 0;
    for (int i = 0; i < m->taps; i++) {
        double t = i - (m->taps - 1) / 2.0;
        double sinc = t == 0 ? 2 * cutoff : sin(2 * PI * cutoff * t) / (PI * t);
        m->tap[i] = (float)(sinc * (0.54 - 0.46 * cos(2 * PI * i / (m->taps - 1))));
        sum += m->tap[i];
    }
    for (int i = 0; i < m->taps; i++)
        m->tap[i] = (float)(m->tap[i] / sum);
}

gt_modem *gt_modem_create(const gt_modem_config *config, char *error, size_t error_size) {
    double baud = option(config->options, "baud", 1200);
    double symbol = config->sample_rate_hz / baud;
    if (!(baud > 0) || symbol < 4 || symbol > MOST_SYMBOL) {
        snprintf(error, error_size, "baud=%g needs 4 to %d samples a symbol, there are %g", baud, MOST_SYMBOL, symbol);
        return NULL;
    }
    struct gt_modem *m = calloc(1, sizeof *m);
    uint8_t *frame = malloc((size_t)config->max_frame + 2), *found = malloc((size_t)config->max_frame * QUEUE);
    if (m == NULL || frame == NULL || found == NULL) {
        snprintf(error, error_size, "no memory");
        free(m);
        free(frame);
        free(found);
        return NULL;
    }
    m->samples_per_symbol = symbol;
    m->max_frame = config->max_frame;
    m->rate = (float)config->sample_rate_hz;
    m->frame = frame;
    m->found_bytes = found;
    m->width = (int)(symbol + 0.5);
    m->taps = (int)(4 * symbol) | 1;
    if (m->taps > TAPS_MOST)
        m->taps = TAPS_MOST;
    design(m, 0.9 / symbol);
    m->decay = (float)(1 / (24 * symbol));
    return m;
}

void gt_modem_reset(gt_modem *m) {
    m->high = m->low = 0;
    m->clock = 0;
    m->in_frame = m->ones = m->bits = m->octet = 0;
    m->count = 0;
}

void gt_modem_destroy(gt_modem *m) {
    free(m->found_bytes);
    free(m->frame);
    free(m);
}

static uint16_t crc(const uint8_t *data, uint32_t length) {
    uint16_t value = 0xFFFF;
    for (uint32_t i = 0; i < length; i++) {
        value ^= data[i];
        for (int bit = 0; bit < 8; bit++)
            value = (uint16_t)(value & 1 ? (value >> 1) ^ 0x8408 : value >> 1);
    }
    return (uint16_t)~value;
}

static void end_of_frame(struct gt_modem *m, uint64_t now) {
    /* The flag's first seven bits are already in the octet: a whole number of octets leaves seven bits. */
    if (!m->in_frame || m->count < LEAST_FRAME || m->bits != 7 || m->waiting == QUEUE)
        return;
    uint32_t length = m->count - 2;
    if (crc(m->frame, length) != (m->frame[length] | m->frame[length + 1] << 8))
        return;
    gt_modem_frame *found = &m->found[m->waiting];
    memset(found, 0, sizeof *found);
    found->first_sample = m->begun;
    found->end_sample = now;
    found->snr_db = NAN;
    found->frequency_offset_hz = (m->high + m->low) / 2 * m->rate / (float)(2 * PI * m->width);
    found->flags = GT_MODEM_CHECKED;
    found->length = length;
    memcpy(m->found_bytes + (size_t)m->max_frame * (size_t)m->waiting++, m->frame, length);
}

static void take_bit(struct gt_modem *m, int bit, uint64_t now) {
    if (bit) {
        if (++m->ones > 6)
            m->in_frame = 0;
    } else if (m->ones == 6) {
        end_of_frame(m, now);
        m->in_frame = 1;
        m->ones = m->bits = m->octet = 0;
        m->count = 0;
        m->begun = now;
        return;
    } else if (m->ones == 5) {
        m->ones = 0;
        return;
    } else {
        m->ones = 0;
    }
    if (!m->in_frame)
        return;
    m->octet |= bit << m->bits;
    if (++m->bits < 8)
        return;
    if (m->count == m->max_frame + 2)
        m->in_frame = 0;
    else
        m->frame[m->count++] = (uint8_t)m->octet;
    m->bits = m->octet = 0;
}

static float discriminate(struct gt_modem *m, float re, float im) {
    m->re[m->at] = re;
    m->im[m->at] = im;
    m->at = (m->at + 1) % m->taps;
    float sum_re = 0, sum_im = 0;
    for (int i = 0, j = m->at; i < m->taps; i++) {
        sum_re += m->tap[i] * m->re[j];
        sum_im += m->tap[i] * m->im[j];
        if (++j == m->taps)
            j = 0;
    }
    float turn = atan2f(sum_im * m->last_re - sum_re * m->last_im, sum_re * m->last_re + sum_im * m->last_im);
    m->last_re = sum_re;
    m->last_im = sum_im;
    return turn;
}

static void take_sample(struct gt_modem *m, float re, float im, uint64_t now) {
    float turn = discriminate(m, re, im);
    m->sum += turn - m->ring[m->place];
    m->ring[m->place] = turn;
    m->place = (m->place + 1) % m->width;
    float value = (float)m->sum, span = m->high - m->low;
    m->high = value > m->high ? value : m->high - m->decay * span;
    m->low = value < m->low ? value : m->low + m->decay * span;
    int above = value > (m->high + m->low) / 2;
    if (above != m->above) {
        /* Crossings lie half a symbol away from the decisions. */
        double error = m->clock - m->samples_per_symbol / 2;
        m->clock -= 0.15 * error;
        m->above = above;
    }
    m->clock += 1;
    if (m->clock < m->samples_per_symbol)
        return;
    m->clock -= m->samples_per_symbol;
    int bit = above == m->last_level;
    m->last_level = above;
    take_bit(m, bit, now);
}

int32_t gt_modem_process(gt_modem *m, const float *iq, size_t samples, uint64_t first_sample, gt_modem_frame *frames,
                         size_t max_frames, uint8_t *bytes, size_t max_bytes) {
    for (size_t i = 0; i < samples; i++)
        take_sample(m, iq[2 * i], iq[2 * i + 1], first_sample + i);
    size_t count = 0, used = 0;
    for (; count < (size_t)m->waiting && count < max_frames && used + m->found[count].length <= max_bytes; count++) {
        frames[count] = m->found[count];
        memcpy(bytes + used, m->found_bytes + m->max_frame * count, frames[count].length);
        used += frames[count].length;
    }
    m->waiting -= (int)count;
    memmove(m->found, m->found + count, sizeof *m->found * (size_t)m->waiting);
    memmove(m->found_bytes, m->found_bytes + m->max_frame * count, (size_t)m->max_frame * (size_t)m->waiting);
    return (int32_t)count;
}
