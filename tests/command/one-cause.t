#!/usr/bin/perl
# One cause gives one finding: slips in the worked example, as a person makes them in one field, one record or one file, are
# each told once, and two that have nothing to do with each other are both told.
#
# A campaign makes every sort of slip in every sort of record and field, with the seals and without them, and shows each that
# is told more than once: ONE_CAUSE=N tries N places of each sort (sample: some; all: every place), ONE_CAUSE_ONLY=PATTERN
# those whose name matches, a name being “variant, slip: type field file:line”.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Copy qw(copy);
use File::Find qw(find);
use File::Path qw(remove_tree);
use File::Temp qw(tempdir);
use JSON::PP;
use open qw(:std :encoding(UTF-8));

my $souci = abs_path($ENV{SOUCI} // 'build/souci');
my $places = $ENV{ONE_CAUSE} // '';
my $only = $ENV{ONE_CAUSE_ONLY} // '.';
my $scratch = tempdir(CLEANUP => 1);
my $tests_run = 0;

sub result {
	my ($name, $is_fine, $explanation) = @_;
	$tests_run++;
	print $is_fine ? '' : 'not ', "ok $tests_run - $name\n";
	print $explanation =~ s/^/# /gmr unless $is_fine;
}

sub read_bytes {
	my ($path) = @_;
	open my $file, '<:raw', $path or die "$path: $!";
	local $/;
	return <$file>;
}

sub write_bytes {
	my ($path, $bytes) = @_;
	open my $file, '>:raw', $path or die "$path: $!";
	print $file $bytes;
	close $file or die "$path: $!";
}

# ---- what check says ----

# Counts of what was found, by a text that does not move when lines do.
sub found {
	open my $output, '-|', $souci, '--lang', 'en', 'check', '--format', 'json' or die $!;
	local $/;
	my $findings = JSON::PP->new->decode(scalar <$output>);
	close $output;
	my %count;
	# That minutes wait to be applied is no fault, and is true of those whose seal is gone. A fault that was acknowledged
	# stays the same when it is not any more.
	@$findings = grep { $_->{id} ne 'meeting-pending' } @$findings;
	$count{join ' ', $_->{id}, $_->{file} // '', $_->{message}}++ for @$findings;
	return \%count;
}

# As if nothing had ever been applied.
sub unseal {
	remove_tree(glob('circles/*/sealed'), 'ledger/circles', 'ledger/generated.journal');
	unlink glob 'circles/*/register.rec';
}

# What is there now and was not before.
sub found_beside {
	my ($before) = @_;
	my $now = found();
	my @more;
	for my $finding (sort keys %$now) {
		push @more, ($finding) x ($now->{$finding} - ($before->{$finding} // 0));
	}
	return @more;
}

# ---- the fields of the example ----

# Every field written by hand: {file, line (from 0), type, field}; `type` of a decision is its kind.
sub fields_of {
	my ($path) = @_;
	my @lines = split /^/, read_bytes($path);
	my @fields;
	my $type = '';
	my $kind = '';
	for my $i (0 .. $#lines) {
		if ($lines[$i] =~ /^%rec: (\w+)/) {
			$type = $1;
		} elsif ($lines[$i] =~ /^(\w+): ?(.*)/) {
			push @fields, {path => $path, line => $i, type => $type, field => $1, value => $2};
		} elsif ($lines[$i] =~ /^$/) {
			$kind = '';
		}
	}
	# A decision is known by its kind, wherever in it that stands.
	my @record;
	my $name_record = sub {
		my ($said) = grep { $_->{field} =~ /^(Kind|Rule)$/ } @record;
		$_->{type} .= " $said->{value}" for $said && $record[0]{type} =~ /^(Decision|Rule)$/ ? @record : ();
		@record = ();
	};
	my $last = -2;
	for my $field (@fields) {
		my $is_apart = grep { $lines[$_] =~ /^$/ } $last + 1 .. $field->{line} - 1;
		$name_record->() if $is_apart && @record;
		push @record, $field;
		$last = $field->{line};
	}
	$name_record->() if @record;
	return @fields;
}

# ---- slips: each gives the new bytes of a file ----

sub with_line {
	my ($bytes, $index, $change) = @_;
	my @lines = split /^/, $bytes;
	my ($name, $value) = $lines[$index] =~ /^(\w+): ?(.*)\n/;
	$lines[$index] = $change->($name, $value, $lines[$index]);
	return defined $lines[$index] ? join('', @lines) : undef;
}

# Lines that continue the value go with it.
sub without_line {
	my ($bytes, $index) = @_;
	my @lines = split /^/, $bytes;
	my $count = 1;
	$count++ while ($lines[$index + $count] // '') =~ /^\+/;
	splice @lines, $index, $count;
	return join '', @lines;
}

sub without_record {
	my ($bytes, $index) = @_;
	my @lines = split /^/, $bytes;
	my $first = $index;
	my $last = $index;
	$first-- while $first > 0 && $lines[$first - 1] !~ /^$/;
	$last++ while $last < $#lines && $lines[$last + 1] !~ /^$/;
	splice @lines, $first, $last - $first + 2;
	return join '', @lines;
}

# A letter left out in the middle: of a word, an id, a name.
sub misspelt {
	my ($text) = @_;
	my $middle = int(length($text) / 2);
	return substr($text, 0, $middle) . substr($text, $middle + 1);
}

my %field_slips = (
	'misspelt value' => sub {
		my ($bytes, $line) = @_;
		return with_line($bytes, $line, sub { length $_[1] < 2 ? undef : "$_[0]: " . misspelt($_[1]) . "\n" });
	},
	'no such day' => sub {
		my ($bytes, $line) = @_;
		return with_line($bytes, $line, sub { $_[2] =~ s/^(\w+: \d{4})-\d\d-\d\d/$1-02-30/ ? $_[2] : undef });
	},
	'letter in a number' => sub {
		my ($bytes, $line) = @_;
		return with_line($bytes, $line, sub { $_[2] =~ s/^(\w+: (?:[\w-]+ )?\d*)\d([^-\d]*[.,h% ])/$1o$2/ ? $_[2] : undef });
	},
	'empty value' => sub {
		my ($bytes, $line) = @_;
		return with_line($bytes, $line, sub { "$_[0]:\n" });
	},
	'misspelt name' => sub {
		my ($bytes, $line) = @_;
		return with_line($bytes, $line, sub { misspelt($_[0]) . ": $_[1]\n" });
	},
	'line removed' => \&without_line,
	'line twice' => sub {
		my ($bytes, $line) = @_;
		return with_line($bytes, $line, sub { $_[2] . $_[2] });
	},
);

my %file_slips = (
	'file deleted' => sub { unlink $_[0] },
	'file emptied' => sub { write_bytes($_[0], '') },
	'file is a folder' => sub { unlink $_[0]; mkdir $_[0] },
	'file unreadable' => sub { unlink $_[0]; symlink '../nowhere', $_[0] },
	'file cut short' => sub { write_bytes($_[0], substr $_[1], 0, length($_[1]) / 2) },
	'a NUL byte' => sub { write_bytes($_[0], $_[1] =~ s/: \K./\0/r) },
	'Latin-1' => sub { write_bytes($_[0], $_[1] =~ s/: \K./\xe9/r) },
	'a conflict' => sub { write_bytes($_[0], "<<<<<<< HEAD\n$_[1]=======\n>>>>>>> theirs\n") },
);

# ---- making them ----

my @told_twice;
my %seen;
my $slips_made = 0;

# A number from a text, the same on every machine.
sub number_of {
	my ($text) = @_;
	my $number = 7;
	$number = ($number * 31 + ord) % 1_000_003 for split //, $text;
	return $number;
}

# Which of `count` places to try.
sub chosen {
	my ($key, $count) = @_;
	return 0 .. $count - 1 if $places eq 'all';
	my $number = number_of($key);
	return $number % 13 == 0 ? ($number % $count) : () if $places eq 'sample';
	my %index = map { (int($_ * $count / $places) + $number) % $count => 1 } 0 .. $places - 1;
	return sort { $a <=> $b } keys %index;
}

sub try_slip {
	my ($before, $name, $path, $make) = @_;
	return if $name !~ /$only/;
	my $bytes = read_bytes($path);
	if ($make->($path, $bytes)) {
		my @more = found_beside($before);
		$slips_made++;
		push @told_twice, "$name: " . @more . "\n" . join('', map {"    $_\n"} @more[0 .. ($#more < 9 ? $#more : 9)]) if @more > 1;
		print STDERR $told_twice[-1] if @more > 1;
	}
	rmdir $path if -d $path;
	unlink $path if -l $path;
	write_bytes($path, $bytes);
}

sub try_field {
	my ($before, $variant, $slip, $field) = @_;
	my $make = sub {
		my ($path, $bytes) = @_;
		my $changed = $field_slips{$slip}->($bytes, $field->{line});
		return 0 if !defined $changed || $changed eq $bytes;
		write_bytes($path, $changed);
		return 1;
	};
	try_slip($before, "$variant, $slip: $field->{type} $field->{field} $field->{path}:" . ($field->{line} + 1), $field->{path}, $make);
}

sub try_all {
	my ($variant, $paths) = @_;
	my $before = found();
	my %by_field;
	my %by_record;
	my %by_folder;
	for my $path (@$paths) {
		push @{$by_folder{$path =~ s/[^\/]*$//r =~ s/^circles\/(?!network)[^\/]+/circles\/*/r}}, $path;
		next if $path !~ /^circles/ || $path =~ /register|sealed/;
		for my $field (fields_of($path)) {
			push @{$by_field{"$field->{type} $field->{field}"}}, $field;
			push @{$by_record{$field->{type}}}, $field if $field->{field} =~ /^(Id|Rule|Kind|Name|Date|Circle)$/;
		}
	}
	for my $slip (sort keys %field_slips) {
		for my $key (sort keys %by_field) {
			my $list = $by_field{$key};
			try_field($before, $variant, $slip, $list->[$_]) for chosen("$variant $slip $key", scalar @$list);
		}
	}
	for my $key (sort keys %by_record) {
		my $list = $by_record{$key};
		for (chosen("$variant record $key", scalar @$list)) {
			my $field = $list->[$_];
			try_slip($before, "$variant, record deleted: $key $field->{path}:" . ($field->{line} + 1), $field->{path},
				sub { write_bytes($_[0], without_record($_[1], $field->{line})); 1 });
		}
	}
	for my $slip (sort keys %file_slips) {
		for my $key (sort keys %by_folder) {
			my $list = $by_folder{$key};
			for (chosen("$variant $slip $key", scalar @$list)) {
				my $path = $list->[$_];
				try_slip($before, "$variant, $slip: $path", $path, sub { $file_slips{$slip}->(@_); 1 });
			}
		}
	}
}

# ---- two slips that have nothing to do with each other ----

# Each is a file, what stands there (undef: the file is deleted), what a slip made of it, the finding, and its
# file when it is another. Both are told.
my @apart = (
	[['circles/littoral/meetings/2022-06-09.rec', 'Status: adopted', 'Status: adoptd', 'word-unknown'],
	 ['circles/oise/register.rec', '# Generated', '# Regenerated', 'generated-file-stale']],
	[['circles/metropole-lilloise/meetings/2022-05-12.rec', 'Amount: ', 'Amount: o', 'amount-malformed'],
	 ['circles/oise/contributions/2024/', 'Action: ', 'Action: x', 'reference-unknown']],
	[['circles/metropole-lilloise/meetings/2022-05-12.rec', 'Date: ', 'Guest: Soir
Date: ', 'sealed-meeting-changed'],
	 ['circles/littoral/meetings/2022-06-09.rec', 'Date: ', 'Guest: Soir
Date: ', 'sealed-meeting-changed']],
	[['circles/network.rec', 'Language: fr
', '', 'generated-language-other'],
	 ['circles/oise/register.rec', '# Generated', '# Regenerated', 'generated-file-stale']],
	[['circles/network.rec', 'Language: fr
', '', 'generated-language-other'],
	 ['ledger/circles/littoral/2022-06-09.journal', '0.00 EUR', '1.00 EUR', 'generated-file-stale']],
	[['circles/network.rec', 'Decimal: comma
', '', 'decimal-mark-missing'],
	 ['circles/arles/contributions/2023/', ',00 €', ',o0 €', 'amount-malformed']],
	[['circles/network.rec', 'Language: fr', 'Language: de', 'word-unknown'],
	 ['circles/oise/contributions/2024/', 'Action: ', 'Action: x', 'reference-unknown']],
	[['circles/funds.rec', "Funder: fondation-beffrois\n", '', 'repay-without-funder', 'circles/network/meetings/2023-12-12.rec'],
	 ['circles/oise/register.rec', '# Generated', '# Regenerated', 'generated-file-stale']],
	[['circles/network.rec', 'Currency: EUR', 'Currency: CHF', 'currency-unlike-amounts'],
	 ['circles/oise/contributions/2024/', 'Action: ', 'Action: x', 'reference-unknown']],
	# A last line without its end, and one name elsewhere that is misspelt: the file may well be whole.
	[['circles/littoral/meetings/2022-06-09.rec', 'Contribution: benoit/2022-05-06', 'Contribution: benoit/2022-05-07', 'reference-unknown'],
	 ['circles/littoral/contributions/2022/benoit.rec', 'Action: ', 'Action: x', 'reference-unknown']],
);

# The same, while all minutes wait to be applied.
my @apart_pending = (
	[['circles/metropole-lilloise/meetings/2024-04-11.rec', undef, undef, 'file-incomplete'],
	 ['circles/littoral/meetings/2022-06-09.rec', 'Status: adopted', 'Status: adoptd', 'word-unknown']],
	[['ledger/bank/2024.journal', 'pays: oise/2024-04-23/7', 'pays: oise/2024-04-24/7', 'pays-unknown'],
	 ['ledger/bank/2022.journal', 'pays: littoral/2022-06-09/9', 'pays: littoral/2022-06-08/9', 'pays-unknown']],
	[['circles/arles/meetings/2024-07-02.rec', undef, undef, 'work-outside-programme', 'circles/arles/meetings/2024-09-03.rec'],
	 ['circles/oise/meetings/2023-06-22.rec', undef, undef, 'circle-not-founded', 'circles/oise/meetings/2023-11-16.rec']],
);

sub try_apart {
	my ($before, @pairs) = @_;
	for my $pair (@pairs) {
		my %bytes;
		my @expected;
		for (@$pair) {
			my ($path, $there, $slip, $id, $elsewhere) = @$_;
			($path) = sort glob "$path*" if $path =~ m{/$};
			$bytes{$path} = read_bytes($path);
			defined $there ? write_bytes($path, $bytes{$path} =~ s/\Q$there\E/$slip/r) : unlink $path;
			push @expected, "$id " . ($elsewhere // $path);
		}
		my @found = map {/^(\S+ \S+)/} found_beside($before);
		result("two slips apart are both told: @expected", "@{[sort @expected]}" eq "@{[sort @found]}", join "\n", @found);
		write_bytes($_, $bytes{$_}) for keys %bytes;
	}
}

# ---- slips that were told many times once ----

# The first half of a file.
sub cut_short {
	return substr $_, 0, length($_) / 2;
}

my $minutes = 'circles/metropole-lilloise/meetings/2022-05-12.rec';
my @known = (
	['a word of sealed minutes', $minutes, 'word-unknown', sub { s/^Status: adopted/Status: adoptd/mr }],
	['the language', 'circles/network.rec', 'word-unknown', sub { s/^Language: fr/Language: de/mr }],
	['the line of the language', 'circles/network.rec', 'generated-language-other', sub { s/^Language: .*\n//mr }],
	['another language', 'circles/network.rec', 'generated-language-other', sub { s/^Language: fr/Language: en/mr }],
	['the decimal mark', 'circles/network.rec', 'decimal-mark-missing', sub { s/^Decimal: .*\n//mr }],
	['the name of the decimal mark', 'circles/network.rec', 'field-unknown', sub { s/^Decimal:/Decmal:/mr }],
	['a word for the decimal mark', 'circles/network.rec', 'word-unknown', sub { s/^Decimal: .*/Decimal: coma/mr }],
	['the file of the network', 'circles/network.rec', 'decimal-mark-missing'],
	['an award', 'circles/network/meetings/2022-02-22.rec', 'amount-malformed', sub { s/^Amount: 24000.00/Amount: 24o00.00/mr }],
	['the share of an award', 'circles/network/meetings/2024-02-06.rec', 'percent-malformed', sub { s/^Share: .*/Share: 160 %/mr }],
	['a proxy', 'circles/avesnois-thierache/meetings/2023-06-13.rec', 'pair-malformed', sub { s/^Proxy: .*/Proxy: elise/mr }],
	['the id of a decision', $minutes, 'field-repeated', sub { s/^(Id: 2\n)/$1$1/mr }],
	['a byte', $minutes, 'file-nul-byte', sub { s/^Guest: \K|^Title: \K/\0/mr }],
	['minutes', $minutes, 'seal-without-meeting'],
	['all funds', 'circles/funds.rec', 'reference-unknown'],
	['all parties', 'circles/parties.rec', 'reference-unknown'],
	['all people', 'circles/people.rec', 'contribution-file-unknown-person'],
	['the journal of a year', 'ledger/bank/2022.journal', 'journal-include-unreadable'],
	['the journal of a year with a fund that closes', 'ledger/bank/2024.journal', 'journal-include-unreadable'],
	['the name of a field', $minutes, 'field-unknown', sub { s/^Kind:/Kid:/mr }],
	['a name of two letters', 'circles/people.rec', 'field-unknown', sub { s/^Id:/I:/mr }],
	['the name of an objection', 'circles/network/meetings/2024-03-19.rec', 'field-unknown', sub { s/^Objection:/Objetion:/mr }],
	['the line of an objection', 'circles/network/meetings/2024-03-19.rec', 'objection-lifted-alone', sub { s/^Objection:.*\n//mr }],
	['somebody present twice', $minutes, 'sealed-meeting-changed', sub { s/^(Present: .*\n)/$1$1/mr }],
	['the number of a decision', $minutes, 'id-duplicate', sub { s/^Id: 2/Id: 3/mr }],
	['a kind that closes a year', 'circles/network/meetings/2023-03-14.rec', 'decision-kind-unknown', sub { s/close-year/close-yer/r }],
	['the value of a first rule', 'circles/network.rec', 'rule-value-malformed', sub { s/^Value: 3000.00/Value: 3o00.00/mr }],
	['the place of a member', 'circles/people.rec', 'reference-unknown', sub { s/^Place: .\K.//mr }],
	['a byte of a type', 'circles/people.rec', 'file-nul-byte', sub { s/^%rec: \K/\0/mr }],
	['a byte of an action', 'circles/arles/programme.rec', 'file-not-utf8', sub { s/^Nom: \K./\xc3/mr }],
	['the path of sealed evidence', 'circles/arles/contributions/2024/mireille.rec', 'evidence-file-missing', sub { s/-camargue/-cmargue/r }],
	['a cost that moved later', 'circles/douaisis-pevele/meetings/2023-04-25.rec', 'sealed-meeting-changed', sub { s/^Kind: expense\n(?:.+\n)*?\KFund:.*\n//mr }],
	['a seal', 'circles/metropole-lilloise/sealed/2022-05-12.rec', 'generated-file-extra'],
	['the seal of the founding', 'circles/network/sealed/2022-02-22.rec', 'generated-file-extra'],
	['the funder of a fund that pays back', 'circles/funds.rec', 'repay-without-funder', sub { s/^Funder: fondation-beffrois\n//mr }],
	['the name of a funder', 'circles/funds.rec', 'reference-unknown', sub { s/^Funder: fondation-beffrois/Funder: fondation-befrois/mr }],
	['another currency than that of the amounts', 'circles/network.rec', 'currency-unlike-amounts', sub { s/^Currency: EUR/Currency: CHF/mr }],
	['who is paid', 'ledger/bank/2024.journal', 'ledger-account-unknown', sub { s/^ +Due:.\K.//mr }],
	['what is paid, in a closed year', 'ledger/bank/2023.journal', 'ledger-account-unknown', sub { s/^ +Due:.\K.//mr }],
	['a commodity of a closed year', 'ledger/bank/2022.journal', 'journal-commodity-undeclared', sub { s/EUR/EU/r }],
	['a journal in conflict', 'ledger/bank/2023.journal', 'file-in-conflict', sub { "<<<<<<< HEAD\n$_=======\n>>>>>>> theirs\n" }],
	['the main journal in conflict', 'ledger/main.journal', 'file-in-conflict', sub { "<<<<<<< HEAD\n$_=======\n>>>>>>> theirs\n" }],
	['people cut short', 'circles/people.rec', 'file-incomplete', \&cut_short],
	['parties cut short', 'circles/parties.rec', 'file-incomplete', \&cut_short],
	['places cut short', 'circles/places.rec', 'file-incomplete', \&cut_short],
	['funds cut short', 'circles/funds.rec', 'record-line-malformed', \&cut_short],
	['a programme cut short', 'circles/littoral/programme.rec', 'file-incomplete', \&cut_short],
	['a programme cut in the middle of a date', 'circles/pole-metropolitain-artois/programme.rec', 'date-malformed', \&cut_short],
	['contributions cut short', 'circles/metropole-lilloise/contributions/2022/tom.rec', 'file-incomplete', \&cut_short],
	['contributions cut in the middle of an id', 'circles/valenciennois-hainaut/contributions/2022/fanny.rec', 'reference-unknown', \&cut_short],
	['contributions cut in the middle of a path', 'circles/arles/contributions/2023/mireille.rec', 'file-incomplete', \&cut_short],
	['people cut behind somebody', 'circles/people.rec', 'contribution-file-unknown-person', sub { s/\n\nId: wim.*/\n/sr }],
	['places cut behind one of them', 'circles/places.rec', 'reference-unknown', sub { s/\n\nId: fosse-neuve.*/\n/sr }],
	['minutes cut short', 'circles/avesnois-thierache/meetings/2023-02-07.rec', 'reference-unknown', \&cut_short],
	['a programme', 'circles/metropole-lilloise/programme.rec', 'file-incomplete'],
	['contributions', 'circles/littoral/contributions/2022/benoit.rec', 'file-incomplete'],
	['contributions emptied', 'circles/littoral/contributions/2022/benoit.rec', 'file-incomplete', sub { '' }],
	['a colon of sealed minutes', $minutes, 'record-line-malformed', sub { s/^Title:/Title/mr }],
	['a colon of a kind', $minutes, 'record-line-malformed', sub { s/^Kind:/Kind/mr }],
	['a colon of a contribution', 'circles/arles/contributions/2024/mireille.rec', 'record-line-malformed', sub { s/^Demande:/Demande/mr }],
	['the name of a person who is often a guest', 'circles/people.rec', 'field-empty', sub { s/^Name: Nadia Kaci/Name:/mr }],
	['a colon of a funder', 'circles/funds.rec', 'record-line-malformed', sub { s/^Funder:/Funder/mr }],
	['an accent in a name', 'circles/arles/contributions/2024/mireille.rec', 'field-name-malformed', sub { s/^Beneficiaire:/Bénéficiaire:/mr }],
	['the main journal', 'ledger/main.journal', 'ledger-file-left-out'],
	['the main journal emptied', 'ledger/main.journal', 'ledger-file-left-out', sub { '' }],
	['the main journal cut short', 'ledger/main.journal', 'ledger-file-left-out', \&cut_short],
	['an inclusion', 'ledger/main.journal', 'journal-include-unreadable', sub { s/2022.journal/2022.jurnal/r }],
);

# The same, while all minutes wait to be applied.
my @known_pending = (
	['the outcome that the votes gave', 'circles/metropole-lilloise/meetings/2023-02-16.rec', 'outcome-differs', sub { s/^Outcome: rejected\n//mr }],
	['the outcome that an objection left', 'circles/metropole-lilloise/meetings/2024-02-15.rec', 'objection-stands', sub { s/^Outcome: rejected\n(?=Title: Une brodeuse)//mr }],
	['the outcome of a leave', 'circles/littoral/meetings/2023-01-19.rec', 'mandate-ended', sub { s/^Kind: leave\n\KOutcome: postponed\n//mr }],
	['the outcome of a fund that closes', 'circles/network/meetings/2024-12-10.rec', 'fund-not-empty', sub { s/^Kind: close-fund\n\KOutcome: postponed\n//mr }],
	['a founding member', 'circles/arles/meetings/2021-06-01.rec', 'present-not-member', sub { s/^Membre: basile\n//mr }],
	['a circle of an award', 'circles/network/meetings/2022-02-22.rec', 'fund-circle-not-eligible', sub { s/^Circle: metropole-lilloise\n//mr }],
	['minutes that others pay for', 'circles/metropole-lilloise/meetings/2024-04-11.rec', 'file-incomplete'],
	['minutes that were paid for once, and changed the rules', 'circles/network/meetings/2023-12-12.rec', 'file-incomplete'],
	['minutes that founded a circle', 'circles/douaisis-pevele/meetings/2022-09-20.rec', 'circle-not-founded'],
	['minutes that adopted an action', 'circles/arles/meetings/2024-07-02.rec', 'work-outside-programme'],
	['minutes cut behind a decision', 'circles/littoral/meetings/2024-04-25.rec', 'file-incomplete', sub { s/\n\nId: 4\n.*/\n/sr }],
	['the outcome of an action that closes', 'circles/network/meetings/2024-06-18.rec', 'action-not-empty', sub { s/^Kind: close-action\n\KOutcome: postponed\n//mr }],
);

# A rule that most break, where nothing is sealed yet: every place is listed with the first.
my @pending = (
	['the age of work', 'contribution-too-old', sub { s/^(Rule: contribution-age-days\nValue: )150/${1}15/mr }],
	['a pattern', 'pattern-mismatch', sub { s/^(Rule: pattern.evidence\nValue: evidence)/$1x/mr }],
	['the name of a rate', 'task-unknown', sub { s/^Rule: rate.animation/Rule: rate.anmation/mr }],
	['the record of a rate', 'task-unknown', sub { s/^Rule: rate.cuisine\n.*\n//mr }],
	['that modes may differ', 'mode-not-allowed', sub { s/^Rule: mode-override\n.*\n//mr }],
	['proxies', 'proxy-limit', sub { s/^Rule: proxies\n(?:.+\n)*//mr }],
);

sub try_pending {
	try_known(found(), map { [$_->[0], 'circles/network.rec', $_->[1], $_->[2]] } @pending);
	my $bytes = read_bytes('circles/network.rec');
	write_bytes('circles/network.rec', $bytes =~ s/^Rule: proxies\n(?:.+\n)*//mr);
	my $found = JSON::PP->new->decode(scalar qx($souci --lang en check --format json));
	my ($first) = grep { $_->{id} eq 'proxy-limit' } @$found;
	my %places = map { ("$_->{file}:$_->{line}" => [split /\n/, read_bytes($_->{file})]->[$_->{line} - 1]) } $first, @{$first->{alike}};
	result('every place of a rule that most break is listed',
		keys %places == 7 && 7 == grep({/^Proxy: /} values %places) && $first->{message} =~ /, and 6 more like it/,
		join "\n", $first->{message}, sort keys %places);
	write_bytes('circles/network.rec', $bytes);
}

sub try_known {
	my ($before, @slips) = @_;
	for (@slips) {
		my ($what, $path, $id, $change) = @$_;
		my $bytes = read_bytes($path);
		if ($change) {
			local $_ = $bytes;
			write_bytes($path, $change->());
		} else {
			unlink $path;
		}
		my @found = found_beside($before);
		result("one slip, one finding: $what", @found == 1 && $found[0] =~ /^\Q$id\E /, join "\n", @found);
		write_bytes($path, $bytes);
	}
}

sub hand_written {
	my @paths;
	find({no_chdir => 1, wanted => sub { push @paths, $_ if -f && /\.(rec|journal)$/ }}, 'circles', 'ledger');
	return [sort @paths];
}

system('cp', '-r', 'circles', 'ledger', $scratch) == 0 or die 'no copy of the example';
chdir $scratch or die $!;
mkdir '.git';
try_known(found(), @known);
try_apart(found(), @apart);
try_all('sealed', hand_written()) if $places;
unseal();
try_known(found(), @known_pending);
try_apart(found(), @apart_pending);
try_pending();
if ($places) {
	try_all('pending', hand_written());
	result("$slips_made slips, each told once", @told_twice == 0, join '', sort @told_twice);
}
chdir '/';
print "1..$tests_run\n";
