# souci: see README.md. `make try` and `make test` are all a newcomer needs.

PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
CC = gcc
CFLAGS ?= -O2 -g

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
PACKAGES := libgit2 libpcre2-8 jansson libcmark nettle libutf8proc zlib
# Loaded when needed instead of linked, where src/source/libgit2.h knows how.
LATE_PACKAGES = $(if $(filter x86_64-linux-gnu x86_64-pc-linux-gnu,$(shell $(CC) -dumpmachine)),libgit2)

BUILD_DEPENDS := gcc make pkg-config gettext git libgit2-dev libpcre2-dev libcsv-dev libjansson-dev libcmark-dev \
	nettle-dev libutf8proc-dev zlib1g-dev
TEST_DEPENDS := $(BUILD_DEPENDS) clang clang-format clang-tidy libclang-rt-14-dev libcmocka-dev perl recutils \
	hledger ledger valgrind jq python3 python3-yaml openssh-client gnupg

sources := $(sort $(shell find src -name '*.c'))
library_objects := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(filter-out src/main.c,$(sources)))
unit_sources := $(sort $(shell find tests/unit -name '*_test.c'))
unit_programs := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(unit_sources))
languages := $(patsubst po/%.po,%,$(wildcard po/*.po))
catalogues := $(patsubst %,$(BUILD)/locale/%/LC_MESSAGES/souci.mo,$(languages))

# Recursive on purpose: pkg-config is asked only when something is compiled, after `setup` could install it.
package_cflags = $(eval package_cflags := $$(shell pkg-config --cflags $(PACKAGES)))$(package_cflags)
package_libs = $(eval package_libs := $$(shell pkg-config --libs $(filter-out $(LATE_PACKAGES),$(PACKAGES))))$(package_libs)
compile_flags = -std=c17 -D_GNU_SOURCE -Iinclude -Isrc $(package_cflags)
compile = $(CC) $(compile_flags) $(WARNINGS) $(CFLAGS) -MMD -MP
libraries = $(package_libs) -lcsv -pthread
# See src/source/libgit2.c.
certificates_unread := -Wl,--export-dynamic-symbol=mbedtls_x509_crt_parse_file,--export-dynamic-symbol=mbedtls_x509_crt_parse_path

.PHONY: all
all: $(BUILD)/souci $(catalogues)

$(BUILD)/souci: $(BUILD)/obj/main.o $(BUILD)/libsouci.a
	$(CC) $(CFLAGS) $(LDFLAGS) $(if $(LATE_PACKAGES),$(certificates_unread)) -o $@ $^ $(libraries)

$(BUILD)/libsouci.a: $(library_objects)
	rm -f $@
	ar rcs $@ $^

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(compile) -c -o $@ $<

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libsouci.a
	@mkdir -p $(@D)
	$(compile) -Itests/unit -o $@ $< $(BUILD)/libsouci.a $(LDFLAGS) $(libraries) -lcmocka

$(BUILD)/locale/%/LC_MESSAGES/souci.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check-format --check-domain -o $@ $<

# Everything is built again when the compiler or its flags change. Looked at while this file is read, so that a second
# `make` has nothing to do.
flags := $(CC) $(CFLAGS) $(LDFLAGS)
ifneq ($(file <$(BUILD)/flags),$(flags))
$(shell mkdir -p $(BUILD))
$(file >$(BUILD)/flags,$(flags))
endif

# Only for `make clean all`.
$(BUILD)/flags:
	@mkdir -p $(@D)
	@echo '$(flags)' >$@

# Installs the Debian packages named in $(1) that are missing; asks nothing when none is.
define install_packages
	@missing=; for package in $(1); do \
		dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
		echo "installing:$$missing"; \
		if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
		$$as_root apt-get update -q && \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; \
	fi
endef

.PHONY: setup
setup:
	$(call install_packages,$(BUILD_DEPENDS))

.PHONY: setup-test
setup-test:
	$(call install_packages,$(TEST_DEPENDS))

.PHONY: try
try: setup
	@$(MAKE) --no-print-directory all
	$(BUILD)/souci check
	$(BUILD)/souci balance
	$(BUILD)/souci budget

.PHONY: test
test: setup-test
	@$(MAKE) --no-print-directory test-all

.PHONY: test-all test-unit test-command test-sanitized lint
test-all:
	@$(MAKE) --no-print-directory -j2 all unit-programs
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory test-unit
	@$(MAKE) --no-print-directory test-command
	@$(MAKE) --no-print-directory test-sanitized

.PHONY: unit-programs
unit-programs: $(unit_programs)

test-unit: $(unit_programs)
	@printf '%s\n' $(unit_programs) | xargs -P2 -I{} sh -c '{} >{}.log 2>&1 || { cat {}.log; exit 255; }; \
		echo "$$(basename {}): $$(tail -n 1 {}.log)"'

tests := tests
test-command: all
	SOUCI=$(abspath $(BUILD)/souci) prove -r -j2 --timer $(tests)

# Again with clang, its warnings, and the address and undefined-behaviour sanitizers: the unit tests and the command tests that
# read the most different input, the journals by every twelfth. What hledger and ledger say of the same journals is not asked a
# second time; test-sanitized-all, which takes longer, leaves nothing out.
sanitized_tests := tests/journal $(patsubst %,tests/command/%.t,bad-input apply-once audit-history check-since)
sanitize := -O1 -gline-tables-only -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
test-sanitized:
	@$(MAKE) --no-print-directory -j2 BUILD=$(BUILD)/sanitized CC=clang CFLAGS='$(sanitize)' all unit-programs
	@PEERS=no ROUNDS=2 CASE_STEP=$${CASE_STEP:-12} $(MAKE) --no-print-directory BUILD=$(BUILD)/sanitized CC=clang CFLAGS='$(sanitize)' \
		tests='$(sanitized_tests)' test-unit test-command

.PHONY: test-sanitized-all
test-sanitized-all:
	@CASE_STEP=1 $(MAKE) --no-print-directory test-sanitized sanitized_tests=tests

# Feeds the record reader with anything, for FUZZ_SECONDS; starts from the records of the example.
FUZZ_SECONDS ?= 60
.PHONY: fuzz
fuzz:
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/fuzz CC=clang CFLAGS='$(sanitize) -fsanitize=fuzzer-no-link' \
		$(BUILD)/fuzz/record_fuzz
	@mkdir -p $(BUILD)/fuzz/corpus
	$(BUILD)/fuzz/record_fuzz -max_total_time=$(FUZZ_SECONDS) -close_fd_mask=1 $(BUILD)/fuzz/corpus \
		$(wildcard circles circles/*/meetings)

$(BUILD)/record_fuzz: tests/fuzz/record_fuzz.c $(BUILD)/libsouci.a
	$(compile) -fsanitize=fuzzer -o $@ $< $(BUILD)/libsouci.a $(libraries)

lint:
	@LINT_FLAGS='$(compile_flags)' sh tests/lint.sh '$(BUILD)'

# With the path-sensitive analyser too: minutes instead of seconds.
.PHONY: lint-deep
lint-deep:
	@LINT_FLAGS='$(compile_flags)' sh tests/lint.sh '$(BUILD)' deep

# Brings the catalogues of translations up to date with the sources; then translate what msgfmt counts as missing.
.PHONY: po
po:
	@mkdir -p $(BUILD)
	xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 --flag=failure_new:1:c-format \
		--sort-by-file --add-location=file --no-wrap --package-name=souci --msgid-bugs-address=- -o $(BUILD)/souci.pot \
		$(sort $(sources) $(shell find include -name '*.def' -o -name '*.h') $(shell find src -name '*.def' -o -name '*.h'))
	@sed -i '/^"POT-Creation-Date/d' $(BUILD)/souci.pot
	@for language in $(languages); do \
		msgmerge --quiet --update --backup=off --no-wrap --add-location=file --no-fuzzy-matching po/$$language.po $(BUILD)/souci.pot; \
		msgfmt --statistics -o /dev/null po/$$language.po; \
	done

.PHONY: install
install: all
	install -D -m 755 $(BUILD)/souci $(DESTDIR)$(PREFIX)/bin/souci
	install -D -m 644 $(BUILD)/libsouci.a $(DESTDIR)$(PREFIX)/lib/libsouci.a
	install -D -m 644 include/souci/souci.h $(DESTDIR)$(PREFIX)/include/souci/souci.h
	@for language in $(languages); do \
		install -D -m 644 $(BUILD)/locale/$$language/LC_MESSAGES/souci.mo \
			$(DESTDIR)$(PREFIX)/share/locale/$$language/LC_MESSAGES/souci.mo; \
	done

.PHONY: bench
bench: all
	sh tests/bench/run.sh $(BUILD)/souci
	sh tests/bench/networks.sh $(BUILD)/souci
	sh tests/bench/histories.sh $(BUILD)/souci | tee -a tests/bench/RESULTS.md

.PHONY: clean
clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
