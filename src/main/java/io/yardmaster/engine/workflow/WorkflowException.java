package io.yardmaster.engine.workflow;

import io.yardmaster.job.workflow.Tree;
import io.yardmaster.store.workflow.WorkflowStore.Added;

/** Something that is asked of a workflow cannot be. */
public final class WorkflowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why it cannot. */
    public enum Cause {
        /** There is no workflow of that id. */
        UNKNOWN,
        /** Not in its state, or another job has an id that it needs. */
        CONFLICT
    }

    private final Cause cause;

    private WorkflowException(Cause cause, String sentence) {
        super(sentence);
        this.cause = cause;
    }

    static WorkflowException unknown(String id) {
        return new WorkflowException(Cause.UNKNOWN, "there is no workflow " + id);
    }

    static WorkflowException conflict(String sentence) {
        return new WorkflowException(Cause.CONFLICT, sentence);
    }

    /** The answer to a wish to add so many jobs, when they may be. @throws WorkflowException when they may not */
    static Added unlessOk(String id, int more, Added answer) {
        String all = answer.detail();
        switch (answer.word()) {
            case "ok" -> {
                return answer;
            }
            case "unknown" -> throw unknown(id);
            case "ended" -> throw conflict("workflow " + id + " is " + all + ": nothing can be added");
            case "chain" -> throw conflict("the top of workflow " + id + " is no group: nothing can be added");
            case "group" ->
                throw conflict("the group at the top of workflow " + id + " has " + all + " members and can have "
                        + Tree.MOST_IN_GROUP + ": " + more + " cannot be added");
            case "late" ->
                throw conflict("jobs took more than a minute to be added to workflow " + id + ": repeat the call");
            default ->
                throw conflict("workflow " + id + " has " + all + " jobs and can have " + Tree.MOST_JOBS + ": " + more
                        + " cannot be added");
        }
    }

    public boolean is(Cause asked) {
        return cause == asked;
    }
}
