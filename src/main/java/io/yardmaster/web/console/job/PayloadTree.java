package io.yardmaster.web.console.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads JSON text into nodes for a page: order and doubles as they came, numbers digit for digit. */
public final class PayloadTree {
    /** Nodes shown at most; a reader of more wants the raw text. */
    static final int MOST_NODES = 1_000;

    /** Values shown of one object or array. */
    static final int MOST_CHILDREN = 100;

    private static final int OPEN_LEVELS = 2;
    private static final int DEEPEST_INDENT = 8;
    private static final int DEEPEST = 110;
    private static final int LONGEST_NUMBER = 70_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final JsonParser parser;
    private int nodes;
    private int depth;

    private PayloadTree(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * One value.
     *
     * @param key its name in the object around it; null in an array and at the top
     * @param kind object, array, string, number or word (true, false, null)
     * @param text the value of a leaf; of an object or array how much it holds, for example {@code 3 fields}
     * @param depth 0 at the top
     * @param hidden children that are not shown
     * @param children of an object or array, at most {@value #MOST_CHILDREN}, and {@value #MOST_NODES} in the whole tree
     */
    public record Node(String key, String kind, String text, int depth, int hidden, List<Node> children) {
        /** True for the levels that are open at first. */
        public boolean starts() {
            return depth < OPEN_LEVELS;
        }

        /** True down to where each level is drawn further to the right. */
        public boolean indents() {
            return depth < DEEPEST_INDENT;
        }

        /** True where there is something to open. */
        public boolean opens() {
            return !children.isEmpty();
        }
    }

    /** The tree of that text; empty when it is null or no JSON. */
    static Optional<Node> of(String json) {
        if (json == null) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            return Optional.of(new PayloadTree(parser).read(null));
        } catch (IOException | IllegalStateException notJson) {
            return Optional.empty();
        }
    }

    private Node read(String key) throws IOException {
        nodes++;
        if (parser.currentToken() == null) {
            throw new IllegalStateException("the text ends early");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> container(key, "object", "field");
            case START_ARRAY -> container(key, "array", "item");
            case VALUE_STRING -> leaf(key, "string");
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(key, "number");
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> leaf(key, "word");
            default -> throw new IllegalStateException("no value here");
        };
    }

    private Node leaf(String key, String kind) throws IOException {
        return new Node(key, kind, parser.getText(), depth, 0, List.of());
    }

    private Node container(String key, String kind, String noun) throws IOException {
        List<Node> children = new ArrayList<>();
        int count = 0;
        int level = depth++;
        JsonToken end = kind.equals("object") ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        while (parser.nextToken() != end) {
            count++;
            String name = nameOfChild();
            if (nodes < MOST_NODES && children.size() < MOST_CHILDREN) {
                children.add(read(name));
            } else {
                parser.skipChildren();
            }
        }
        depth = level;
        String text = count + " " + noun + (count == 1 ? "" : "s");
        return new Node(key, kind, text, level, count - children.size(), children);
    }

    private String nameOfChild() throws IOException {
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        String name = parser.currentName();
        parser.nextToken();
        return name;
    }
}
