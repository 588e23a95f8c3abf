package dev.tend.schedule;

import dev.tend.schedule.ZoneRule.Summer;
import dev.tend.schedule.ZoneRule.YearDay;
import dev.tend.schedule.ZoneRule.YearDay.Kind;
import java.util.Optional;

/** Reads one rule: {@code STD offset [DST [offset] , begin [/time] , end [/time]]}, names of letters or between angles. */
final class ZoneRuleParser {

    private static final int HOUR = 3600;
    private static final int LONGEST = 100;

    /** In hours: a change may lie a week from the day it is named after, as tzfile(5) has it. */
    private static final int LATEST_TIME = 167;

    private static final int LARGEST_OFFSET = 24;
    private static final int USUAL_TIME = 2 * HOUR;

    private final String text;
    private int at;

    ZoneRuleParser(String text) {
        this.text = text;
    }

    ZoneRule rule() {
        if (text.length() > LONGEST) {
            throw wrong();
        }
        name();
        int standard = -time(LARGEST_OFFSET); // POSIX counts westwards
        Optional<Summer> summer = at < text.length() ? Optional.of(summer(standard)) : Optional.empty();
        if (at < text.length()) {
            throw wrong();
        }
        return new ZoneRule(standard, summer);
    }

    private Summer summer(int standard) {
        name();
        int offset = peek() == ',' ? standard + HOUR : -time(LARGEST_OFFSET);
        expect(',');
        YearDay begin = yearDay();
        expect(',');
        return new Summer(offset, begin, yearDay());
    }

    private YearDay yearDay() {
        return switch (peek()) {
            case 'M' -> {
                at++;
                int month = number(1, 12);
                expect('.');
                int week = number(1, 5);
                expect('.');
                int day = number(0, 6);
                yield new YearDay(Kind.WEEKDAY, month, week, day, timeOfChange());
            }
            case 'J' -> {
                at++;
                int day = number(1, 365);
                yield new YearDay(Kind.JULIAN, 0, 0, day, timeOfChange());
            }
            default -> {
                int day = number(0, 365);
                yield new YearDay(Kind.ZERO_BASED, 0, 0, day, timeOfChange());
            }
        };
    }

    private int timeOfChange() {
        if (peek() != '/') {
            return USUAL_TIME;
        }
        at++;
        return time(LATEST_TIME);
    }

    private void name() {
        int from = at;
        if (peek() == '<') {
            while (peek() != '>' && peek() != 0) {
                at++;
            }
            expect('>');
            return;
        }
        while (peek() >= 'A' && peek() <= 'Z' || peek() >= 'a' && peek() <= 'z') {
            at++;
        }
        if (at - from < 3) {
            throw wrong();
        }
    }

    /** {@code [+-]hh[:mm[:ss]]}, in seconds. */
    private int time(int mostHours) {
        int sign = peek() == '-' ? -1 : 1;
        at += peek() == '-' || peek() == '+' ? 1 : 0;
        int seconds = number(0, mostHours) * HOUR;
        for (int unit = 60; unit > 0 && peek() == ':'; unit /= 60) {
            at++;
            seconds += number(0, 59) * unit;
        }
        return sign * seconds;
    }

    private int number(int least, int most) {
        int number = 0;
        int from = at;
        while (peek() >= '0' && peek() <= '9' && at - from < 3) {
            number = number * 10 + peek() - '0';
            at++;
        }
        if (at == from || number < least || number > most) {
            throw wrong();
        }
        return number;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong();
        }
        at++;
    }

    /** 0 at the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private ZoneException wrong() {
        return new ZoneException(
                "has a rule for the time to come that cannot be read: " + ScheduleException.quoted(text));
    }
}
