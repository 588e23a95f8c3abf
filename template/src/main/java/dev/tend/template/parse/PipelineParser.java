package dev.tend.template.parse;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.GoString;
import java.util.ArrayList;
import java.util.List;

/** Parses what is in an action: pipelines, their commands, and the operands of these. */
final class PipelineParser {
    private final Tokens tokens;
    private final Scope scope;
    private final Parser parser;

    PipelineParser(Tokens tokens, Scope scope, Parser parser) {
        this.tokens = tokens;
        this.scope = scope;
        this.parser = parser;
    }

    /** The variables before {@code :=} or {@code =}. */
    private static final class Declarations {
        final List<Node.Variable> variables = new ArrayList<>();
        boolean assigns;
    }

    /** Parses a pipeline, and the token that ends it. */
    Node.Pipeline pipeline(String context, TokenType end) {
        parser.enter();
        int offset = tokens.peekNonSpace().offset();
        Declarations declarations = declarations(context);
        List<Node.Command> commands = commands(context, end);
        check(commands, context);
        parser.leave();
        return new Node.Pipeline(offset, declarations.variables, declarations.assigns, commands);
    }

    private Declarations declarations(String context) {
        Declarations declarations = new Declarations();
        while (tokens.peekNonSpace().is(TokenType.VARIABLE) && declaration(declarations, context)) {}
        return declarations;
    }

    /** Parses a variable that is declared or assigned; returns whether another one follows. */
    private boolean declaration(Declarations declarations, String context) {
        Token variable = tokens.next();
        // A blank behind a variable that is an argument ends that argument, so it has to be there again.
        Token behind = tokens.peek();
        Token next = tokens.peekNonSpace();
        if (next.is(TokenType.ASSIGN) || next.is(TokenType.DECLARE)) {
            declarations.assigns = next.is(TokenType.ASSIGN);
            tokens.nextNonSpace();
            declare(variable, declarations);
        } else if (next.is(TokenType.CHARACTER) && next.text().equals(GoString.of(","))) {
            tokens.nextNonSpace();
            declare(variable, declarations);
            checkSecond(declarations, context);
            return true;
        } else {
            if (behind.is(TokenType.SPACE)) {
                tokens.putBack(behind);
            }
            tokens.putBack(variable);
        }
        return false;
    }

    private void declare(Token variable, Declarations declarations) {
        declarations.variables.add(variable(variable));
        scope.declare(variable.text().utf8());
    }

    private void checkSecond(Declarations declarations, String context) {
        if (!context.equals("range") || declarations.variables.size() > 1) {
            throw parser.error("too many declarations in " + context);
        }
        switch (tokens.peekNonSpace().type()) {
            case VARIABLE, RIGHT_DELIMITER, RIGHT_PARENTHESIS -> {}
            default -> throw parser.error("range can only initialize variables");
        }
    }

    private List<Node.Command> commands(String context, TokenType end) {
        List<Node.Command> commands = new ArrayList<>();
        while (true) {
            Token token = tokens.nextNonSpace();
            if (token.is(end)) {
                return commands;
            }
            switch (token.type()) {
                case BOOL,
                        CHARACTER_CONSTANT,
                        COMPLEX,
                        DOT,
                        FIELD,
                        IDENTIFIER,
                        NUMBER,
                        NIL,
                        RAW_STRING,
                        STRING,
                        VARIABLE,
                        LEFT_PARENTHESIS -> {
                    tokens.putBack(token);
                    commands.add(command());
                }
                default -> throw parser.unexpected(token, context);
            }
        }
    }

    private void check(List<Node.Command> commands, String context) {
        if (commands.isEmpty()) {
            throw parser.error("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            if (commands.get(i).first() instanceof Node.Literal) {
                throw parser.error("non executable command in pipeline stage " + (i + 1));
            }
        }
    }

    /** Parses a command with the pipe behind it. What ends the pipeline is left. */
    private Node.Command command() {
        int offset = tokens.peekNonSpace().offset();
        List<Node.Operand> operands = new ArrayList<>();
        while (true) {
            Node.Operand operand = operand();
            if (operand != null) {
                operands.add(operand);
            }
            Token token = tokens.next();
            switch (token.type()) {
                case SPACE -> {
                    continue;
                }
                case RIGHT_DELIMITER, RIGHT_PARENTHESIS -> tokens.putBack(token);
                case PIPE -> {}
                default -> throw parser.unexpected(token, "operand");
            }
            if (operands.isEmpty()) {
                throw parser.error("empty command");
            }
            return new Node.Command(offset, operands);
        }
    }

    /** Parses a term and the fields behind it; returns null if there is no term. */
    private Node.Operand operand() {
        Node.Operand term = term();
        if (term == null || !tokens.peek().is(TokenType.FIELD)) {
            return term;
        }
        int offset = tokens.peek().offset();
        List<String> fields = new ArrayList<>();
        while (tokens.peek().is(TokenType.FIELD)) {
            fields.add(name(tokens.next()));
        }
        return switch (term) {
            case Node.Field field -> new Node.Field(offset, joined(field.names(), fields));
            case Node.Variable variable ->
                new Node.Variable(offset, variable.name(), joined(variable.fields(), fields));
            case Node.Literal literal ->
                throw parser.error("unexpected . after term "
                        + Quotes.quote(literal.text()).utf8());
            default -> new Node.Chain(offset, term, fields);
        };
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private Node.Operand term() {
        Token token = tokens.nextNonSpace();
        int offset = token.offset();
        return switch (token.type()) {
            case IDENTIFIER -> function(token);
            case DOT -> new Node.Dot(offset);
            case NIL -> new Node.Nil(offset);
            case VARIABLE -> usedVariable(token);
            case FIELD -> new Node.Field(offset, List.of(name(token)));
            case BOOL -> new Node.Bool(offset, token.text().equals(GoString.of("true")));
            case CHARACTER_CONSTANT, COMPLEX, NUMBER -> new Node.Number(offset, number(token));
            case LEFT_PARENTHESIS -> pipeline("parenthesized pipeline", TokenType.RIGHT_PARENTHESIS);
            case STRING, RAW_STRING -> new Node.Str(offset, token.text(), parser.unquote(token));
            default -> {
                tokens.putBack(token);
                yield null;
            }
        };
    }

    private Node.Identifier function(Token token) {
        String name = token.text().utf8();
        if (!parser.isFunction(name)) {
            throw parser.error("function " + Quotes.quote(name) + " not defined");
        }
        return new Node.Identifier(token.offset(), name);
    }

    private Node.Variable usedVariable(Token token) {
        Node.Variable variable = variable(token);
        if (!scope.isDeclared(variable.name())) {
            throw parser.error("undefined variable " + Quotes.quote(variable.name()));
        }
        return variable;
    }

    private static Node.Variable variable(Token token) {
        return new Node.Variable(token.offset(), token.text().utf8(), List.of());
    }

    /** Returns the name of a field without its dot. */
    private static String name(Token field) {
        return field.text().substring(1).utf8();
    }

    private NumberConstant number(Token token) {
        String text = token.text().utf8();
        try {
            return switch (token.type()) {
                case CHARACTER_CONSTANT -> NumberConstant.ofRune(text, Unquoter.character(token.text()));
                case COMPLEX -> NumberConstant.ofComplex(text, Numbers.parseComplex(text));
                default -> NumberConstant.ofNumber(text);
            };
        } catch (SyntaxException e) {
            throw parser.error(e.getMessage());
        }
    }
}
