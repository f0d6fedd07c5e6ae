package io.yardmaster.job.workflow;

import io.yardmaster.job.NewJob;
import io.yardmaster.job.text.Trace;
import java.util.List;

/** The tree of a workflow: jobs, one after the other or side by side. */
public sealed interface Tree {
    /** How many chains, groups and chords may stand around a job. */
    int DEEPEST = 10;
    /** How many members a group or chain may have. */
    int MOST_IN_GROUP = 10_000;
    /** How many jobs a workflow may have, and as many chains, groups and chords. */
    int MOST_JOBS = 50_000;

    /** What becomes of what follows when this fails. */
    OnDead onDead();

    /** The same with another policy. */
    Tree onDead(OnDead changed);

    /** The same with all its jobs in a trace. */
    Tree trace(Trace trace);

    /** One job. */
    record Step(NewJob job, OnDead onDead) implements Tree {
        @Override
        public Tree onDead(OnDead changed) {
            return new Step(job, changed);
        }

        @Override
        public Tree trace(Trace trace) {
            return new Step(job.trace(trace), onDead);
        }
    }

    /** Each starts when the one before it is done, and finds its result. */
    record Chain(List<Tree> parts, OnDead onDead) implements Tree {
        public Chain {
            parts = List.copyOf(parts);
        }

        @Override
        public Tree onDead(OnDead changed) {
            return new Chain(parts, changed);
        }

        @Override
        public Tree trace(Trace trace) {
            return new Chain(parts.stream().map(part -> part.trace(trace)).toList(), onDead);
        }
    }

    /** All start at once; its results are a list in the same order. */
    record Group(List<Tree> parts, OnDead onDead) implements Tree {
        public Group {
            parts = List.copyOf(parts);
        }

        @Override
        public Tree onDead(OnDead changed) {
            return new Group(parts, changed);
        }

        @Override
        public Tree trace(Trace trace) {
            return new Group(parts.stream().map(part -> part.trace(trace)).toList(), onDead);
        }
    }

    static Tree job(NewJob job) {
        return new Step(job, OnDead.FAIL);
    }

    static Tree chain(List<Tree> parts) {
        return new Chain(parts, OnDead.FAIL);
    }

    static Tree group(List<Tree> parts) {
        return new Group(parts, OnDead.FAIL);
    }

    /** A group, and what runs with its results: the same as a chain of the two. */
    static Tree chord(List<Tree> parts, Tree then) {
        return chain(List.of(group(parts), then));
    }
}
