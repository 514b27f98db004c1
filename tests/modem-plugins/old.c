/* Built for another version of the interface. */
#include "common.h"

uint32_t gt_modem_abi(void) { return GT_MODEM_ABI + 1; }
gt_modem *gt_modem_create(const gt_modem_config *config, char *error, size_t error_size) { abort(); return (void)config, (void)error, (void)error_size, NULL; }
void gt_modem_destroy(gt_modem *m) { (void)m; }
void gt_modem_reset(gt_modem *m) { (void)m; }
int32_t gt_modem_process(gt_modem *m, const float *iq, size_t samples, uint64_t first, gt_modem_frame *frames, size_t max_frames, uint8_t *bytes, size_t max_bytes) {
    (void)m, (void)iq, (void)samples, (void)first, (void)frames, (void)max_frames, (void)bytes, (void)max_bytes;
    return 0;
}
