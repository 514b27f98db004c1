/* What the two halves of the stand-in share; see README.md. */
#pragma once
#include <libusb-1.0/libusb.h>
#include <pthread.h>

enum operation { OP_LIST = 1, OP_OPEN, OP_CONTROL, OP_CLAIM, OP_RESET, OP_STRING, OP_SUBMIT, OP_CANCEL, OP_ENDED };
enum { MOST_TRANSFERS = 1024, MOST_REPLY = 65536 };

struct message { uint32_t operation, a; int32_t b; uint32_t c, d, length; };
struct record { uint32_t vendor, product, address; char port[20]; };

struct shim_transfer {
    struct shim_transfer *next;
    int slot;
    struct libusb_transfer public;
};

struct libusb_context {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct shim_transfer *first, **last;
    int interrupted;
};

struct libusb_device {
    struct libusb_context *context;
    int references;
    struct record record;
};

struct libusb_device_handle {
    struct libusb_device *device;
    int socket, kernel_driver, gone;
    pthread_t reader;
    pthread_mutex_t call, sending, lock;
    pthread_cond_t answered;
    int has_reply;
    struct message reply;
    unsigned char data[MOST_REPLY];
    struct shim_transfer *slots[MOST_TRANSFERS];
};

/* Takes a transfer from where it waits for its end; NULL where it has ended. */
struct shim_transfer *shim_take(struct libusb_device_handle *handle, uint32_t slot);

/* Sends a message; LIBUSB_ERROR_NO_DEVICE where nobody is there. */
int shim_post(struct libusb_device_handle *handle, struct message message, const void *data);
