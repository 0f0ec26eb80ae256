#include "model/key.h"

/* `sk-` keys lie on a hardware token. */
static bool is_ssh_type(struct slice word)
{
	return slice_starts_with(word, SLICE("ssh-")) || slice_starts_with(word, SLICE("ecdsa-sha2-")) ||
	       slice_starts_with(word, SLICE("sk-"));
}

static bool is_base64(struct slice word)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
	for (size_t i = 0; i < word.size; i++) {
		if (slice_find(slice_of(digits), word.data[i]) == sizeof digits - 1) {
			return false;
		}
	}
	return word.size > 0;
}

/* What stands behind the key: `from DATE`, `until DATE`, or the comment that .pub files end with. */
static bool read_days(struct slice rest, struct signing_key *key)
{
	struct slice word;
	while (slice_next_word(&rest, " \t", &word)) {
		bool is_from = slice_equal(word, SLICE("from"));
		bool is_until = slice_equal(word, SLICE("until"));
		struct slice day;
		if ((is_from || is_until) &&
		    (!slice_next_word(&rest, " \t", &day) || !date_parse(day, is_from ? &key->from : &key->until))) {
			return false;
		}
	}
	return date_compare(key->from, key->until) <= 0;
}

bool key_read(struct slice text, struct signing_key *key)
{
	struct slice rest = text;
	struct slice type;
	struct slice data;
	if (!slice_next_word(&rest, " \t", &type) || !slice_next_word(&rest, " \t", &data) || !is_base64(data)) {
		return false;
	}
	struct signing_key read = {.from = DATE_MINIMUM, .until = DATE_MAXIMUM};
	read.is_openpgp = slice_equal(type, SLICE("openpgp"));
	if (!read.is_openpgp && !is_ssh_type(type)) {
		return false;
	}
	read.text = read.is_openpgp ? data : (struct slice){type.data, (size_t)(data.data + data.size - type.data)};
	if (!read_days(rest, &read)) {
		return false;
	}
	*key = read;
	return true;
}

void keys_check(const struct model *model, size_t first, struct findings *findings)
{
	for (size_t i = first; i < model->parties.count; i++) {
		const struct party *person = LIST_AT(model->parties, struct party *, i);
		for (size_t j = 0; j < person->keys.count; j++) {
			struct signing_key key;
			if (!key_read(LIST_AT(person->keys, struct slice, j), &key)) {
				findings_add(findings, FINDING_KEY_MALFORMED, ENTRY_PLACE(person, keys, j), person->id);
			}
		}
	}
}
