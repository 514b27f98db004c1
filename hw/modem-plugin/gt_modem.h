/* A modem of your own for GroundTerminal: a shared library with the five functions below.
 *
 * docs/modem-plugin.md says how it is configured, built and tested, and what becomes of one that crashes, blocks or
 * says what is not true. Everything is called on one thread, never on the radio's: take your time, but on average
 * faster than the samples come. The functions must not keep a pointer that they were given beyond the call.
 */
#ifndef GT_MODEM_H
#define GT_MODEM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The interface's version. It changes whenever a library that was built before would not work any more. */
#define GT_MODEM_ABI 1u

/* gt_modem_frame.flags */
#define GT_MODEM_CHECKED 1u  /* a check sum (CRC, Reed-Solomon …) was right */
#define GT_MODEM_INVERTED 2u /* found with the symbols inverted */

/* Yours; the program only keeps the pointer. */
typedef struct gt_modem gt_modem;

typedef struct gt_modem_config {
    uint32_t size;              /* of this struct; a later version may be longer */
    uint32_t max_frame;         /* longest frame that is taken, bytes */
    double sample_rate_hz;      /* of the samples that will come */
    double center_frequency_hz; /* radio frequency at 0 Hz of them; Doppler of a followed satellite is taken off */
    const char *channel;        /* name of the channel, UTF-8 */
    const char *options;        /* "options" of the configuration as they stand there; never NULL */
} gt_modem_config;

typedef struct gt_modem_frame {
    uint64_t first_sample;     /* of the middle of its first symbol, counted as gt_modem_process counts */
    uint64_t end_sample;       /* first sample after it */
    float snr_db;              /* Es/N0, dB; NAN where it is not known */
    float frequency_offset_hz; /* of its carrier from 0 Hz; NAN where it is not known */
    uint32_t corrected_bits;
    uint32_t flags;  /* GT_MODEM_… */
    uint32_t length; /* bytes */
    uint32_t reserved;
} gt_modem_frame;

/* Returns GT_MODEM_ABI. Asked first; nothing else is called where it is another. */
uint32_t gt_modem_abi(void);

/* Makes a modem. NULL where it cannot: then `error`, which has room for `error_size` bytes, says why, with a 0 at its end. */
gt_modem *gt_modem_create(const gt_modem_config *config, char *error, size_t error_size);

/* Takes the next samples: `samples` pairs of floats, I and Q, full scale 1; first_sample is the index of the first one
 * since the stream began. Writes what it found: at most `max_frames` entries of `frames`, their bytes one after the other
 * from the start of `bytes`, at most `max_bytes` in all.
 * Returns how many frames; where there are more than fit, keep them: it is called again with samples = 0 until it returns 0.
 * A negative number ends this modem: something is wrong that it cannot get over. */
int32_t gt_modem_process(gt_modem *modem, const float *iq, size_t samples, uint64_t first_sample,
                         gt_modem_frame *frames, size_t max_frames, uint8_t *bytes, size_t max_bytes);

/* Samples were lost, or the channel rested: the next ones do not follow the last. Forget a frame that was begun. */
void gt_modem_reset(gt_modem *modem);

/* Frees it. */
void gt_modem_destroy(gt_modem *modem);

#ifdef __cplusplus
}
#endif

#endif
