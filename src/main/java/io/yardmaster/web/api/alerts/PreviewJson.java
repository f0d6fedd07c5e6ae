package io.yardmaster.web.api.alerts;

import io.yardmaster.insight.alert.RulePreview.Findings;
import io.yardmaster.insight.alert.RulePreview.Fired;
import io.yardmaster.insight.alert.RulePreview.Look;
import io.yardmaster.web.api.request.At;
import java.util.List;

/** What a rule would have found in the last day. @param note what is left out; null when nothing is */
record PreviewJson(List<PointJson> points, List<FiredJson> wouldFire, String note) {
    /** A look. @param queue the worst one; null without data */
    record PointJson(At at, Number value, String queue) {
        static PointJson of(Look look) {
            return new PointJson(At.of(look.at()), AlertRuleJson.number(look.value()), look.queue());
        }
    }

    record FiredJson(At from, At to, String queue) {
        static FiredJson of(Fired fired) {
            return new FiredJson(At.of(fired.from()), At.of(fired.to()), fired.queue());
        }
    }

    static PreviewJson of(Findings preview) {
        return new PreviewJson(
                preview.points().stream().map(PointJson::of).toList(),
                preview.wouldFire().stream().map(FiredJson::of).toList(),
                preview.note());
    }
}
