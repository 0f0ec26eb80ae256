#include "text/digest.h"

#include <nettle/sha2.h>

char *digest_write(struct slice bytes, char text[DIGEST_TEXT_SIZE])
{
	static const char hexadecimal[] = "0123456789abcdef";
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_init(&context);
	sha256_update(&context, bytes.size, (const uint8_t *)bytes.data);
	sha256_digest(&context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++) {
		text[2 * i] = hexadecimal[digest[i] >> 4];
		text[2 * i + 1] = hexadecimal[digest[i] & 15];
	}
	text[2 * sizeof digest] = '\0';
	return text;
}
