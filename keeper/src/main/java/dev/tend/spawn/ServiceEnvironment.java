package dev.tend.spawn;

import dev.tend.kernel.Errno;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.path.Account;
import dev.tend.service.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts together what a program finds in its environment: a fresh one or the keeper's, then the environment files, then the
 * service's own variables, then Tend's.
 */
public final class ServiceEnvironment {

    /** The PATH of a service that neither sets nor inherits one. */
    public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** An environment file has no more bytes. */
    public static final int FILE_LIMIT = 256 << 10;

    private static final List<String> HANDED_DOWN = List.of("TZ", "LANG");

    private final Map<String, String> variables = new LinkedHashMap<>();

    private ServiceEnvironment() {}

    /**
     * @param keepers the keeper's own environment, as {@code NAME=value}
     * @param account whose HOME and SHELL it is
     * @throws KernelException where an environment file can't be read or a variable can't be set
     */
    static ServiceEnvironment of(
            Environment environment,
            List<String> keepers,
            Optional<Account> account,
            Map<String, String> extra,
            Files files) {
        ServiceEnvironment result = new ServiceEnvironment();
        if (environment.inherit()) {
            result.inherit(keepers);
        } else {
            result.startFresh(keepers, account);
        }
        for (Environment.EnvFile file : environment.files()) {
            result.read(file, files);
        }
        environment.variables().forEach(result.variables::put);
        result.variables.putAll(extra);
        result.check();
        return result;
    }

    private void inherit(List<String> keepers) {
        for (String entry : keepers) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
    }

    private void startFresh(List<String> keepers, Optional<Account> account) {
        variables.put("PATH", PATH);
        variables.put("HOME", account.map(Account::home).orElse("/"));
        account.ifPresent(known -> {
            variables.put("USER", known.name());
            variables.put("LOGNAME", known.name());
        });
        variables.put("SHELL", account.map(Account::shell).orElse("/bin/sh"));
        for (String entry : keepers) {
            int equals = entry.indexOf('=');
            if (equals > 0 && HANDED_DOWN.contains(entry.substring(0, equals))) {
                variables.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
    }

    private void read(Environment.EnvFile file, Files files) {
        Optional<String> text = text(file, files);
        text.ifPresent(found -> EnvFile.parse(file.path(), found, variables));
    }

    private static Optional<String> text(Environment.EnvFile file, Files files) {
        String path = file.path();
        boolean optional = file.optional();
        try {
            return Optional.of(files.read(path, FILE_LIMIT));
        } catch (KernelException problem) {
            if (optional && problem.errno() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw new KernelException("cannot read env-file " + path, problem.errno());
        }
    }

    private void check() {
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            String name = variable.getKey();
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
                throw new KernelException("cannot set a variable named \"" + name + "\"");
            }
            if (variable.getValue().indexOf('\0') >= 0) {
                throw new KernelException("cannot set variable " + name + ": its value has a NUL byte");
            }
        }
    }

    /** Returns the directories in which a program without a slash in its name is looked for. */
    String path() {
        return variables.getOrDefault("PATH", PATH);
    }

    /** Returns the variables as {@code execve} takes them. */
    List<String> strings() {
        List<String> strings = new ArrayList<>(variables.size());
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            strings.add(variable.getKey() + "=" + variable.getValue());
        }
        return strings;
    }
}
