package dev.tend.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.data.Dependency;
import dev.tend.template.data.Scope;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchPlanTest {

    private static final Scope HERE = Scope.DEFAULT;

    private static Dependency<?> question(String text) {
        return text.endsWith("*")
                ? new Dependency.Keys(text.substring(0, text.length() - 1), HERE)
                : new Dependency.Key(text, HERE);
    }

    private static Set<Dependency<?>> questions(String... texts) {
        var all = new HashSet<Dependency<?>>();
        for (String text : texts) {
            all.add(question(text));
        }
        return all;
    }

    private static Set<String> plan(Set<Dependency<?>> questions, String... tooLarge) {
        var names = new HashSet<String>();
        for (var query : WatchPlan.of(questions, Set.of(tooLarge))) {
            names.add(
                    switch (query) {
                        case Query.Single single -> single.dependency().toString();
                        case Query.Tree tree ->
                            tree.prefix() + " x" + tree.dependencies().size();
                    });
        }
        return names;
    }

    @Test
    void asksForFewKeysOneByOne() {
        assertThat(plan(questions("a/1", "a/2", "b/1", "top")))
                .containsExactlyInAnyOrder("key(a/1)", "key(a/2)", "key(b/1)", "key(top)");
    }

    @Test
    void asksForADirectoryWithManyKeysAsAWhole() {
        assertThat(plan(questions("a/1", "a/2", "a/3", "a/b/4", "b/1"))).containsExactlyInAnyOrder("a/ x4", "key(b/1)");
    }

    @Test
    void asksForTheDirectoryAboveManyOthers() {
        var questions = new HashSet<Dependency<?>>();
        for (int i = 0; i < 1000; i++) {
            questions.add(question("app/" + i / 5 + "/" + i % 5));
        }
        assertThat(plan(questions)).containsExactly("app/ x1000");
    }

    @Test
    void neverAsksForEverything() {
        assertThat(plan(questions("1", "2", "3", "4", "5"))).hasSize(5);
    }

    @Test
    void letsKeysRideOnAListThatIsAskedForAnyway() {
        assertThat(plan(questions("a/*", "a/1"))).containsExactly("a/ x2");
        assertThat(plan(questions("a*", "a/1"))).hasSize(2);
    }

    @Test
    void asksForSmallerPartsWhereAWholeIsTooLarge() {
        assertThat(plan(questions("a/b/1", "a/b/2", "a/b/3", "a/b/4", "a/1"), "a/"))
                .containsExactlyInAnyOrder("a/b/ x4", "key(a/1)");
        assertThat(plan(questions("a/b/1", "a/b/2", "a/b/3", "a/b/4"), "a/", "a/b/"))
                .hasSize(4);
    }

    @Test
    void keepsScopesApart() {
        var questions = new HashSet<>(questions("a/1", "a/2"));
        questions.add(new Dependency.Key("a/3", Scope.of("dc2")));
        questions.add(new Dependency.Key("a/4", Scope.of("dc2")));
        assertThat(plan(questions)).hasSize(4);
    }

    @Test
    void survivesKeysOfSlashesOnly() {
        assertThat(plan(questions("/".repeat(100_000), "/".repeat(1000)))).hasSize(2);
    }
}
