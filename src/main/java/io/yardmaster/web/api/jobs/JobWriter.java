package io.yardmaster.web.api.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import io.yardmaster.engine.schedule.RunId;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobView;
import io.yardmaster.job.Past;
import io.yardmaster.job.Rules;
import io.yardmaster.job.Standing;
import io.yardmaster.job.attempt.Ending;
import io.yardmaster.job.attempt.Reason;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.BackoffJson;
import io.yardmaster.web.api.request.StoredJson;
import jakarta.inject.Provider;
import java.io.IOException;

/** Writes a job with exactly the fields of the contract; null where one is not built yet. */
final class JobWriter extends JsonSerializer<JobView> {
    private final Provider<Policies> policies;

    JobWriter(Provider<Policies> policies) {
        this.policies = policies;
    }

    @Override
    public void serialize(JobView view, JsonGenerator json, SerializerProvider provider) throws IOException {
        Rules policy = policies.get().of(view.job());
        json.writeStartObject();
        what(view, json);
        how(view, policy, json);
        when(view, json);
        run(view, json);
        history(view, policy, json);
        json.writeEndObject();
    }

    private static void what(JobView view, JsonGenerator json) throws IOException {
        Job job = view.job();
        Ending ending = view.standing().ending();
        json.writeStringField("id", job.id());
        json.writeStringField("queue", job.queue());
        json.writeStringField("type", job.type());
        raw("payload", job.payload(), json);
        raw("originalPayload", job.past().originalPayload(), json);
        json.writeStringField("state", view.state().word());
        if (view.unreadable() != null) {
            ending = new Ending(Reason.BAD_PAYLOAD, view.unreadable());
        }
        json.writeStringField("reason", ending == null ? null : ending.reason().word());
        json.writeStringField("reasonDetail", ending == null ? null : ending.detail());
    }

    private static void how(JobView view, Rules policy, JsonGenerator json) throws IOException {
        Job job = view.job();
        json.writeNumberField("priority", job.priority());
        json.writeNumberField("attempt", view.attempt());
        json.writeNumberField("maxAttempts", policy.maxAttempts());
        json.writeNumberField("lost", job.tally().lost());
        json.writePOJOField("backoff", BackoffJson.of(policy.backoff()));
        json.writePOJOField("timeoutMs", policy.timeoutMs());
        json.writePOJOField("hardTimeoutMs", policy.hardTimeoutMs());
        json.writeStringField(
                "uniqueKey",
                job.rules().unique() == null ? null : job.rules().unique().key());
        json.writeStringField("idempotencyKey", job.rules().idempotencyKey());
        json.writeStringField("group", job.rules().group());
        json.writeNumberField("cost", policy.cost());
        json.writePOJOField("tags", job.tags());
    }

    private static void when(JobView view, JsonGenerator json) throws IOException {
        Long planned = view.standing().plannedAt();
        boolean known = view.unreadable() == null; // a stand-in has no times of its own
        Long runAt =
                planned != null || !known ? planned : Long.valueOf(view.job().dueAt());
        json.writePOJOField("createdAt", At.of(known ? view.job().createdAt() : null));
        json.writePOJOField("runAt", At.of(runAt));
        json.writePOJOField("expiresAt", At.of(view.job().rules().expiresAt()));
        json.writePOJOField("startedAt", At.of(startedAt(view)));
        json.writePOJOField("finishedAt", At.of(view.standing().finishedAt()));
    }

    private static void run(JobView view, JsonGenerator json) throws IOException {
        Standing.Active active = view.standing() instanceof Standing.Active runs ? runs : null;
        json.writeStringField("worker", worker(view));
        json.writePOJOField("leaseUntil", At.of(active == null ? null : active.leaseUntil()));
        json.writeBooleanField("cancelRequested", view.isStopping());
        json.writePOJOField("progress", view.progress());
        raw("result", view.result(), json);
        json.writePOJOField("error", ErrorJson.of(view.error()));
    }

    private void history(JobView view, Rules policy, JsonGenerator json) throws IOException {
        json.writePOJOField(
                "nextRetries",
                policies.get().nextRetries(view, policy).stream().map(At::of).toList());
        json.writePOJOField(
                "attempts", view.attempts().stream().map(AttemptJson::of).toList());
        json.writeStringField("schedule", RunId.schedule(view.job().id()).orElse(null));
        Past.Member member = view.job().member();
        json.writeStringField("workflow", member == null ? null : member.workflow());
        json.writeStringField("sourceJobId", view.job().past().sourceJobId());
        json.writeNumberField("epoch", epoch(view));
    }

    private static String worker(JobView view) {
        if (view.standing().claim() != null) {
            return view.standing().claim().owner();
        }
        boolean ran = view.state().isFinal() && !view.attempts().isEmpty();
        return ran ? view.attempts().getLast().worker() : null;
    }

    private static Long startedAt(JobView view) {
        if (view.standing().claim() != null) {
            return view.standing().claim().startedAt();
        }
        return view.attempts().isEmpty()
                ? null
                : Long.valueOf(view.attempts().getLast().startedAt());
    }

    private static long epoch(JobView view) {
        if (view.standing().claim() != null) {
            return view.standing().claim().epoch();
        }
        return view.attempts().isEmpty() ? 0 : view.attempts().getLast().epoch();
    }

    private static void raw(String name, String text, JsonGenerator json) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(StoredJson.of(text));
    }

    private static void nulls(JsonGenerator json, String... names) throws IOException {
        for (String name : names) {
            json.writeNullField(name);
        }
    }
}
