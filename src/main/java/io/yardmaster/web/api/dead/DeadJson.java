package io.yardmaster.web.api.dead;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.yardmaster.job.Job;
import io.yardmaster.job.JobView;
import io.yardmaster.web.api.jobs.ErrorJson;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.StoredJson;

/** A dead job as its list writes it. */
record DeadJson(
        String id, String type, @JsonRawValue String payload, ErrorJson error, int attempt, String reason, At diedAt) {
    static DeadJson of(JobView view) {
        Job job = view.job();
        return new DeadJson(
                job.id(),
                job.type(),
                StoredJson.of(job.payload()),
                ErrorJson.of(view.error()),
                view.attempt(),
                view.standing().ending() == null
                        ? null
                        : view.standing().ending().reason().word(),
                At.of(view.standing().finishedAt()));
    }
}
