/* Does what its options say: crash, abort, block, negative, many, long, sum, future, guard, exit. */
#include "common.h"

uint32_t gt_modem_abi(void) { return GT_MODEM_ABI; }
static char how[32];
static volatile int *volatile nowhere = (volatile int *)8;
gt_modem *gt_modem_create(const gt_modem_config *config, char *error, size_t error_size) {
    (void)error;
    (void)error_size;
    strncpy(how, config->options, sizeof how - 1);
    return calloc(1, sizeof(gt_modem));
}
void gt_modem_destroy(gt_modem *m) { free(m); }
void gt_modem_reset(gt_modem *m) { (void)m; }
int32_t gt_modem_process(gt_modem *m, const float *iq, size_t samples, uint64_t first, gt_modem_frame *frames, size_t max_frames, uint8_t *bytes, size_t max_bytes) {
    (void)iq;
    m->seen += samples;
    if (m->seen < 20000 || samples == 0)
        return 0;
    memset(frames, 0, sizeof *frames);
    frames->first_sample = first;
    frames->end_sample = first + 1;
    frames->length = 16;
    if (strcmp(how, "crash") == 0)
        *nowhere = 1;
    if (strcmp(how, "abort") == 0)
        abort();
    if (strcmp(how, "exit") == 0)
        _exit(7);
    while (strcmp(how, "block") == 0)
        pause();
    if (strcmp(how, "negative") == 0)
        return -3;
    if (strcmp(how, "many") == 0)
        return (int32_t)max_frames + 1;
    if (strcmp(how, "long") == 0)
        frames->length = 0xFFFFFFF0u;
    if (strcmp(how, "sum") == 0) {
        frames->length = (uint32_t)max_bytes;
        frames[1] = frames[0];
        return 2;
    }
    if (strcmp(how, "future") == 0)
        frames->first_sample = first + samples + 1;
    if (strcmp(how, "guard") == 0)
        memset(bytes + max_bytes, 0x55, 8);
    return 1;
}
