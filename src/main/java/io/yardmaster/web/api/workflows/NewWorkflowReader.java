package io.yardmaster.web.api.workflows;

import io.yardmaster.engine.queues.Routing;
import io.yardmaster.job.NewJob;
import io.yardmaster.job.workflow.NewWorkflow;
import io.yardmaster.job.workflow.NewWorkflow.Callback;
import io.yardmaster.job.workflow.Tree;
import io.yardmaster.web.api.jobs.NewJobReader;
import io.yardmaster.web.api.request.JsonReader;
import io.yardmaster.web.problem.BadInputException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a workflow that a caller asks for, and jobs that are added to one. */
final class NewWorkflowReader {
    private static final int MOST_ADDED = 10_000;
    private static final Set<String> KNOWN =
            Set.of("job", "chain", "group", "chord", "onDead", "description", "onComplete", "onSuccess", "onDeath");

    private NewWorkflowReader() {}

    /** @param routing where jobs go that name no queue @throws BadInputException with all that is wrong */
    static NewWorkflow of(CharBuffer text, Routing routing) {
        JsonReader in = new JsonReader(text);
        return in.whole(() -> read(in, new TreeReader(in, routing)));
    }

    private static NewWorkflow read(JsonReader in, TreeReader trees) {
        TreeReader.Node top = trees.new Node();
        String[] description = new String[1];
        Map<Callback, NewJob> callbacks = new EnumMap<>(Callback.class);
        boolean object = in.object(KNOWN, Set.of(), name -> {
            if (name.equals("description")) {
                description[0] = in.string(
                        text -> text.length() <= NewWorkflow.LONGEST_DESCRIPTION,
                        "must be a string of at most " + NewWorkflow.LONGEST_DESCRIPTION + " characters");
            } else if (!callback(name, trees, callbacks)) {
                top.member(name);
            }
        });
        Tree tree = object ? top.tree() : null;
        return tree == null ? null : new NewWorkflow(tree, description[0], callbacks);
    }

    private static boolean callback(String name, TreeReader trees, Map<Callback, NewJob> callbacks) {
        for (Callback when : Callback.values()) {
            if (when.field().equals(name)) {
                NewJob job = trees.callback();
                if (job != null) {
                    callbacks.put(when, job.id(null, null));
                }
                return true;
            }
        }
        return false;
    }

    /** The jobs that are added to a workflow. @throws BadInputException with all that is wrong */
    static List<NewJob> added(CharBuffer text) {
        JsonReader in = new JsonReader(text);
        return in.whole(() -> {
            List<NewJob> jobs = new ArrayList<>();
            boolean[] given = new boolean[1];
            in.object(Set.of("jobs"), Set.of(), name -> {
                given[0] = true;
                in.array(() -> {
                    if (jobs.size() == MOST_ADDED) {
                        throw new BadInputException("/jobs", "must hold at most " + MOST_ADDED + " jobs");
                    }
                    jobs.add(NewJobReader.of(in));
                });
            });
            if (!given[0] && !in.isWrong()) {
                in.note("/jobs", "is required");
            }
            return jobs;
        });
    }
}
