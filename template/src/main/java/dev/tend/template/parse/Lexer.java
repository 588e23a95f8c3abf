package dev.tend.template.parse;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.GoString;
import java.util.function.Predicate;

/** Reads the tokens of a template one after the other, with Go's rules. After an error, there is nothing more to read. */
final class Lexer {
    private static final GoString COMMENT = GoString.of("/*");
    private static final GoString COMMENT_END = GoString.of("*/");
    /** A trim marker is a minus and a blank. */
    private static final int MARKER_LENGTH = 2;
    /** A source with more tokens would take too much memory. */
    private static final int MAX_TOKENS = 500_000;

    private final Source source;
    private final GoString left;
    private final GoString right;
    /** The functions, since one of them may be named like a keyword. */
    private final Predicate<String> functions;

    private final Scanner scanner;
    private boolean inAction;
    private int count;
    private boolean failed;
    private int parentheses;

    Lexer(Source source, Delimiters delimiters, Predicate<String> functions) {
        this.source = source;
        this.left = delimiters.left();
        this.right = delimiters.right();
        this.functions = functions;
        this.scanner = new Scanner(source.text());
    }

    Token next() {
        if (failed) {
            return error("unclosed action");
        }
        if (++count > MAX_TOKENS) {
            return error("more than " + MAX_TOKENS + " tokens");
        }
        return inAction ? nextInAction() : nextOutside();
    }

    private Token nextOutside() {
        while (true) {
            int at = source.text().indexOf(left, scanner.offset);
            if (at < 0) {
                scanner.offset = source.text().length();
                return token(scanner.isPending() ? TokenType.TEXT : TokenType.EOF);
            }
            int end = hasLeftMarker(at + left.length()) ? scanner.trimmedEnd(at) : at;
            if (end > scanner.start) {
                return text(end, at);
            }
            scanner.skipTo(at);
            boolean trims = hasLeftMarker(at + left.length());
            int inside = at + left.length() + (trims ? MARKER_LENGTH : 0);
            if (!scanner.startsWith(COMMENT, inside)) {
                return leftDelimiter(inside);
            }
            Token error = skipComment(inside);
            if (error != null) {
                return error;
            }
        }
    }

    /** Returns the text up to an offset, and goes on from another, behind the blanks that are trimmed. */
    private Token text(int end, int next) {
        scanner.offset = end;
        Token token = token(TokenType.TEXT);
        scanner.skipTo(next);
        return token;
    }

    private Token leftDelimiter(int inside) {
        scanner.offset += left.length();
        Token token = token(TokenType.LEFT_DELIMITER);
        scanner.skipTo(inside);
        inAction = true;
        parentheses = 0;
        return token;
    }

    /** Skips a comment with its right delimiter and the space that it trims; returns an error, or null. */
    private Token skipComment(int from) {
        scanner.skipTo(from);
        int end = source.text().indexOf(COMMENT_END, from + COMMENT.length());
        if (end < 0) {
            return error("unclosed comment");
        }
        scanner.offset = end + COMMENT_END.length();
        if (!atRightDelimiter()) {
            return error("comment ends before closing delimiter");
        }
        boolean trims = atRightMarker(scanner.offset);
        int after = scanner.offset + (trims ? MARKER_LENGTH : 0) + right.length();
        scanner.skipTo(trims ? scanner.trimmedStart(after) : after);
        return null;
    }

    private Token nextInAction() {
        if (atRightDelimiter()) {
            return parentheses == 0 ? rightDelimiter() : error("unclosed left paren");
        }
        int rune = scanner.next();
        return switch (rune) {
            case Scanner.EOF -> error("unclosed action");
            case ' ', '\t', '\r', '\n' -> space();
            case '=' -> token(TokenType.ASSIGN);
            case ':' -> scanner.next() == '=' ? token(TokenType.DECLARE) : error("expected :=");
            case '|' -> token(TokenType.PIPE);
            case '"' -> quoted('"', TokenType.STRING, "unterminated quoted string");
            case '\'' -> quoted('\'', TokenType.CHARACTER_CONSTANT, "unterminated character constant");
            case '`' -> rawString();
            case '$' -> fieldOrVariable(TokenType.VARIABLE, TokenType.VARIABLE);
            case '.' ->
                scanner.isDigit() || scanner.isAtEnd() ? number() : fieldOrVariable(TokenType.FIELD, TokenType.DOT);
            case '+', '-' -> number();
            case '(' -> leftParenthesis();
            case ')' -> --parentheses < 0 ? error("unexpected right paren") : token(TokenType.RIGHT_PARENTHESIS);
            default -> wordOrNumber(rune);
        };
    }

    private Token wordOrNumber(int rune) {
        if (rune >= '0' && rune <= '9') {
            return number();
        } else if (Characters.isAlphanumeric(rune)) {
            return word();
        } else if (rune > ' ' && rune < 0x7f) {
            return token(TokenType.CHARACTER);
        }
        return error("unrecognized character in action: " + Characters.describe(rune));
    }

    private Token leftParenthesis() {
        parentheses++;
        return token(TokenType.LEFT_PARENTHESIS);
    }

    private Token rightDelimiter() {
        boolean trims = atRightMarker(scanner.offset);
        if (trims) {
            scanner.skipTo(scanner.offset + MARKER_LENGTH);
        }
        scanner.offset += right.length();
        Token token = token(TokenType.RIGHT_DELIMITER);
        if (trims) {
            scanner.skipTo(scanner.trimmedStart(scanner.offset));
        }
        inAction = false;
        return token;
    }

    /** Reads blanks, of which the last one may belong to a trim marker. */
    private Token space() {
        while (Characters.isSpace(scanner.peek())) {
            scanner.next();
        }
        if (atRightMarker(scanner.offset - 1)) {
            scanner.offset--;
            if (scanner.offset == scanner.start) {
                return rightDelimiter();
            }
        }
        return token(TokenType.SPACE);
    }

    private Token word() {
        int rune = scanner.skipAlphanumerics();
        if (!atTerminator()) {
            return error("bad character " + Characters.describe(rune));
        }
        String word = scanner.pending().utf8();
        TokenType type = TokenType.ofWord(word);
        boolean function = (type == TokenType.BREAK || type == TokenType.CONTINUE) && functions.test(word);
        return token(function ? TokenType.IDENTIFIER : type);
    }

    /** Reads what follows a dot or dollar, which may be nothing. */
    private Token fieldOrVariable(TokenType type, TokenType alone) {
        if (atTerminator()) {
            return token(alone);
        }
        int rune = scanner.skipAlphanumerics();
        return atTerminator() ? token(type) : error("bad character " + Characters.describe(rune));
    }

    /** Returns whether an identifier may end here. */
    private boolean atTerminator() {
        int rune = scanner.peek();
        return rune == Scanner.EOF
                || Characters.isSpace(rune)
                || ".,|:)(".indexOf(rune) >= 0
                || scanner.startsWith(right, scanner.offset);
    }

    private Token number() {
        scanner.offset = scanner.start;
        if (!scanner.number()) {
            return badNumber();
        }
        int sign = scanner.peek();
        if (sign != '+' && sign != '-') {
            return token(TokenType.NUMBER);
        }
        // A real and an imaginary part without blanks between them.
        return scanner.number() && scanner.last() == 'i' ? token(TokenType.COMPLEX) : badNumber();
    }

    private Token badNumber() {
        return error("bad number syntax: " + Quotes.quote(scanner.pending()).utf8());
    }

    /** Reads up to a quote. The parser checks the escapes in it. */
    private Token quoted(char quote, TokenType type, String unterminated) {
        while (true) {
            int rune = scanner.next();
            if (rune == quote) {
                return token(type);
            }
            if (rune == '\\') {
                rune = scanner.next();
            }
            if (rune == Scanner.EOF || rune == '\n') {
                return error(unterminated);
            }
        }
    }

    private Token rawString() {
        while (true) {
            int rune = scanner.next();
            if (rune == '`') {
                return token(TokenType.RAW_STRING);
            } else if (rune == Scanner.EOF) {
                return error("unterminated raw quoted string");
            }
        }
    }

    private boolean hasLeftMarker(int at) {
        return scanner.at(at) == '-' && Characters.isSpace(scanner.at(at + 1));
    }

    private boolean atRightDelimiter() {
        return atRightMarker(scanner.offset) || scanner.startsWith(right, scanner.offset);
    }

    /** Returns whether a trim marker and a right delimiter are at an offset. */
    private boolean atRightMarker(int at) {
        return Characters.isSpace(scanner.at(at))
                && scanner.at(at + 1) == '-'
                && scanner.startsWith(right, at + MARKER_LENGTH);
    }

    private Token token(TokenType type) {
        Token token = type == TokenType.EOF
                ? new Token(type, scanner.start, GoString.of("EOF"), source.line(scanner.start))
                : new Token(type, scanner.start, scanner.pending(), source.line(scanner.start));
        scanner.skipTo(scanner.offset);
        return token;
    }

    private Token error(String message) {
        failed = true;
        return new Token(TokenType.ERROR, scanner.start, GoString.of(message), source.line(scanner.start));
    }
}
