// SPDX-License-Identifier: BSL-1.0
// Macros of other people's headers, with the meaning that they have there. It has no include guard.

// <windows.h> and what it includes
#define near
#define far
#define NEAR
#define FAR
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define TRUE 1
#define FALSE 0
#define DELETE (0x00010000L)
#define ERROR 0
#define NO_ERROR 0L
#define STRICT 1
#define small char
#define interface struct
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define GetObject GetObjectA
#define GetMessage GetMessageA
#define SendMessage SendMessageA

// <X11/X.h>, <X11/Xlib.h>
#define None 0L
#define Bool int
#define True 1
#define False 0
#define Status int
#define Success 0
#define Always 2
#define Above 0
#define Below 1
#define CurrentTime 0L

// Qt
#define slots
#define signals public
#define emit
#define forever for (;;)

// <AssertMacros.h> of macOS, glibc's <sys/sysmacros.h>
#define check(assertion) ((void)(assertion))
#define verify(assertion) ((void)(assertion))
#define require(assertion, label) ((void)(assertion))
#define major(device) ((device) >> 8)
#define minor(device) ((device)&255)
#define makedev(major_, minor_) ((major_) << 8 | (minor_))
