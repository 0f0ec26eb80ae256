#include "command/command.h"

#define COMMAND(name) extern const struct command name##_command;
#include "command/commands.def"
#undef COMMAND

const struct command *const commands[] = {
#define COMMAND(name) &name##_command,
#include "command/commands.def"
#undef COMMAND
    NULL,
};

int main(int word_count, char **words)
{
	return command_line_run(word_count, words);
}
