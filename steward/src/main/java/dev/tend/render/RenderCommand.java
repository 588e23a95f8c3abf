package dev.tend.render;

import dev.tend.consul.ConsulSettings;
import dev.tend.consul.ConsulSource;
import dev.tend.files.DirectorySource;
import dev.tend.files.FileSource;
import dev.tend.render.Outcome.Blocked;
import dev.tend.render.Outcome.Rendered;
import dev.tend.settings.Settings;
import dev.tend.settings.SettingsException;
import dev.tend.source.Changes;
import dev.tend.source.Source;
import dev.tend.source.Sources;
import dev.tend.template.data.Dependency;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Renders a template to standard output, with no keeper: {@code tend-steward render [--kv-dir DIR | --consul ADDRESS] [--token-file FILE]
 * [--watch] TEMPLATE}. It sees the environment and the files of the user who calls it.
 */
public final class RenderCommand implements Changes {

    /** EX_USAGE of sysexits.h. */
    private static final int USAGE = 64;

    private static final int REFUSED = 1;

    /** The longest wait for the first answers where it does not watch. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SYNTAX =
            "usage: tend-steward render [--kv-dir DIR | --consul ADDRESS] [--token-file FILE] [--watch] TEMPLATE";

    private final LinkedBlockingQueue<Set<Dependency<?>>> events = new LinkedBlockingQueue<>();
    private final StringBuilder settings = new StringBuilder();
    private final OutputStream out;
    private final Consumer<String> say;
    private Optional<Path> directory = Optional.empty();
    private Optional<Path> template = Optional.empty();
    private boolean watches;

    private RenderCommand(OutputStream out, Consumer<String> say) {
        this.out = out;
        this.say = say;
    }

    /** Carries out the command with the words after its name; returns its exit code. */
    public static int run(List<String> words, OutputStream out, Consumer<String> say) {
        var command = new RenderCommand(out, say);
        if (!command.parse(words)) {
            say.accept(SYNTAX);
            return USAGE;
        }
        try (var source = command.open()) {
            return command.render(source);
        } catch (NoSuchFileException missing) {
            say.accept("cannot render: " + missing.getMessage() + ": there is no such directory");
            return REFUSED;
        } catch (IOException | SettingsException unusable) {
            say.accept("cannot render: " + unusable.getMessage());
            return REFUSED;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return REFUSED;
        }
    }

    private boolean parse(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean takesValue = List.of("--kv-dir", "--consul", "--token-file").contains(word);
            if (takesValue && i + 1 == words.size()) {
                return false;
            }
            switch (word) {
                case "--watch" -> watches = true;
                case "--kv-dir" -> directory = Optional.of(Path.of(words.get(++i)));
                case "--consul" ->
                    settings.append("consul.address=").append(words.get(++i)).append('\n');
                case "--token-file" ->
                    settings.append("consul.token-file=").append(words.get(++i)).append('\n');
                default -> {
                    if (word.startsWith("-") || template.isPresent()) {
                        return false;
                    }
                    template = Optional.of(Path.of(word).toAbsolutePath());
                }
            }
        }
        return template.isPresent();
    }

    private Source open() throws IOException {
        var files = new FileSource(Set.of(), this);
        files.begin();
        return new Sources(files, catalogue());
    }

    private Optional<Source> catalogue() throws IOException {
        if (directory.isPresent()) {
            var source = new DirectorySource(directory.get(), this, say);
            source.begin();
            return Optional.of(source);
        }
        return ConsulSettings.of(Settings.parse(settings.toString())).map(where -> ConsulSource.of(where, this, say));
    }

    private int render(Source source) throws IOException, InterruptedException {
        var unit = new TemplateUnit(1, new Dependency.File(template.get().toString()), new GoEngine());
        var asIs = new ServiceTemplates(
                "",
                ServiceTemplates.Missing.BLOCK,
                List.of(),
                "",
                "",
                Duration.ZERO,
                Duration.ZERO,
                System.getenv(),
                true,
                "",
                List.of());
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            boolean changed = unit.evaluate(source, asIs, Instant.now());
            source.want(Set.copyOf(unit.used().keySet()));
            boolean mayCome = isUnanswered(unit, source) && Instant.now().isBefore(end);
            if (changed && !mayCome) {
                show(unit.outcome());
            }
            if (!watches && !mayCome) {
                return unit.outcome() instanceof Rendered ? 0 : REFUSED;
            }
            await(watches ? Duration.ofDays(1) : Duration.between(Instant.now(), end));
        }
    }

    private static boolean isUnanswered(TemplateUnit unit, Source source) {
        return unit.used().keySet().stream()
                .filter(dependency -> !(dependency instanceof Dependency.Variable))
                .anyMatch(dependency -> source.look(dependency).answer().isEmpty()
                        && source.condition(dependency).problem().isEmpty());
    }

    private void show(Outcome outcome) throws IOException {
        switch (outcome) {
            case Rendered output -> {
                out.write(output.text().toBytes());
                out.flush();
            }
            case Blocked(var needs) -> needs.forEach(need -> say.accept(line(need)));
        }
    }

    private String line(Need need) {
        if (need.need().equals(TemplateUnit.NO_ERROR)) {
            return need.why();
        }
        String where = template.get() + (need.line() == 0 ? "" : ":" + need.line() + ":" + need.column());
        return where + ": needs " + need.need() + (need.why().isEmpty() ? "" : ": " + need.why());
    }

    private void await(Duration patience) throws InterruptedException {
        events.poll(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
        events.clear();
    }

    @Override
    public void changed(Set<Dependency<?>> dependencies) {
        events.add(dependencies);
    }

    @Override
    public void troubled(Dependency<?> dependency) {
        events.add(Set.of(dependency));
    }
}
