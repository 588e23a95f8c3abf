package dev.tend.template.parse;

import java.util.ArrayDeque;
import java.util.Deque;

/** The tokens that one template of a source is parsed from; some of them can be put back. */
final class Tokens {
    private final Lexer lexer;
    private final Deque<Token> returned = new ArrayDeque<>();
    /** The line of the latest token that this template has taken from the lexer; errors name it. */
    private int line;

    Tokens(Lexer lexer) {
        this.lexer = lexer;
    }

    int line() {
        return line;
    }

    Token next() {
        if (!returned.isEmpty()) {
            return returned.pop();
        }
        Token token = lexer.next();
        line = token.line();
        return token;
    }

    void putBack(Token token) {
        returned.push(token);
    }

    Token peek() {
        Token token = next();
        putBack(token);
        return token;
    }

    Token nextNonSpace() {
        Token token = next();
        while (token.is(TokenType.SPACE)) {
            token = next();
        }
        return token;
    }

    /** Returns the next token that is no space, which then is the next one. */
    Token peekNonSpace() {
        Token token = nextNonSpace();
        putBack(token);
        return token;
    }
}
