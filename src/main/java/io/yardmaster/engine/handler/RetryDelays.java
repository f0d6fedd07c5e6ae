package io.yardmaster.engine.handler;

import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.yardmaster.api.beans.RetryDelay;
import io.yardmaster.job.attempt.Backoff;
import io.yardmaster.job.text.Name;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The {@link RetryDelay} beans, by name: they count the waits of custom backoffs. */
@Singleton
public class RetryDelays {
    private static final Logger LOG = Logger.getLogger(RetryDelays.class);

    private static final int MOST_TOLD = 100;

    private final List<InstanceHandle<RetryDelay>> beans;
    /** Names that no bean has and that were logged: the forecasts of jobs ask again and again. */
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    private Map<String, RetryDelay> byName;

    @Inject
    RetryDelays(@All List<InstanceHandle<RetryDelay>> beans) {
        this.beans = beans;
    }

    /** Knows none. */
    public RetryDelays() {
        this(List.of());
    }

    /** The backoff that holds after so many failures: itself, unless it is custom. @param failures from 1 */
    public Backoff counted(Backoff backoff, int failures, String type) {
        if (backoff.type() != Backoff.Type.CUSTOM) {
            return backoff;
        }
        try {
            RetryDelay bean = byName().get(backoff.name());
            if (bean == null) {
                if (missing.size() < MOST_TOLD && missing.add(backoff.name())) {
                    LOG.warnf("no bean counts the backoff %s of %s jobs: the usual one holds", backoff.name(), type);
                }
                return Backoff.DEFAULT;
            }
            return backoff.counted(Backoff.bounded(bean.after(failures, type), Backoff.LONGEST_MS));
        } catch (RuntimeException | Error fault) {
            LOG.errorf(fault, "the bean of backoff %s failed: the usual one holds", backoff.name());
            return Backoff.DEFAULT;
        }
    }

    /** Asked for late: a bean may itself need what this is a part of. */
    private synchronized Map<String, RetryDelay> byName() {
        if (byName == null) {
            Map<String, RetryDelay> found = new HashMap<>();
            for (InstanceHandle<RetryDelay> handle : beans) {
                RetryDelay bean = handle.get();
                if (found.putIfAbsent(Name.check("name of a backoff", bean.name()), bean) != null) {
                    throw new IllegalStateException("two beans for the backoff " + bean.name());
                }
            }
            byName = found;
        }
        return byName;
    }
}
