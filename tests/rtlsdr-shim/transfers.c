/* Stands in for libusb-1.0 and passes everything on to an emulated bus: bulk transfers and their events; see README.md. */
#define _GNU_SOURCE
#include "shim.h"
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <time.h>

static struct shim_transfer *private_of(struct libusb_transfer *transfer)
{
    return (struct shim_transfer *)((char *)transfer - offsetof(struct shim_transfer, public));
}

struct libusb_transfer *libusb_alloc_transfer(int packets)
{
    struct shim_transfer *made = calloc(1, sizeof *made + (size_t)packets * sizeof(struct libusb_iso_packet_descriptor));
    return made ? &made->public : NULL;
}

void libusb_free_transfer(struct libusb_transfer *transfer)
{
    if (transfer)
        free(private_of(transfer));
}

int libusb_submit_transfer(struct libusb_transfer *transfer)
{
    struct libusb_device_handle *handle = transfer->dev_handle;
    struct shim_transfer *own = private_of(transfer);
    pthread_mutex_lock(&handle->lock);
    int slot = 0, gone = handle->gone;
    while (slot < MOST_TRANSFERS && handle->slots[slot])
        slot++;
    if (!gone && slot < MOST_TRANSFERS) {
        handle->slots[slot] = own;
        own->slot = slot;
        transfer->actual_length = 0;
    }
    pthread_mutex_unlock(&handle->lock);
    if (gone || slot == MOST_TRANSFERS)
        return gone ? LIBUSB_ERROR_NO_DEVICE : LIBUSB_ERROR_NO_MEM;
    struct message message = { .operation = OP_SUBMIT, .a = (uint32_t)slot, .b = transfer->endpoint, .c = (uint32_t)transfer->length };
    int code = shim_post(handle, message, NULL);
    if (code < 0 && !shim_take(handle, (uint32_t)slot))
        code = 0; /* the reader has completed it */
    return code;
}

int libusb_cancel_transfer(struct libusb_transfer *transfer)
{
    struct libusb_device_handle *handle = transfer->dev_handle;
    int slot = private_of(transfer)->slot;
    pthread_mutex_lock(&handle->lock);
    int waits = handle->slots[slot] == private_of(transfer);
    pthread_mutex_unlock(&handle->lock);
    return waits ? shim_post(handle, (struct message){ .operation = OP_CANCEL, .a = (uint32_t)slot }, NULL) : LIBUSB_ERROR_NOT_FOUND;
}

int libusb_handle_events_timeout_completed(libusb_context *context, struct timeval *timeout, int *completed)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += timeout->tv_sec + (until.tv_nsec + timeout->tv_usec * 1000L) / 1000000000L;
    until.tv_nsec = (until.tv_nsec + timeout->tv_usec * 1000L) % 1000000000L;
    pthread_mutex_lock(&context->lock);
    while (!context->first && !context->interrupted && !(completed && *completed)) {
        if (pthread_cond_timedwait(&context->changed, &context->lock, &until) == ETIMEDOUT)
            break;
    }
    struct shim_transfer *ended = context->first;
    context->first = NULL;
    context->last = &context->first;
    context->interrupted = 0;
    pthread_mutex_unlock(&context->lock);
    while (ended) {
        struct shim_transfer *next = ended->next;
        ended->public.callback(&ended->public);
        ended = next;
    }
    return 0;
}

int libusb_handle_events_timeout(libusb_context *context, struct timeval *timeout) { return libusb_handle_events_timeout_completed(context, timeout, NULL); }

void libusb_interrupt_event_handler(libusb_context *context)
{
    pthread_mutex_lock(&context->lock);
    context->interrupted = 1;
    pthread_cond_broadcast(&context->changed);
    pthread_mutex_unlock(&context->lock);
}

static void LIBUSB_CALL set_flag(struct libusb_transfer *transfer) { *(int *)transfer->user_data = 1; }

int libusb_bulk_transfer(libusb_device_handle *handle, unsigned char endpoint, unsigned char *data, int length, int *moved, unsigned int timeout)
{
    int done = 0;
    struct libusb_transfer *transfer = libusb_alloc_transfer(0);
    libusb_fill_bulk_transfer(transfer, handle, endpoint, data, length, set_flag, &done, timeout);
    int code = libusb_submit_transfer(transfer);
    while (code == 0 && !done) {
        struct timeval wait = { 0, 100000 };
        libusb_handle_events_timeout_completed(handle->device->context, &wait, &done);
    }
    if (code == 0 && transfer->status != LIBUSB_TRANSFER_COMPLETED)
        code = transfer->status == LIBUSB_TRANSFER_NO_DEVICE ? LIBUSB_ERROR_NO_DEVICE : LIBUSB_ERROR_IO;
    *moved = transfer->actual_length;
    libusb_free_transfer(transfer);
    return code;
}

unsigned char *libusb_dev_mem_alloc(libusb_device_handle *handle, size_t length) { (void)handle; (void)length; return NULL; }

int libusb_dev_mem_free(libusb_device_handle *handle, unsigned char *data, size_t length) { (void)handle; (void)data; (void)length; return LIBUSB_ERROR_NOT_SUPPORTED; }
