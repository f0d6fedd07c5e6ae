package io.yardmaster.web.api.events;

import io.yardmaster.insight.alert.Alerts;
import io.yardmaster.insight.alert.Alerts.Shown;
import io.yardmaster.web.api.alerts.AlertJson;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of the newest alerts changed since the last look. The live stream asks once a second; not thread-safe. */
@Singleton
class AlertNews {
    private static final int MOST = 100;

    private final Alerts alerts;
    private Map<String, String> known;

    AlertNews(Alerts alerts) {
        this.alerts = alerts;
    }

    /** Those that are new, in another state or acknowledged since, oldest first; none at the first look. */
    List<AlertJson> changed() {
        Map<String, String> now = new HashMap<>();
        List<AlertJson> changed = new ArrayList<>();
        for (Shown shown : alerts.newest(null, null, MOST).reversed()) {
            String id = shown.alert().id();
            String state = shown.alert().state().word() + (shown.seen() == null ? "" : " seen");
            now.put(id, state);
            if (known != null && !state.equals(known.get(id))) {
                changed.add(AlertJson.of(shown));
            }
        }
        known = now;
        return changed;
    }

    /** Nobody listens: the next look is the first. */
    void forget() {
        known = null;
    }
}
