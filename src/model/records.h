/* The records as typed structures. Field tables (schema.c) fill them; references are resolved to pointers.
 * Everything lives in the arena of its model. */
#ifndef SOUCI_MODEL_RECORDS_H
#define SOUCI_MODEL_RECORDS_H

#include "model/choices.h"
#include "text/amount.h"
#include "text/date.h"
#include "text/file.h"

struct record;
struct circle;

/* What every typed record begins with. */
struct entry {
	enum record_type type;
	const struct text_file *file;
	const struct record *record; /* its fields as written, with their places */
	bool is_told;                /* a finding says that something in it cannot be read */
	bool is_cut;                 /* a finding says that the file may have been cut in the middle of it */
	bool is_doubtful; /* a finding says that what it is judged by is unknown, or is not what was sealed */
};

/* Values of a repeated field: an array of the C type of its kind. */
struct list {
	void *items;
	size_t count;
};

/* The n-th item of a list, as an lvalue of the type. */
#define LIST_AT(list, type, index) (((type *)(list).items)[index])

struct money {
	struct amount amount; /* in the network's currency */
	bool given;
};

#define DATE_NONE DATE_MINIMUM

/* Time as people write it; days are turned into minutes by the rule `day` in force. */
struct duration {
	int64_t minutes;
	int64_t day_hundredths; /* 0.5 d is 50 */
	bool given;
};

struct pair {
	struct slice first;
	struct slice second;
};

struct part {
	struct fund *fund; /* NULL when it names none that exists */
	struct amount amount;
};

struct evidence {
	int kind;          /* enum evidence_kind, -1 when not said */
	struct slice path; /* relative to the folder of the circle, or an https address */
};

struct digest_line {
	struct slice subject;
	struct slice digest; /* 64 hexadecimal digits */
};

struct network {
	struct entry entry;
	struct slice name;
	int language;
	struct slice currency; /* default EUR */
	int decimal_mark;
	struct slice description;
	struct list links;
	struct list authority; /* struct slice: see model/authority.h */
};

struct rule_line {
	struct entry entry;
	struct slice name;
	struct slice value;
	int level;
	int firm;
};

/* A person, or an organisation (funder, supplier, host structure): whoever can be owed money. They share one space of
 * ids. */
struct party {
	struct entry entry;
	struct slice id;
	struct slice name;
	bool is_person;
	int kind; /* enum party_kind for organisations, else -1 */
	struct list emails;
	struct list keys;
	struct place *place;
	struct party *payee; /* the structure this person is usually paid through */
	struct slice note;
	uint32_t index; /* among the parties of the model */
};

struct fund {
	struct entry entry;
	struct slice id;
	struct slice name;
	struct slice description;
	struct party *funder; /* NULL: own means */
	struct slice number;  /* of the grant agreement */
	struct list links;
	uint32_t index;
};

struct place {
	struct entry entry;
	struct slice id;
	struct slice name;
	struct slice commune;
	struct slice coordinates; /* latitude and longitude in degrees */
	struct slice description;
	struct list links;
	uint32_t index;
};

struct action {
	struct entry entry;
	struct slice id;
	struct slice name;
	struct slice description;
	struct money cost;    /* what it would cost */
	struct duration time; /* it would take */
	struct date start;
	struct date end;
	struct party *lead;
	struct list with; /* struct circle *: other circles that pay for it too */
	struct circle *circle;
	uint32_t index;
};

struct contribution {
	struct entry entry;
	struct slice id;        /* `2024-04-02` or `2024-04-02-b`; the date when not said */
	struct slice reference; /* `tom/2024-04-02` */
	struct party *person;
	struct date date;  /* first day of the work */
	struct date until; /* last day; DATE_NONE: the same */
	struct action *action;
	struct slice task;
	struct duration time;      /* declared */
	struct duration volunteer; /* given on top, unpaid */
	struct money asked;
	struct party *payee;
	struct slice report;
	struct list evidence; /* struct evidence */
	struct circle *circle;
	uint32_t index;
};

struct objection {
	struct slice by; /* an id, or empty */
	struct slice reason;
	struct slice lifted;
	bool is_lifted;
	struct location location;
};

struct meeting {
	struct entry entry;
	struct slice id; /* the name of its file: `2024-04-11` or `2024-04-11-b` */
	struct circle *circle;
	struct date date;
	struct slice title;
	int status;
	struct date adopted;
	struct date convened;
	struct party *facilitator;
	struct party *secretary;
	struct place *place;
	struct list present; /* struct party * */
	struct list excused; /* struct party * */
	struct list guests;  /* struct slice */
	struct list proxies; /* struct pair: giver, holder */
	struct slice minutes_text;
	struct list decisions; /* struct decision * */
	struct seal *seal;     /* NULL: not applied yet */
	bool is_unlike_seal;   /* it, or what it decided on, is not what was sealed: a finding says so */
	bool has_lost_seal;    /* its journal stands there, so that it was applied, and its seal does not */
	bool is_being_sealed;  /* counts as sealed: `apply` is about to write its seal */
	uint32_t index;
};

struct decision {
	struct entry entry;
	struct meeting *meeting;
	int64_t number;
	struct slice reference; /* `circle/meeting/number` */
	int kind;
	int outcome;
	int mode;
	struct slice title;
	struct slice text;
	struct slice reason;
	struct list objections; /* struct objection */
	struct list votes_for;
	struct list votes_against;
	struct list abstentions;
	struct date effective;
	struct date until;
	struct date review;

	/* What it is about; which of these a kind takes stands in the table of kinds. */
	struct party *person;
	int role;
	struct list actions;  /* struct action * */
	struct list circles;  /* struct circle * */
	struct list places;   /* struct place * */
	struct list communes; /* struct slice */
	struct list members;  /* struct party * */
	struct list stewards; /* struct party * */
	struct list seats;    /* struct pair: place, person */
	int circle_status;
	struct fund *fund;
	struct list parts; /* struct part */
	struct money amount;
	struct money asked;
	struct duration time;
	struct list contributions; /* struct contribution * */
	int partial;
	struct party *payee;
	struct list evidence; /* struct evidence */
	struct slice from;
	struct slice to;
	struct slice of; /* another decision */
	struct slice rule;
	struct slice value;
	int level;
	int firm;
	struct date start;
	struct date end;
	int64_t share; /* hundredths of a percent, -1 when not said */
	struct slice name;
	int64_t year;
	struct slice finding;
	bool is_malformed; /* a value could not be read: findings were made, the fold leaves it out */
	bool is_refused;   /* it was judged, and the fold leaves it out for what was found */
};

struct seal {
	struct entry entry;
	struct circle *circle; /* in whose folder it lies */
	struct slice name;     /* of its file */
	struct slice meeting;
	struct slice bytes_digest;
	struct slice meaning_digest;
	struct date post; /* where money posts instead of the meeting's date, when that year was closed; or DATE_NONE */
	struct list contributions; /* struct digest_line */
	struct list evidence;      /* struct digest_line */
	struct list actions;       /* struct digest_line */
	struct list journals;      /* struct digest_line: bank files of a year that was closed */
	struct list rules; /* struct digest_line: the first rules, in the seal of the meeting that founded first */
	bool is_malformed; /* a value could not be read: findings were made, it is not compared */
	bool is_edited;    /* it is not what apply writes: a finding says so */
};

struct circle {
	struct entry entry;
	struct slice id; /* the name of its folder */
	struct slice name;
	struct slice description;
	struct list links;
	struct list contacts;
	bool is_council;
	bool is_unsure; /* what it decided is not known, as a finding says: its generated files cannot be compared */
	struct list actions;  /* struct action * */
	struct list meetings; /* struct meeting *, by date and id */
	uint32_t index;
};

#endif
