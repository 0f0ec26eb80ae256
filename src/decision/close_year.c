#include "decision/apply_kind.h"

void apply_close_year(struct fold *fold, struct decision *decision)
{
	*FOLD_APPEND(fold->closings, struct year_closing) = (struct year_closing){(int)decision->year, decision};
}
