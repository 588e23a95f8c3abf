# Builds through ./tend, checks through ./check, and puts things where GNU's variables say.
#
#   make install prefix=/usr/local DESTDIR=
#   make install-faces faces='sv chpst'
#   make uninstall prefix=/usr/local

prefix = /usr/local
exec_prefix = $(prefix)
bindir = $(exec_prefix)/bin
sbindir = $(exec_prefix)/sbin
libexecdir = $(exec_prefix)/libexec
sysconfdir = /etc
datarootdir = $(prefix)/share
mandir = $(datarootdir)/man
man1dir = $(mandir)/man1
man5dir = $(mandir)/man5
bashcompletiondir = $(datarootdir)/bash-completion/completions
zshcompletiondir = $(datarootdir)/zsh/site-functions
stewarddir = $(prefix)/lib/tend/steward
systemdsystemunitdir = $(prefix)/lib/systemd/system

INSTALL = install
INSTALL_PROGRAM = $(INSTALL) -m 755
INSTALL_DATA = $(INSTALL) -m 644

# The names under which tend is another program. That program may be there as well, and often comes before or after sbindir in a
# search path by chance: so "install" puts links into a folder that is in nobody's, and only "install-faces" into sbindir.
faces = going sipid killproc process-manager runsvdir runsv sv svlogd chpst envdir envuidgid pgrphack setlock setuidgid softlimit
pages1 = tend tend-pidfile tend-process-manager going
pages5 = tend-service tend-template going
facesdir = $(libexecdir)/tend/faces

program = keeper/target/tend
# The version of pom.xml; its first one is the project's own.
version = $(shell sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)

all:
	./tend version >/dev/null

# With a Java of its own, for machines that have none.
steward:
	./tend version >/dev/null
	root=$(CURDIR) && . scripts/toolchain.sh && require_build_tools && run_maven package -Dmaven.test.skip=true -pl steward -am
	. scripts/toolchain.sh && require_jdk && scripts/steward.sh steward/target tend-steward-$(version).jar --runtime

check:
	./check

clean:
	rm -rf target compiler/target core/target keeper/target simulation/target steward/target acceptance/target bench/target

install: all
	$(INSTALL) -d $(DESTDIR)$(bindir) $(DESTDIR)$(facesdir) $(DESTDIR)$(man1dir) $(DESTDIR)$(man5dir)
	$(INSTALL) -d $(DESTDIR)$(bashcompletiondir) $(DESTDIR)$(zshcompletiondir) $(DESTDIR)$(systemdsystemunitdir)
	$(INSTALL) -d $(DESTDIR)$(sysconfdir)/tend.d
	# For a new installation: where there is a service, its logs stay as they are.
	test -n "$$(ls -A $(DESTDIR)$(sysconfdir)/tend.d)" || $(INSTALL_DATA) packaging/defaults $(DESTDIR)$(sysconfdir)/tend.d/.defaults
	# Renamed into place, for a running keeper's file cannot be written.
	$(INSTALL_PROGRAM) $(program) $(DESTDIR)$(bindir)/tend.new
	mv -f $(DESTDIR)$(bindir)/tend.new $(DESTDIR)$(bindir)/tend
	for face in $(faces); do ln -sf $(bindir)/tend $(DESTDIR)$(facesdir)/$$face || exit 1; done
	for page in $(pages1); do $(INSTALL_DATA) docs/man/$$page.1 $(DESTDIR)$(man1dir)/$$page.1 || exit 1; done
	for page in $(pages5); do $(INSTALL_DATA) docs/man/$$page.5 $(DESTDIR)$(man5dir)/$$page.5 || exit 1; done
	$(INSTALL_DATA) completions/tend.bash $(DESTDIR)$(bashcompletiondir)/tend
	$(INSTALL_DATA) completions/_tend $(DESTDIR)$(zshcompletiondir)/_tend
	sed 's|/usr/local/bin|$(bindir)|g' packaging/tend.service >$(DESTDIR)$(systemdsystemunitdir)/tend.service
	chmod 644 $(DESTDIR)$(systemdsystemunitdir)/tend.service

# The program of the steward is as large as a Java: it comes only where it is asked for. The jars keep their times, for what is noted
# down of a start holds for those very jars.
install-steward:
	test -x steward/target/tend-steward/runtime/bin/java || $(MAKE) steward
	$(INSTALL) -d $(DESTDIR)$(prefix)/lib/tend $(DESTDIR)$(man1dir)
	rm -rf $(DESTDIR)$(stewarddir)
	cp -R --preserve=mode,timestamps steward/target/tend-steward $(DESTDIR)$(stewarddir)
	$(INSTALL_DATA) docs/man/tend-steward.1 $(DESTDIR)$(man1dir)/tend-steward.1

# Takes the place of other programs: of those that come later in the search path, and of none that is in sbindir itself.
install-faces:
	$(INSTALL) -d $(DESTDIR)$(sbindir)
	for face in $(faces); do \
	    link=$(DESTDIR)$(sbindir)/$$face; \
	    if [ -e "$$link" ] && [ "$$(readlink "$$link")" != $(bindir)/tend ]; then \
	        echo "tend: $$link: is another program: remove it, or name the others: faces='...'" >&2; exit 1; \
	    fi; \
	    ln -sf $(bindir)/tend "$$link" || exit 1; \
	done

# The folder of services stays unless it is empty.
uninstall:
	for face in $(faces); do \
	    rm -f $(DESTDIR)$(facesdir)/$$face || exit 1; \
	    link=$(DESTDIR)$(sbindir)/$$face; \
	    [ "$$(readlink "$$link")" != $(bindir)/tend ] || rm -f "$$link" || exit 1; \
	done
	rm -f $(DESTDIR)$(bindir)/tend
	for page in $(pages1); do rm -f $(DESTDIR)$(man1dir)/$$page.1 || exit 1; done
	for page in $(pages5); do rm -f $(DESTDIR)$(man5dir)/$$page.5 || exit 1; done
	rm -f $(DESTDIR)$(bashcompletiondir)/tend $(DESTDIR)$(zshcompletiondir)/_tend
	rm -f $(DESTDIR)$(systemdsystemunitdir)/tend.service $(DESTDIR)$(man1dir)/tend-steward.1
	rm -rf $(DESTDIR)$(stewarddir)
	test "$$(ls -A $(DESTDIR)$(sysconfdir)/tend.d 2>/dev/null)" != .defaults || rm -f $(DESTDIR)$(sysconfdir)/tend.d/.defaults
	rmdir $(DESTDIR)$(sysconfdir)/tend.d $(DESTDIR)$(facesdir) $(DESTDIR)$(libexecdir)/tend 2>/dev/null || true

.PHONY: all check clean install install-faces install-steward steward uninstall
