#include "report/sparkline.h"

#include "text/memory.h"

#include <stdlib.h>

enum { WIDTH = 60, HEIGHTS = 8 };

void sparkline_add(struct sparkline *line, struct amount value)
{
	line->values = memory_grow(line->values, line->count, &line->capacity, sizeof *line->values);
	line->values[line->count++] = value;
}

void sparkline_free(struct sparkline *line)
{
	free(line->values);
	*line = (struct sparkline){.values = NULL};
}

/* Where a value lies between the least and the most, in eighths. */
static size_t height_of(struct amount value, struct amount least, struct amount most)
{
	struct amount range;
	struct amount above;
	uint8_t scale = value.scale > most.scale ? value.scale : most.scale;
	scale = least.scale > scale ? least.scale : scale;
	if (!amount_subtract(most, least, &range) || !amount_subtract(value, least, &above) ||
	    !amount_rescale(range, scale, &range) || !amount_rescale(above, scale, &above) || range.units == 0) {
		return 0;
	}
	bool is_small = range.units < amount_power_of_ten(AMOUNT_DIGITS_MAXIMUM - 1) / HEIGHTS;
	return (size_t)(is_small ? above.units * (HEIGHTS - 1) / range.units
				 : above.units / (range.units / (HEIGHTS - 1) + 1));
}

bool sparkline_write(const struct sparkline *line, struct buffer *out)
{
	static const char *const blocks[HEIGHTS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
	if (line->count < 2) {
		return false;
	}
	struct amount least = line->values[0];
	struct amount most = line->values[0];
	for (size_t i = 1; i < line->count; i++) {
		least = amount_compare(line->values[i], least) < 0 ? line->values[i] : least;
		most = amount_compare(line->values[i], most) > 0 ? line->values[i] : most;
	}
	size_t width = line->count < WIDTH ? line->count : WIDTH;
	for (size_t i = 0; i < width; i++) {
		struct amount value = line->values[(i + 1) * line->count / width - 1];
		buffer_add(out, slice_of(blocks[height_of(value, least, most)]));
	}
	return true;
}
