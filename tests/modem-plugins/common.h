/* What the plugins of the tests share: each does one thing wrong, named by its file. */
#include "../../hw/modem-plugin/gt_modem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct gt_modem {
    uint64_t seen;
    uint64_t last;
};
