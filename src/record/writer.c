#include "record/record.h"

void record_write_type(struct buffer *buffer, struct slice type)
{
	buffer_add(buffer, SLICE("%rec: "));
	buffer_add(buffer, type);
	buffer_add(buffer, SLICE("\n\n"));
}

void record_write_field(struct buffer *buffer, struct slice name, struct slice value)
{
	buffer_add(buffer, name);
	buffer_add_byte(buffer, ':');
	for (;;) {
		size_t end = slice_find(value, '\n');
		if (end > 0) {
			buffer_add_byte(buffer, ' ');
			buffer_add(buffer, slice_part(value, 0, end));
		}
		buffer_add_byte(buffer, '\n');
		if (end == value.size) {
			return;
		}
		buffer_add_byte(buffer, '+');
		value = slice_from(value, end + 1);
	}
}
