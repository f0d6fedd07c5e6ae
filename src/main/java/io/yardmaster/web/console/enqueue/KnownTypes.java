package io.yardmaster.web.console.enqueue;

import io.yardmaster.engine.handler.HandlerRegistry;
import io.yardmaster.web.console.live.Scene;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The job types that some live worker knows, and which of them was meant by a name that none knows. */
public record KnownTypes(Collection<String> names) {
    private static final int LONGEST = 128;

    /** Types of this node and of every node that runs. */
    public static KnownTypes of(HandlerRegistry handlers, Scene scene) {
        Set<String> names = new TreeSet<>();
        handlers.all().forEach(info -> names.add(info.type()));
        scene.nodes().stream()
                .filter(node -> node.state().equals("running"))
                .forEach(node -> names.addAll(node.types()));
        return new KnownTypes(names);
    }

    public boolean has(String type) {
        return names.contains(type);
    }

    /** The name that differs least, at most in half of its letters; empty when none is near. */
    Optional<String> nearest(String type) {
        if (type.length() > LONGEST) {
            return Optional.empty();
        }
        return names.stream()
                .min(Comparator.comparingInt((String name) -> distance(name, type))
                        .thenComparing(name -> name))
                .filter(name -> distance(name, type) <= Math.max(name.length(), type.length()) / 2);
    }

    /** Levenshtein's distance: letters to add, take away or change. */
    static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[other.length()];
    }
}
