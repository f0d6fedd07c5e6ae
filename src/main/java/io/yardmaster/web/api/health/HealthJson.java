package io.yardmaster.web.api.health;

import io.yardmaster.insight.health.HealthFact;
import io.yardmaster.web.api.request.At;

/** A fact as the API writes it. @param queue null for the store */
public record HealthJson(
        String queue, String code, String severity, String sentence, At since, Number value, Number limit) {
    static HealthJson of(HealthFact fact) {
        return new HealthJson(
                fact.queue(),
                fact.code().word(),
                fact.severity().word(),
                fact.sentence(),
                At.of(fact.since()),
                number(fact.value()),
                number(fact.limit()));
    }

    /** A whole number without a decimal point. */
    private static Number number(Double value) {
        if (value != null && value == Math.rint(value)) {
            return value.longValue();
        }
        return value;
    }
}
