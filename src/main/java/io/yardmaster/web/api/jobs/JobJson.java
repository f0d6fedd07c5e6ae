package io.yardmaster.web.api.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import io.yardmaster.job.JobView;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** Teaches the server's JSON how a job is written. */
@Singleton
class JobJson implements ObjectMapperCustomizer {
    private final Provider<Policies> policies;

    /** Asked for late: the handlers that the policies know are made with this JSON. */
    JobJson(Provider<Policies> policies) {
        this.policies = policies;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule().addSerializer(JobView.class, new JobWriter(policies)));
    }
}
