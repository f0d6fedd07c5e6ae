package io.yardmaster.engine.handler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.yardmaster.job.Rules;
import io.yardmaster.job.attempt.JobError;
import io.yardmaster.job.attempt.Outcome;
import io.yardmaster.job.attempt.Reason;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** A handler, how its payload is read, and what it says about how its jobs run. */
public final class KnownHandler {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final JobHandler says;
    private final Handler<Object> handler;
    private final ObjectReader reader;
    private final Rules rules;

    @SuppressWarnings("unchecked") // the payload is read into the very type that the handler names
    KnownHandler(JobHandler says, Handler<?> handler, Class<?> beanClass) {
        this.says = says;
        this.handler = (Handler<Object>) handler;
        JavaType payload = JSON.constructType(payloadType(beanClass));
        this.reader = payload.hasRawClass(String.class) ? null : JSON.readerFor(payload);
        this.rules = info().rules().over(Rules.SERVER);
    }

    /** Reads the payload and runs one job. */
    public Outcome run(String payload, JobContext context) throws Exception {
        Object read;
        try {
            read = reader == null ? payload : reader.readValue(payload == null ? "{}" : payload);
        } catch (JsonProcessingException wrong) {
            return badPayload(PayloadFault.sentence(wrong));
        }
        if (read == null && reader != null) {
            return badPayload("payload: must not be null");
        }
        Outcome outcome = handler.run(read, context);
        return outcome == null ? Outcome.succeeded() : outcome;
    }

    /** Complete options for a job that says this much itself. */
    public Rules rules(Rules asked) {
        return asked.over(rules);
    }

    /** True when it computes, and so must not hold the carrier of a virtual thread. */
    public boolean isComputing() {
        return says.thread() == JobHandler.Threads.PLATFORM;
    }

    HandlerInfo info() {
        return new HandlerInfo(says.value(), says.description(), says.example(), says.maxAttempts(), says.timeoutMs());
    }

    private static Outcome badPayload(String message) {
        return new Outcome.Fatal(JobError.of("BadPayload", message), Reason.BAD_PAYLOAD);
    }

    private static Type payloadType(Class<?> beanClass) {
        for (Class<?> at = beanClass; at != null; at = at.getSuperclass()) {
            for (Type face : at.getGenericInterfaces()) {
                if (face instanceof ParameterizedType typed && typed.getRawType() == Handler.class) {
                    return typed.getActualTypeArguments()[0];
                }
            }
        }
        throw new IllegalStateException(beanClass.getName() + " must implement Handler with its payload type");
    }
}
