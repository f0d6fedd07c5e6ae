package io.yardmaster.web.console.selections;

import io.yardmaster.engine.bulk.Selection;
import io.yardmaster.engine.bulk.Selection.Fitting;
import io.yardmaster.engine.bulk.Selection.Picked;
import io.yardmaster.engine.bulk.Selection.Ref;
import io.yardmaster.engine.bulk.Selection.Which;
import io.yardmaster.engine.operation.BulkPlan.Match;
import io.yardmaster.job.JobState;
import io.yardmaster.job.JobVerb;
import io.yardmaster.job.text.Name;
import io.yardmaster.web.console.jobs.ListFilter;
import io.yardmaster.web.console.words.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestForm;

/** What a list of jobs sends, and after it the confirm page. All of it is hostile. */
public class SelectionForm {
    private static final Map<String, String> LABELS =
            Map.of("type", "Type", "tag", "Tag", "q", "Payload or error has", "since", "From", "until", "Before");

    /** Jobs, each as {@code queue/id}. */
    @RestForm
    List<String> job;

    /** Not null where all that fit are meant, and not the picked ones. */
    @RestForm
    String all;

    @RestForm
    String state;

    @RestForm
    String queue;

    @RestForm
    String type;

    @RestForm
    String tag;

    @RestForm
    String q;

    @RestForm
    String since;

    @RestForm
    String until;

    @RestForm
    String back;

    /** Of the confirm page: how many jobs it showed; null from a list. */
    @RestForm
    String count;

    @RestForm
    String asOf;

    /** Made by the confirm page: a form that is sent twice acts once. */
    @RestForm
    String request;

    @RestForm
    String typed;

    /** A field that the confirm page sends again. */
    public record Sent(String name, String value) {}

    /** Which jobs are meant; empty where none was picked, and where what is sent cannot be meant. */
    Optional<Which> which(Zone zone) {
        return all == null ? picked() : fitting(zone);
    }

    /** True where no job was picked, and not all that fit are meant. */
    boolean isEmpty() {
        return all == null && (job == null || job.isEmpty());
    }

    /** What the page that was confirmed was made with; null for none, and for what no page made. */
    String request() {
        return request != null && request.matches("[0-9a-f]{32}") ? request : null;
    }

    /** What the jobs have in common, for people: a name and a value each; empty where they were picked. */
    List<Sent> criteria(Zone zone) {
        List<Sent> all = new ArrayList<>();
        if (this.all != null) {
            Map<String, String> sent = filter().fields(zone);
            List.of("type", "tag", "q").forEach(name -> add(all, LABELS.get(name), sent.get(name)));
            add(all, LABELS.get("since"), day(filter().from(zone), zone));
            add(all, LABELS.get("until"), day(filter().to(zone), zone));
        }
        return all;
    }

    private static String day(Long at, Zone zone) {
        return at == null ? null : zone.day(at) + " " + zone.clock(at);
    }

    private static void add(List<Sent> all, String label, String value) {
        if (value != null) {
            all.add(new Sent(label, value));
        }
    }

    /** The state of the jobs; empty where the verb does not fit it. */
    Optional<JobState> state(JobVerb verb) {
        return JobState.of(state == null ? "" : state).filter(verb::fits);
    }

    private Optional<Which> picked() {
        List<Ref> refs = refs();
        boolean readable = !refs.isEmpty() && refs.size() == job.size() && refs.size() <= Selection.MOST_PICKED;
        return readable ? Optional.of(new Picked(refs)) : Optional.empty();
    }

    private Optional<Which> fitting(Zone zone) {
        boolean noQueue = queue == null || queue.isEmpty();
        ListFilter filter = filter();
        Match match = new Match(filter.tag(), filter.q(), filter.from(zone), filter.to(zone), true);
        Fitting fitting = new Fitting(noQueue ? null : queue, filter.type(), match);
        boolean clear = !fitting.isUnbounded() && (noQueue || Name.isName(queue)) && !filter.isUnclear(zone);
        return clear ? Optional.of(fitting) : Optional.empty();
    }

    private ListFilter filter() {
        Map<String, String> sent = new TreeMap<>();
        put(sent, "type", type);
        put(sent, "tag", tag);
        put(sent, "q", q);
        put(sent, "since", since);
        put(sent, "until", until);
        return ListFilter.of(sent::get);
    }

    /** What says which jobs are meant, to be sent again. */
    List<Sent> fields() {
        Map<String, String> sent = new TreeMap<>();
        put(sent, "state", state);
        put(sent, "back", back);
        if (all != null) {
            put(sent, "all", all);
            put(sent, "queue", queue);
            put(sent, "type", type);
            put(sent, "tag", tag);
            put(sent, "q", q);
            put(sent, "since", since);
            put(sent, "until", until);
        }
        List<Sent> fields = new ArrayList<>();
        sent.forEach((name, value) -> fields.add(new Sent(name, value)));
        if (all == null) {
            refs().forEach(ref -> fields.add(new Sent("job", ref.queue() + "/" + ref.id())));
        }
        return fields;
    }

    private List<Ref> refs() {
        return job == null
                ? List.of()
                : job.stream().flatMap(text -> ref(text).stream()).toList();
    }

    private static Optional<Ref> ref(String text) {
        int slash = text.indexOf('/');
        String queue = slash < 0 ? "" : text.substring(0, slash);
        String id = text.substring(slash + 1);
        return Name.isName(queue) && Name.isId(id) ? Optional.of(new Ref(queue, id)) : Optional.empty();
    }

    private static void put(Map<String, String> sent, String name, String value) {
        if (value != null && !value.isEmpty()) {
            sent.put(name, value);
        }
    }
}
