package io.yardmaster.web.api.workflows;

import io.yardmaster.engine.queues.Routing;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.workflow.OnDead;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.web.api.jobs.NewJobReader;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.problem.BadInputException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the tree of a workflow, and notes what is wrong with it by pointer. */
final class TreeReader {
    static final Set<String> KINDS = Set.of("job", "chain", "group", "chord");
    private static final Set<String> NODE = Set.of("job", "chain", "group", "chord", "onDead");

    private final JsonReader in;
    private final Routing routing;
    private final Set<String> ids = new HashSet<>();
    private int depth;
    private int jobs;
    private int others;

    /** @param routing where jobs go that name no queue */
    TreeReader(JsonReader in, Routing routing) {
        this.in = in;
        this.routing = routing;
    }

    /** One node of the tree while its fields are read. */
    final class Node {
        private Tree tree;
        private OnDead onDead = OnDead.FAIL;
        private String kind;

        /** Reads a field that a node may have. */
        void member(String name) {
            if (name.equals("onDead")) {
                String word = in.string(text -> OnDead.of(text).isPresent(), "must be fail, continue or ignore");
                onDead = word == null ? onDead : OnDead.of(word).orElse(onDead);
                return;
            }
            if (kind != null) {
                in.fail("must not be there: a node is one of job, chain, group and chord");
                return;
            }
            kind = name;
            tree = switch (name) {
                case "job" -> step();
                case "chain" -> inside(() -> Tree.chain(list()));
                case "group" -> inside(() -> Tree.group(list()));
                default -> inside(TreeReader.this::chord);
            };
        }

        /** The tree; null when it is wrong, which is noted. */
        Tree tree() {
            if (kind == null) {
                in.note("", "must have one of job, chain, group and chord");
            }
            return tree == null ? null : tree.onDead(onDead);
        }
    }

    private Tree node() {
        Node node = new Node();
        return in.object(NODE, Set.of(), node::member) ? node.tree() : null;
    }

    private Tree step() {
        return step(NewJobReader.of(in));
    }

    private Tree step(NewJob job) {
        if (++jobs > Tree.MOST_JOBS) {
            throw new BadInputException("", "must hold at most " + Tree.MOST_JOBS + " jobs");
        }
        if (job != null && job.id() != null) {
            String queue = routing.queueOf(job);
            if (!ids.add(queue + " " + job.id())) {
                in.note("/id", "is there twice in queue " + queue);
            }
        }
        return job == null ? null : Tree.job(job);
    }

    private Tree inside(Supplier<Tree> read) {
        if (++others > Tree.MOST_JOBS) {
            throw new BadInputException("", "must hold at most " + Tree.MOST_JOBS + " chains, groups and chords");
        }
        if (depth == Tree.DEEPEST) {
            in.fail("is too deep: at most " + Tree.DEEPEST + " chains, groups and chords around a job");
            return null;
        }
        depth++;
        Tree tree = read.get();
        depth--;
        return tree;
    }

    private List<Tree> list() {
        List<Tree> parts = new ArrayList<>();
        int[] count = {0};
        in.array(() -> {
            if (++count[0] == Tree.MOST_IN_GROUP + 1) {
                in.fail("is one too many: at most " + Tree.MOST_IN_GROUP + " members");
            } else if (count[0] > Tree.MOST_IN_GROUP) {
                in.tokens().skip();
            } else {
                Tree part = node();
                if (part != null) {
                    parts.add(part);
                }
            }
        });
        return parts;
    }

    private Tree chord() {
        List<Tree> group = new ArrayList<>();
        Tree[] then = new Tree[1];
        boolean[] given = new boolean[2];
        Consumer<String> member = name -> {
            if (name.equals("group")) {
                given[0] = true;
                group.addAll(list());
            } else {
                given[1] = true;
                then[0] = jobOrNode();
            }
        };
        if (!in.object(Set.of("group", "then"), Set.of(), member)) {
            return null;
        }
        if (!given[0]) {
            in.note("/group", "is required");
        }
        if (!given[1]) {
            in.note("/then", "is required");
        }
        return then[0] == null ? null : Tree.chord(group, then[0]);
    }

    /** What a chord ends with: a node, or a job without one around it. */
    private Tree jobOrNode() {
        Node node = new Node();
        NewJob job = NewJobReader.or(in, NODE, node::member);
        return job != null ? step(job) : node.kind == null ? null : node.tree();
    }

    /** A callback: a job, with or without a node around it; null when it is wrong, which is noted. */
    NewJob callback() {
        NewJob[] inside = new NewJob[1];
        NewJob job = NewJobReader.or(in, Set.of("job"), name -> inside[0] = NewJobReader.of(in));
        return job == null ? inside[0] : job;
    }
}
