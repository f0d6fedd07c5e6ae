package io.yardmaster.web.api.dead;

import io.yardmaster.engine.search.FailureGroups;
import io.yardmaster.job.attempt.FailureGroup;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** In which ways the jobs failed that are dead. */
@Path("/api/v1/dead/groups")
@Produces(MediaType.APPLICATION_JSON)
public class DeadGroupsResource {
    private final FailureGroups groups;

    DeadGroupsResource(FailureGroups groups) {
        this.groups = groups;
    }

    /** A group as the API writes it. */
    public record Group(
            String queue,
            String fingerprint,
            String type,
            String errorType,
            String message,
            long count,
            At firstAt,
            At lastAt,
            String sample,
            List<Integer> trend) {
        static Group of(FailureGroup group) {
            return new Group(
                    group.queue(),
                    group.fingerprint(),
                    group.type(),
                    group.errorType(),
                    group.message(),
                    group.count(),
                    At.of(group.firstAt()),
                    At.of(group.lastAt()),
                    group.sample(),
                    group.trend());
        }

        String key() {
            return queue + ":" + fingerprint;
        }
    }

    /** The groups, largest first. */
    @GET
    public Items<Group> list(@Context UriInfo uri) {
        Query query = Query.of(uri, "queue", "limit", "cursor");
        List<Group> all = groups.of(query.name("queue")).stream().map(Group::of).toList();
        return Items.of(all, Group::key, query);
    }
}
