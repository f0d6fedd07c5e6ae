package io.yardmaster.handlers;

import io.yardmaster.api.JobContext;
import io.yardmaster.api.JobRequest;
import java.util.ArrayList;
import java.util.List;

/** A job's context that keeps what it was told. */
public record ToldContext(String jobId, int attempt, List<Integer> percents, List<String> lines) implements JobContext {
    public ToldContext(String jobId) {
        this(jobId, 1);
    }

    public ToldContext(String jobId, int attempt) {
        this(jobId, attempt, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public String queue() {
        return "q";
    }

    @Override
    public String type() {
        return "t";
    }

    @Override
    public long epoch() {
        return 1;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void progress(int percent, String message) {
        percents.add(percent);
    }

    @Override
    public void log(String message) {
        lines.add(message);
    }

    @Override
    public String enqueue(JobRequest request) {
        throw new UnsupportedOperationException("these handlers enqueue nothing");
    }
}
