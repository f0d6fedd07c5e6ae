package io.yardmaster.settings;

import io.yardmaster.engine.node.Settings.Pool;
import io.yardmaster.job.text.Name;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The grammar of {@code yardmaster.queues}: pools parted by commas, each {@code name:slots}, {@code a+b+c:slots} or
 * {@code *:slots}. A queue is named once, and the pool of all others at most once.
 */
final class PoolGrammar {
    static final String RULE = "must be pools parted by commas, each name:slots, a+b+c:slots or *:slots with"
            + " 1 to 10000 slots, every queue named once";

    private static final int LONGEST = 10_000;
    private static final String REST = "*";

    private final Set<String> seen = new HashSet<>();

    private PoolGrammar() {}

    /** The pools in their order. @throws IllegalArgumentException without a message when the text breaks the grammar */
    static List<Pool> parse(String text) {
        demand(text.length() <= LONGEST);
        PoolGrammar grammar = new PoolGrammar();
        List<Pool> pools = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            pools.add(grammar.pool(part.strip()));
        }
        return List.copyOf(pools);
    }

    private Pool pool(String text) {
        int colon = text.indexOf(':');
        demand(colon > 0);
        return new Pool(
                queues(text.substring(0, colon).strip()),
                slots(text.substring(colon + 1).strip()));
    }

    private List<String> queues(String text) {
        if (text.equals(REST)) {
            demand(seen.add(REST));
            return List.of();
        }
        List<String> names = List.of(text.split("\\+", -1));
        names.forEach(name -> demand(Name.isName(name) && seen.add(name)));
        return names;
    }

    private static int slots(String text) {
        demand(text.matches("[0-9]{1,5}"));
        int slots = Integer.parseInt(text);
        demand(slots >= 1 && slots <= 10_000);
        return slots;
    }

    private static void demand(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException();
        }
    }
}
