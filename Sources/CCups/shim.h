#include <cups/cups.h>
#include <sys/socket.h>
