/* Nothing wrong: one frame of 16 bytes every 4800 samples, which hold the sample's index and "counterr" or, after a reset, "reset   ". Prints to standard output too. */
#include "common.h"

#include <stdio.h>

uint32_t gt_modem_abi(void) { return GT_MODEM_ABI; }
gt_modem *gt_modem_create(const gt_modem_config *config, char *error, size_t error_size) {
    if (strcmp(config->options, "fail") == 0) {
        snprintf(error, error_size, "options say fail at %.0f Hz", config->sample_rate_hz);
        return NULL;
    }
    return calloc(1, sizeof(gt_modem));
}
void gt_modem_destroy(gt_modem *m) { free(m); }
void gt_modem_reset(gt_modem *m) { m->last = 1; }
int32_t gt_modem_process(gt_modem *m, const float *iq, size_t samples, uint64_t first, gt_modem_frame *frames, size_t max_frames, uint8_t *bytes, size_t max_bytes) {
    int32_t count = 0;
    (void)iq;
    printf("noise on standard output\n");
    fflush(stdout);
    for (size_t i = 0; i < samples; i++) {
        if ((first + i) % 4800 != 0 || (size_t)count == max_frames || max_bytes < 16 * ((size_t)count + 1))
            continue;
        memset(&frames[count], 0, sizeof *frames);
        frames[count].first_sample = first + i;
        frames[count].end_sample = first + i + 1;
        frames[count].snr_db = 12.5f;
        frames[count].frequency_offset_hz = NAN;
        frames[count].flags = GT_MODEM_CHECKED;
        frames[count].length = 16;
        for (int b = 0; b < 8; b++)
            bytes[16 * count + b] = (uint8_t)((first + i) >> (8 * b));
        memcpy(bytes + 16 * count + 8, m->last ? "reset   " : "counterr", 8);
        m->last = 0;
        count++;
    }
    m->seen += samples;
    return count;
}
