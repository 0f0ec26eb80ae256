/* What git's own variables say. The command line reads them once, for the whole process: nothing below it looks at the
 * environment. */
#ifndef SOUCI_SOURCE_ENVIRONMENT_H
#define SOUCI_SOURCE_ENVIRONMENT_H

struct git_person {
	const char *name;
	const char *email;
	const char *date;
};

/* NULL where a variable is not set. */
struct git_environment {
	const char *directory;  /* GIT_DIR */
	const char *work_tree;  /* GIT_WORK_TREE */
	const char *index_file; /* GIT_INDEX_FILE: what git makes for a commit of some files only */
	const char *objects;    /* GIT_OBJECT_DIRECTORY: where what is being pushed waits for the hook */
	const char *alternates; /* GIT_ALTERNATE_OBJECT_DIRECTORIES */
	const char *ceilings;   /* GIT_CEILING_DIRECTORIES */
	const char *email;      /* EMAIL */
	struct git_person author;
	struct git_person committer;
};

/* Borrows the strings. */
void git_environment_set(const struct git_environment *environment);

const struct git_environment *git_environment(void);

#endif
