package io.yardmaster.web.api.health;

import io.yardmaster.insight.health.Why;
import io.yardmaster.web.api.request.At;

/** Why a job does not run, as the API writes it. */
public record WhyJson(String code, String sentence, At until, Long ahead, String by) {
    static WhyJson of(Why why) {
        return new WhyJson(why.code().word(), why.sentence(), At.of(why.until()), why.ahead(), why.by());
    }
}
