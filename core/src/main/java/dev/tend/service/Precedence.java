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
 * Who comes before whom, among services that wait for each other: an order in which each stands after all that it waits for,
 * and the circles, in which nobody could ever be the first. It takes as long as there are services and relations, and no more
 * stack for a chain of thousands than for one of two. Names that nobody has are passed over.
 */
public final class Precedence {

    private final Map<String, Integer> ranks;
    private final List<List<String>> circles;

    private Precedence(Walk walk) {
        ranks = walk.ranks;
        circles = List.copyOf(walk.circles);
    }

    /** @param before for each service, what it waits for; whom equals are told in order is the map's */
    public static Precedence of(Map<String, ? extends Iterable<String>> before) {
        return new Precedence(new Walk(before));
    }

    /** The same for what the relations say. */
    public static Precedence among(Map<String, Relations> relations) {
        var before = new LinkedHashMap<String, Set<String>>();
        relations.forEach((name, relation) -> before.put(name, relation.before()));
        return of(before);
    }

    /** Where a service stands in the order; what it waits for has a lower rank. In a circle one of them does not. */
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

        /** Those between whom and the one looked at now is a way, and what of their own is still to be looked at. */
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
                var visit = way.getLast();
                if (visit.open().hasNext()) {
                    look(visit.open().next());
                } else {
                    leave(visit);
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

        private void leave(Visit visit) {
            way.removeLast();
            onTheWay.remove(visit.name());
            ranks.put(visit.name(), ranks.size());
        }

        /** The end of the way leads back into it. */
        private void close(String name) {
            var circle = new ArrayList<String>();
            var back = way.descendingIterator();
            String at;
            do {
                at = back.next().name();
                if (inCircles.contains(at)) {
                    return; // told of already, and what is left of it shows when that is mended
                }
                circle.add(at);
            } while (!at.equals(name));
            Collections.reverse(circle);
            inCircles.addAll(circle);
            circles.add(List.copyOf(circle));
        }
    }
}
