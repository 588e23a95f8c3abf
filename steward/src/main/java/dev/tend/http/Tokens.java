package dev.tend.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tend.http.Guard.Right;
import dev.tend.settings.SettingsException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of bearer tokens: {@code read TOKEN} or {@code full TOKEN} on each line. Tokens are compared by their
 * digests, all of them and in constant time, so that the time reveals nothing. The file is read again when it has
 * changed; if that fails, no token is valid.
 */
final class Tokens {

    private static final int SHORTEST = 16;
    private static final String SCHEME = "bearer ";

    private final Path file;
    private FileTime read = FileTime.fromMillis(Long.MIN_VALUE);
    private List<Token> tokens = List.of();

    /** @param digest in hexadecimal */
    private record Token(String digest, Right right) {}

    /** @throws SettingsException where the file cannot be used */
    Tokens(Path file) {
        this.file = file;
        current();
    }

    /** Returns the sender of these headers; one without any right where there is no valid token. */
    Caller caller(Headers headers) {
        String header = headers.first(HeaderNames.AUTHORIZATION).orElse("");
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Caller.ofToken(Right.NONE, "");
        }
        String digest = digest(header.substring(SCHEME.length()).strip());
        var right = Right.NONE;
        for (Token token : knownNow()) {
            if (isEqual(token.digest, digest) && token.right.compareTo(right) > 0) {
                right = token.right;
            }
        }
        return Caller.ofToken(right, digest);
    }

    private List<Token> knownNow() {
        try {
            return current();
        } catch (SettingsException unusable) {
            System.getLogger(Tokens.class.getName()).log(System.Logger.Level.WARNING, unusable.getMessage());
            return List.of();
        }
    }

    private synchronized List<Token> current() {
        try {
            var changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                tokens = parse();
                read = changed;
            }
            return tokens;
        } catch (IOException unreadable) {
            throw new SettingsException("http.token-file: cannot read " + file + ": " + reason(unreadable), unreadable);
        }
    }

    /** The messages of some exceptions are nothing but the path. */
    private static String reason(IOException unreadable) {
        return switch (unreadable) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            default -> unreadable.getMessage();
        };
    }

    private List<Token> parse() throws IOException {
        if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
            throw new SettingsException("http.token-file: every user may read " + file + ": chmod o-r");
        }
        var parsed = new ArrayList<Token>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                parsed.add(token(line.strip(), number));
            }
        }
        return parsed;
    }

    private Token token(String line, int number) {
        String[] words = line.split("\\s+", -1);
        var right =
                switch (words[0]) {
                    case "read" -> Right.READ;
                    case "full" -> Right.FULL;
                    default -> Right.NONE;
                };
        if (words.length != 2 || right == Right.NONE) {
            throw new SettingsException(file + ":" + number + ": write \"read TOKEN\" or \"full TOKEN\"");
        }
        if (words[1].length() < SHORTEST) {
            throw new SettingsException(file + ":" + number + ": the token is shorter than " + SHORTEST
                    + " characters: make one with \"openssl rand -hex 24\"");
        }
        return new Token(digest(words[1]), right);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    private static String digest(String token) {
        return Digests.sha256(token.getBytes(UTF_8));
    }
}
