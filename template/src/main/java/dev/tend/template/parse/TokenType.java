package dev.tend.template.parse;

/** The types of tokens. Those from {@link #BLOCK} on are keywords. */
enum TokenType {
    ERROR,
    BOOL,
    /** A printable ASCII character that has no other type, such as a comma. */
    CHARACTER,
    CHARACTER_CONSTANT,
    COMPLEX,
    ASSIGN,
    DECLARE,
    EOF,
    /** A name with a dot before it. */
    FIELD,
    IDENTIFIER,
    LEFT_DELIMITER,
    LEFT_PARENTHESIS,
    /** A number, which may be imaginary. */
    NUMBER,
    PIPE,
    RAW_STRING,
    RIGHT_DELIMITER,
    RIGHT_PARENTHESIS,
    SPACE,
    STRING,
    TEXT,
    VARIABLE,
    BLOCK,
    BREAK,
    CONTINUE,
    DOT,
    DEFINE,
    ELSE,
    END,
    IF,
    NIL,
    RANGE,
    TEMPLATE,
    WITH;

    boolean isKeyword() {
        return compareTo(BLOCK) >= 0;
    }

    /** Returns the type of a word: that of a keyword, or {@link #IDENTIFIER}. */
    static TokenType ofWord(String word) {
        return switch (word) {
            case "true", "false" -> BOOL;
            case "block" -> BLOCK;
            case "break" -> BREAK;
            case "continue" -> CONTINUE;
            case "define" -> DEFINE;
            case "else" -> ELSE;
            case "end" -> END;
            case "if" -> IF;
            case "nil" -> NIL;
            case "range" -> RANGE;
            case "template" -> TEMPLATE;
            case "with" -> WITH;
            default -> IDENTIFIER;
        };
    }
}
