package io.yardmaster.web.api.queues;

import io.yardmaster.engine.queues.UniqueKeys;
import io.yardmaster.job.unique.HeldKey;
import io.yardmaster.job.unique.HeldKeys;
import io.yardmaster.job.unique.Unique;
import io.yardmaster.web.api.request.At;
import io.yardmaster.web.api.request.Items;
import io.yardmaster.web.api.request.Query;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The keys that unique jobs hold: looks at them, and frees one. */
@Path("/api/v1/unique-keys")
@Produces(MediaType.APPLICATION_JSON)
public class UniqueKeysResource {
    private final UniqueKeys keys;

    UniqueKeysResource(UniqueKeys keys) {
        this.keys = keys;
    }

    /** A key as the API writes it. @param expiresAt null when it is held until its job starts or ends */
    public record KeyJson(String queue, String key, String jobId, String until, At expiresAt) {
        static KeyJson of(String queue, HeldKey held) {
            return new KeyJson(queue, held.key(), held.jobId(), held.until().word(), At.of(held.endsAt()));
        }
    }

    @GET
    public Items<KeyJson> list(@Context UriInfo uri) {
        Query query = Query.of(uri, "queue", "limit", "cursor");
        String queue = queue(query);
        HeldKeys held = held(queue, query);
        return new Items<>(
                held.keys().stream().map(one -> KeyJson.of(queue, one)).toList(), held.next());
    }

    @DELETE
    public void release(@Context UriInfo uri) {
        Query query = Query.of(uri, "queue", "key");
        String key = query.text("key")
                .filter(Unique::isKey)
                .orElseThrow(() -> Query.wrong("key", "must be 1 to " + Unique.LONGEST_KEY + " characters"));
        keys.release(queue(query), key);
    }

    private static String queue(Query query) {
        String queue = query.name("queue");
        if (queue == null) {
            throw Query.wrong("queue", "is required");
        }
        return queue;
    }

    private HeldKeys held(String queue, Query query) {
        try {
            return keys.held(queue, query.cursor(), query.limit());
        } catch (IllegalArgumentException notOne) {
            throw Query.wrong("cursor", "is not one of this list");
        }
    }
}
