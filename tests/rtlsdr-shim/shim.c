/* Stands in for libusb-1.0 and passes everything on to an emulated bus: devices and control transfers; see README.md. */
#define _GNU_SOURCE
#include "shim.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int send_all(int fd, const void *data, size_t length)
{
    for (const char *at = data; length > 0;) {
        ssize_t count = send(fd, at, length, MSG_NOSIGNAL);
        if (count <= 0)
            return -1;
        at += count;
        length -= (size_t)count;
    }
    return 0;
}

static int receive_all(int fd, void *data, size_t length)
{
    for (char *at = data; length > 0;) {
        ssize_t count = recv(fd, at, length, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return -1;
        at += count;
        length -= (size_t)count;
    }
    return 0;
}

static int connect_to_bus(void)
{
    const char *path = getenv("RTL_SHIM_SOCKET");
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    if (!path || strlen(path) >= sizeof address.sun_path)
        return -1;
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

int libusb_init(libusb_context **context)
{
    struct libusb_context *made = calloc(1, sizeof *made);
    pthread_mutex_init(&made->lock, NULL);
    pthread_cond_init(&made->changed, NULL);
    made->last = &made->first;
    *context = made;
    return 0;
}

void libusb_exit(libusb_context *context)
{
    pthread_cond_destroy(&context->changed);
    pthread_mutex_destroy(&context->lock);
    free(context);
}

ssize_t libusb_get_device_list(libusb_context *context, libusb_device ***list)
{
    struct message message = { .operation = OP_LIST };
    struct record *records = NULL;
    size_t count = 0;
    int fd = connect_to_bus();
    if (fd >= 0 && send_all(fd, &message, sizeof message) == 0 && receive_all(fd, &message, sizeof message) == 0 && message.b >= 0) {
        records = malloc(message.length + 1);
        if (receive_all(fd, records, message.length) == 0)
            count = message.length / sizeof *records;
    }
    if (fd >= 0)
        close(fd);
    *list = calloc(count + 1, sizeof **list);
    for (size_t i = 0; i < count; i++) {
        (*list)[i] = malloc(sizeof(struct libusb_device));
        *(*list)[i] = (struct libusb_device){ .context = context, .references = 1, .record = records[i] };
    }
    free(records);
    return (ssize_t)count;
}

static void unreference(struct libusb_device *device)
{
    if (__atomic_sub_fetch(&device->references, 1, __ATOMIC_ACQ_REL) == 0)
        free(device);
}

void libusb_free_device_list(libusb_device **list, int unreference_devices)
{
    for (int i = 0; unreference_devices && list[i]; i++)
        unreference(list[i]);
    free(list);
}

int libusb_get_device_descriptor(libusb_device *device, struct libusb_device_descriptor *descriptor)
{
    *descriptor = (struct libusb_device_descriptor){
        .bLength = 18, .bDescriptorType = LIBUSB_DT_DEVICE, .bcdUSB = 0x0200, .bMaxPacketSize0 = 64,
        .idVendor = (uint16_t)device->record.vendor, .idProduct = (uint16_t)device->record.product, .bcdDevice = 0x0100,
        .iManufacturer = 1, .iProduct = 2, .iSerialNumber = 3, .bNumConfigurations = 1,
    };
    return 0;
}

uint8_t libusb_get_bus_number(libusb_device *device) { return (uint8_t)atoi(device->record.port); }

uint8_t libusb_get_device_address(libusb_device *device) { return (uint8_t)device->record.address; }

int libusb_get_port_numbers(libusb_device *device, uint8_t *ports, int length)
{
    int count = 0;
    const char *at = strchr(device->record.port, '-');
    for (; at && count < length; at = strchr(at + 1, '.'))
        ports[count++] = (uint8_t)atoi(at + 1);
    return count;
}

libusb_device *libusb_get_device(libusb_device_handle *handle) { return handle->device; }

static void complete(struct libusb_device_handle *handle, struct shim_transfer *transfer, int status)
{
    struct libusb_context *context = handle->device->context;
    transfer->public.status = (enum libusb_transfer_status)status;
    pthread_mutex_lock(&context->lock);
    transfer->next = NULL;
    *context->last = transfer;
    context->last = &transfer->next;
    pthread_cond_broadcast(&context->changed);
    pthread_mutex_unlock(&context->lock);
}

struct shim_transfer *shim_take(struct libusb_device_handle *handle, uint32_t slot)
{
    pthread_mutex_lock(&handle->lock);
    struct shim_transfer *transfer = slot < MOST_TRANSFERS ? handle->slots[slot] : NULL;
    if (transfer)
        handle->slots[slot] = NULL;
    pthread_mutex_unlock(&handle->lock);
    return transfer;
}

static int read_message(struct libusb_device_handle *handle)
{
    struct message message;
    if (receive_all(handle->socket, &message, sizeof message) != 0)
        return -1;
    if (message.operation == OP_ENDED) {
        struct shim_transfer *transfer = shim_take(handle, message.a);
        if (!transfer || message.length > (uint32_t)transfer->public.length || receive_all(handle->socket, transfer->public.buffer, message.length) != 0)
            return -1;
        transfer->public.actual_length = (int)message.length;
        complete(handle, transfer, message.b);
        return 0;
    }
    if (message.length > MOST_REPLY || receive_all(handle->socket, handle->data, message.length) != 0)
        return -1;
    if (message.operation == OP_SUBMIT || message.operation == OP_CANCEL) {
        struct shim_transfer *transfer = message.operation == OP_SUBMIT && message.b < 0 ? shim_take(handle, message.a) : NULL;
        if (transfer)
            complete(handle, transfer, message.b == LIBUSB_ERROR_NO_DEVICE ? LIBUSB_TRANSFER_NO_DEVICE : LIBUSB_TRANSFER_ERROR);
        return 0;
    }
    pthread_mutex_lock(&handle->lock);
    handle->reply = message;
    handle->has_reply = 1;
    pthread_cond_broadcast(&handle->answered);
    pthread_mutex_unlock(&handle->lock);
    return 0;
}

static void *read_messages(void *argument)
{
    struct libusb_device_handle *handle = argument;
    while (read_message(handle) == 0)
        ;
    pthread_mutex_lock(&handle->lock);
    handle->gone = 1;
    pthread_cond_broadcast(&handle->answered);
    pthread_mutex_unlock(&handle->lock);
    for (uint32_t slot = 0; slot < MOST_TRANSFERS; slot++) {
        struct shim_transfer *transfer = shim_take(handle, slot);
        if (transfer)
            complete(handle, transfer, LIBUSB_TRANSFER_NO_DEVICE);
    }
    return NULL;
}

int shim_post(struct libusb_device_handle *handle, struct message message, const void *data)
{
    pthread_mutex_lock(&handle->sending);
    int failed = send_all(handle->socket, &message, sizeof message) != 0 || send_all(handle->socket, data, message.length) != 0;
    pthread_mutex_unlock(&handle->sending);
    return failed ? LIBUSB_ERROR_NO_DEVICE : 0;
}

/* Sends and waits for the answer; what came with it is copied. */
static int call(struct libusb_device_handle *handle, struct message message, const void *data, void *answer, size_t room)
{
    pthread_mutex_lock(&handle->call);
    handle->has_reply = 0;
    int code = shim_post(handle, message, data);
    pthread_mutex_lock(&handle->lock);
    while (code == 0 && !handle->has_reply && !handle->gone)
        pthread_cond_wait(&handle->answered, &handle->lock);
    if (code == 0)
        code = handle->has_reply ? handle->reply.b : LIBUSB_ERROR_NO_DEVICE;
    if (code > 0 && answer)
        memcpy(answer, handle->data, handle->reply.length < room ? handle->reply.length : room);
    pthread_mutex_unlock(&handle->lock);
    pthread_mutex_unlock(&handle->call);
    return code;
}

int libusb_open(libusb_device *device, libusb_device_handle **out)
{
    struct libusb_device_handle *handle = calloc(1, sizeof *handle);
    const char *driver = getenv("RTL_SHIM_KERNEL_DRIVER");
    handle->device = device;
    handle->kernel_driver = driver && *driver == '1';
    handle->socket = connect_to_bus();
    pthread_mutex_init(&handle->call, NULL);
    pthread_mutex_init(&handle->sending, NULL);
    pthread_mutex_init(&handle->lock, NULL);
    pthread_cond_init(&handle->answered, NULL);
    if (handle->socket < 0 || pthread_create(&handle->reader, NULL, read_messages, handle) != 0) {
        if (handle->socket >= 0)
            close(handle->socket);
        free(handle);
        return LIBUSB_ERROR_NO_DEVICE;
    }
    __atomic_add_fetch(&device->references, 1, __ATOMIC_ACQ_REL);
    int code = call(handle, (struct message){ .operation = OP_OPEN, .length = sizeof device->record }, &device->record, NULL, 0);
    if (code < 0)
        libusb_close(handle);
    else
        *out = handle;
    return code;
}

void libusb_close(libusb_device_handle *handle)
{
    shutdown(handle->socket, SHUT_WR); /* the other side releases the device, then closes */
    pthread_join(handle->reader, NULL);
    close(handle->socket);
    unreference(handle->device);
    pthread_cond_destroy(&handle->answered);
    pthread_mutex_destroy(&handle->lock);
    pthread_mutex_destroy(&handle->sending);
    pthread_mutex_destroy(&handle->call);
    free(handle);
}

int libusb_get_string_descriptor_ascii(libusb_device_handle *handle, uint8_t index, unsigned char *data, int length)
{
    int code = call(handle, (struct message){ .operation = OP_STRING, .b = index - 1 }, NULL, data, (size_t)length);
    if (code >= 0 && code < length)
        data[code] = 0;
    return code;
}

int libusb_kernel_driver_active(libusb_device_handle *handle, int number) { (void)number; return handle->kernel_driver; }

int libusb_detach_kernel_driver(libusb_device_handle *handle, int number)
{
    (void)number;
    int had = handle->kernel_driver;
    handle->kernel_driver = 0;
    return had ? 0 : LIBUSB_ERROR_NOT_FOUND;
}

int libusb_attach_kernel_driver(libusb_device_handle *handle, int number) { (void)number; handle->kernel_driver = 1; return 0; }

int libusb_claim_interface(libusb_device_handle *handle, int number)
{
    (void)number;
    return handle->kernel_driver ? LIBUSB_ERROR_BUSY : call(handle, (struct message){ .operation = OP_CLAIM }, NULL, NULL, 0);
}

int libusb_release_interface(libusb_device_handle *handle, int number) { (void)handle; (void)number; return 0; }

int libusb_reset_device(libusb_device_handle *handle) { return call(handle, (struct message){ .operation = OP_RESET }, NULL, NULL, 0); }

int libusb_control_transfer(libusb_device_handle *handle, uint8_t type, uint8_t request, uint16_t value, uint16_t index, unsigned char *data, uint16_t length, unsigned int timeout)
{
    int in = (type & LIBUSB_ENDPOINT_IN) != 0;
    struct message message = {
        .operation = OP_CONTROL, .a = length, .b = type | request << 8, .c = value | (uint32_t)index << 16, .d = timeout, .length = in ? 0 : length,
    };
    return call(handle, message, data, in ? data : NULL, length);
}
