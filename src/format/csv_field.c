#include "format/csv_field.h"

#include <csv.h>

/* Spaces at the ends too, since some readers drop them. */
static bool needs_quotes(struct slice field)
{
	static const bool is_special[UINT8_MAX + 1] = {[','] = true, ['"'] = true, ['\n'] = true, ['\r'] = true};
	for (size_t i = 0; i < field.size; i++) {
		if (is_special[(unsigned char)field.data[i]]) {
			return true;
		}
	}
	return field.size > 0 && (field.data[0] == ' ' || field.data[field.size - 1] == ' ');
}

void csv_field_add(struct buffer *out, struct slice field)
{
	if (!needs_quotes(field)) {
		buffer_add(out, field);
		return;
	}
	size_t size = csv_write(NULL, 0, field.data, field.size);
	buffer_reserve(out, size);
	csv_write(out->data + out->size, size, field.data, field.size);
	out->size += size;
}
