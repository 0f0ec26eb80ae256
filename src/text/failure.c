#include "text/failure.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static _Thread_local struct failure latest;

const struct failure *failure_new(const char *format, ...)
{
	char text[sizeof latest.text]; /* apart, since an argument may be the failure before this one */
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	memcpy(latest.text, text, sizeof text);
	return &latest;
}

const struct failure *failure_from_errno(const char *format, ...)
{
	int reason = errno;
	char text[sizeof latest.text / 2];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	return failure_new("%s: %s", text, strerror(reason));
}
