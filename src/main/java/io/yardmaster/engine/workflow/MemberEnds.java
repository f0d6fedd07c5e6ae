package io.yardmaster.engine.workflow;

import io.yardmaster.engine.jobs.JobEvent;
import io.yardmaster.engine.jobs.JobEventListener;
import io.yardmaster.store.workflow.MemberStore.Entry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Hears when a member of a workflow ended or came back on this node, so that its workflow goes on at once. */
@Singleton
public class MemberEnds implements JobEventListener {
    /** By queue all its news, as the call that ended members found them. */
    private final Map<String, List<Entry>> heard = new ConcurrentHashMap<>();

    private volatile Consumer<String> listener = queue -> {};

    /** @param changed hears the queue; must not block */
    void listen(Consumer<String> changed) {
        listener = changed;
    }

    /** All news of a queue, in their order, before the events of the jobs that they are of. @param raw empty = not known */
    public void heard(String queue, List<String> raw) {
        if (!raw.isEmpty()) {
            heard.merge(
                    queue,
                    raw.stream().map(Entry::of).toList(),
                    (before, now) -> before.getLast().number() > now.getLast().number() ? before : now);
        }
    }

    /** What was heard of a queue, once; null when nothing was. */
    List<Entry> take(String queue) {
        return heard.remove(queue);
    }

    /** All queues are read anew. */
    void forget() {
        heard.clear();
    }

    @Override
    public void on(JobEvent event) {
        if (event.job().member() != null && !(event instanceof JobEvent.Started)) {
            listener.accept(event.job().queue());
        }
    }
}
