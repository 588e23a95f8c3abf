package dev.tend.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.service.RelationsCheck.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Circles and unknown names, over all services together. */
class RelationsCheckTest {

    private final Map<String, Relations> relations = new LinkedHashMap<>();

    private void after(String service, String... names) {
        relations.put(service, new Relations(List.of(names), List.of(), List.of(), List.of()));
    }

    private List<Fault> faults() {
        return RelationsCheck.faults(relations, relations.keySet());
    }

    @Test
    void findsNothingWrongWithALattice() {
        after("top", "left", "right");
        after("left", "base");
        after("right", "base");
        after("base");
        assertThat(faults()).isEmpty();
    }

    @Test
    void printsTheCircleAndNotWhatOnlyLeadsToIt() {
        after("first", "web");
        after("web", "db");
        after("db", "disk", "web");
        after("disk");
        assertThat(faults())
                .containsExactly(new Fault("web", "after", "a circle: web -> db -> web: remove one of them"));
    }

    @Test
    void aServiceThatWaitsForItselfIsACircle() {
        after("web", "web");
        assertThat(faults()).extracting(Fault::message).containsExactly("a circle: web -> web: remove one of them");
    }

    @Test
    void namesTheKeyThatEachOfACircleHasToMend() {
        after("web", "db");
        relations.put("db", new Relations(List.of(), List.of("web"), List.of(), List.of()));
        var circle = RelationsCheck.circles(relations).getFirst();
        assertThat(circle.fault("web", relations.get("web")).key()).isEqualTo("after");
        assertThat(circle.fault("db", relations.get("db")))
                .isEqualTo(new Fault("db", "requires", "a circle: db -> web -> db: remove one of them"));
    }

    @Test
    void tellsOfCirclesThatHaveNothingToDoWithEachOther() {
        after("a", "b");
        after("b", "a");
        after("c", "d", "a");
        after("d", "c");
        assertThat(RelationsCheck.circles(relations)).hasSize(2);
    }

    @Test
    void wantingEachOtherIsNoCircle() {
        relations.put("web", new Relations(List.of(), List.of(), List.of("db"), List.of()));
        relations.put("db", new Relations(List.of(), List.of(), List.of("web"), List.of()));
        assertThat(faults()).isEmpty();
    }

    @Test
    void refusesNamesThatNobodyHasUnderEveryKey() {
        relations.put("base", Relations.NONE);
        relations.put("web", new Relations(List.of("bose"), List.of("gone"), List.of("base", "x1"), List.of("y2")));
        assertThat(faults())
                .containsExactly(
                        new Fault("web", "after", "no service is called \"bose\": did you mean \"base\"?"),
                        new Fault("web", "requires", "no service is called \"gone\": add its file, or remove the name"),
                        new Fault("web", "wants", "no service is called \"x1\": add its file, or remove the name"),
                        new Fault("web", "conflicts", "no service is called \"y2\": add its file, or remove the name"));
    }

    @Test
    void refusesWhatConflictsWithItself() {
        relations.put("web", new Relations(List.of(), List.of(), List.of(), List.of("web")));
        assertThat(faults())
                .containsExactly(new Fault("web", "conflicts", "it conflicts with itself: remove the name"));
    }

    @Test
    void aChainOfThousandsNeedsNoMoreStackThanOneOfTwo() {
        int last = 5_000;
        for (int i = 0; i < last; i++) {
            after("s" + i, "s" + (i + 1));
        }
        after("s" + last);
        var order = Precedence.among(relations);
        assertThat(order.circles()).isEmpty();
        for (int i = 0; i < last; i++) {
            assertThat(order.rank("s" + i)).isGreaterThan(order.rank("s" + (i + 1)));
        }

        after("s" + last, "s0");
        assertThat(faults()).extracting(Fault::message).allMatch(message -> message.contains("(5001 services)"));
        assertThat(faults()).hasSize(1);
    }

    @Test
    void everyOneOfThousandsThatLeadsBackCostsNoMoreThanALook() {
        after("s0");
        for (int i = 1; i < 5_000; i++) {
            after("s" + i, "s" + (i - 1));
        }
        after("s0", relations.keySet().toArray(String[]::new));
        assertThat(faults()).hasSize(1);
    }
}
