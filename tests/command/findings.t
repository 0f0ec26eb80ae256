#!/usr/bin/perl
# Every finding has a case that triggers it, alone, at its line, and a near miss that does not. The cases stand in
# tests/command/findings/*.cases, each a few changes to the small network of base.files:
#
#     ## id-of-the-finding
#     trigger                 or `near miss`; each begins again from the base
#     rule NAME: VALUE        adds a first rule; `rule NAME: VALUE (warning)` with that level
#     decide CIRCLE           adds the decisions below to the last meeting of the circle, numbering them
#     in PATH                 changes a file, by the lines below:
#       -LINE  +LINE          replaces a line by those that follow; without `-`, adds at the end; without `+`, removes
#       =LINE                 the whole file; `%LINE` with \xHH, \r, \n and \0, without line ends of its own
#       !remove !folder !link TARGET !fifo !huge !unreadable !chain N !doubling N !empty
#     applied                 from the base once `souci apply` ran; `apply` runs it here, before the changes below
#     journal                 checks `-f case.journal` instead of the network; with `strict`, `--strict`
#     unreadable              run by somebody who is not the superuser
#     at LINE                 what stands at the line of the finding; `at PATH` for one about a file
#     also ID                 another finding that comes with it
#     mend                    of a trigger: the changes below do what its hint says, and then nothing is found
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path remove_tree);
use File::Temp qw(tempdir);
use JSON::PP;
use Test::More;

binmode Test::More->builder->$_, ":encoding(UTF-8)" for qw(output failure_output todo_output);

my $souci = abs_path($ENV{SOUCI} // 'build/souci');
my $here = abs_path(dirname(__FILE__)) . '/findings';
my $scratch = tempdir(CLEANUP => 1);
my %noise = map { $_ => 1 } qw(meeting-pending);
# The superuser may read anything: a file is unreadable to somebody else, who runs a copy of the program.
my @as_nobody = $> == 0 ? qw(setpriv --reuid=65534 --regid=65534 --clear-groups --) : ();
chmod 0755, $scratch;
if (@as_nobody) { system('cp', $souci, "$scratch/souci") == 0 or die; $souci = "$scratch/souci" }
delete @ENV{qw(LANG LANGUAGE LC_ALL LC_MESSAGES)};

sub slurp { my ($path) = @_; open my $file, '<:raw', $path or return ''; local $/; return <$file> // '' }

sub spew {
	my ($path, $text) = @_;
	make_path(dirname($path));
	open my $file, '>:raw', $path or die "$path: $!";
	print $file $text;
	close $file;
}

# The files of base.files: `== PATH` and then the text.
sub base_files {
	my (%files, $path);
	for (split /^/, slurp("$here/base.files")) {
		if (/^== (\S+)$/) { $path = $1; $files{$path} = '' }
		else { $files{$path} .= $_ }
	}
	s/\n+\z/\n/ for values %files;
	return \%files;
}

sub write_network {
	my ($root, $files) = @_;
	remove_tree($root);
	spew("$root/$_", $files->{$_}) for keys %$files;
}

sub run_apply {
	my ($root) = @_;
	system("cd '$root' && '$souci' apply >'$scratch/apply' 2>&1") == 0 or die "souci apply in $root: " . slurp("$scratch/apply");
}

sub read_tree {
	my ($root) = @_;
	my %files;
	for my $path (split /\n/, `cd '$root' && find . -type f`) {
		$files{ $path =~ s{^\./}{}r } = slurp("$root/$path");
	}
	return \%files;
}

# ---- reading the cases ----

sub read_cases {
	my ($path) = @_;
	my (@cases, $id, $case, $steps, $step);
	my $number = 0;
	for my $line (split /\n/, slurp($path)) {
		$number++;
		if ($line =~ /^## (\S+)$/) { $id = $1; $case = $step = undef }
		elsif ($line =~ /^(trigger|near miss)$/) {
			$case = { id => $id, kind => $1, steps => [], at => undef, also => [], where => "$path:$number" };
			push @cases, $case;
			$steps = $case->{steps};
			$step = undef;
		}
		elsif ($line =~ /^(rule|decide|in) (.+)$/) {
			$step = { verb => $1, object => $2, lines => [] };
			push @$steps, $step;
		}
		elsif ($line =~ /^(applied|journal|strict|unreadable)$/) { $case->{$1} = 1; $step = undef }
		elsif ($line =~ /^(apply)$/) { push @$steps, { verb => $1, lines => [] } }
		elsif ($line =~ /^mend$/) { $steps = $case->{mend} = []; $step = undef }
		elsif ($line =~ /^at (.+)$/) { $case->{at} = $1; $step = undef }
		elsif ($line =~ /^also (\S+)$/) { push @{ $case->{also} }, $1; $step = undef }
		elsif ($line =~ /^# / || !defined $step) { }
		else { push @{ $step->{lines} }, $line }
	}
	return @cases;
}

# ---- making the network of a case ----

my %touched; # files of it that are not those of the beginning; `*` for all

sub add_rule {
	my ($root, $text) = @_;
	my ($name, $value, $level) = $text =~ /^(\S+): (.+?)(?: \((\w+)\))?$/ or die "rule $text";
	my $path = "$root/circles/network.rec";
	$touched{'circles/network.rec'} = 1;
	my $rules = slurp($path);
	$rules .= "\n%rec: Rule\n" unless $rules =~ /^%rec: Rule$/m;
	spew($path, $rules . "\nRule: $name\nValue: $value\n" . ($level ? "Level: $level\n" : ''));
}

sub add_decisions {
	my ($root, $circle, @lines) = @_;
	my $path = (sort glob("$root/circles/$circle/meetings/*.rec"))[-1];
	$touched{ substr $path, length "$root/" } = 1;
	my $text = slurp($path);
	my $number = () = $text =~ /^Kind:/mg;
	my $decisions = join "\n", @lines;
	$decisions =~ s/\s+\z//;
	$text .= "\n%rec: Decision\n" unless $text =~ /^%rec: Decision$/m;
	for my $decision (split /\n\n+/, $decisions) {
		$number++;
		$text .= "\n" . ($decision =~ /^Id:/m ? '' : "Id: $number\n") . "$decision\n";
	}
	spew($path, $text);
}

# case.journal, which includes case1.journal, which includes … the last one; each of them so many times.
sub write_chain {
	my ($root, $last, $times) = @_;
	$touched{"case$_.journal"} = 1 for '', 1 .. $last;
	for (0 .. $last - 1) {
		my $line = 'include case' . ($_ + 1) . ".journal\n";
		spew("$root/case" . ($_ || '') . '.journal', $line x $times);
	}
	spew("$root/case$last.journal", "; the end\n");
}

sub change_file {
	my ($root, $path, @lines) = @_;
	$path =~ s/\\x([0-9a-f]{2})/chr hex $1/ge;
	my $whole = "$root/$path";
	$touched{$path} = 1;
	pop @lines while @lines && $lines[-1] eq '';
	my $text = slurp($whole);
	my ($old, $written);
	my @new;
	my $flush = sub {
		if (defined $old) {
			my $by = join '', map { "$_\n" } @new;
			$text =~ s/^\Q$old\E\n/$by/m or die "no line “$old” in $path";
		}
		elsif (@new) { $text .= join '', map { "$_\n" } @new }
		($old, @new) = (undef);
	};
	for (@lines) {
		if (/^!remove$/) { remove_tree($whole); return }
		elsif (/^!folder$/) { remove_tree($whole); make_path($whole); return }
		elsif (/^!link (.+)$/) { unlink $whole; make_path(dirname($whole)); symlink $1, $whole or die; return }
		elsif (/^!fifo$/) { unlink $whole; system('mkfifo', $whole); return }
		elsif (/^!unreadable$/) { chmod 0, $whole; return }
		elsif (/^!chain (\d+)$/) { write_chain($root, $1, 1); return }
		elsif (/^!doubling (\d+)$/) { write_chain($root, $1, 2); return }
		elsif (/^!huge$/) { truncate $whole, (1 << 30) + 1; return }
		elsif (/^!empty$/) { $text = '' }
		elsif (/^-(.*)$/) { $flush->(); $old = $1 }
		elsif (/^\+(.*)$/) { push @new, $1 }
		elsif (/^=(.*)$/) { $text = '' unless $written++; $text .= "$1\n" }
		elsif (/^%(.*)$/) {
			$text = '' unless $written++;
			my $bytes = $1;
			$bytes =~ s/\\(x([0-9a-f]{2})|r|n|0)/$2 ? chr hex $2 : $1 eq 'r' ? "\r" : $1 eq 'n' ? "\n" : "\0"/ge;
			$text .= $bytes;
		}
		elsif ($_ ne '') { die "what is “$_”?" }
	}
	$flush->();
	spew($whole, $text);
}

my $base = base_files();
my $applied;

# Both beginnings are laid out once; what a case touched is put back behind it.
sub beginning_of {
	my ($case) = @_;
	if ($case->{applied} && !$applied) {
		write_network("$scratch/begun-applied", $base);
		run_apply("$scratch/begun-applied");
		$applied = read_tree("$scratch/begun-applied");
	}
	my $root = $scratch . ($case->{applied} ? '/begun-applied' : '/begun');
	write_network($root, $base) unless -d $root;
	return ($root, $case->{applied} ? $applied : $base);
}

sub make_network {
	my ($case) = @_;
	my ($root, $files) = beginning_of($case);
	take_steps($root, $case->{steps});
	return $root;
}

sub take_steps {
	my ($root, $steps) = @_;
	for my $step (@$steps) {
		my @lines = @{ $step->{lines} };
		if ($step->{verb} eq 'rule') { add_rule($root, $step->{object}) }
		elsif ($step->{verb} eq 'decide') { add_decisions($root, $step->{object}, @lines) }
		elsif ($step->{verb} eq 'apply') { run_apply($root); $touched{'*'} = 1 }
		else { change_file($root, $step->{object}, @lines) }
	}
}

sub put_back {
	my ($case) = @_;
	my ($root, $files) = beginning_of($case);
	if ($touched{'*'}) { write_network($root, $files) }
	else {
		for my $path (keys %touched) {
			remove_tree("$root/$path");
			unlink "$root/$path";
			if (defined $files->{$path}) { spew("$root/$path", $files->{$path}) }
			else { $path = dirname($path) while rmdir "$root/" . dirname($path) }
		}
	}
	%touched = ();
}

# ---- what is found ----

sub findings_of {
	my ($root, $case) = @_;
	my @command = ($souci, 'check', '--format', 'json');
	push @command, '-f', 'case.journal' if $case->{journal};
	push @command, '--strict' if $case->{strict};
	unshift @command, @as_nobody if $case->{unreadable};
	my $pid = open(my $pipe, '-|') // die "fork: $!";
	if (!$pid) {
		chdir $root or die "$root: $!";
		exec @command or die "$command[0]: $!";
	}
	my $json = do { local $/; <$pipe> } // '';
	close $pipe;
	my $findings = eval { decode_json($json) };
	return $findings // [ { id => "no JSON (" . ($? >> 8) . "): $json", file => '', line => 0, message => '' } ];
}

sub line_of {
	my ($root, $finding) = @_;
	return $finding->{file} // '' if !$finding->{line};
	my @lines = split /\n/, slurp("$root/$finding->{file}");
	my $line = $lines[$finding->{line} - 1] // '';
	$line =~ s/^\s+|\s+\z//g;
	return $line;
}

# Whoever follows the hint is done.
sub run_mend {
	my ($case, $root) = @_;
	my $name = "$case->{id}: mended as the hint says";
	eval { take_steps($root, $case->{mend}); 1 } or return fail("$name ($case->{where}): $@");
	my @left = map { "$_->{id}: $_->{message}" } grep { !$noise{ $_->{id} } } @{ findings_of($root, $case) };
	is(join("\n", @left), '', $name) or diag($case->{where});
}

sub run_case {
	my ($case) = @_;
	my $name = "$case->{id}: $case->{kind}";
	my $root = eval { make_network($case) } or return fail("$name ($case->{where}): $@");
	my $findings = findings_of($root, $case);
	my @heard = grep { !$noise{ $_->{id} } || $_->{id} eq $case->{id} } @$findings;
	my @expected = (($case->{kind} eq 'trigger' ? $case->{id} : ()), @{ $case->{also} });
	my @ids = map { $_->{id} } @heard;
	@ids = grep { $_ ne $case->{id} } @ids if $noise{ $case->{id} } && $case->{kind} eq 'trigger';
	@expected = grep { $_ ne $case->{id} } @expected if $noise{ $case->{id} };
	my $found = join ' ', sort @ids;
	my $wanted = join ' ', sort @expected;
	my ($it) = grep { $_->{id} eq $case->{id} } @heard;
	my $place = $it && defined $case->{at} ? line_of($root, $it) : $case->{at};
	my $is_right = $found eq $wanted && ($place // '') eq ($case->{at} // '') && (!!$it == ($case->{kind} eq 'trigger'));
	ok($is_right, $name) or do {
		diag("$case->{where}\nfound:  $found\nwanted: $wanted\nat:     " . ($place // '') . "\nwanted: " . ($case->{at} // ''));
		diag("$_->{file}:$_->{line}: $_->{message}") for @heard;
	};
	run_mend($case, $root) if $case->{mend};
	put_back($case);
}

# ---- all ids ----

# Those that `souci check` can make; history has its own (tests/command/audit-*.t, hook-push.t).
sub all_ids {
	my @ids;
	for my $path (glob("$here/../../../include/souci/findings/*.def")) {
		push @ids, slurp($path) =~ /^FINDING\(\w+, "([a-z-]+)"/mg;
	}
	return grep { !/^(?:audit|checkpoint|push|key)-/ } @ids;
}

my @cases = map { read_cases($_) } sort glob("$here/*.cases");
my $only = $ENV{FINDING};
run_case({ id => 'base', kind => 'near miss', steps => [], also => [], where => 'base.files' });
run_case($_) for grep { !$only || $_->{id} eq $only } @cases;
for my $kind ('trigger', 'near miss') {
	my %known = map { $_->{id} => 1 } grep { $_->{kind} eq $kind } @cases;
	my @missing = grep { !$known{$_} } all_ids();
	is("@missing", '', "every finding has a $kind");
}
done_testing();
