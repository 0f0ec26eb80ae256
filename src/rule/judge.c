#include "rule/judge.h"
struct fold *judge(struct model *model, const struct payment *payments, size_t payment_count)
{ return fold_new(model, (struct fold_options){.until = DATE_MAXIMUM, .payments = payments, .payment_count = payment_count}); }
