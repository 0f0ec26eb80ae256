#include "history/event.h"

#include "text/memory.h"

struct event *event_add(struct event_list *list, const char *kind, enum event_change change)
{
	list->events = memory_grow(list->events, list->count, &list->capacity, sizeof *list->events);
	struct event *event = &list->events[list->count++];
	*event = (struct event){.kind = kind, .change = change};
	return event;
}
