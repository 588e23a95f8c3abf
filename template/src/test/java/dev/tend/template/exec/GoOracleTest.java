package dev.tend.template.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.template.exec.GoOracle.Case;
import dev.tend.template.exec.GoOracle.Outcome;
import dev.tend.template.parse.Delimiters;
import dev.tend.template.parse.ParseException;
import dev.tend.template.parse.Parser;
import dev.tend.template.parse.Source;
import dev.tend.template.value.GoMap;
import dev.tend.template.value.GoString;
import dev.tend.template.value.GoStringBuilder;
import dev.tend.template.value.GoType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Evaluates random templates here and with Go: canonical text, output and errors have to be the same. */
class GoOracleTest {
    /** Uses that can make something else of an address: its length, its characters, its order. */
    private static final Pattern ADDRESS_USE =
            Pattern.compile("(\\b(len|index|slice|eq|ne|lt|le|gt|ge|printf)\\b|:=)[^{}]*\\b(each|pairs|loop|pair)\\b");

    /** A function or a pointer in the data. */
    private static final Pattern ADDRESS_WORD = Pattern.compile("\\b[Fp]\\b");

    /** Go prints addresses of functions, channels and pointers, which differ each time; here there is one for all. */
    private static final Pattern ADDRESS = Pattern.compile("0[xX][0-9a-fA-F]{6,}|" + 0xc000000000L);

    /** Errors are the least frequent mode, since they end most templates early. */
    private static final List<MissingKey> MODES =
            List.of(MissingKey.INVALID, MissingKey.INVALID, MissingKey.ZERO, MissingKey.ZERO, MissingKey.ERROR);

    @Test
    void isAsGo() throws IOException, InterruptedException {
        compare(1, 500);
    }

    @Tag("long")
    @Test
    void isAsGoOften() throws IOException, InterruptedException {
        compare(Long.getLong("oracle.seed", new Random().nextLong()), Integer.getInteger("oracle.count", 20_000));
    }

    /** The tables of the other tests are right. */
    @Test
    void tablesAreAsGo() throws IOException, InterruptedException {
        GoOracle.assumePresent();
        List<String[]> rows = new ArrayList<>(List.of(TemplateTest.TEXTS));
        rows.addAll(List.of(TemplateTest.ERRORS));
        List<Outcome> outcomes = GoOracle.evaluate(rows.stream()
                .map(row -> new Case(GoString.of(row[0]), "", "", MissingKey.INVALID, Samples.data()))
                .toList());
        for (int i = 0; i < rows.size(); i++) {
            String expected = i < TemplateTest.TEXTS.length ? rows.get(i)[1] : "template: t:1:" + rows.get(i)[1];
            String error = outcomes.get(i).error();
            assertThat(error.isEmpty() ? outcomes.get(i).output().utf8() : error)
                    .as(rows.get(i)[0])
                    .isEqualTo(expected);
        }
    }

    @Test
    void literalsAreAsGo() throws IOException, InterruptedException {
        RandomLiteral literals = new RandomLiteral(new Random(1));
        compare(Stream.generate(literals::next)
                .limit(3_000)
                .map(literal ->
                        new Case(GoString.of("{{printf `%T %v` " + literal + "}}"), "", "", MissingKey.ZERO, null))
                .toList());
    }

    @Test
    void formatsAreAsGo() throws IOException, InterruptedException {
        compare(formats(1, 3_000));
    }

    @Tag("long")
    @Test
    void formatsAreAsGoOften() throws IOException, InterruptedException {
        long seed = Long.getLong("oracle.seed", new Random().nextLong());
        System.out.println("GoOracleTest: formats with seed " + seed);
        compare(formats(seed, 50_000));
    }

    private static List<Case> formats(long seed, int count) {
        RandomFormat formats = new RandomFormat(seed);
        RandomData values = new RandomData(seed);
        return Stream.generate(() -> {
                    GoMap data = GoMap.of(GoType.OBJECT);
                    data.put("f", GoString.of(formats.next()));
                    data.put("a", values.next());
                    data.put("b", values.next());
                    return new Case(GoString.of("{{printf .f .a .b}}"), "", "", MissingKey.ZERO, data);
                })
                .filter(each -> !ADDRESS_WORD.matcher(DataWords.of(each.data())).find())
                .limit(count)
                .toList();
    }

    private static void compare(long seed, int count) throws IOException, InterruptedException {
        System.out.println("GoOracleTest: " + count + " templates with seed " + seed);
        int correct = compare(cases(seed, count));
        System.out.println("GoOracleTest: " + correct + " without an error");
        assertThat(correct).isGreaterThan(count / 4);
    }

    /** Returns how many of the cases have no error. */
    private static int compare(List<Case> cases) throws IOException, InterruptedException {
        GoOracle.assumePresent();
        List<Outcome> expected = GoOracle.evaluate(cases);
        assertThat(expected).hasSameSizeAs(cases);
        List<String> differences = new ArrayList<>();
        int correct = 0;
        int addresses = 0;
        for (int i = 0; i < cases.size(); i++) {
            Outcome outcome = evaluate(cases.get(i));
            correct += expected.get(i).error().isEmpty() ? 1 : 0;
            boolean differs = !outcome.equals(expected.get(i));
            if (differs && hasAddress(cases.get(i), expected.get(i), outcome)) {
                addresses++;
            } else if (differs) {
                differences.add(describe(cases.get(i), expected.get(i), outcome));
            }
        }
        System.out.println("GoOracleTest: " + addresses + " differ by an address");
        differences.stream().limit(20).forEach(System.out::println);
        assertThat(differences.size())
                .as("differences, of which the first are above")
                .isZero();
        assertThat(addresses).isLessThanOrEqualTo(cases.size() / 50);
        return correct;
    }

    private static boolean hasAddress(Case given, Outcome expected, Outcome outcome) {
        return ADDRESS_USE.matcher(given.source().utf8()).find()
                || ADDRESS_WORD.matcher(DataWords.of(given.data())).find()
                || ADDRESS.matcher(expected.output().utf8()
                                + expected.error()
                                + outcome.output().utf8())
                        .find();
    }

    private static String describe(Case given, Outcome expected, Outcome outcome) {
        String canonical = outcome.canonical().equals(expected.canonical())
                ? ""
                : "\n  go:   " + expected.canonical() + "\n  here: " + outcome.canonical();
        return "\n" + given.source() + "\n  with " + DataWords.of(given.data()) + " missingkey=" + given.missingKey()
                + canonical + "\n  go:   " + expected.output() + " " + expected.error() + "\n  here: "
                + outcome.output() + " " + outcome.error();
    }

    private static List<Case> cases(long seed, int count) {
        RandomTemplate templates = new RandomTemplate(seed);
        RandomData data = new RandomData(seed);
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MissingKey missingKey = MODES.get(random.nextInt(MODES.size()));
            String source = templates.next();
            boolean other = random.nextInt(20) == 0;
            cases.add(
                    other
                            ? new Case(
                                    GoString.of(source.replace("{{", "<%").replace("}}", "#>")),
                                    "<%",
                                    "#>",
                                    missingKey,
                                    data.next())
                            : new Case(GoString.of(source), "", "", missingKey, data.next()));
        }
        return cases;
    }

    private static Outcome evaluate(Case given) {
        Delimiters delimiters = Delimiters.of(given.left(), given.right());
        GoStringBuilder canonical = new GoStringBuilder();
        GoStringBuilder output = new GoStringBuilder();
        String error = "";
        try {
            Parser.parse(
                            new Source("t", given.source()),
                            delimiters,
                            name -> Builtins.contains(name) || Samples.FUNCTIONS.containsKey(name))
                    .values()
                    .stream()
                    .sorted((a, b) -> a.name().compareTo(b.name()))
                    .forEach(tree -> {
                        tree.body().print(canonical.append(tree.name()).append("="));
                        canonical.append("\n");
                    });
            Template.parse("t", given.source(), delimiters, Samples.FUNCTIONS::containsKey)
                    .evaluate(given.data(), Samples.FUNCTIONS, given.missingKey(), Limits.DEFAULT, output);
        } catch (ParseException | TemplateException e) {
            error = e.getMessage();
        }
        return new Outcome(canonical.toGoString(), output.toGoString(), error);
    }
}
