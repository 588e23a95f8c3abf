package dev.tend.command;

import dev.tend.kernel.KernelException;
import dev.tend.schedule.Zone;
import dev.tend.text.Durations;
import dev.tend.text.Timestamps;
import dev.tend.tool.ZoneFiles;
import java.util.OptionalLong;

/** The range that {@code --since} and {@code --until} ask for, and the zone in which times are read and shown. */
public final class TimeRange {

    public static final Option SINCE =
            Option.valued("since", "", "TIME", "start at TIME: 3:00, yesterday, \"2h ago\", \"2026-11-21 3:00\"");
    public static final Option UNTIL = Option.valued("until", "", "TIME", "end at TIME");
    public static final Option UTC = Option.flag("utc", "", "use UTC instead of the time zone of TZ or of the machine");

    private static final int DATE_LENGTH = 10;
    private static final int MINUTES_LENGTH = 16;

    private final Zone zone;
    private final long now;
    private final long since;
    private final long until;
    private final boolean limited;

    /** @param now in microseconds since 1970, as all times here */
    TimeRange(Zone zone, long now, String since, String until) {
        this.zone = zone;
        this.now = now;
        this.since = since.isEmpty() ? Long.MIN_VALUE : moment("since", since);
        this.until = until.isEmpty() ? Long.MAX_VALUE : moment("until", until);
        this.limited = !since.isEmpty() || !until.isEmpty();
        if (this.since > this.until) {
            throw Failure.usage("--since " + text(this.since) + " is after --until " + text(this.until));
        }
    }

    public static TimeRange of(Arguments arguments, Host host) {
        return new TimeRange(
                zone(arguments, host),
                host.wallTime(),
                arguments.value("since").orElse(""),
                arguments.value("until").orElse(""));
    }

    private static Zone zone(Arguments arguments, Host host) {
        if (arguments.has("utc")) {
            return Zone.UTC;
        }
        try {
            return new ZoneFiles(host.files()).local(host.variable("TZ"));
        } catch (KernelException none) {
            host.terminal().complain(none.getMessage() + ": times are in UTC");
            return Zone.UTC;
        }
    }

    /** Tells whether the range was asked for at all. */
    public boolean isLimited() {
        return limited;
    }

    public boolean contains(long micros) {
        return micros >= since && micros <= until;
    }

    /** Returns how many lines or events are shown: the number that was asked for, else all of a range. */
    public int count(Arguments arguments) {
        return limited && !arguments.has("lines") ? Count.MOST : Count.of(arguments);
    }

    /** Returns {@code 2026-11-21T08:09:07.123+01:00}, or with {@code Z} where that is UTC. Milliseconds are enough to read. */
    public String text(long micros) {
        return zone.textWithMillis(micros);
    }

    private long moment(String option, String text) {
        return parse(text.trim())
                .orElseThrow(
                        () -> Failure.usage(
                                "--" + option + " \"" + text
                                        + "\" is no time: write it as 3:00, yesterday, \"2h ago\", 2026-11-21 or \"2026-11-21 3:00\"; units are d, h, m and s"));
    }

    private OptionalLong parse(String text) {
        if (text.equals("now")) {
            return OptionalLong.of(now);
        }
        if (text.endsWith(" ago")) {
            var ago = Durations.parse(
                    text.substring(0, text.length() - " ago".length()).replace(" ", ""));
            return ago.isPresent() ? OptionalLong.of(now - ago.getAsLong()) : ago;
        }
        int blank = text.indexOf(' ');
        String first = blank < 0 ? text : text.substring(0, blank);
        if (first.length() > DATE_LENGTH && first.charAt(DATE_LENGTH) == 'T' && blank < 0) {
            return dated(first.substring(0, DATE_LENGTH), first.substring(DATE_LENGTH + 1));
        }
        if (blank >= 0) {
            return dated(first, text.substring(blank + 1).trim());
        }
        return text.indexOf(':') > 0 ? lastTime(text) : dated(first, "0:00");
    }

    /** The last time that clocks have shown this. */
    private OptionalLong lastTime(String clock) {
        var today = dated("today", clock);
        return today.isPresent() && today.getAsLong() > now ? dated("yesterday", clock) : today;
    }

    private OptionalLong dated(String date, String clock) {
        boolean utc = clock.endsWith("Z");
        var day = day(date);
        var time = timeOfDay(utc ? clock.substring(0, clock.length() - 1) : clock);
        if (day.isEmpty() || time.isEmpty()) {
            return OptionalLong.empty();
        }
        long shown = day.getAsLong() * Durations.DAY + time.getAsLong();
        return OptionalLong.of(utc ? shown : ofShown(shown));
    }

    /** The moment at which clocks of the zone show something; where they show it twice, the first. */
    private long ofShown(long shown) {
        long second = Math.floorDiv(shown, Durations.SECOND);
        int before = zone.offset(second - 86_400);
        int offset = zone.offset(second - before) == before ? before : zone.offset(second - zone.offset(second));
        return shown - offset * Durations.SECOND;
    }

    /** In days since 1970. */
    private OptionalLong day(String date) {
        long today = Math.floorDiv(
                now + zone.offset(Math.floorDiv(now, Durations.SECOND)) * Durations.SECOND, Durations.DAY);
        if (date.equals("today")) {
            return OptionalLong.of(today);
        }
        if (date.equals("yesterday")) {
            return OptionalLong.of(today - 1);
        }
        var moment = Timestamps.parse(date + "T00:00:00.000000Z");
        return moment.isPresent() ? OptionalLong.of(moment.getAsLong() / Durations.DAY) : moment;
    }

    /** Of {@code 3:00} and {@code 03:00:15.5}, in microseconds. */
    private static OptionalLong timeOfDay(String clock) {
        int colon = clock.indexOf(':');
        if (colon < 1 || colon > 2 || clock.length() > DATE_LENGTH + MINUTES_LENGTH) {
            return OptionalLong.empty();
        }
        String whole = (colon == 1 ? "0" : "") + clock;
        whole += whole.length() == 5 ? ":00" : "";
        whole += whole.length() == 8 ? "." : "";
        whole += "0".repeat(Math.max(0, 15 - whole.length()));
        return Timestamps.parse("1970-01-01T" + whole + "Z");
    }
}
