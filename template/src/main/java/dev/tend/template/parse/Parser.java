package dev.tend.template.parse;

import dev.tend.template.fmt.Quotes;
import dev.tend.template.value.GoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Parses templates by Go's grammar. Each object parses one template: a source, or a definition in it. */
public final class Parser {
    /** The number of parentheses, branches and definitions that may be in each other. */
    public static final int MAX_DEPTH = 250;
    /** The largest source in bytes. */
    public static final int MAX_SOURCE = 16 * 1024 * 1024;

    private final Scope scope;
    private final Shared shared;
    private final Tokens tokens;
    /** The line of the action that is parsed, 0 outside of one. */
    private int actionLine;

    /** The state that the templates of a source share. */
    private static final class Shared {
        final Source source;
        final Lexer lexer;
        final Predicate<String> functions;
        final Definitions definitions = new Definitions();
        int depth;

        Shared(Source source, Lexer lexer, Predicate<String> functions) {
            this.source = source;
            this.lexer = lexer;
            this.functions = functions;
        }
    }

    private Parser(Shared shared) {
        this.shared = shared;
        this.tokens = new Tokens(shared.lexer);
        this.scope = new Scope();
    }

    /**
     * Returns the templates of a source by name: the source itself under its name, and those that it defines.
     *
     * @param functions whether there is a function of a name
     * @throws ParseException if the source is invalid
     */
    public static Map<GoString, Tree> parse(Source source, Delimiters delimiters, Predicate<String> functions) {
        if (source.text().length() > MAX_SOURCE) {
            throw new ParseException(source.name(), 1, "more than " + MAX_SOURCE + " bytes");
        }
        Shared shared = new Shared(source, new Lexer(source, delimiters, functions), functions);
        Parser parser = new Parser(shared);
        Node.Body body = parser.top();
        parser.define(GoString.of(source.name()), body);
        return shared.definitions.trees();
    }

    /** Parses a source to its end. Here alone, {@code define} is known. */
    private Node.Body top() {
        List<Node.Statement> statements = new ArrayList<>();
        int offset = tokens.peek().offset();
        while (!tokens.peek().is(TokenType.EOF)) {
            if (!definition()) {
                switch (item()) {
                    case Item.Whole(Node.Statement statement) -> statements.add(statement);
                    case Item end -> throw error("unexpected " + end);
                }
            }
        }
        return new Node.Body(offset, statements);
    }

    /** Parses {@code {{define "name"}}...{{end}}}, if that comes next. */
    private boolean definition() {
        if (!tokens.peek().is(TokenType.LEFT_DELIMITER)) {
            return false;
        }
        Token delimiter = tokens.next();
        Token keyword = tokens.nextNonSpace();
        if (!keyword.is(TokenType.DEFINE)) {
            tokens.putBack(keyword);
            tokens.putBack(delimiter);
            return false;
        }
        new Parser(shared).define();
        return true;
    }

    private void define() {
        Token token = tokens.nextNonSpace();
        if (!token.isString()) {
            throw unexpected(token, "define clause");
        }
        GoString name = unquote(token);
        expect(TokenType.RIGHT_DELIMITER, "define clause");
        define(name, enclosed("define clause"));
    }

    private void define(GoString name, Node.Body body) {
        if (!shared.definitions.add(new Tree(name, shared.source, body))) {
            throw error("template: multiple definition of template "
                    + Quotes.quote(name).utf8());
        }
    }

    /** Parses statements up to {@code end}. */
    private Node.Body enclosed(String context) {
        Items items = items();
        if (!(items.end() instanceof Item.End)) {
            throw error("unexpected " + items.end() + " in " + context);
        }
        return items.body();
    }

    private Items items() {
        enter();
        List<Node.Statement> statements = new ArrayList<>();
        int offset = tokens.peekNonSpace().offset();
        while (!tokens.peekNonSpace().is(TokenType.EOF)) {
            switch (item()) {
                case Item.Whole(Node.Statement statement) -> statements.add(statement);
                case Item end -> {
                    leave();
                    return new Items(new Node.Body(offset, statements), end);
                }
            }
        }
        throw error("unexpected EOF");
    }

    private Item item() {
        Token token = tokens.nextNonSpace();
        return switch (token.type()) {
            case TEXT -> new Item.Whole(new Node.Text(token.offset(), token.text()));
            case LEFT_DELIMITER -> {
                actionLine = token.line();
                Item action = action();
                actionLine = 0;
                yield action;
            }
            default -> throw unexpected(token, "input");
        };
    }

    private Item action() {
        Token token = tokens.nextNonSpace();
        return switch (token.type()) {
            case BLOCK -> new Item.Whole(block());
            case BREAK -> new Item.Whole(new Node.Break(jump(token, "{{break}}")));
            case CONTINUE -> new Item.Whole(new Node.Continue(jump(token, "{{continue}}")));
            case ELSE -> otherwise();
            case END -> new Item.End(expect(TokenType.RIGHT_DELIMITER, "end").offset());
            case IF -> new Item.Whole(branch(Node.Keyword.IF));
            case RANGE -> new Item.Whole(branch(Node.Keyword.RANGE));
            case TEMPLATE -> new Item.Whole(templateCall());
            case WITH -> new Item.Whole(branch(Node.Keyword.WITH));
            default -> {
                tokens.putBack(token);
                yield new Item.Whole(new Node.Action(token.offset(), pipeline("command")));
            }
        };
    }

    private int jump(Token token, String context) {
        Token next = tokens.nextNonSpace();
        if (!next.is(TokenType.RIGHT_DELIMITER)) {
            throw unexpected(next, context);
        }
        if (!scope.isInRange()) {
            throw error(context + " outside {{range}}");
        }
        return token.offset();
    }

    /** Parses what follows {@code else}. A keyword of a chain is left to whoever parses the branch. */
    private Item otherwise() {
        Token next = tokens.peekNonSpace();
        if (next.is(TokenType.IF) || next.is(TokenType.WITH)) {
            return new Item.Else(next.offset());
        }
        return new Item.Else(expect(TokenType.RIGHT_DELIMITER, "else").offset());
    }

    private Node.Branch branch(Node.Keyword keyword) {
        int outside = scope.mark();
        Node.Pipeline pipeline = pipeline(keyword.toString());
        boolean loop = keyword == Node.Keyword.RANGE;
        scope.enterRange(loop);
        Items items = items();
        scope.leaveRange(loop);
        Optional<Node.Body> otherwise =
                switch (items.end()) {
                    case Item.Else(int offset) -> Optional.of(elseBody(keyword, offset));
                    default -> Optional.empty();
                };
        scope.release(outside);
        return new Node.Branch(keyword, pipeline.offset(), pipeline, items.body(), otherwise);
    }

    /** Parses the statements after {@code else}. Those of {@code else if} and {@code else with} are one branch, with the same end. */
    private Node.Body elseBody(Node.Keyword keyword, int offset) {
        boolean chain = keyword == Node.Keyword.IF && tokens.peek().is(TokenType.IF)
                || keyword == Node.Keyword.WITH && tokens.peek().is(TokenType.WITH);
        if (chain) {
            tokens.next();
            enter();
            Node.Body body = new Node.Body(offset, List.of(branch(keyword)));
            leave();
            return body;
        }
        Items items = items();
        if (!(items.end() instanceof Item.End)) {
            throw error("expected end; found " + items.end());
        }
        return items.body();
    }

    private Node.TemplateCall block() {
        Token token = tokens.nextNonSpace();
        GoString name = templateName(token, "block clause");
        Node.Pipeline pipeline = pipeline("block clause");
        Parser parser = new Parser(shared);
        Items items = parser.items();
        if (!(items.end() instanceof Item.End)) {
            throw error("unexpected " + items.end() + " in block clause");
        }
        parser.define(name, items.body());
        return new Node.TemplateCall(token.offset(), name, Optional.of(pipeline));
    }

    private Node.TemplateCall templateCall() {
        Token token = tokens.nextNonSpace();
        GoString name = templateName(token, "template clause");
        Token next = tokens.nextNonSpace();
        if (next.is(TokenType.RIGHT_DELIMITER)) {
            return new Node.TemplateCall(token.offset(), name, Optional.empty());
        }
        tokens.putBack(next);
        return new Node.TemplateCall(token.offset(), name, Optional.of(pipeline("template clause")));
    }

    private GoString templateName(Token token, String context) {
        if (!token.isString()) {
            throw unexpected(token, context);
        }
        return unquote(token);
    }

    private Node.Pipeline pipeline(String context) {
        return new PipelineParser(tokens, scope, this).pipeline(context, TokenType.RIGHT_DELIMITER);
    }

    boolean isFunction(String name) {
        return shared.functions.test(name);
    }

    /** Goes one level deeper, if that is not too deep. */
    void enter() {
        if (++shared.depth > MAX_DEPTH) {
            throw error("nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    void leave() {
        shared.depth--;
    }

    GoString unquote(Token token) {
        try {
            return Unquoter.unquote(token.text());
        } catch (SyntaxException e) {
            throw error(e.getMessage());
        }
    }

    private Token expect(TokenType type, String context) {
        Token token = tokens.nextNonSpace();
        if (!token.is(type)) {
            throw unexpected(token, context);
        }
        return token;
    }

    ParseException unexpected(Token token, String context) {
        if (!token.is(TokenType.ERROR)) {
            return error("unexpected " + token + " in " + context);
        }
        String message = token.toString();
        if (actionLine == 0 || actionLine == token.line()) {
            return error(message);
        }
        String started = message.endsWith(" action") ? " started at " : " in action started at ";
        return error(message + started + shared.source.name() + ":" + actionLine);
    }

    ParseException error(String message) {
        return new ParseException(shared.source.name(), tokens.line(), message);
    }
}
