package io.yardmaster.web.console.queue;

import io.yardmaster.engine.queues.QueueGroups;
import io.yardmaster.engine.queues.UnknownQueueException;
import io.yardmaster.engine.retention.TrimPreview;
import io.yardmaster.engine.search.JobFilter;
import io.yardmaster.engine.search.JobSearch;
import io.yardmaster.insight.types.TypeTable;
import io.yardmaster.job.JobState;
import io.yardmaster.store.redis.StoreAwayException;
import io.yardmaster.web.console.chart.Period;
import io.yardmaster.web.console.words.Zone;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/** What the page of a queue reads of its jobs; nothing while the store is away or once the queue is gone. */
@Singleton
class QueueReads {
    private static final int FEW = 5;
    private static final int MOST_TYPES = 10;

    private final TypeTable types;
    private final JobSearch search;
    private final QueueGroups groups;
    private final TrimPreview trims;
    private final InstantSource clock;

    QueueReads(TypeTable types, JobSearch search, QueueGroups groups, TrimPreview trims, InstantSource clock) {
        this.types = types;
        this.search = search;
        this.groups = groups;
        this.trims = trims;
        this.clock = clock;
    }

    List<TypeRow> types(String queue, Chosen chosen) {
        long now = clock.millis();
        Period span = chosen.span();
        try {
            return types.of(queue, span.from(now), span.to(now), chosen.order(), MOST_TYPES).stream()
                    .map(share -> new TypeRow(
                            share,
                            chosen.href(queue, span, share.type(), chosen.order()),
                            share.type().equals(chosen.type())))
                    .toList();
        } catch (StoreAwayException away) {
            return List.of();
        }
    }

    /** The first few jobs of a state. */
    List<JobLine> few(String queue, JobState state, Zone zone, long now) {
        try {
            return search.list(queue, state, JobFilter.ALL, FEW, null).items().stream()
                    .map(job -> JobLine.of(job, zone, now))
                    .toList();
        } catch (StoreAwayException | UnknownQueueException gone) {
            return List.of();
        }
    }

    GroupTable groups(String queue, Zone zone, long now) {
        try {
            return GroupTable.of(groups.of(queue), zone, now);
        } catch (StoreAwayException | UnknownQueueException gone) {
            return GroupTable.EMPTY;
        }
    }

    /** How far back the completed jobs reach; null where none is kept. */
    Zone.Moment reach(String queue, Zone zone, long now) {
        try {
            OptionalLong oldest = trims.reachesTo(queue);
            return oldest.isPresent() ? zone.moment(oldest.getAsLong(), now) : null;
        } catch (StoreAwayException away) {
            return null;
        }
    }
}
