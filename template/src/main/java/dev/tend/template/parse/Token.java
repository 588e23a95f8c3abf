package dev.tend.template.parse;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.GoString;

/**
 * A token.
 *
 * @param offset where it begins in the source, in bytes
 * @param text its bytes; for {@link TokenType#ERROR}, the message
 * @param line the line where it begins, from 1 on
 */
record Token(TokenType type, int offset, GoString text, int line) {
    /** The number of characters of a token that a message shows. */
    private static final int SHOWN = 10;

    boolean is(TokenType wanted) {
        return type == wanted;
    }

    boolean isString() {
        return type == TokenType.STRING || type == TokenType.RAW_STRING;
    }

    /** Returns the token as messages show it. */
    @Override
    public String toString() {
        return switch (type) {
            case EOF -> "EOF";
            case ERROR -> text.utf8();
            default -> type.isKeyword() ? "<" + text.utf8() + ">" : quoted();
        };
    }

    private String quoted() {
        int end = 0;
        for (int i = 0; i < SHOWN && end < text.length(); i++) {
            end += text.runeLength(end);
        }
        // Go decides by bytes whether it shortens, and shortens by characters.
        return Quotes.quote(text.substring(0, text.length() > SHOWN ? end : text.length()))
                        .utf8()
                + (text.length() > SHOWN ? "..." : "");
    }
}
