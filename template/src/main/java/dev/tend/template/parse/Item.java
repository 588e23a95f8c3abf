package dev.tend.template.parse;

/** A statement, or what ends a list of statements. */
sealed interface Item {
    record Whole(Node.Statement statement) implements Item {}

    record End(int offset) implements Item {
        @Override
        public String toString() {
            return "{{end}}";
        }
    }

    record Else(int offset) implements Item {
        @Override
        public String toString() {
            return "{{else}}";
        }
    }
}
