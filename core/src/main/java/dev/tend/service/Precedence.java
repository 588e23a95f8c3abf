package dev.tend.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The start order of services that wait for each other: each comes after all that it waits for. It also finds the
 * circles, in which no service could ever be the first. The time is linear in the number of services and relations, and
 * the stack does not grow with the length of a chain. Unknown names are skipped.
 */
public final class Precedence {

    private final Map<String, Integer> ranks;
    private final List<List<String>> circles;

    private Precedence(Walk walk) {
        ranks = walk.ranks;
        circles = List.copyOf(walk.circles);
    }

    /** @param before for each service, those that it waits for; the order of the map decides between equals */
    public static Precedence of(Map<String, ? extends Iterable<String>> before) {
        return new Precedence(new Walk(before));
    }

    /** The same for what the relations say. */
    public static Precedence among(Map<String, Relations> relations) {
        var before = new LinkedHashMap<String, Set<String>>();
        relations.forEach((name, relation) -> before.put(name, relation.before()));
        return of(before);
    }

    /** Returns the rank of a service; those that it waits for have a lower rank. In a circle one of them does not. */
    public int rank(String name) {
        return ranks.getOrDefault(name, 0);
    }

    /** Circles, each from one of its services through what that waits for up to just before itself again; no service is in two. */
    public List<List<String>> circles() {
        return circles;
    }

    /** The search for the order; what it takes is gone when it is over. */
    private static final class Walk {

        private final Map<String, ? extends Iterable<String>> before;
        private final Map<String, Integer> ranks = new HashMap<>();
        private final List<List<String>> circles = new ArrayList<>();

        /**
         * The services on the path to the one looked at now, each with its relations that are still to be looked at.
         */
        private final Deque<Visit> way = new ArrayDeque<>();

        private final Set<String> onTheWay = new HashSet<>();
        private final Set<String> inCircles = new HashSet<>();

        private record Visit(String name, Iterator<String> open) {}

        Walk(Map<String, ? extends Iterable<String>> before) {
            this.before = before;
            before.keySet().forEach(this::visitAll);
        }

        private void visitAll(String first) {
            enter(first);
            while (!way.isEmpty()) {
                var check = way.getLast();
                if (check.open().hasNext()) {
                    look(check.open().next());
                } else {
                    leave(check);
                }
            }
        }

        private void look(String name) {
            if (onTheWay.contains(name)) {
                close(name);
            } else {
                enter(name);
            }
        }

        private void enter(String name) {
            var open = before.get(name);
            if (open != null && !ranks.containsKey(name)) {
                way.addLast(new Visit(name, open.iterator()));
                onTheWay.add(name);
            }
        }

        private void leave(Visit check) {
            way.removeLast();
            onTheWay.remove(check.name());
            ranks.put(check.name(), ranks.size());
        }

        /** The end of the way leads back into it. */
        private void close(String name) {
            var circle = new ArrayList<String>();
            var back = way.descendingIterator();
            String at;
            do {
                at = back.next().name();
                if (inCircles.contains(at)) {
                    return; // reported already; the rest shows when that is mended
                }
                circle.add(at);
            } while (!at.equals(name));
            Collections.reverse(circle);
            inCircles.addAll(circle);
            circles.add(List.copyOf(circle));
        }
    }
}
