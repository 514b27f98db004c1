/* Modulates ten frames with noise, and checks that the example finds them, whole or in pieces. Exit code 0: all is well. */
#include "../gt_modem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RATE 48000.0
#define BAUD 1200.0
#define FRAMES 10
#define LENGTH 40
#define PI 3.14159265358979

static float *iq;
static size_t samples, room;
static double phase;
static int level;

static float noise(void) { return (float)rand() / (float)RAND_MAX - 0.5f; }

static void send_bit(int bit) {
    if (!bit)
        level = !level;
    for (int i = 0; i < (int)(RATE / BAUD) && samples < room; i++, samples++) {
        phase += 2 * PI * ((level ? 600 : -600) + 150) / RATE;
        iq[2 * samples] = (float)cos(phase) + 0.5f * noise();
        iq[2 * samples + 1] = (float)sin(phase) + 0.5f * noise();
    }
}

static void send_flag(void) {
    for (int i = 0; i < 8; i++)
        send_bit(0x7E >> i & 1);
}

static void send_frame(const uint8_t *payload, int length) {
    uint16_t check = 0xFFFF;
    int ones = 0;
    for (int i = 0; i < length + 2; i++) {
        uint8_t octet = i < length ? payload[i] : (uint8_t)(~check >> (i == length ? 0 : 8));
        for (int b = 0; b < 8; b++) {
            int bit = octet >> b & 1;
            send_bit(bit);
            if (i < length)
                check = (uint16_t)((check ^ bit) & 1 ? (check >> 1) ^ 0x8408 : check >> 1);
            ones = bit ? ones + 1 : 0;
            if (ones == 5) {
                send_bit(0);
                ones = 0;
            }
        }
    }
}

static int run(size_t block) {
    char error[200] = "";
    gt_modem_config config = {sizeof config, 1024, RATE, 437e6, "test", "baud=1200"};
    gt_modem *modem = gt_modem_create(&config, error, sizeof error);
    int found = 0;
    for (size_t at = 0; at < samples; at += block) {
        gt_modem_frame frames[4];
        uint8_t bytes[4096];
        size_t n = samples - at < block ? samples - at : block;
        for (int more = 1; more; n = 0) {
            int count = gt_modem_process(modem, iq + 2 * at, n, at, frames, 4, bytes, sizeof bytes);
            for (int i = 0, from = 0; i < count; from += (int)frames[i++].length) {
                if (frames[i].length == LENGTH && bytes[from] == found && fabsf(frames[i].frequency_offset_hz - 150) < 100)
                    found++;
            }
            more = count > 0;
        }
    }
    gt_modem_destroy(modem);
    return found;
}

int main(void) {
    room = 48000 * 60;
    iq = malloc(room * 2 * sizeof *iq);
    if (iq == NULL || gt_modem_abi() != GT_MODEM_ABI)
        return 2;
    for (int i = 0; i < 30; i++)
        send_flag();
    for (int f = 0; f < FRAMES; f++) {
        uint8_t payload[LENGTH];
        for (int i = 0; i < LENGTH; i++)
            payload[i] = i == 0 ? (uint8_t)f : (uint8_t)rand();
        send_frame(payload, LENGTH);
        send_flag();
        send_flag();
    }
    for (int i = 0; i < 8; i++)
        send_flag();
    int whole = run(samples), pieces = run(777);
    printf("%d and %d of %d frames found\n", whole, pieces, FRAMES);
    free(iq);
    return whole == FRAMES && pieces == FRAMES ? 0 : 1;
}
